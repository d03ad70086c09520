"""Units: what is shown to whom, and that each form does its act."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from luoshi.accounts.policy import SYSTEM
from luoshi.units import actions, queries
from luoshi.units.models import Unit
from tests.conftest import NOW, TODAY


@pytest.fixture(autouse=True)
def _here(place) -> None:
    """The frame of every page names the place."""


def url(name, *args):
    return reverse(name, args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_everybody_with_a_post_reads_units(people, city_units, client_as):
    unit = city_units.reform
    _ = people.vice, people.liaison
    for person in (people.staff, people.liaison, people.auditor, people.administrator):
        client = client_as(person)
        assert "云州市发展和改革委员会" in client.get(url("units")).text
        page = client.get(url("unit", unit.pk)).text
        assert all(word in page for word in ("发改委、市发展改革委", "赵春梅", "周婷", "名称和职责沿革"))
    assert client_as(people.inspector).get(url("units")).status_code == 404


def test_only_the_administrator_is_offered_changes(people, city_units, client_as):
    unit = city_units.reform
    offers = ("新增单位", "从表格导入", "本级设置")
    assert [word in client_as(people.staff).get(url("units")).text for word in offers] == [False] * 3
    assert [word in client_as(people.administrator).get(url("units")).text for word in offers] == [True] * 3
    assert "撤销单位" not in client_as(people.head).get(url("unit", unit.pk)).text
    assert client_as(people.head).post(url("unit_close", unit.pk), {"on": str(TODAY)}).status_code == 404


def test_the_list_is_searched_and_shows_closed_units_on_request(people, unit, client_as):
    client = client_as(people.staff)
    closed = unit("云州市水利局")
    actions.close_unit(closed.pk, by=SYSTEM, at=NOW, on=TODAY)
    assert "云州市水利局" not in client.get(url("units")).text
    assert "云州市水利局" in client.get(url("units"), {"closed": "1"}).text
    assert "没有名称、简称或别名包含“甲乙丙”的单位" in client.get(url("units"), {"q": "甲乙丙"}).text
    assert "符合条件的有1个，共1个单位" in client.get(url("units"), {"q": "督查室"}).text


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number(
    people, unit, client_as, count, django_assert_num_queries
):
    client = client_as(people.staff)
    for number in range(count):
        unit(f"单位{number}")
    client.get(url("units"))
    with django_assert_num_queries(6):
        client.get(url("units"))


def test_a_unit_is_created(people, city_units, client_as):
    parent = city_units.reform
    client = client_as(people.administrator)
    assert client.get(url("unit_new")).status_code == 200
    given = {
        "name": "云州市能源局",
        "short": "市能源局",
        "kind": "department",
        "parent": parent.pk,
        "aliases": "能源局、煤炭局",
    }
    response = client.post(url("unit_new"), given)
    made = Unit.objects.get(name="云州市能源局")
    assert response.url == url("unit", made.pk)
    assert told(response) == ["已新增单位“云州市能源局”。"]
    assert (made.parent, sorted(alias.alias for alias in made.aliases.all())) == (
        parent,
        ["煤炭局", "能源局"],
    )


def test_a_form_with_gaps_is_shown_again_with_what_was_typed(people, client_as):
    response = client_as(people.administrator).post(url("unit_new"), {"name": "云州市能源局"})
    assert response.status_code == 422
    assert 'value="云州市能源局"' in response.text
    assert "有2处需要改正" in response.text


def test_a_refusal_says_what_to_do(people, city_units, client_as):
    _ = city_units.reform
    given = {"name": "云州市发展和改革委员会", "short": "甲", "kind": "department"}
    client = client_as(people.administrator)
    response = client.post(url("unit_new"), given)
    assert (response.status_code, "<h2>未能办理</h2>" in response.text) == (409, True)
    assert "请换一个能区分的写法" in response.text
    assert "代码：unit-name-taken" in response.text
    assert 'name="short" value="甲"' in response.text
    script = client.post(url("unit_new"), given, headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert (script.status_code, script["HX-Retarget"], "<form" in script.text) == (409, "#refusal", False)


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("unit_rename", {"name": "云州市财政局", "short": "市财政局", "on": "2026-01-01"}),
        ("unit_edit", {"kind": "department", "position": "0", "aliases": "财政局、市财政局"}),
        ("unit_close", {"on": "2019-01-01"}),
    ],
)
def test_what_is_refused_is_shown_in_the_form(people, city_units, client_as, page, given):
    _ = city_units.finance
    response = client_as(people.administrator).post(url(page, city_units.reform.pk), given)
    assert response.status_code in {409, 422}
    assert "<h2>未能办理</h2>" in response.text
    assert next(iter(given.values())) in response.text
    assert client_as(people.administrator).post(url(page, city_units.reform.pk)).status_code == 422


def test_a_unit_is_renamed(people, city_units, client_as):
    unit = city_units.reform
    client = client_as(people.administrator)
    assert "市发改委" in client.get(url("unit_rename", unit.pk)).text
    given = {"name": "云州市发展改革局", "short": "市发改局", "parent": "", "on": "2026-01-01"}
    client.post(url("unit_rename", unit.pk), given)
    assert queries.as_of(date(2026, 1, 1))[unit.pk].name == "云州市发展改革局"
    assert queries.as_of(date(2025, 12, 31))[unit.pk].name == "云州市发展和改革委员会"


def test_a_unit_is_edited(people, city_units, client_as):
    unit = city_units.reform
    client = client_as(people.administrator)
    assert "发改委、市发展改革委" in client.get(url("unit_edit", unit.pk)).text
    client.post(url("unit_edit", unit.pk), {"kind": "office", "position": "77", "aliases": "计委"})
    unit.refresh_from_db()
    assert (unit.kind, unit.position, [alias.alias for alias in unit.aliases.all()]) == (
        "office",
        77,
        ["计委"],
    )
    client.post(url("unit_edit", unit.pk), {"kind": "office", "position": "", "aliases": ""})
    unit.refresh_from_db()
    assert (unit.position, unit.aliases.count()) == (77, 0)


def test_a_unit_is_closed(people, city_units, client_as):
    unit = city_units.finance
    client = client_as(people.administrator)
    assert "撤销后该单位不再出现在交办名单中" in client.get(url("unit_close", unit.pk)).text
    response = client.post(url("unit_close", unit.pk), {"on": str(TODAY)})
    assert told(response) == ["“云州市财政局”已撤销。"]
    assert "已撤销" in client.get(url("unit", unit.pk)).text


def test_a_unit_that_is_not_there(people, client_as):
    assert client_as(people.staff).get(url("unit", 0)).status_code == 404


def test_the_place_is_set(people, client_as):
    client = client_as(people.administrator)
    page = client.get(url("place")).text
    assert 'value="云督"' in page
    given = {
        "name": "云州市", "government": "云州市人民政府", "office": "云州市政府督查室", "masthead": "督查通报",
        "number_word": "云府督", "sign_workdays": "5", "near_due_days": "10",
        "recipients": "各县、区人民政府", "version": str(queries.place().version),
    }  # fmt: skip
    assert client.post(url("place"), given).status_code == 302
    assert (queries.place().number_word, queries.place().sign_workdays) == ("云府督", 5)
    assert queries.place().recipients == "各县、区人民政府"
    stale = client.post(url("place"), given)
    assert (stale.status_code, "刚刚被他人修改" in stale.text, 'name="version" value="1"' in stale.text) == (
        409, True, True,
    )  # fmt: skip
    assert "有1处需要改正" in client.post(url("place"), {**given, "sign_workdays": "0"}).text
    assert client_as(people.head).get(url("place")).status_code == 404
