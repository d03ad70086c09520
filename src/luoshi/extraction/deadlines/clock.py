"""Dates by arithmetic: from a base day, a year if one was said, and the place's working days."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.extraction.model import WorkCalendar
from luoshi.kernel.numerals import read_integer

HAN = "[一二三四五六七八九十]{1,3}"
N = f"(?:[0-9]{{1,2}}|{HAN})"
YEAR = r"(?:(?:19|20)[0-9]{2}|二[\u3007○零][\u3007○零一二三四五六七八九]{2})"
WHEN = rf"(?:(?P<year>{YEAR})年(?:度)?|(?P<rel>今年|本年度?|当年|明年|次年|翌年|来年|后年|下年度?)(?:的)?)?"
SAID = WHEN.removesuffix("?")
BY = r"(?:（含(?:当日|当天)?）)?(?:以?前|之前|为止|截止|止)"
DASH = "(?:-|—|——|～|至|到)"
PAST = "(?<![0-9一二三四五六七八九十])(?<!去年)(?<!上年)(?<!前年)(?<!上年度)"
_SHIFT = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "明年": 1,
    "次年": 1,
    "翌年": 1,
    "来年": 1,
    "下年": 1,
    "下年度": 1,
    "后年": 2,
}


def number(text: str | None) -> int | None:
    """An Arabic or Chinese integer, 半 left to the caller."""
    return read_integer(text) if text else None


def month_end(year: int, month: int) -> date:
    return date(year, month, months.monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """The corresponding day, or the last day of a shorter month (Civil Code Art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Clock:
    """What phrases are read against; ``on`` is the day of the document."""

    on: date | None
    calendar: WorkCalendar | None = None

    def year(self, said: str | None, relative: str | None) -> int | None:
        """The year that was said in figures or in words, or None when none was."""
        if said:
            return number(said)
        if relative and self.on:
            return self.on.year + _SHIFT[relative]
        return None

    def this_year(self, said: str | None, relative: str | None) -> int | None:
        return self.year(said, relative) or (self.on.year if self.on else None)

    def next_end(self, year: int | None, month: int) -> date | None:
        """The end of the month: of the year said, or of the next such month from the base day."""
        if not 1 <= month <= 12:
            return None
        if year is not None:
            return month_end(year, month)
        if self.on is None:
            return None
        end = month_end(self.on.year, month)
        return end if end >= self.on else month_end(self.on.year + 1, month)

    def next_day(self, year: int | None, month: int, day: int) -> date | None:
        """The day of the month, in the year said or at its next occurrence."""
        if year is not None:
            return safe(year, month, day)
        if self.on is None:
            return None
        found = safe(self.on.year, month, day)
        return found if found is None or found >= self.on else safe(self.on.year + 1, month, day)

    def month(self, shift: int) -> tuple[int, int] | None:
        if self.on is None:
            return None
        moved = add_months(self.on.replace(day=1), shift)
        return moved.year, moved.month

    def weekday(self, index: int, *, weeks: int) -> date | None:
        if self.on is None:
            return None
        return self.on - timedelta(days=self.on.weekday()) + timedelta(days=index, weeks=weeks)


def safe(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
