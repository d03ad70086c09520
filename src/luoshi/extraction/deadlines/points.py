"""Days, months and years of the calendar: 6月底前, 8月5日前, 4月1日至6月30日, 2026年年内, 12月1日起."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import (
    BY,
    DASH,
    PAST,
    SAID,
    WHEN,
    YEAR,
    Clock,
    N,
    month_end,
    number,
    safe,
)
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.model import DeadlineKind

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_POINT, _WINDOW = DeadlineKind.POINT, DeadlineKind.WINDOW
_FROM_THEN = "自该日起执行，何时办结另行核实"
_NEXT = r"(?:(?P<year2>(?:19|20)[0-9]{2})年|(?P<rel2>次年|翌年|来年|明年))?"
_PART = "上旬|中旬|下旬|底|末|初|中"
_DAYS_OF_PART = {"上旬": (1, 10), "中旬": (11, 20), "初": (1, 5), "中": (15, 15)}


def part_end(end: date, part: str) -> date:
    """The last day of 上旬, 初, … of the month that ends on ``end``."""
    return end.replace(day=_DAYS_OF_PART[part][1]) if part in _DAYS_OF_PART else end


def _part_start(end: date, part: str) -> date:
    if part in {"底", "末"}:
        return end
    return end.replace(day=21 if part == "下旬" else _DAYS_OF_PART.get(part, (1, 1))[0])


def _day(match: Match, clock: Clock) -> Found | None:
    year = clock.year(match["year"], match["rel"])
    month, day = number(match["month"]), number(match["day"])
    on = clock.next_day(year, month or 0, day or 0)
    return Found(_POINT, on) if on or clock.on is None else None


def _days(match: Match, clock: Clock) -> Found | None:
    """分别于6月27日、9月30日、2009年1月5日前: the year is that of the last; 3月、6月、9月底 without a year follow one another."""
    parts = re.findall(rf"(?:({YEAR})年)?({N})月(?:({N})日|(?:{_PART})?)", match[0])
    if clock.on is None and not parts[-1][0]:
        return Found(_POINT, None)
    days = _before_year(parts) if parts[-1][0] else _ahead(parts, clock)
    return Found(_POINT, days[-1], also=tuple(days[:-1])) if days else None


def _before_year(parts: Sequence[tuple[str, str, str]]) -> list[date]:
    days: list[date] = []
    year = 0
    for said, month, day in reversed(parts):
        year = number(said) or year
        found = _of_month(year, month, day)
        if found and days and found > days[0]:
            found = _of_month(year - 1, month, day)
        if found:
            days.insert(0, found)
            year = found.year
    return days


def _ahead(parts: Sequence[tuple[str, str, str]], clock: Clock) -> list[date]:
    """The next time that these days come round in the order in which they stand."""
    on = clock.on or date.min
    for year in (on.year, on.year + 1):
        days = list(_in_order(parts, year))
        if days and days[0] >= on:
            return days
    return []


def _in_order(parts: Sequence[tuple[str, str, str]], year: int) -> Iterator[date]:
    before = date.min
    for _, month, day in parts:
        found = _of_month(year, month, day)
        if found and found < before:
            year += 1
            found = _of_month(year, month, day)
        if found:
            yield found
            before = found


def _of_month(year: int, month: str, day: str) -> date | None:
    index = number(month) or 0
    if day or not 1 <= index <= 12:
        return safe(year, index, number(day) or 0)
    return month_end(year, index)


def _day_range(match: Match, clock: Clock) -> Found | None:
    end_year = clock.year(match["year2"], match["rel2"]) or clock.year(match["year"], match["rel"])
    end = clock.next_day(
        end_year, number(match["month2"]) or number(match["month"]) or 0, number(match["day2"]) or 0
    )
    start = safe(end.year, number(match["month"]) or 0, number(match["day"]) or 0) if end else None
    if start and end and start > end:
        start = safe(end.year - 1, start.month, start.day)
    return Found(_WINDOW, end, start=start) if end or clock.on is None else None


def _from_now(match: Match, clock: Clock) -> Found | None:
    found = _day(match, clock)
    return Found(_WINDOW, found.on, start=clock.on) if found else None


def _from_day(match: Match, clock: Clock) -> Found | None:
    found = _day(match, clock)
    return Found(_POINT, found.on, start=found.on, note=_FROM_THEN) if found else None


def _after_day(match: Match, clock: Clock) -> Found | None:
    found = _day(match, clock)
    return Found(_WINDOW, None, start=found.on, note=_FROM_THEN) if found and found.on else None


def _from_month(match: Match, clock: Clock) -> Found | None:
    end = clock.next_end(clock.year(match["year"], match["rel"]), number(match["month"]) or 0)
    first = end.replace(day=1) if end else None
    return Found(_POINT, first, start=first, note=_FROM_THEN) if first or clock.on is None else None


def _month_range(match: Match, clock: Clock) -> Found | None:
    first, last = number(match["month"]) or 0, number(match["month2"]) or 0
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    year = clock.this_year(match["year"], match["rel"])
    if year is None:
        return Found(_WINDOW, None)
    end_year = number(match["year2"]) or (year if last >= first else year + 1)
    start = _part_start(month_end(year, first), match["part"] or "")
    return Found(_WINDOW, part_end(month_end(end_year, last), match["part2"] or ""), start=start)


def _month(match: Match, clock: Clock) -> Found | None:
    month = number(match["month"]) or 0
    end = clock.next_end(clock.year(match["year"], match["rel"]), month)
    if end is None:
        return Found(_POINT, None) if clock.on is None and 1 <= month <= 12 else None
    part = match["part"] or ""
    if part in {"前", "以前", "之前"}:
        return Found(_POINT, end.replace(day=1) - timedelta(days=1), note="“月前”按上月末计，请核实")
    return Found(_POINT, part_end(end, part))


def _year_end(match: Match, clock: Clock) -> Found:
    said = match.groupdict()
    year = clock.this_year(said.get("year"), said.get("rel"))
    return Found(_POINT, date(year, 12, 31) if year else None)


def _before_the_year(match: Match, _: Clock) -> Found:
    year = number(match["year"]) or 1
    return Found(_POINT, date(year - 1, 12, 31), note="“某年前”按上年末计，请核实")


def _year_part(match: Match, clock: Clock) -> Found:
    year = clock.this_year(match["year"], match["rel"])
    if year is None:
        return Found(_POINT, None)
    if match["part"] == "中":
        return Found(_POINT, date(year, 6, 30))
    if match["year"] is None and match["rel"] is None and clock.on and clock.on.month > 2:
        year += 1
    return Found(_POINT, date(year, 2, 1) - timedelta(days=1), note="“年初”按1月底计，请核实")


_DAY = rf"{PAST}(?P<month>{N})月(?P<day>{N})[日号]"
_ONE_DAY = rf"(?:{YEAR}年)?{N}月{N}日"
_ONE_MONTH = rf"(?:{YEAR}年)?{N}月(?:{_PART})?(?:前)?"
_EACH = r"(?:前|以前|之前)?(?=分别|各|分[两三四]|逐)"
_IN_FORCE = r"(?!，?(?:至|到|正?式?(?:施行|生效|试行)|计算|算))"
RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    (
        "多个日期",
        re.compile(
            rf"分别(?:于|在)?(?:{_ONE_DAY}[、和，及]?){{2,6}}{BY}?|分别(?:于|在)?(?:{_ONE_MONTH}[、和及]?){{2,6}}{BY}?"
            rf"|{PAST}(?:{_ONE_DAY}[、和及]){{1,5}}{_ONE_DAY}{_EACH}|{PAST}(?:{_ONE_MONTH}[、和及]){{1,5}}{_ONE_MONTH}{_EACH}"
        ),
        _days,
    ),
    (
        "起止日期",
        re.compile(rf"{WHEN}{_DAY}?起?，?{DASH}{_NEXT}(?:(?P<month2>{N})月)?(?P<day2>{N})[日号](?:期间|止)?"),
        _day_range,
    ),
    (
        "即日起至某日",
        re.compile(
            rf"(?:即日起|从现在起|自(?:本|该)[一-鿿]{{1,4}}[一-鿿]{{2}}之日起)?(?:至|截至|截止(?:到|至|(?:时间|日期)?(?:为|是)?)：?){WHEN}{_DAY}(?:止|为止)?"
        ),
        _from_now,
    ),
    ("自某日起", re.compile(rf"[自从]?{WHEN}{_DAY}(?:零时|0时)?(?:起|开始){_IN_FORCE}"), _from_day),
    ("某日之后", re.compile(rf"{WHEN}{_DAY}(?:之|以)?后"), _after_day),
    (
        "具体日期",
        re.compile(
            rf"(?<!自){WHEN}{_DAY}(?:（(?:星期|周)[一二三四五六日天]）)?(?:[上下]午|中午)?(?:[0-9]{{1,2}}(?:[时点]|：[0-9]{{2}})|下班|中午|晚)*(?:{BY})?(?!起|至|—|-|在|公布|发布|印发|修订|施行|实施)"
        ),
        _day,
    ),
    (
        "日期数字",
        re.compile(
            rf"(?P<year>20[0-9]{{2}})(?P<rel>)[./-](?P<month>[0-9]{{1,2}})[./-](?P<day>[0-9]{{1,2}})(?![0-9])(?:{BY})?"
        ),
        _day,
    ),
    (
        "起止月份",
        re.compile(
            rf"{WHEN}{PAST}(?P<month>{N})月?(?P<part>(?:{_PART})?){DASH}{_NEXT}(?P<month2>{N})月(?:份)?(?P<part2>(?:{_PART})?)(?:{BY}|期间)?(?!{N}日)"
        ),
        _month_range,
    ),
    (
        "自某月起",
        re.compile(rf"[自从]?{WHEN}{PAST}(?P<month>{N})月(?:份|初)?(?:起|开始){_IN_FORCE}"),
        _from_month,
    ),
    (
        "月份",
        re.compile(
            rf"(?:到|至)?{WHEN}{PAST}(?P<month>{N})月(?:份)?(?P<part>(?:上旬|中旬|下旬|底|末|初|中|内|以前|之前|前)?)(?:{BY}|内)?(?![0-9一二三四五六七八九十]{{1,3}}[日号]|以来|开始|起)"
        ),
        _month,
    ),
    (
        "年底",
        re.compile(rf"(?:到|至|截至)?(?:{SAID}年?|(?<![去前往历])(?<!(?<!则)上)年)(?:底|末|终)(?:{BY})?"),
        _year_end,
    ),
    ("年内", re.compile(rf"{SAID}(?:(?:年度?)?内|全年)"), _year_end),
    (
        "年内",
        re.compile(
            r"(?<![0-9一二三四五六七八九十两几多数百])年度?内|(?<!贯穿)全年(?!推进|的|工作)|本年度(?!内)"
        ),
        _year_end,
    ),
    (
        "某年前",
        re.compile(rf"(?<![0-9—-])(?P<year>{YEAR})年(?:以前|之前|前)(?!三季|[一二三四五六七八九十]个)"),
        _before_the_year,
    ),
    (
        "年中年初",
        re.compile(
            rf"(?:{SAID}年?|年)(?P<part>中(?![国华期央旬东西南北心小学等医药高部])|初(?![步期中心级一二三始]))(?:{BY})?"
        ),
        _year_part,
    ),
)
