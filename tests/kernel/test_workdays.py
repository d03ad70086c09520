from collections import Counter
from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.kernel.errors import RuleBroken
from luoshi.kernel.workdays import NamedDay, WorkCalendar, load_national, national_days

NATIONAL = load_national()
GAP = WorkCalendar({date(2024, 1, 1): False, date(2024, 12, 31): False}, frozenset({2023, 2024, 2026}))


def test_weekends_holidays_and_makeup_days():
    assert NATIONAL.is_workday(date(2026, 10, 9)) is True  # an ordinary Friday
    assert NATIONAL.is_workday(date(2026, 10, 11)) is False  # an ordinary Sunday
    assert NATIONAL.is_workday(date(2026, 10, 1)) is False  # National Day, a Thursday
    assert NATIONAL.is_workday(date(2026, 10, 10)) is True  # a Saturday worked instead


def test_the_first_day_is_not_counted():
    assert NATIONAL.add_workdays(date(2026, 3, 2), 1) == date(2026, 3, 3)
    assert NATIONAL.add_workdays(date(2026, 3, 2), 10) == date(2026, 3, 16)
    assert NATIONAL.add_workdays(date(2026, 3, 7), 1) == date(2026, 3, 9)  # from a Saturday


def test_holidays_are_stepped_over_and_makeup_days_counted():
    assert NATIONAL.add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert NATIONAL.add_workdays(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert NATIONAL.add_workdays(date(2026, 2, 13), 2) == date(2026, 2, 24)  # the 14th is worked


def test_no_days_stay_on_the_day_even_when_it_is_off():
    assert NATIONAL.add_workdays(date(2026, 10, 1), 0) == date(2026, 10, 1)


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forward only"):
        NATIONAL.add_workdays(date(2026, 3, 2), -1)


def test_next_workday_is_the_day_itself_or_the_first_after():
    assert NATIONAL.next_workday(date(2026, 9, 30)) == date(2026, 9, 30)
    assert NATIONAL.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)


def test_workdays_between_counts_the_end_but_not_the_start():
    assert NATIONAL.workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert NATIONAL.workdays_between(date(2026, 9, 29), date(2026, 9, 30)) == 1
    assert NATIONAL.workdays_between(date(2026, 9, 30), date(2026, 9, 30)) == 0
    assert NATIONAL.workdays_between(date(2026, 10, 10), date(2026, 9, 30)) == -3


def test_a_year_crossed_with_its_neighbour_entered_is_no_obstacle():
    assert NATIONAL.add_workdays(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert NATIONAL.workdays_between(date(2025, 12, 31), date(2026, 1, 5)) == 2


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: NATIONAL.is_workday(date(2027, 1, 4)), 2027),
        (lambda: NATIONAL.is_workday(date(2003, 12, 31)), 2003),
        (lambda: NATIONAL.add_workdays(date(2026, 12, 25), 10), 2027),
        (lambda: NATIONAL.add_workdays(date(2027, 1, 4), 0), 2027),
        (lambda: NATIONAL.next_workday(date(2027, 1, 4)), 2027),
        (lambda: NATIONAL.workdays_between(date(2026, 12, 1), date(2027, 1, 4)), 2027),
        (lambda: NATIONAL.workdays_between(date(2027, 1, 4), date(2026, 12, 1)), 2027),
        (lambda: GAP.add_workdays(date(2024, 12, 30), 1), 2025),
        (lambda: GAP.next_workday(date(2024, 12, 31)), 2025),
        (lambda: GAP.workdays_between(date(2024, 12, 2), date(2026, 1, 5)), 2025),
        (lambda: GAP.workdays_between(date(2026, 1, 5), date(2024, 12, 2)), 2025),
    ],
)
def test_nothing_is_computed_into_a_year_that_was_not_entered(ask, year):
    with pytest.raises(RuleBroken) as refusal:
        ask()
    assert refusal.value.code == "calendar-year-missing"
    assert refusal.value.message == f"{year}年的工作日安排尚未录入，请系统管理员按当年放假通知录入后再试。"


def test_covers_names_the_years_entered():
    assert [year for year in range(2022, 2028) if GAP.covers(date(year, 6, 1))] == [2023, 2024, 2026]


def test_a_calendar_cannot_be_changed_once_made():
    exceptions = {date(2024, 1, 1): False}
    calendar = WorkCalendar(exceptions, frozenset({2024}))
    exceptions[date(2024, 1, 2)] = False
    assert calendar.is_workday(date(2024, 1, 2)) is True
    with pytest.raises(FrozenInstanceError):
        calendar.years = frozenset()


def test_calendars_with_the_same_content_are_equal():
    again = WorkCalendar(NATIONAL.exceptions, NATIONAL.years)
    assert again == NATIONAL
    assert hash(again) == hash(NATIONAL)
    assert again != GAP


def test_the_national_days_are_complete_and_consistent():
    days = national_days()
    assert [row.day for row in days] == sorted({row.day for row in days})
    assert NATIONAL.years == frozenset(range(2004, 2027))
    assert (len(days), sum(row.is_workday for row in days)) == (771, 150)
    assert days[-1] == NamedDay(date(2026, 10, 10), is_workday=True, name="国庆节")
    assert [row.day for row in days if row.is_workday and row.day.weekday() < 5] == []


def test_working_days_per_year_agree_with_the_published_arrangements():
    first = date(2019, 1, 1)
    days = [first + timedelta(offset) for offset in range((date(2026, 12, 31) - first).days + 1)]
    counts = Counter(day.year for day in days if NATIONAL.is_workday(day))
    assert counts == {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}


@given(st.dates(date(2004, 1, 1), date(2025, 6, 30)), st.integers(1, 300))
def test_adding_and_counting_agree(day, days):
    reached = NATIONAL.add_workdays(day, days)
    assert NATIONAL.is_workday(reached) is True
    assert NATIONAL.workdays_between(day, reached) == days
    assert NATIONAL.workdays_between(reached, day) == -days
    assert NATIONAL.next_workday(reached) == reached
