"""Words that promise no day: 长期坚持, 常态化推进 (ongoing); 尽快, 适时, 近期 (vague); and what only a column may say."""

import re
from collections.abc import Callable
from datetime import date

from luoshi.extraction.deadlines.clock import BY, SAID, Clock, month_end, number, safe
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.model import DeadlineKind

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_END = r"(?=$|[，。；、）\s])"


def _ongoing(_: Match, __: Clock) -> Found:
    return Found(DeadlineKind.ONGOING, None, note="持续性工作，需另定检查节点")


def _vague(_: Match, __: Clock) -> Found:
    return Found(DeadlineKind.VAGUE, None, note="未写明日期，需确认")


def _elsewhere(_: Match, __: Clock) -> Found:
    return Found(DeadlineKind.VAGUE, None, note="另有规定的从其规定")


RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    (
        "持续推进",
        re.compile(
            rf"(?:已完成，)?(?:长期坚持|长期推进|(?:持续|常态化?|长效)(?:推进|开展|实施|落实|用力|抓好|运行|坚持)|贯穿全年|全年推进|常抓不懈|常抓常管|持之以恒|久久为功|长期任务|长期){_END}"
            r"|长期坚持|按序时(?:进度)?推进|按(?:照)?(?:序时进度|时间节点|计划节点|进度要求)(?:推进|完成)?"
        ),
        _ongoing,
    ),
    ("倒排工期", re.compile(r"倒排工期"), _vague),
    (
        "未定时间",
        re.compile(r"尽快|尽早|早日|适时|近期(?!目标|发生|出现|以来|印发)|近日|及早|择机|择期|第一时间"),
        _vague,
    ),
    ("另有规定", re.compile(r"另有规定的?[，]?从其规定"), _elsewhere),
)


def _year(match: Match, clock: Clock) -> Found | None:
    year = clock.this_year(match["year"], match["rel"])
    return Found(DeadlineKind.WINDOW, date(year, 12, 31), start=date(year, 1, 1)) if year else None


QUIET: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("整年", re.compile(rf"^{SAID}$"), _year),
    ("持续", re.compile(r"持续|常态化|长期|全年(?:持续)?推进"), _ongoing),
    ("下一步", re.compile(r"下一步|下步|下一阶段|今后|抓紧|及时"), _vague),
)


def _month_in_figures(match: Match, _: Clock) -> Found | None:
    month = number(match["month"]) or 0
    return (
        Found(DeadlineKind.POINT, month_end(number(match["year"]) or 1, month)) if 1 <= month <= 12 else None
    )


def _day_in_figures(match: Match, clock: Clock) -> Found | None:
    if match["year"]:
        on = safe(number(match["year"]) or 1, number(match["month"]) or 0, number(match["day"]) or 0)
    else:
        on = clock.next_day(None, number(match["month"]) or 0, number(match["day"]) or 0)
    return Found(DeadlineKind.POINT, on) if on else None


COLUMN: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    (
        "年月数字",
        re.compile(rf"(?P<year>20[0-9]{{2}})[./-](?P<month>[01]?[0-9])(?:{BY})?"),
        _month_in_figures,
    ),
    (
        "日期数字",
        re.compile(
            rf"(?:(?P<year>20[0-9]{{2}})[./-])?(?P<month>[01]?[0-9])[./-](?P<day>[0-3]?[0-9])(?:[ T][0-9]{{2}}：[0-9]{{2}}(?:：[0-9]{{2}})?)?(?:{BY})?"
        ),
        _day_in_figures,
    ),
)
