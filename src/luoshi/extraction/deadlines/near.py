"""Days that are named from today: 本月底前, 下周五前, 明天, 周五前, 20日前; and the eves of holidays."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import BY, YEAR, Clock, N, add_months, month_end, number, safe
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.deadlines.holidays import NAMES, first_day
from luoshi.extraction.deadlines.points import part_end
from luoshi.extraction.model import Base, DeadlineKind

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_POINT = DeadlineKind.POINT
_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6, "末": 6}
_FRIDAY = 4
_SOON = {"今": 0, "明": 1, "后": 2}
_AUTUMN = range(7, 10)


def _this_month(match: Match, clock: Clock) -> Found:
    which = clock.month(1 if (match["which"] or "").startswith(("下", "次")) else 0)
    if which is None:
        return Found(_POINT, None)
    if match["day"]:
        return Found(_POINT, safe(which[0], which[1], number(match["day"]) or 0))
    part = match["part"] or ""
    note = "“月初”按5日计，请核实" if part == "初" else None
    return Found(_POINT, part_end(month_end(*which), part), note=note)


def _tenth(match: Match, clock: Clock) -> Found:
    if clock.on is None:
        return Found(_POINT, None)
    return Found(_POINT, part_end(month_end(clock.on.year, clock.on.month), f"{match['tenth']}旬"))


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
    sign = match["weekday"] or match["weekday2"]
    index = _WEEKDAYS[sign] if sign else _FRIDAY
    on = clock.weekday(index, weeks=1 if match["which"] == "下" else 0)
    if on and clock.on and not match["which"] and on < clock.on:
        on += timedelta(weeks=1)
    this_week = match["which"] in {"本", "这"}
    return Found(
        DeadlineKind.RELATIVE if this_week else _POINT, on, base=Base.DOCUMENT if this_week else None
    )


def _soon(match: Match, clock: Clock) -> Found:
    which = match["which"] or match["which2"] or match["which3"]
    on = clock.on + timedelta(days=_SOON[which]) if clock.on else None
    return Found(DeadlineKind.RELATIVE, on, base=Base.DOCUMENT, note="自文件日期起算")


def _holiday(match: Match, clock: Clock) -> Found | None:
    """The day before; of several holidays the last that is named."""
    if clock.on is None:
        return Found(_POINT, None)
    years = [number(match["year"]) or 0] if match["year"] else [clock.on.year, clock.on.year + 1]
    firsts = [first for year in years if (first := _first(match["holiday"], year, clock.on)) is not None]
    first = next((day for day in firsts if day > clock.on), firsts[-1] if firsts else None)
    return Found(_POINT, first - timedelta(days=1) if first else None)


def _first(name: str, year: int, on: date) -> date | None:
    if name in {"两节", "双节"}:
        return first_day("国庆" if on.month in _AUTUMN else "春节", year)
    return first_day(name, year)


def _new_year(_: Match, clock: Clock) -> Found | None:
    """年前 means before the lunar new year."""
    if clock.on is None:
        return Found(_POINT, None)
    firsts = (first_day("春节", year) for year in (clock.on.year, clock.on.year + 1))
    first = next((day for day in firsts if day and day > clock.on), None)
    return Found(_POINT, first - timedelta(days=1), note="“年前”按春节前计，请核实") if first else None


_HOUR = r"(?:[上下]午|中午|早上|晚上?)?(?:[0-9]{1,2}(?:[时点](?:[0-9]{1,2}分)?|：[0-9]{2}))"


def _after_holiday(_: Match, __: Clock) -> Found:
    return Found(DeadlineKind.RELATIVE, None, base=Base.EVENT, note="自假期结束起算，需填写后计算")


RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    (
        "本下月",
        re.compile(
            rf"(?P<which>本|当|这个|下个|下|次|同)月(?:份)?(?:(?P<day>{N})[日号]|(?P<part>上旬|中旬|下旬|底|末|初|内))(?:{BY}|内)?"
        ),
        _this_month,
    ),
    (
        "当月",
        re.compile(
            r"(?P<which>当)月(?=(?:全部)?(?:整改|办结|完成|兑现|解决|销号|清零|到位|见效))(?P<day>)(?P<part>)"
        ),
        _this_month,
    ),
    (
        "月底",
        re.compile(
            rf"(?<![0-9一二三四五六七八九十每个本下次当])(?<!(?<!则)上)(?P<which>)月(?P<part>底|末|内)(?P<day>)(?:{BY})?"
        ),
        _this_month,
    ),
    ("旬", re.compile(rf"(?<!月)(?<!每)(?P<tenth>[上中下])旬(?:{BY}|内)?"), _tenth),
    (
        "周内",
        re.compile(
            rf"(?P<which>本|这|下)(?:个)?(?:周|星期)(?P<weekday>[一二三四五六日天末])?(?:(?:[上下]午|中午|晚)?(?:[0-9]{{1,2}}[时点])?(?:下班)?(?:{BY}|内)|内)?(?!开始|起)"
            rf"|(?<![每本这下上双隔两0-9])(?:周|星期)(?P<weekday2>[一二三四五六日天])(?:[上下]午|中午)?(?:[0-9]{{1,2}}[时点])?(?:下班)?{BY}"
        ),
        _weekday,
    ),
    (
        "今明两日",
        re.compile(
            rf"(?<!光)(?P<which>明|后)[天日早晚](?:{_HOUR}|[上下]午|中午|早上?|晚上?|下班)*(?:{BY})"
            rf"|(?<!光)(?P<which2>明)[天日](?:{_HOUR}|[上下]午)|(?P<which3>今)(?:[天日]|晚)(?:{_HOUR}|[上下]午|晚上?|下班)*(?:{BY}|(?=就|内|必须))"
        ),
        _soon,
    ),
    (
        "节日前",
        re.compile(
            rf"(?:(?P<year>{YEAR})年|今年|明年)?[“\"]?(?P<holiday>{NAMES}|两节|双节)[”\"]?(?:国际)?(?:节日|节|假期|长假)?(?:来临|到来)?(?:{BY})"
        ),
        _holiday,
    ),
    ("年前", re.compile(r"(?<![一-鿿0-9])年前|(?<=[于在保])年前"), _new_year),
    (
        "某日前",
        re.compile(rf"(?<![月0-9一二三四五六七八九十每])(?P<day>{N})[日号](?:以前|之前|前)"),
        _bare_day,
    ),
)
AFTER_FEASTS: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    (
        "节日后",
        re.compile(
            rf"[“\"]?(?:{NAMES}|两节|双节)[”\"]?(?:国际)?(?:节日|节|假期|长假|放假)?(?:结束)?后(?:[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})?个?(?:工作日|天|日|周|月|星期)?(?:之内|以内|内)"
        ),
        _after_holiday,
    ),
)
