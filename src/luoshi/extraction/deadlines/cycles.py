"""What comes back: 每月5日前, 每周五前, 每季度末, 每年2月底前, 每两个月, 半月一督查, 周调度."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import BY, DASH, Clock, N, add_months, month_end, number, safe
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.deadlines.holidays import NAMES, first_day
from luoshi.extraction.model import DeadlineKind
from luoshi.kernel.errors import LuoshiError

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_AGAIN = DeadlineKind.RECURRING
_WEEKDAYS = {sign: index for index, sign in enumerate("一二三四五六日")} | {"天": 6}
_MONEY = re.compile(
    r"[^，。；]{0,4}(?:补助|补贴|奖励|奖补|资助|发放|给予|领取|支付|缴纳)[^，。；]{0,6}?[0-9][0-9.,]*[百千万亿]{0,2}元"
)
_PERIODS = {"年": "years", "月": "months", "周": "weeks", "星期": "weeks", "天": "days", "日": "days"}


def _yearly(match: Match, clock: Clock) -> Found | None:
    parts = re.findall(rf"({N})月(?:({N})[日号]|(?:份|底|末)?)", match[0])
    if clock.on is None:
        return Found(_AGAIN, None, every="year")
    return _first_of([day for month, said in parts if (day := _in_year(clock, month, said))], every="year")


def _in_year(clock: Clock, month: str, day: str) -> date | None:
    if day:
        return clock.next_day(None, number(month) or 0, number(day) or 0)
    return clock.next_end(None, number(month) or 0)


def _first_of(days: list[date], *, every: str) -> Found | None:
    days = sorted(set(days))
    return Found(_AGAIN, days[0], every=every, also=tuple(days[1:])) if days else None


def _yearly_feast(match: Match, clock: Clock) -> Found:
    if clock.on is None:
        return Found(_AGAIN, None, every="year")
    firsts = (first_day(match["feast"], year) for year in (clock.on.year, clock.on.year + 1))
    first = next((day for day in firsts if day and day > clock.on), None)
    return Found(_AGAIN, first - timedelta(days=1) if first else None, every="year")


def _yearly_part(match: Match, clock: Clock) -> Found:
    months = {"上": 6, "下": 12, None: 12}[match["half"]]
    quarter = number(match["quarter"])
    return Found(_AGAIN, clock.next_end(None, quarter * 3 if quarter else months), every="year")


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
    numbers = [number(said) or 0 for said in re.findall(rf"({N})[日号]", match[0])]
    if not numbers:
        return Found(_AGAIN, month_end(clock.on.year, clock.on.month), every="month")
    return _first_of([day for said in numbers if (day := _in_month(clock.on, said))], every="month")


def _in_month(on: date, day: int) -> date | None:
    found = safe(on.year, on.month, day)
    if found is None or found < on:
        later = add_months(on.replace(day=1), 1)
        found = safe(later.year, later.month, day)
    return found


def _monthly_workdays(match: Match, clock: Clock) -> Found:
    """每月前5个工作日内."""
    on, calendar, count = clock.on, clock.calendar, number(match["count"]) or 0
    if on is None or calendar is None:
        return Found(_AGAIN, None, every="month", note="没有工作日历，不能推算工作日")
    try:
        found = calendar.add_workdays(on.replace(day=1) - timedelta(days=1), count)
        if found < on:
            found = calendar.add_workdays(month_end(on.year, on.month), count)
    except LuoshiError as missing:
        return Found(_AGAIN, None, every="month", note=missing.message)
    return Found(_AGAIN, found, every="month")


def _monthly_plain(match: Match, clock: Clock) -> Found | None:
    """每月 before a sum of money tells an amount, not a time."""
    return None if _MONEY.match(match.string, match.end()) else _monthly(match, clock)


def _weekly(match: Match, clock: Clock) -> Found:
    if clock.on is None:
        return Found(_AGAIN, None, every="week")
    signs = re.findall("(?:周|星期|、|和)([一二三四五六日天])", match[0].partition("下周")[0])
    ahead = [(_WEEKDAYS[sign] - clock.on.weekday()) % 7 for sign in signs] or [6 - clock.on.weekday()]
    return Found(_AGAIN, clock.on + timedelta(days=min(ahead)), every="week")


def _ten_days(_: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="ten-days")
    end = month_end(on.year, on.month)
    tenth = on.replace(day=10) if on.day <= 10 else on.replace(day=20) if on.day <= 20 else end
    return Found(_AGAIN, tenth, every="ten-days")


def _half_month(_: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="half-month")
    half = on.replace(day=15) if on.day <= 15 else month_end(on.year, on.month)
    return Found(_AGAIN, half, every="half-month")


def _every_so_often(match: Match, clock: Clock) -> Found | None:
    count, unit = number(match["count"]) or 0, match["unit"].removeprefix("个")
    if count < 2:
        return None
    every = "two-weeks" if (count, _PERIODS[unit]) == (2, "weeks") else f"{count}-{_PERIODS[unit]}"
    if clock.on is None:
        return Found(_AGAIN, None, every=every)
    days = {"周": 7, "星期": 7}.get(unit, 1) * count
    months = {"年": 12, "月": 1}.get(unit)
    on = add_months(clock.on, months * count) if months else clock.on + timedelta(days=days)
    return Found(_AGAIN, on, every=every)


def _fortnight(_: Match, clock: Clock) -> Found:
    return Found(_AGAIN, clock.on + timedelta(days=14) if clock.on else None, every="two-weeks")


def _quarterly(match: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="quarter")
    first = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    end = add_months(first, 3) - timedelta(days=1)
    day = number(match["day"])
    if day is None:
        return Found(_AGAIN, end, every="quarter")
    last_month = "末月" in match[0] or "最后" in match[0]
    found = safe(end.year, end.month, day) if last_month else safe(first.year, first.month, day)
    return Found(_AGAIN, found if found and found >= on else add_months(found or first, 3), every="quarter")


def _half_year(_: Match, clock: Clock) -> Found:
    on = clock.on
    if on is None:
        return Found(_AGAIN, None, every="half-year")
    return Found(_AGAIN, date(on.year, 6, 30) if on.month <= 6 else date(on.year, 12, 31), every="half-year")


def _daily(_: Match, clock: Clock) -> Found:
    return Found(_AGAIN, clock.on, every="day")


def _each_year(match: Match, clock: Clock) -> Found | None:
    if _MONEY.match(match.string, match.end()):
        return None
    return Found(_AGAIN, date(clock.on.year, 12, 31) if clock.on else None, every="year")


_ONCE = r"(?:[一-鿿]{0,6}[一1两2]次|[一-鿿]{2}一次)"
_DO = "(?:调度|通报|报告|督查|督办|报送|上报|评估|盘点|点评|例会|会商|排名|晾晒|研判|碰头|总结|小结|清零|会办|汇总|反馈)"
_HOUR = "(?:[上下]午|中午|早上?|晚上?)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:[时点]|：[0-9]{2})"
_BARE = "(?<![每一二两双三半隔本下上中个几当数逐按0-9])"
RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("每年某时段", re.compile(rf"每年(?P<month>{N})月?{DASH}(?P<month2>{N})月(?:期间)?"), _season),
    (
        "每年某日",
        re.compile(
            rf"每年(?:的|于|在)?(?:{N}月(?:{N}[日号]|份?底|末|份)?(?:{BY})?[、和及，]?){{1,4}}(?:{BY})?"
        ),
        _yearly,
    ),
    ("每年节前", re.compile(rf"每年(?P<feast>{NAMES})(?:节|假期)?{BY}"), _yearly_feast),
    (
        "每年某期",
        re.compile(
            rf"每年(?:年底|年末|底|末|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)(?:末|底)?(?:{BY})?"
        ),
        _yearly_part,
    ),
    (
        "每月工作日",
        re.compile(rf"每(?:个)?月(?:的)?(?:前|第|月初)?(?P<count>{N})个工作日(?:内|以?前|之前)?"),
        _monthly_workdays,
    ),
    (
        "每月某日",
        re.compile(
            rf"每(?:个)?月(?:的)?(?:{N}[日号](?:{BY})?[、和及]?){{1,4}}(?:{BY})?|每(?:个)?月(?:底|末)(?:{BY})?"
            rf"|每(?:个)?月[^，。；、0-9]{{0,12}}，?于?(?:在)?[次下]个?月{N}[日号](?:{BY})?"
        ),
        _monthly,
    ),
    (
        "每月",
        re.compile(
            rf"(?:每(?:个)?月(?!份)|逐月|按月|一月一(?!日)|{_BARE}月(?:度)?(?={_DO}))(?:至少)?(?:{_ONCE}|{_DO}|督查|$|，|、)?"
        ),
        _monthly_plain,
    ),
    (
        "每周",
        re.compile(
            rf"每周(?:[一二三四五六日天](?:[、和](?:周)?[一二三四五六日天])*)?(?:{_HOUR}|中午|[上下]午)?(?:前|以前|之前|下班前)?(?:[^，。；、]{{0,6}}、下周[一二三四五六日])?"
            rf"|每(?:个)?星期[一二三四五六日天]?(?:前)?|按周|逐周|一周一(?={_DO}|[一-鿿])|{_BARE}周(?={_DO}){_DO}"
        ),
        _weekly,
    ),
    ("每旬", re.compile(rf"(?:每旬|{_BARE}旬)(?:{_ONCE}|报|{_DO})|每旬|按旬|逐旬"), _ten_days),
    ("半月", re.compile(r"每半个?月|半月一[一-鿿]{1,2}|每半月|半月(?:调度|通报)"), _half_month),
    ("双周", re.compile(r"(?:双周|隔周)(?:一?调度|一?通报|一次)?"), _fortnight),
    (
        "每隔多久",
        re.compile(
            r"每(?P<count>[0-9]{1,2}|[二两三四五六七八九十]{1,2})(?P<unit>个?月|周|个?星期|天|日|年)(?:(?:调度|通报)?一次)?"
        ),
        _every_so_often,
    ),
    (
        "每季度",
        re.compile(
            rf"(?:每(?:个)?季度?|按季度?|逐季|一季(?:度)?一|每逢季|{_BARE}季度?(?={_DO}))"
            rf"(?:第一个月|首月|末月|最后一个月|结束后|终了后)?(?:(?P<day>{N})[日号])?(?:末|底|初|内)?(?:{BY})?(?:{_ONCE})?"
        ),
        _quarterly,
    ),
    ("每半年", re.compile(rf"(?:每半年|半年一)(?:{_ONCE})?"), _half_year),
    (
        "每日",
        re.compile(
            rf"每[0-9]{{1,2}}(?:个)?小时|(?:每[日天]|每个工作日)(?:{_HOUR}(?:{DASH}{_HOUR})?(?:{BY})?(?:、{_HOUR}(?:{DASH}{_HOUR})?(?:{BY})?)*|一?(?:报|调度|通报|巡查|会商)|(?:向[^，。；]{{2,12}})?(?:报送|报告|上报|汇总|反馈|更新|公布|公示|巡查|检查|消毒|监测|开展))|(?<![一-鿿])日调度|日调度(?=[、，。]|$)|日报告"
        ),
        _daily,
    ),
    (
        "每年",
        re.compile(rf"(?<![亩人户家])每年(?![的以有均都各]|{N}月)(?:(?:至少|不少于)?{_ONCE})?|一年一度|逐年"),
        _each_year,
    ),
)
