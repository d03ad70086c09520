"""All phrases of time between two offsets, and the one that binds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from luoshi.extraction.deadlines import cycles, near, periods, points, spans, words
from luoshi.extraction.deadlines.clock import Clock
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.folding import fold
from luoshi.extraction.model import Deadline, DeadlineKind, WorkCalendar

_RULES = (
    *cycles.RULES, *near.AFTER_FEASTS, *spans.RULES, *points.RULES, *near.RULES, *periods.RULES, *words.RULES,
)  # fmt: skip
_SOFT = re.compile(r"原则上|力争|争取|一般|努力|力求|尽量|预计|争|尽可能")
_SOFT_BEHIND = re.compile(r"(?:力争|争取|力求|努力|尽量|尽可能)")
_FROM_NOW = re.compile(r"(?:自|从)?(?:即日|现在|今日|今天|当前)(?:起|开始)?，?(?:到|至|截至)?$")
_HINT = re.compile(
    r"[每逐月季旬周]|双周|连续|年(?:底|末|内|中|初|度|前)|[0-9]年|全年|今年|明年|半年|[日天]|小时|五[”\"]|前|长期|持续|常|适时|尽[快早]|近[期日]|早日|倒排"
    r"|立[行即查刻]|即[刻知查时行]|任期|一年|[二三四五六七八九十两]年|另有规定|择[机期]|及早|第一时间|限期|今[晚冬]|马上|边查边改|当晚|随到|节点|进度|期间|遇|突发|[0-9]两年"
)
_RANK = {
    DeadlineKind.POINT: 7,
    DeadlineKind.RELATIVE: 6,
    DeadlineKind.WINDOW: 5,
    DeadlineKind.GOAL: 4,
    DeadlineKind.RECURRING: 3,
    DeadlineKind.TRIGGER: 2,
    DeadlineKind.ONGOING: 1,
    DeadlineKind.VAGUE: 0,
}
_BEGINS = 2.5
"""A day on which something begins binds only before what has no day at all."""
_OPEN = 2
"""What has no day although it might have one: 自受理之日起10日内, 响应期间."""
_AT_ONCE = 2.7
"""立行立改 and 当日 bind before a day on which something begins, and behind all that has a day of its own."""
_AT_ONCE_RULES = frozenset({"立行立改", "当日"})
_EVENTS = frozenset({"事件前", "自某事起", "节日后"})
_NEXT_MEETING = re.compile("下一?次[^，。；前]{0,6}$")
_EARNS = re.compile(
    "[^，。；0-9]{1,12}的[^，。；]{0,8}，?(?:每[一-鿿]{1,3}|一次性|按[^，。；]{0,10})?(?:给予|奖励|奖补|补助|补贴)"
)
_EDGE = re.compile("[，。；：]")
_DONE = re.compile("[^，。；]{0,14}?(?:完成|到位|办结|建成|见效|解决|移交|竣工|投用|完工)")
_IN_CASE = re.compile("发现|发生|出现|接到|收到|受理|遇|申请|投诉|批准|审核|验收|合格")
_FINENESS = ("day", "week", "ten-days", "two-weeks", "half-month", "month", "quarter", "half-year", "year")


@dataclass(frozen=True, slots=True)
class _Read:
    """One phrase: the rule that knows it, and what it makes of it."""

    rule: str
    match: re.Match[str]
    build: Callable[[re.Match[str], Clock], Found | None]
    made: Found

    def counted_from(self, day: date, clock: Clock) -> "_Read":
        made = self.build(self.match, replace(clock, on=day))
        return replace(self, made=replace(made, start=day)) if made else self


def read_deadline(
    phrase: str, *, on: date | None = None, calendar: WorkCalendar | None = None
) -> Deadline | None:
    """A phrase that is a deadline and nothing else, as a form or a table's column holds it."""
    folded = fold(phrase)
    clock = Clock(on, calendar)
    for rule, pattern, build in words.COLUMN:
        match = pattern.fullmatch(folded.strip())
        made = build(match, clock) if match else None
        if match and made:
            return _deadline(_Read(rule, match, build, made), clock)
    found = _best(_all(folded, (0, len(folded)), clock), since=None)
    if found is not None:
        return found
    for rule, pattern, build in words.QUIET:
        match = pattern.search(folded)
        made = build(match, clock) if match else None
        if match and made:
            return _deadline(_Read(rule, match, build, made), clock)
    return None


def find_deadline(folded: str, start: int, end: int, *, clock: Clock) -> Deadline | None:
    """The phrase that binds a task: the last point in time, else what comes nearest to one."""
    if not _HINT.search(folded, start, end):
        return None
    return _best(_all(folded, (start, end), clock), since=clock.on)


def _all(folded: str, span: tuple[int, int], clock: Clock) -> list[Deadline]:
    """In the order of the text; an event that ends the work stands alone in front of its ``others``."""
    reads = sorted(_reads(folded, span, clock), key=lambda one: one.match.start())
    found = [_deadline(one, clock, floor=span[0]) for one in _counted(reads, clock)]
    if _last_event(folded, span, reads):
        open_ones = tuple(one for one in found[:-1] if not _past(one, clock.on))
        return [replace(found[-1], others=open_ones)]
    return found


