"""Days and periods on the calendar: 6月底前, 2026年三季度, 年内, 到2027年, “十五五”末, 春节前."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import (
    BY,
    SAID,
    WHEN,
    YEAR,
    Clock,
    N,
    add_months,
    month_end,
    number,
    safe,
)
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.deadlines.holidays import first_day
from luoshi.extraction.model import DeadlineKind

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_POINT, _WINDOW, _GOAL = DeadlineKind.POINT, DeadlineKind.WINDOW, DeadlineKind.GOAL
_DASH = "(?:-|—|——|～|至|到)"
_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}


def _day(match: Match, clock: Clock) -> Found | None:
    year = clock.year(match["year"], match["rel"])
    month, day = number(match["month"]), number(match["day"])
    on = clock.next_day(year, month or 0, day or 0)
    return Found(_POINT, on) if on or clock.on is None else None


def _days(match: Match, clock: Clock) -> Found | None:
    """分别于6月27日、9月30日、2009年1月5日前: the year is that of the last."""
    parts = re.findall(rf"(?:({YEAR})年)?({N})月({N})日", match[0])
    year = number(parts[-1][0]) or (clock.on.year if clock.on else None)
    if year is None:
        return Found(_POINT, None)
    days: list[date] = []
    limit: date | None = None
    for said, month, day in reversed(parts):
        own = number(said) or (limit.year if limit else year)
        found = safe(own, number(month) or 0, number(day) or 0)
        if found and limit and found > limit:
            found = safe(own - 1, found.month, found.day)
        if found:
            days.append(found)
            limit = found
    return Found(_POINT, days[0], also=tuple(sorted(days[1:]))) if days else None


def _day_range(match: Match, clock: Clock) -> Found | None:
    end_year = clock.year(match["year2"], None) or clock.year(match["year"], match["rel"])
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


def _month_range(match: Match, clock: Clock) -> Found | None:
    first, last = number(match["month"]) or 0, number(match["month2"]) or 0
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    year = clock.this_year(match["year"], match["rel"])
    if year is None:
        return Found(_WINDOW, None)
    end_year = number(match["year2"]) or (year if last >= first else year + 1)
    return Found(_WINDOW, month_end(end_year, last), start=date(year, first, 1))


def _month(match: Match, clock: Clock) -> Found | None:
    month = number(match["month"]) or 0
    end = clock.next_end(clock.year(match["year"], match["rel"]), month)
    if end is None:
        return Found(_POINT, None) if clock.on is None and 1 <= month <= 12 else None
    part = match["part"] or ""
    if part in {"上旬", "初"}:
        return Found(_POINT, end.replace(day=10 if "旬" in part else 5))
    if part.startswith("中"):
        return Found(_POINT, end.replace(day=20 if "旬" in part else 15))
    if part in {"前", "以前", "之前"}:
        return Found(_POINT, end.replace(day=1) - timedelta(days=1), note="“月前”按上月末计，请核实")
    return Found(_POINT, end)


def _year_end(match: Match, clock: Clock) -> Found:
    year = clock.this_year(match["year"], match["rel"])
    return Found(_POINT, date(year, 12, 31) if year else None)


def _year_part(match: Match, clock: Clock) -> Found:
    year = clock.this_year(match["year"], match["rel"])
    if year is None:
        return Found(_POINT, None)
    if match["part"] == "中":
        return Found(_POINT, date(year, 6, 30))
    if match["year"] is None and match["rel"] is None and clock.on and clock.on.month > 2:
        year += 1
    return Found(_POINT, date(year, 2, 1) - timedelta(days=1), note="“年初”按1月底计，请核实")


def _this_month(match: Match, clock: Clock) -> Found:
    which = clock.month(1 if (match["which"] or "").startswith(("下", "次")) else 0)
    if which is None:
        return Found(_POINT, None)
    end = month_end(*which)
    part = match["part"] or ""
    if match["day"]:
        return Found(_POINT, safe(which[0], which[1], number(match["day"]) or 0))
    if part in {"上旬", "初"}:
        return Found(
            _POINT,
            end.replace(day=10 if "旬" in part else 5),
            note=None if "旬" in part else "“月初”按5日计，请核实",
        )
    if part.startswith("中"):
        return Found(_POINT, end.replace(day=20))
    return Found(_POINT, end)


def _tenth(match: Match, clock: Clock) -> Found:
    if clock.on is None:
        return Found(_POINT, None)
    end = month_end(clock.on.year, clock.on.month)
    return Found(_POINT, {"上": end.replace(day=10), "中": end.replace(day=20)}.get(match["tenth"], end))


def _bare_day(match: Match, clock: Clock) -> Found | None:
    day = number(match["day"]) or 0
    if clock.on is None or not 1 <= day <= 31:
        return Found(_POINT, None) if 1 <= day <= 31 else None
    found = safe(clock.on.year, clock.on.month, day)
    if found is None or found < clock.on:
        later = add_months(clock.on.replace(day=1), 1)
        found = safe(later.year, later.month, day)
    return Found(_POINT, found, note="未写月份，按最近的该日计，请核实")


def _weekday(match: Match, clock: Clock) -> Found:
    index = _WEEKDAYS[match["weekday"]] if match["weekday"] else 4
    on = clock.weekday(index, weeks=0 if match["which"] in {"本", "这", ""} else 1)
    return Found(_POINT, on)


def _holiday(match: Match, clock: Clock) -> Found | None:
    name = match["holiday"]
    if clock.on is None:
        return Found(_POINT, None)
    years = [number(match["year"]) or 0] if match["year"] else [clock.on.year, clock.on.year + 1]
    firsts = [first for year in years if (first := first_day(name, year)) is not None]
    first = next((day for day in firsts if day > clock.on), firsts[-1] if firsts else None)
    return Found(_POINT, first - timedelta(days=1) if first else None)


_DAY = rf"(?P<month>{N})月(?P<day>{N})[日号]"
RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("多个日期", re.compile(rf"分别(?:于|在)?(?:(?:{YEAR}年)?{N}月{N}日[、和，及]?){{2,6}}{BY}?"), _days),
    (
        "起止日期",
        re.compile(
            rf"{WHEN}{_DAY}?{_DASH}(?:(?P<year2>{YEAR})年)?(?:(?P<month2>{N})月)?(?P<day2>{N})[日号](?:期间|止)?"
        ),
        _day_range,
    ),
    (
        "即日起至某日",
        re.compile(
            rf"(?:即日起|从现在起|自(?:本|该)[一-鿿]{{1,4}}[一-鿿]{{2}}之日起)?(?:至|截止(?:到|至|时间)?：?|截至){WHEN}{_DAY}(?:止|为止)?"
        ),
        _from_now,
    ),
    (
        "具体日期",
        re.compile(
            rf"(?<!自){WHEN}{_DAY}(?:[0-9]{{1,2}}[时点]|下班|中午|晚|24时)*(?:{BY})?(?!起|至|—|-|在|公布|发布|印发|修订|施行|实施)"
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
            rf"{WHEN}(?P<month>{N})月?{_DASH}(?:(?P<year2>{YEAR})年)?(?P<month2>{N})月(?:份|底|末)?(?:{BY}|期间)?(?!{N}日)"
        ),
        _month_range,
    ),
    (
        "月份",
        re.compile(
            rf"(?:到|至)?{WHEN}(?P<month>{N})月(?:份)?(?P<part>(?:上旬|中旬|下旬|底|末|初|中|内|以前|之前|前)?)(?:{BY}|内)?(?![0-9一二三四五六七八九十]{{1,3}}[日号]|以来|开始|起)"
        ),
        _month,
    ),
    ("年底", re.compile(rf"(?:到|至|截至)?(?:{SAID}年?|年)(?:底|末|终)(?:{BY})?"), _year_end),
    ("年内", re.compile(rf"(?:{SAID}(?:年度?)?|年度?)内|(?<!贯穿)全年(?!推进)|本年度(?!内)"), _year_end),
    (
        "年中年初",
        re.compile(rf"(?:{SAID}年?|年)(?P<part>中|初)(?!期|央|旬|[一-鿿]{{0,2}}小学)(?:{BY})?"),
        _year_part,
    ),
    (
        "本下月",
        re.compile(
            rf"(?P<which>本|当|这个|下个|下|次|同)月(?:份)?(?:(?P<day>{N})[日号]|(?P<part>上旬|中旬|下旬|底|末|初|内))(?:{BY}|内)?"
        ),
        _this_month,
    ),
    (
        "月底",
        re.compile(
            rf"(?<![0-9一二三四五六七八九十每个本下次当])(?P<which>)月(?P<part>底|末|内)(?P<day>)(?:{BY})?"
        ),
        _this_month,
    ),
    ("旬", re.compile(rf"(?<!月)(?<!每)(?P<tenth>[上中下])旬(?:{BY}|内)?"), _tenth),
    (
        "周内",
        re.compile(
            rf"(?P<which>本|这|下)(?:个)?(?:周|星期)(?P<weekday>[一二三四五六日天])?(?:内|末|{BY}|下班前)?"
        ),
        _weekday,
    ),
    (
        "节日前",
        re.compile(
            rf"(?:(?P<year>{YEAR})年)?[“\"]?(?P<holiday>春节|元旦|国庆|五一|劳动节|十一|七一|八一|六一|两节)[”\"]?(?:国际)?(?:节|假期|长假)?(?:{BY})"
        ),
        _holiday,
    ),
    (
        "某日前",
        re.compile(rf"(?<![月0-9一二三四五六七八九十每])(?P<day>{N})[日号](?:以前|之前|前)"),
        _bare_day,
    ),
)
