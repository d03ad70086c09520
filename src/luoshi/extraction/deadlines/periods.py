"""Halves, quarters, years and plans: 上半年, 三季度末, 2026—2028年, 到2027年, “十五五”期间."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import BY, DASH, HAN, WHEN, YEAR, Clock, add_months, month_end, number
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.model import DeadlineKind

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_POINT, _WINDOW, _GOAL = DeadlineKind.POINT, DeadlineKind.WINDOW, DeadlineKind.GOAL
_QUARTER = r"(?:第)?(?P<quarter>[1-4一二三四])季度"


def _half(match: Match, clock: Clock) -> Found:
    year = clock.this_year(match["year"], match["rel"])
    if year is None:
        return Found(_WINDOW, None)
    if match["half"] == "上":
        return Found(_WINDOW, date(year, 6, 30), start=date(year, 1, 1))
    return Found(_WINDOW, date(year, 12, 31), start=date(year, 7, 1))


def _quarter(match: Match, clock: Clock) -> Found:
    quarter = number(match["quarter"]) or 1
    end = clock.next_end(clock.year(match["year"], match["rel"]), quarter * 3)
    if match["edge"]:
        return Found(_POINT, end)
    return Found(_WINDOW, end, start=add_months(end.replace(day=1), -2) if end else None)


def _first_quarters(match: Match, clock: Clock) -> Found:
    year = clock.this_year(match["year"], match["rel"])
    if year is None:
        return Found(_WINDOW, None)
    return Found(_WINDOW, month_end(year, 3 * (number(match["quarter"]) or 1)), start=date(year, 1, 1))


def _this_quarter(match: Match, clock: Clock) -> Found:
    if clock.on is None:
        return Found(_WINDOW, None)
    shift = 1 if match["which"] in {"下", "次"} else 0
    first = add_months(date(clock.on.year, (clock.on.month - 1) // 3 * 3 + 1, 1), 3 * shift)
    end = add_months(first, 3) - timedelta(days=1)
    return Found(_POINT, end) if match["edge"] or match["edge2"] else Found(_WINDOW, end, start=first)


def _winter(_: Match, clock: Clock) -> Found:
    """今冬明春 ends with March."""
    on = clock.on
    end = date(on.year + (on.month > 3), 3, 31) if on else None
    return Found(_WINDOW, end, note="“今冬明春”按3月底计，请核实")


def _goal(match: Match, _: Clock) -> Found:
    return Found(_GOAL, date(number(match["year"]) or 1, 12, 31))


def _years(match: Match, clock: Clock) -> Found | None:
    if match["two"]:
        return _two_years(clock, ahead=0 if match["two"].startswith("今") else 1)
    first, last = number(match["year"]) or 0, number(match["year2"]) or 0
    if not first < last <= first + 30:
        return None
    return Found(_WINDOW, date(last, 12, 31), start=date(first, 1, 1))


def _two_years(clock: Clock, *, ahead: int) -> Found:
    if clock.on is None:
        return Found(_WINDOW, None)
    first = clock.on.year + ahead
    return Found(_WINDOW, date(first + 1, 12, 31), start=date(first, 1, 1))


def _named_years(match: Match, _: Clock) -> Found:
    first, last = number(match["year"]) or 1, number(match["year2"]) or 1
    return Found(_WINDOW, date(last, 12, 31), start=date(first, 1, 1))


def _whole_year(match: Match, clock: Clock) -> Found | None:
    year = clock.this_year(match["year"], match["rel"])
    return Found(_WINDOW, date(year, 12, 31), start=date(year, 1, 1)) if year else Found(_WINDOW, None)


def _plan_period(match: Match, _: Clock) -> Found | None:
    ordinal = number(match["plan"]) or 0
    if not 6 <= ordinal <= 30:
        return None
    last = 2025 + (ordinal - 14) * 5
    if match["part"].startswith(("期间", "时期")):
        return Found(_WINDOW, date(last, 12, 31), start=date(last - 4, 1, 1))
    if "收官" in match["part"]:
        return Found(_WINDOW, date(last, 12, 31), start=date(last, 1, 1))
    return Found(_GOAL, date(last, 12, 31))


RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("半年", re.compile(rf"{WHEN}(?P<half>[上下])半年(?:内|末|底|{BY})?"), _half),
    ("前几季度", re.compile(rf"{WHEN}前(?P<quarter>[二两三23])个?季度(?:末|底|{BY})?"), _first_quarters),
    ("季度", re.compile(rf"{WHEN}{_QUARTER}(?P<edge>末|底|{BY})?(?:{BY}|内)?"), _quarter),
    (
        "本下季度",
        re.compile(
            rf"(?P<which>本|当|这|下|次)(?:一)?(?:个)?季度?(?P<edge>末|底|{BY})?(?:{BY}|内)?|(?<![每逢一二三四1-4上下本])季度?(?P<edge2>末|底)(?:{BY})?"
        ),
        _this_quarter,
    ),
    (
        "年份区间",
        re.compile(
            rf"(?P<year>{YEAR})年?{DASH}(?P<year2>{YEAR})年(?!）|来|以来|中国)|(?P<two>今明两年|明后两年)内?"
        ),
        _years,
    ),
    (
        "几年",
        re.compile(rf"(?P<year>{YEAR})年?[、和](?P<year2>{YEAR})年?(?:两年|各)"),
        _named_years,
    ),
    ("今冬明春", re.compile("今冬明春"), _winter),
    (
        "目标年份",
        re.compile(
            rf"(?:到|至)(?P<year>{YEAR})年(?!代|底|末|[0-9一二三四五六七八九十]{{1,2}}月|年底|上半|下半)"
        ),
        _goal,
    ),
    (
        "五年规划",
        re.compile(rf"[“\"](?P<plan>{HAN})五[”\"](?:规划)?(?P<part>末|期末|期间|时期|收官之年|期内)"),
        _plan_period,
    ),
    (
        "全年",
        re.compile(
            rf"(?:(?P<year>{YEAR})年|(?P<rel>今年|本年|明年))(?=，|要|力争|完成|建成|实现|计划|安排|新增|全部|全面|实施|启动|开工|全[省市县区州]|更新|改造|新建|培育|培训|投入|创建"
            "|打造|推进|开展|先行|再)"
        ),
        _whole_year,
    ),
    (
        "今年",
        re.compile(
            "(?<![一-鿿])(?P<year>)(?P<rel>今年)(?=[一-鿿])(?!以来|[上下]半|[一二三四第前]|初|底|末|内|年|中|春|冬|夏|秋|的)"
        ),
        _whole_year,
    ),
)
