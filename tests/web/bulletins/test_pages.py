"""The circular's pages, from choosing a period to reading what was published."""

import re
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.utils import timezone

from luoshi.bulletins import actions, queries
from luoshi.bulletins.rules import FIGURES
from luoshi.matters.terms import Status
from tests.matters.conftest import Loop


@pytest.fixture
def loop(place, calendar, actors, city_units) -> Loop:
    list(actors), list(city_units)
    return Loop(actors, city_units)


@pytest.fixture
def drafted(loop):
    for status in (Status.CLOSED, Status.UNDER_WAY, Status.ISSUED):
        loop.at(status)
    now = timezone.now()
    start = loop.at(Status.ISSUED).issued_on
    return actions.draft(start, timezone.localdate(), by=loop.actors.staff, at=now)


def test_a_draft_is_made_from_period_and_scope(loop, people, client_as) -> None:
    browser, today = client_as(people.staff), timezone.localdate()
    assert browser.get("/bulletins/new/").status_code == 200
    asked = {"period_from": today - timedelta(days=30), "period_to": today, "units": [loop.units.reform.pk]}
    made = browser.post("/bulletins/new/", asked)
    page = browser.get(made.url).content.decode()
    assert "市发改委牵头的事项" in page
    assert "（一）各牵头单位请于" in page


def test_a_wrong_period_is_said(loop, people, client_as) -> None:
    today = timezone.localdate()
    asked = {"period_from": today, "period_to": today - timedelta(days=1)}
    answer = client_as(people.staff).post("/bulletins/new/", asked)
    assert (answer.status_code, "代码：period-reversed" in answer.content.decode()) == (400, True)


def test_each_figure_opens_as_many_matters_as_it_says(drafted, people, client_as) -> None:
    browser = client_as(people.staff)
    for frozen in (False, True):
        if frozen:
            client_as(people.head).post(f"/bulletins/{drafted.pk}/approve/")
        counted = {
            n: len(browser.get(f"/bulletins/{drafted.pk}/figures/{n}/").context["found"].rows)
            for n in FIGURES
        }
        assert counted == {n: int(drafted.figures[n]) for n in FIGURES}
    unit = drafted.unit_lines[0]["unit_id"]
    one = browser.get(f"/bulletins/{drafted.pk}/figures/total/", {"unit": unit})
    assert one.context["found"].every == drafted.unit_lines[0]["counts"]["total"]
    assert browser.get(f"/bulletins/{drafted.pk}/figures/ranking/").status_code == 404


@pytest.mark.parametrize("frozen", [False, True])
def test_figures_are_paged_by_the_last_row(drafted, people, client_as, monkeypatch, frozen) -> None:
    monkeypatch.setattr("luoshi.bulletins.queries.pages.SIZE", 3)
    if frozen:
        client_as(people.head).post(f"/bulletins/{drafted.pk}/approve/")
    browser, page = client_as(people.staff), f"/bulletins/{drafted.pk}/figures/total/"
    first = browser.get(page)
    onward = re.search(r'rel="next" href="([^"]+)"', first.text).group(1)
    second = browser.get(page + onward)
    shown = [row.title for answer in (first, second) for row in answer.context["found"].rows]
    assert (len(shown), 'rel="next"' in second.text, "第一页" in second.text) == (4, False, True)
    whole = [row.title for row in queries.frozen(drafted)] if frozen else None
    assert sorted(shown) == sorted(whole or shown)
    assert browser.get(page, {"after": "nonsense"}).status_code == 400


def test_what_is_hidden_is_counted(loop, drafted, people, client_as) -> None:
    head = client_as(people.head)
    for verb in ("approve", "publish"):
        head.post(f"/bulletins/{drafted.pk}/{verb}/")
    page = client_as(people.inspector).get(f"/bulletins/{drafted.pk}/figures/total/")
    found = page.context["found"]
    assert (found.every, found.hidden, len(found.rows)) == (4, 4, 0)
    assert "其中4项不在您的查看范围内" in page.text


def test_text_is_edited_and_escaped(drafted, people, client_as) -> None:
    browser = client_as(people.staff)
    form = browser.get(f"/bulletins/{drafted.pk}/edit/").context["form"]
    fields = {name: form[name].value() for name in form.fields}
    fields |= {"title": "<b>标题</b>", "part_1": "共[[total]]项<script>alert(1)</script>"}
    page = browser.post(f"/bulletins/{drafted.pk}/edit/", fields, follow=True).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert f'/bulletins/{drafted.pk}/figures/total/">4</a>项' in page
    wrong = browser.post(f"/bulletins/{drafted.pk}/edit/", fields | {"part_1": "[[nonsense]]"})
    assert "代码：unknown-figure" in wrong.content.decode()


def test_from_approval_to_print(loop, drafted, people, client_as) -> None:
    head = client_as(people.head)
    for verb in ("approve", "reopen"):
        assert head.post(f"/bulletins/{drafted.pk}/{verb}/").status_code == 302
    assert client_as(people.staff).post(f"/bulletins/{drafted.pk}/refresh/").status_code == 302
    for verb in ("approve", "publish"):
        assert head.post(f"/bulletins/{drafted.pk}/{verb}/").status_code == 302
    unit = client_as(people.liaison)
    assert "第1期" in unit.get("/bulletins/").content.decode()
    assert "数据不再变动" in unit.get(f"/bulletins/{drafted.pk}/").content.decode()
    paper = unit.get(f"/bulletins/{drafted.pk}/paper/")
    assert paper["Content-Disposition"].startswith("attachment")
    assert any("第1期" in p.text for p in docx.Document(BytesIO(paper.content)).paragraphs)


def test_drafts_do_not_exist_for_units(drafted, people, client_as) -> None:
    browser = client_as(people.liaison)
    assert browser.get(f"/bulletins/{drafted.pk}/").status_code == 404
    assert browser.get(f"/bulletins/{drafted.pk}/paper/").status_code == 404
    assert browser.get(f"/bulletins/{drafted.pk}/figures/total/").status_code == 404
    assert browser.post(f"/bulletins/{drafted.pk}/approve/").status_code == 404


def test_a_draft_is_dropped_with_a_reason(drafted, people, client_as) -> None:
    browser = client_as(people.staff)
    assert browser.post(f"/bulletins/{drafted.pk}/void/", {"reason": ""}).status_code == 422
    browser.post(f"/bulletins/{drafted.pk}/void/", {"reason": "重复起草"})
    assert "重复起草" in browser.get(f"/bulletins/{drafted.pk}/").content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_long(
    loop, people, client_as, count, django_assert_num_queries
) -> None:
    today = timezone.localdate()
    for _ in range(count):
        actions.draft(today, today, by=loop.actors.staff, at=timezone.now())
    browser = client_as(people.staff)
    browser.get("/bulletins/")
    with django_assert_num_queries(5):
        browser.get("/bulletins/")


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_however_many_matters(
    loop, people, client_as, count, django_assert_num_queries
) -> None:
    for _ in range(count):
        loop.at(Status.ISSUED)
    made = actions.draft(
        loop.at(Status.ISSUED).issued_on, timezone.localdate(), by=loop.actors.staff, at=timezone.now()
    )
    browser = client_as(people.staff)
    browser.get(f"/bulletins/{made.pk}/")
    with django_assert_num_queries(5):
        browser.get(f"/bulletins/{made.pk}/")


def test_a_voided_draft_is_not_for_units(drafted, loop) -> None:
    assert not queries.visible(loop.actors.liaison).exists()
