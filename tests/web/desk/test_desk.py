"""The first page of each role."""

from datetime import date, timedelta

import pytest

from luoshi.matters.models import Opening
from luoshi.matters.terms import Status
from tests.conftest import TODAY


def day(n: int):
    return TODAY + timedelta(days=n)


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize(
    ("who", "count"), [("staff", 17), ("head", 19), ("vice", 16), ("liaison", 10), ("inspector", 5)]
)
def test_queries_do_not_grow_with_rows(
    browser, matter, people, django_assert_num_queries, rows, who, count
) -> None:
    """Session, person, posts; one for each list and each figure, one for all rows; a leader's field is two; one for
    each kind of papers."""
    for n in range(rows):
        Opening.objects.create(matter=matter(day(-n - 1)), person=people.inspector)
        matter(day(60), status=Status.ISSUED, sign_by=day(1))
        matter(day(60), status=Status.PROPOSED)
    client = browser(who)
    client.get("/")
    with django_assert_num_queries(count):
        client.get("/")


def test_a_unit_signs_from_its_desk(browser, loop) -> None:
    matter = loop.at(Status.ISSUED)
    client = browser("liaison")
    page = client.get("/").text
    assert "待签收" in page
    assert "<b>市发改委</b>：签收，或说明理由退回，3月19日前" in page
    client.post(f"/matters/{matter.pk}/sign/", {"back": "desk"})
    assert "待报办法" in client.get("/").text


def test_buttons_are_only_for_what_can_be_done_now(browser, matter, city_units) -> None:
    issued = matter(day(-1), status=Status.ISSUED)
    under_way = matter(day(-1))
    supported = matter(day(9), lead=city_units.housing, support=(city_units.reform,), status=Status.ISSUED)
    page = browser("liaison").get("/").text
    assert f'action="/matters/{issued.pk}/sign/"' in page
    assert f'href="/matters/{under_way.pk}/report/"' in page
    assert f"/matters/{supported.pk}/report/" not in page


def test_what_is_judged_is_looked_at_first(browser, matter) -> None:
    done = matter(day(9), status=Status.REPORTED_DONE)
    page = browser("staff").get("/").text
    assert (
        f'<a class="button button-small" href="/matters/{done.pk}/" aria-label="核查：推进云河治理工程">核查</a>'
        in page
    )


def test_several_are_chosen_together(browser, matter) -> None:
    docketed, proposed = matter(day(9), status=Status.DOCKETED), matter(day(9), status=Status.PROPOSED)
    page = browser("head").get("/").text
    assert '<form method="get" action="/matters/docket/">' in page
    assert '<form method="get" action="/matters/issue/">' in page
    assert f'name="id" value="{docketed.pk}"' in page
    assert f'name="id" value="{proposed.pk}"' in page


def test_a_matter_stands_once(browser, matter, people) -> None:
    matter(day(-1), sponsor_id=people.vice.pk, title="供热改造")
    matter(day(-1), title="学校建设")
    page = browser("vice").get("/").text
    assert page.count('class="task-title"') == 2
    assert "其中1项已列在上面。" in page
    assert "分管单位" in page
    assert "市发改委</a>" in page


def test_figures_of_those_who_see_everything(browser, matter) -> None:
    matter(day(-1))
    page = browser("auditor").get("/").text
    assert '<a href="/matters/?light=overdue"><b>1</b><span>超期</span></a>' in page


def test_the_auditor_sees_the_ledger(browser, loop) -> None:
    loop.at(Status.ACCEPTED)
    page = browser("auditor").get("/").text
    assert "存证头" in page
    assert "条 签收</a>" in page


def test_the_administrator_is_told_of_missing_years(browser, monkeypatch) -> None:
    assert "还没有录入" not in browser("administrator").get("/").text
    assert "系统维护" in browser("administrator").get("/").text
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 11, 2))
    page = browser("administrator").get("/").text
    assert "2027年的工作日安排还没有录入" in page
    assert "2026年的工作日安排还没有录入" not in page


def test_an_empty_desk_says_so(browser) -> None:
    assert "今天没有等您办理的事项。" in browser("liaison").get("/").text


def test_units_are_maintained_by_the_administrator_alone(browser) -> None:
    assert "系统维护" not in browser("staff").get("/").text
