"""What comes back: 每月5日前, 每周五前, 每季度, 每年2月底前, 半月一督查, 双周."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import BY, Clock, N, add_months, month_end, number, safe
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.model import DeadlineKind

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_AGAIN = DeadlineKind.RECURRING
_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}


def _yearly(match: Match, clock: Clock) -> Found | None:
    parts = re.findall(rf"({N})月(?:({N})[日号]|(?:底|末))", match[0])
    days = [day for month, said in parts if (day := _in_year(clock, month, said)) is not None]
    if not days:
        return Found(_AGAIN, None, every="year") if clock.on is None else None
    days.sort()
    return Found(_AGAIN, days[0], every="year", also=tuple(days[1:]))


def _in_year(clock: Clock, month: str, day: str) -> date | None:
    if day:
        return clock.next_day(None, number(month) or 0, number(day) or 0)
    return clock.next_end(None, number(month) or 0)


def _season(match: Match, clock: Clock) -> Found | None:
    first, last = number(match["month"]) or 0, number(match["month2"]) or 0
    end = clock.next_end(None, last)
    if end is None or not 1 <= first <= 12:
        return None
    start = date(end.year if first <= last else end.year - 1, first, 1)
    return Found(DeadlineKind.WINDOW, end, start=start, every="year")


def _monthly(match: Match, clock: Clock) -> Found | None:
    if clock.on is None:
        return Found(_AGAIN, None, every="month")
    day = number(match["day"])
    if day is None:
        return Found(_AGAIN, month_end(clock.on.year, clock.on.month), every="month")
    found = safe(clock.on.year, clock.on.month, day)
    if found is None or found < clock.on:
        later = add_months(clock.on.replace(day=1), 1)
        found = safe(later.year, later.month, day)
    return Found(_AGAIN, found, every="month") if found else None


def _weekly(match: Match, clock: Clock) -> Found:
    sign = match["weekday"] or match["weekday2"]
    if clock.on is None:
        return Found(_AGAIN, None, every="week")
    ahead = (_WEEKDAYS[sign] - clock.on.weekday()) % 7 if sign else 6 - clock.on.weekday()
    return Found(_AGAIN, clock.on + timedelta(days=ahead), every="week")


def _ten_days(_: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="ten-days")
    end = month_end(on.year, on.month)
    return Found(
        _AGAIN,
        on.replace(day=10) if on.day <= 10 else on.replace(day=20) if on.day <= 20 else end,
        every="ten-days",
    )


def _half_month(_: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="half-month")
    return Found(
        _AGAIN, on.replace(day=15) if on.day <= 15 else month_end(on.year, on.month), every="half-month"
    )


def _fortnight(_: Match, clock: Clock) -> Found:
    return Found(_AGAIN, clock.on + timedelta(days=14) if clock.on else None, every="two-weeks")


def _quarterly(match: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="quarter")
    first = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    if match["day"]:
        found = safe(first.year, first.month, number(match["day"]) or 0)
        return Found(
            _AGAIN, found if found and found >= on else add_months(found or first, 3), every="quarter"
        )
    return Found(_AGAIN, add_months(first, 3) - timedelta(days=1), every="quarter")


def _half_year(_: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="half-year")
    return Found(_AGAIN, date(on.year, 6, 30) if on.month <= 6 else date(on.year, 12, 31), every="half-year")


def _daily(_: Match, clock: Clock) -> Found:
    return Found(_AGAIN, clock.on, every="day")


def _each_year(_: Match, clock: Clock) -> Found:
    return Found(_AGAIN, date(clock.on.year, 12, 31) if clock.on else None, every="year")


_ONCE = r"(?:[一-鿿]{0,6}[一1两2]次|[一-鿿]{2}一次)"
RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("每年某时段", re.compile(rf"每年(?P<month>{N})月?(?:至|到|-|—|～)(?P<month2>{N})月(?:期间)?"), _season),
    (
        "每年某日",
        re.compile(rf"每年(?:的)?(?:{N}月(?:{N}[日号]|底|末)(?:{BY})?[、和，]?){{1,4}}(?:{BY})?"),
        _yearly,
    ),
    ("每月某日", re.compile(rf"每(?:个)?月(?:的)?(?:(?P<day>{N})[日号]|底|末)(?:{BY})?"), _monthly),
    (
        "每月",
        re.compile(
            rf"(?:每(?:个)?月(?!份)|逐月|按月|一月一)(?P<day>)(?:至少)?(?:{_ONCE}|通报|调度|报送|汇总|上报|反馈|督查|$|，|、)?"
        ),
        _monthly,
    ),
    (
        "每周",
        re.compile(
            r"(?:每周(?P<weekday>[一二三四五六日天])?(?:(?:中午|下午|上午)?[0-9]{0,2}[时点]?)?(?:前|以前|之前|下班前)?(?:[^，。；、]{0,6}、下周[一二三四五六日])?|每(?:个)?星期(?P<weekday2>[一二三四五六日天])?(?:前)?|按周|逐周|一周一)"
        ),
        _weekly,
    ),
    ("每旬", re.compile(rf"(?:每旬|旬)(?:{_ONCE}|报|调度|通报)|每旬"), _ten_days),
    ("半月", re.compile(r"每半个?月|半月一[一-鿿]{1,2}"), _half_month),
    ("双周", re.compile(r"(?:每两周|双周|每两个星期|隔周)(?:一?调度|一?通报|一次)?"), _fortnight),
    (
        "每季度",
        re.compile(
            rf"(?:每(?:个)?季度?|按季度?|逐季|一季(?:度)?一)(?:第一个月|首月)?(?:(?P<day>{N})[日号])?(?:末|底|初)?(?:{BY})?(?:{_ONCE})?"
        ),
        _quarterly,
    ),
    ("每半年", re.compile(rf"(?:每半年|半年一)(?:{_ONCE})?"), _half_year),
    (
        "每日",
        re.compile(r"每[日天](?:一?(?:报|调度|通报|巡查)|[0-9一二三四五六七八九十]{1,2}时前)|日调度|日报告"),
        _daily,
    ),
    (
        "每年",
        re.compile(
            rf"每年(?:至少|不少于)?(?:{_ONCE}|(?=[^，。；]{{0,12}}[一1两2]次)|(?=[^，。；]{{0,8}}(?:不少于|不低于|新增|完成|培育|增长|安排)))|一年一度|逐年"
        ),
        _each_year,
    ),
)
