from datetime import date

import pytest
from django.urls import reverse

from luoshi.units import queries


@pytest.fixture(autouse=True)
def _here(place, calendar) -> None:
    """The years that have been published are entered."""


def page(name, year):
    return reverse(name, args=[year])


NOTICE = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：1月31日（周日）上班。"
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知"


def test_a_year_is_shown_by_month(people, client_as):
    text = client_as(people.staff).get(page("calendar_year", 2026)).text
    assert "全年248个工作日" in text
    assert text.count('<table class="month">') == 12
    assert "修改全年安排" not in text


def test_the_present_year_is_the_first(people, client_as):
    response = client_as(people.staff).get(reverse("calendar"))
    assert response.status_code == 302


def test_a_year_without_data_says_so(people, client_as):
    text = client_as(people.staff).get(page("calendar_year", 2027)).text
    assert "2027年放假安排尚未录入" in text
    assert "请联系系统管理员" in text
    assert "录入2027年安排" in client_as(people.administrator).get(page("calendar_year", 2027)).text


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_year_far_away_does_not_exist(people, client_as, year):
    client = client_as(people.administrator)
    assert client.get(page("calendar_year", year)).status_code == 404
    assert client.get(page("calendar_edit", year)).status_code == 404


def test_a_notice_is_checked_before_it_counts(people, client_as):
    client = client_as(people.administrator)
    assert SOURCE in client.get(page("calendar_edit", 2027)).text
    given = {"source": SOURCE, "text": NOTICE, "version": "0"}
    checked = client.post(page("calendar_edit", 2027), given)
    assert "读到4个日期" in checked.text
    assert 'name="version" value="0"' in checked.text
    assert queries.calendar_page(2027).source is None
    assert client.post(page("calendar_edit", 2027), {**given, "confirm": "1"}).url == page(
        "calendar_year", 2027
    )
    assert queries.calendar_page(2027).lines == [
        "2027-01-01 休 元旦",
        "2027-01-02 休 元旦",
        "2027-01-03 休 元旦",
        "2027-01-31 班 春节",
    ]
    stale = client.post(page("calendar_edit", 2027), {**given, "confirm": "1"})
    assert (stale.status_code, "刚刚被他人修改" in stale.text) == (409, True)
    assert 'name="version" value="1"' in client.get(page("calendar_edit", 2027)).text


@pytest.mark.parametrize(
    ("text", "said"),
    [("2月30日 休", "不是有效的日期"), ("没有日期", "没有读到放假或调休的日期"), ("", "有1处需要改正")],
)
def test_a_text_that_cannot_be_read_is_not_saved(people, client_as, text, said):
    given = {"source": SOURCE, "text": text, "confirm": "1"}
    response = client_as(people.administrator).post(page("calendar_edit", 2027), given)
    assert (response.status_code, said in response.text) == (422, True)
    assert queries.calendar_page(2027).source is None


@pytest.mark.parametrize(("mark", "is_workday"), [("off", False), ("work", True), ("clear", True)])
def test_one_day_is_marked(people, client_as, mark, is_workday):
    given = {"day": "2026-03-17", "mark": mark, "name": "市庆"}
    response = client_as(people.administrator).post(page("calendar_day", 2026), given)
    assert response.url == page("calendar_year", 2026)
    assert queries.calendar().is_workday(date(2026, 3, 17)) is is_workday


def test_a_day_that_is_none(people, client_as):
    given = {"day": "昨天", "mark": "off"}
    client = client_as(people.administrator)
    wrong = client.post(page("calendar_day", 2026), given)
    assert (wrong.status_code, "有1处需要改正" in wrong.text) == (422, True)
    missing = client.post(page("calendar_day", 2030), {"day": "2030-01-01", "mark": "off"})
    assert (missing.status_code, "代码：calendar-year-missing" in missing.text) == (422, True)


def test_only_the_administrator_changes_the_calendar(people, client_as):
    client = client_as(people.head)
    assert client.get(page("calendar_edit", 2026)).status_code == 404
    assert client.post(page("calendar_day", 2026), {"day": "2026-03-17", "mark": "off"}).status_code == 404