def _last_event(folded: str, span: tuple[int, int], reads: Sequence[_Read]) -> bool:
    """…，明年汛期前见效: all of it is done by an event that comes last, whatever days stand before it."""
    last = reads[-1] if reads else None
    if last is None or last.made.on is not None or last.rule not in _EVENTS:
        return False
    before = reads[-2].match.end() if len(reads) > 1 else span[0]
    apart = len(reads) == 1 or _EDGE.search(folded, before, last.match.start())
    ends = _DONE.match(folded, last.match.end(), span[1])
    return bool(apart and ends) and not _IN_CASE.search(last.match[0])


def _reads(folded: str, span: tuple[int, int], clock: Clock) -> Iterator[_Read]:
    start, end = span
    taken = bytearray(end - start)
    for rule, pattern, build in _RULES:
        for match in pattern.finditer(folded, start, end):
            place = slice(match.start() - start, match.end() - start)
            if match.start() == match.end() or any(taken[place]):
                continue
            made = build(match, clock)
            if made is not None and not _is_aside(match, start, end):
                taken[place] = b"\x01" * len(match[0])
                yield _Read(rule, match, build, made)


def _is_aside(match: re.Match[str], start: int, end: int) -> bool:
    """The day of the next meeting, and the day that earns a subsidy, bind nobody."""
    meeting = _NEXT_MEETING.search(match.string[max(start, match.start() - 10) : match.start()])
    return bool(meeting or _EARNS.match(match.string, match.end(), end))


def _counted(reads: Sequence[_Read], clock: Clock) -> Iterator[_Read]:
    """自4月1日起，每日18时前 counts from that day; so does what comes back within a period."""
    starts = [one.made for one in reads if clock.on and one.made.start and one.made.start > clock.on]
    begin = next((made.start for made in starts if made.start == made.on), None)
    period = begin or next((made.start for made in starts if made.kind is DeadlineKind.WINDOW), None)
    for one in _without_frames(reads):
        since = period if one.made.kind is DeadlineKind.RECURRING else begin
        fixed = (
            one.made.kind not in {DeadlineKind.RECURRING, DeadlineKind.RELATIVE}
            and one.made.start != clock.on
        )
        yield one if since is None or fixed or _begins(one.made) else one.counted_from(since, clock)


def _without_frames(reads: Sequence[_Read]) -> Iterator[_Read]:
    """下半年每月…: the period only frames what comes back in it, and is told by its start."""
    for one, after in zip_longest(reads, reads[1:]):
        framed = after is not None and after.made.kind is DeadlineKind.RECURRING
        apart = after is None or _EDGE.search(one.match.string, one.match.end(), after.match.start())
        if not (framed and one.made.kind is DeadlineKind.WINDOW and not apart):
            yield one


def _deadline(read: _Read, clock: Clock, *, floor: int = 0) -> Deadline:
    folded, (start, end), made = read.match.string, read.match.span(), read.made
    kind, since = made.kind, made.start
    from_now = _FROM_NOW.search(folded, max(floor, start - 8), start)
    if from_now and kind is DeadlineKind.POINT:
        start, kind, since = from_now.start(), DeadlineKind.WINDOW, clock.on
    raw = folded[start:end].strip(" ，；、")
    lead = re.split(r"[，。；、]", folded[max(floor, start - 8) : start])[-1]
    soft = bool(_SOFT.search(lead) or _SOFT.search(raw) or _SOFT_BEHIND.match(folded, end))
    return Deadline(
        raw=raw, kind=kind, on=made.on, rule=read.rule, start=since, soft=soft, base=made.base, every=made.every, also=made.also,
        note=made.note,
    )  # fmt: skip


def _best(found: list[Deadline], *, since: date | None) -> Deadline | None:
    """The latest of the strongest kind, of what comes back the next; what lies before the document is history."""
    open_ones = [one for one in found if not _past(one, since)]
    if not open_ones:
        return None
    ranks = [_rank(one, dated=since is not None) for one in open_ones]
    equals = [one for one, rank in zip(open_ones, ranks, strict=True) if rank == max(ranks)]
    if equals[0].kind is DeadlineKind.RECURRING:
        best = min(equals, key=lambda one: ("前" not in one.raw, one.on or date.max, _fineness(one)))
    else:
        best = max(reversed(equals), key=lambda one: (one.on is not None, one.on or date.min))
    others = tuple(one for one in open_ones if one is not best) or best.others
    if best.kind is not DeadlineKind.POINT:
        return replace(best, others=others)
    days = {day for one in equals for day in (one.on, *one.also) if day} - {best.on}
    return replace(best, also=tuple(sorted(days)), others=others)


def _rank(deadline: Deadline, *, dated: bool) -> float:
    if _begins(deadline):
        return _BEGINS
    if deadline.rule in _AT_ONCE_RULES:
        return _AT_ONCE
    return min(_RANK[deadline.kind], _OPEN) if dated and deadline.on is None else _RANK[deadline.kind]


def _begins(found: Deadline | Found) -> bool:
    return found.start is not None and found.start == found.on and found.kind is not DeadlineKind.RECURRING


def _fineness(deadline: Deadline) -> int:
    return _FINENESS.index(deadline.every) if deadline.every in _FINENESS else len(_FINENESS)


def _past(deadline: Deadline, since: date | None) -> bool:
    return since is not None and deadline.on is not None and deadline.on < since
