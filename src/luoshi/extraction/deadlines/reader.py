"""All phrases of time between two offsets, and the one that binds."""

import re
from datetime import date

from luoshi.extraction.deadlines import cycles, periods, points, spans, words
from luoshi.extraction.deadlines.clock import Clock
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.folding import fold
from luoshi.extraction.model import Deadline, DeadlineKind, WorkCalendar

_RULES = (*cycles.RULES, *spans.RULES, *points.RULES, *periods.RULES, *words.RULES)
_SOFT = re.compile(r"原则上|力争|争取|一般|努力|力求|尽量|预计|争|尽可能")
_HINT = re.compile(
    r"[每逐月季旬周]|双周|连续|年(?:底|末|内|中|初|度|前)|[0-9]年|全年|今年|明年|半年|[日天]|小时|五[”\"]|节前|[“\"]前|前|长期|持续|常态|适时|尽[快早]|近[期日]|早日|倒排|立[行即查]|即[刻知查时]|任期|一年|[二三四五六七八九十两]年|另有规定|择[机期]|及早"
)
_RANK = {
    DeadlineKind.POINT: 7,
    DeadlineKind.RECURRING: 5,
    DeadlineKind.RELATIVE: 6,
    DeadlineKind.WINDOW: 4,
    DeadlineKind.GOAL: 3,
    DeadlineKind.TRIGGER: 2,
    DeadlineKind.ONGOING: 1,
    DeadlineKind.VAGUE: 0,
}


def read_deadline(
    phrase: str, *, on: date | None = None, calendar: WorkCalendar | None = None
) -> Deadline | None:
    """A phrase that is a deadline and nothing else, as a form or a table's column holds it."""
    folded = fold(phrase)
    clock = Clock(on, calendar)
    found = _best(_all(folded, (0, len(folded)), clock), since=None)
    if found is not None:
        return found
    for rule, pattern, build in words.QUIET:
        match = pattern.search(folded)
        made = build(match, clock) if match else None
        if match and made:
            return _deadline(folded, match.span(), rule=rule, made=made)
    return None


def find_deadline(folded: str, start: int, end: int, *, clock: Clock) -> Deadline | None:
    """The phrase that binds a task: the last point in time, else what comes nearest to one."""
    if not _HINT.search(folded, start, end):
        return None
    return _best(_all(folded, (start, end), clock), since=clock.on)


def _all(folded: str, span: tuple[int, int], clock: Clock) -> list[Deadline]:
    start, end = span
    taken = bytearray(end - start)
    found: list[tuple[int, Deadline]] = []
    for rule, pattern, build in _RULES:
        for match in pattern.finditer(folded, start, end):
            place = slice(match.start() - start, match.end() - start)
            if match.start() == match.end() or any(taken[place]):
                continue
            made = build(match, clock)
            if made is not None:
                taken[place] = b"\x01" * len(match[0])
                found.append(
                    (match.start(), _deadline(folded, match.span(), rule=rule, made=made, floor=start))
                )
    return [deadline for _, deadline in sorted(found, key=lambda pair: pair[0])]


def _deadline(folded: str, span: tuple[int, int], *, rule: str, made: Found, floor: int = 0) -> Deadline:
    start, end = span
    raw = folded[start:end].strip(" ，；、")
    before = folded[max(floor, start - 8) : start]
    lead = re.split(r"[，。；、]", before)[-1]
    soft = bool(_SOFT.search(lead) or _SOFT.search(raw))
    return Deadline(
        raw=raw, kind=made.kind, on=made.on, rule=rule, start=made.start, soft=soft, base=made.base, every=made.every,
        also=made.also, note=made.note,
    )  # fmt: skip


def _best(found: list[Deadline], *, since: date | None) -> Deadline | None:
    """The latest of the strongest kind; what lies before the document is history."""
    open_ones = [one for one in found if not _past(one, since)]
    if not open_ones:
        return None
    top = max(_RANK[one.kind] for one in open_ones)
    equals = [one for one in open_ones if _RANK[one.kind] == top]
    best = max(reversed(equals), key=lambda one: (one.on is not None, one.on or date.min))
    others = {day for one in equals for day in (one.on, *one.also) if day and day != best.on} | set(best.also)
    if not others or best.kind is not DeadlineKind.POINT:
        return best
    return Deadline(
        raw=best.raw, kind=best.kind, on=best.on, rule=best.rule, start=best.start, soft=best.soft, base=best.base,
        every=best.every, also=tuple(sorted(others - {best.on})), note=best.note,
    )  # fmt: skip


def _past(deadline: Deadline, since: date | None) -> bool:
    return since is not None and deadline.on is not None and deadline.on < since
