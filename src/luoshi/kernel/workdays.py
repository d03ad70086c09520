"""Working days: weekends, statutory holidays and 调休 make-up days (Civil Code Art. 201-203).

``holidays.csv`` holds the State Council's yearly arrangements, one row per day: ``holiday`` is a day off
(weekend days inside a holiday are listed too, so that a calendar page can name them), ``makeup`` is a
weekend day that is worked. Each year is published late in the year before; a year without rows has not
been entered, and nothing is computed into it.
"""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from luoshi.kernel.errors import RuleBroken

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One row of a year's arrangement; ``is_workday`` is true for make-up days."""

    day: date
    is_workday: bool
    name: str


@dataclass(frozen=True)
class WorkCalendar:
    """``exceptions`` says which days differ from Monday-to-Friday; days outside ``years`` are refused."""

    exceptions: Mapping[date, bool] = field(hash=False)
    years: frozenset[int]
    _workdays: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _first_missing: Mapping[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))
        object.__setattr__(self, "years", frozenset(self.years))
        object.__setattr__(self, "_workdays", tuple(self._count_workdays()))
        object.__setattr__(self, "_first_missing", self._find_gaps())

    def covers(self, day: date) -> bool:
        """Whether the arrangement of the day's year has been entered."""
        return day.year in self.years

    def is_workday(self, day: date) -> bool:
        self._require(day.year)
        return self._is_worked(day)

    def add_workdays(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which itself is not counted; ``day`` itself for 0."""
        if n < 0:
            raise ValueError("working days are counted forward only")
        self._require(day.year)
        if n == 0:
            return day
        return self._at(bisect_right(self._workdays, day.toordinal()) + n - 1, start=day)

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it (Civil Code Art. 203)."""
        self._require(day.year)
        return self._at(bisect_left(self._workdays, day.toordinal()), start=day)

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie in (start, end]; negative when ``end`` is the earlier day."""
        self._require(start.year)
        self._require(end.year)
        first, last = sorted((start.year, end.year))
        if last >= self._first_missing[first]:
            self._require(self._first_missing[first])
        ordinals = self._workdays
        return bisect_right(ordinals, end.toordinal()) - bisect_right(ordinals, start.toordinal())

    def _is_worked(self, day: date) -> bool:
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def _count_workdays(self) -> Iterator[int]:
        for year in sorted(self.years):
            for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
                if self._is_worked(date.fromordinal(ordinal)):
                    yield ordinal

    def _find_gaps(self) -> Mapping[int, int]:
        """For each year entered, the first later year that was not."""
        gaps: dict[int, int] = {}
        for year in sorted(self.years, reverse=True):
            gaps[year] = gaps.get(year + 1, year + 1)
        return MappingProxyType(gaps)

    def _at(self, index: int, *, start: date) -> date:
        missing = self._first_missing[start.year]
        if index < len(self._workdays):
            found = date.fromordinal(self._workdays[index])
            if found.year < missing:
                return found
        raise _year_missing(missing)

    def _require(self, year: int) -> None:
        if year not in self.years:
            raise _year_missing(year)


def _year_missing(year: int) -> RuleBroken:
    return RuleBroken(
        "calendar-year-missing",
        f"{year}年的工作日安排尚未录入，请系统管理员按当年放假通知录入后再试。",
    )


@cache
def national_days() -> tuple[NamedDay, ...]:
    """Every row of the national arrangements 2004-2026, in order of date."""
    text = resources.files("luoshi.kernel").joinpath("holidays.csv").read_text(encoding="utf-8")
    return tuple(
        NamedDay(date.fromisoformat(row["day"]), row["kind"] == "makeup", row["name"])
        for row in csv.DictReader(text.splitlines())
    )


@cache
def load_national() -> WorkCalendar:
    """The national calendar as published, before any change that a place has made."""
    days = national_days()
    return WorkCalendar({row.day: row.is_workday for row in days}, frozenset(row.day.year for row in days))
