import json
from dataclasses import replace
from datetime import date

import pytest

from luoshi.accounts.policy import SYSTEM
from luoshi.kernel.errors import BadInput, LuoshiError, NotPermitted
from luoshi.kernel.workdays import NamedDay
from luoshi.ledger.models import Entry
from luoshi.units import actions, queries
from luoshi.units.models import CalendarDay, CalendarYear, Place
from tests.conftest import NOW, PLACE

HOW = {"by": SYSTEM, "at": NOW}
NEW_YEAR = NamedDay(date(2027, 1, 1), is_workday=False, name="元旦")
SUNDAY = NamedDay(date(2027, 1, 3), is_workday=True, name="元旦")


def refusal(act, *args, **kwargs):
    with pytest.raises(LuoshiError) as refused:
        act(*args, **{**HOW, **kwargs})
    return refused.value.code


def told(tag):
    return [json.loads(entry.data) for entry in Entry.objects.filter(tag=tag).order_by("seq")]


def test_there_is_one_place(db):
    assert queries.place() is None
    actions.set_place(PLACE, **HOW)
    assert queries.place().name == "云州市"
    actions.set_place(replace(PLACE, office=" 云州市政府督查室 "), **HOW)
    assert queries.place().office == "云州市政府督查室"
    assert Place.objects.count() == 1
    assert [data["office"] for data in told("place:set")] == ["云州市人民政府督查室", "云州市政府督查室"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"number_word": " "},
        {"sign_workdays": 0},
        {"near_due_days": 61},
        {"contact_phone": "1" * 41},
    ],
)
def test_a_place_needs_its_words_and_sensible_limits(db, change):
    with pytest.raises(BadInput):
        actions.set_place(replace(PLACE, **change), **HOW)
    assert Place.objects.count() == 0


def test_what_rests_on_an_old_form_is_refused(db):
    assert actions.set_place(PLACE, seen=0, **HOW).version == 1
    assert actions.set_place(PLACE, seen=1, **HOW).version == 2
    assert refusal(actions.set_place, PLACE, seen=1) == "settings-changed"
    assert actions.set_calendar_year(2027, source="通知", days=[], seen=0, **HOW).version == 1
    actions.set_calendar_day(date(2027, 3, 17), is_workday=False, **HOW)
    assert queries.calendar_page(2027).version == 2
    assert refusal(actions.set_calendar_year, 2027, source="通知", days=[], seen=1) == "settings-changed"
    assert actions.set_calendar_year(2027, source="通知", days=[], seen=2, **HOW).version == 3


def test_only_the_administrator_sets_the_place(actors):
    with pytest.raises(NotPermitted):
        actions.set_place(PLACE, by=actors.head, at=NOW)


def test_the_national_years_are_entered_once(db):
    assert actions.seed_calendar(**HOW) == list(range(2004, 2027))
    assert actions.seed_calendar(**HOW) == []
    assert told("calendar:set") == [{"seeded": list(range(2004, 2027))}]


def test_seeding_leaves_an_entered_year_alone(db):
    actions.set_calendar_year(2026, source="本市通知", days=[], **HOW)
    assert 2026 not in actions.seed_calendar(**HOW)
    assert queries.calendar_page(2026).source == "本市通知"


def test_the_calendar_counts_as_entered(calendar):
    assert calendar.is_workday(date(2026, 2, 14))
    assert not calendar.is_workday(date(2026, 2, 17))
    assert calendar.add_workdays(date(2026, 3, 16), 3) == date(2026, 3, 19)


def test_a_year_that_was_not_entered_says_so(calendar):
    with pytest.raises(LuoshiError) as refused:
        calendar.is_workday(date(2027, 1, 4))
    assert refused.value.code == "calendar-year-missing"
    page = queries.calendar_page(2027)
    assert (page.missing, page.lines) == ("2027年放假安排尚未录入", [])


def test_a_year_is_replaced_as_a_whole(calendar):
    actions.set_calendar_year(2027, source=" 放假\n通知 ", days=[NEW_YEAR, SUNDAY], **HOW)
    assert not queries.calendar().is_workday(date(2027, 1, 1))
    assert queries.calendar().is_workday(date(2027, 1, 3))
    actions.set_calendar_year(2027, source="放假通知", days=[NEW_YEAR], **HOW)
    assert not queries.calendar().is_workday(date(2027, 1, 3))
    page = queries.calendar_page(2027)
    assert (page.missing, page.source, page.lines) == ("", "放假通知", ["2027-01-01 休 元旦"])
    assert page.workdays == 260
    assert told("calendar:set")[1] == {
        "source": "放假 通知",
        "days": [["2027-01-01", False, "元旦"], ["2027-01-03", True, "元旦"]],
    }


@pytest.mark.parametrize(
    ("year", "source", "days", "code"),
    [
        (1999, "通知", [], "field-range"),
        (2027, " ", [], "field-required"),
        (2028, "通知", [NEW_YEAR], "calendar-other-year"),
    ],
)
def test_a_year_that_cannot_be_entered(db, year, source, days, code):
    assert refusal(actions.set_calendar_year, year, source=source, days=days) == code
    assert CalendarYear.objects.count() == 0


def test_one_day_is_marked_and_unmarked(calendar):
    day = date(2026, 3, 17)
    actions.set_calendar_day(day, is_workday=False, name="市庆", **HOW)
    assert not queries.calendar().is_workday(day)
    actions.set_calendar_day(day, is_workday=True, **HOW)
    assert CalendarDay.objects.get(day=day).is_workday
    assert actions.set_calendar_day(day, is_workday=None, **HOW) is None
    assert not CalendarDay.objects.filter(day=day).exists()
    assert [(data["is_workday"], data["name"]) for data in told("calendar:set")[1:]] == [
        (False, "市庆"),
        (True, ""),
        (None, ""),
    ]


def test_a_day_of_a_year_that_was_not_entered(calendar):
    assert refusal(actions.set_calendar_day, date(2027, 1, 1), is_workday=False) == "calendar-year-missing"


def test_people_without_the_grant_do_not_touch_the_calendar(actors):
    for act in (
        lambda by: actions.seed_calendar(by=by, at=NOW),
        lambda by: actions.set_calendar_year(2027, by=by, at=NOW, source="通知", days=[]),
        lambda by: actions.set_calendar_day(date(2026, 1, 1), by=by, at=NOW, is_workday=None),
    ):
        with pytest.raises(NotPermitted):
            act(actors.staff)


def test_a_written_year_reads_back_the_same(calendar):
    from luoshi.units.rules.holidays import read_holidays

    lines = queries.calendar_page(2026).lines
    reading = read_holidays("\n".join(lines), year=2026)
    stored = CalendarDay.objects.filter(day__year=2026).order_by("day")
    assert reading.days == tuple(NamedDay(row.day, row.is_workday, row.name) for row in stored)
    assert reading.problems == ()
