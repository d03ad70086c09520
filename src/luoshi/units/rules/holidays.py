"""A year's holidays: read from the notice or from lines of a list, and laid out by month."""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.documents.cleaning import clean
from luoshi.kernel.errors import BadInput
from luoshi.kernel.workdays import SATURDAY, NamedDay

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_HOLIDAY = 15
"""In days; a longer one is a misread range."""

_FREE = frozenset({"休", "休息", "放假", "假", "holiday"})
_WORKED = frozenset({"班", "上班", "调休上班", "makeup"})
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:\s*[至到~—\u2013]+\s*(?:\d{4}\s*[-/.年]\s*)?(?:(?P<last_month>\d{1,2})\s*[-/.月]\s*)?(?P<last>\d{1,2})\s*日?)?"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+、)?\s*(?P<name>[^\s：:，。\d]{1,12})\s*[：:]\s*(?P<rest>.+)"
)
_SENTENCE = re.compile(r"[。；;]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and the lines that were not understood."""

    days: tuple[NamedDay, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """One day of a month's sheet; ``mark`` is 休, 班 or empty."""

    day: date
    is_workday: bool
    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday; None pads the first and the last."""

    number: int
    weeks: tuple[tuple[Square | None, ...], ...]


def read_holidays(text: str, *, year: int) -> Reading:
    """Paragraphs as the State Council writes them, or lines such as ``2027-01-01 休 元旦``; both may be mixed."""
    found: dict[date, NamedDay] = {}
    problems: list[str] = []
    for line in clean(text)[0].splitlines():
        if not line.strip():
            continue
        days, trouble = _read_line(_ASIDE.sub("", line).strip(), year)
        problems.extend(trouble)
        if not days and not trouble and _names_a_day(line, year):
            problems.append(f"没有读懂“{line.strip()[:40]}”，请改写为“{year}-01-01 休 元旦”的形式")
        found.update({named.day: named for named in days})
    return Reading(tuple(found[day] for day in sorted(found)), tuple(problems))


def _names_a_day(line: str, year: int) -> bool:
    """A day of this year that nothing was done with; the date under a notice is of the year before."""
    return any(found["year"] in {None, str(year)} for found in _DAY.finditer(line))


def _read_line(line: str, year: int) -> tuple[list[NamedDay], list[str]]:
    heading = _HEADING.fullmatch(line)
    found: list[NamedDay] = []
    problems: list[str] = []
    for part, is_workday, name in _notice(heading) if heading else _listed(line):
        for day in _days(part, year, problems):
            if day.year == year:
                found.append(NamedDay(day, is_workday, name))
            else:
                problems.append(f"{day:%Y-%m-%d} 不在{year}年内，请在{day.year}年的日历中单独标记")
    return found, problems


def _notice(heading: re.Match[str]) -> Iterator[tuple[str, bool, str]]:
    name = heading["name"].strip("“”")
    for sentence in _SENTENCE.split(heading["rest"]):
        worked = "上班" in sentence
        if worked or "放假" in sentence or "休息" in sentence:
            yield sentence, worked, name


def _listed(line: str) -> Iterator[tuple[str, bool, str]]:
    words = re.split(r"[\s,，;；\t]+", line)
    kind = next((index for index, word in enumerate(words) if word in _FREE | _WORKED), None)
    if kind:
        yield "".join(words[:kind]), words[kind] in _WORKED, " ".join(words[kind + 1 :])


def _days(text: str, year: int, problems: list[str]) -> Iterable[date]:
    for found in _DAY.finditer(text):
        try:
            yield from _span(found, year)
        except ValueError:
            problems.append(f"“{found[0].strip()}”不是有效的日期或时段，请核对")


def _span(found: re.Match[str], year: int) -> list[date]:
    first = date(int(found["year"] or year), int(found["month"]), int(found["day"]))
    if not found["last"]:
        return [first]
    last = date(first.year, int(found["last_month"] or found["month"]), int(found["last"]))
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_HOLIDAY:
        raise ValueError(length)
    return [first + timedelta(days=offset) for offset in range(length)]


def check_holidays(year: int, days: Iterable[NamedDay]) -> None:
    """Raise BadInput for days of another year, days given twice, and make-up days that are worked anyway."""
    seen: set[date] = set()
    for named in days:
        if named.day.year != year:
            raise BadInput("calendar-other-year", f"{named.day:%Y-%m-%d} 不在{year}年内，请核对年份和日期。")
        if named.day in seen:
            raise BadInput("calendar-day-twice", f"{named.day:%Y-%m-%d} 出现了两次，请删去重复的一行。")
        if named.is_workday and named.day.weekday() < SATURDAY:
            raise BadInput(
                "calendar-makeup-weekday",
                f"{named.day:%Y-%m-%d} 本来就是工作日，调休上班应是周六或周日，请核对。",
            )
        seen.add(named.day)


def months_of(year: int, marked: Mapping[date, NamedDay]) -> tuple[Month, ...]:
    """The twelve sheets of a year."""
    weeks = calendar.Calendar()
    return tuple(
        Month(
            number,
            tuple(
                tuple(_square(day, marked.get(day)) if day.month == number else None for day in week)
                for week in weeks.monthdatescalendar(year, number)
            ),
        )
        for number in range(1, 13)
    )


def _square(day: date, named: NamedDay | None) -> Square:
    if named is None:
        return Square(day, is_workday=day.weekday() < SATURDAY, mark="", name="")
    return Square(day, is_workday=named.is_workday, mark="班" if named.is_workday else "休", name=named.name)
