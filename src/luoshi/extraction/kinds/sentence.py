"""One sentence, read by the part of the document in which it stands."""

import re
from dataclasses import replace

from luoshi.extraction.kinds.drafts import Draft
from luoshi.extraction.kinds.faults import read_faults, read_stray_fault
from luoshi.extraction.kinds.goals import read_goals
from luoshi.extraction.kinds.orders import read_orders
from luoshi.extraction.kinds.parts import Commands, named_end
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.faults import AGAIN
from luoshi.extraction.wording.hollow import HOPE, LEAD_IN
from luoshi.extraction.wording.orders import ASKS, MODAL
from luoshi.extraction.zones import Zone

_LEAST = 6
_CERTAIN = 0.75
_DEMANDS = re.compile(rf"{MODAL.pattern}|(?:[日月年]|季度|[月年]底)(?:底|末)?以?前|力争|争取|牵头|负责")
_TOLD = re.compile(rf"将|(?<!都)(?:{MODAL.pattern})")
_NEAR = 24
_GOAL = re.compile("(?:总体|主要|工作|年度)?目标(?:任务)?：")


def read_sentence(folded: str, span: Span, zone: Zone, *, commands: Commands) -> list[Draft]:
    """The drafts of one sentence that no note assigns."""
    text = folded[span.start : span.end]
    if len(text) < _LEAST or LEAD_IN.search(text) or HOPE.match(text):
        return []
    if zone in (Zone.LAW, Zone.TABLE):
        return []
    if zone is Zone.REVIEW:
        return read_stray_fault(folded, span) if AGAIN.match(text) else []
    if zone is Zone.PROBLEM:
        return _told(folded, span, commands) or read_faults(folded, span)
    if zone in (Zone.TARGET, Zone.PRINCIPLE):
        return _told(folded, span, commands) or read_goals(folded, span)
    return _work(folded, span, zone, commands=commands) or read_stray_fault(folded, span)


def _told(folded: str, span: Span, commands: Commands) -> list[Draft]:
    """What is said to units, in a part that assigns no work."""
    if named_end(folded, span, commands) == span.start:
        return []
    orders = read_orders(folded, span, commands)
    return [
        one for one in orders if one.confidence >= _CERTAIN and _DEMANDS.search(folded, one.start, one.end)
    ]


def _work(folded: str, span: Span, zone: Zone, *, commands: Commands) -> list[Draft]:
    if zone is Zone.INTRO and not _asks(folded, span, commands):
        return []
    orders = read_orders(folded, span, commands)
    goal = _GOAL.match(folded, span.start, span.end)
    return [replace(one, kind=ItemKind.TARGET) for one in orders] if goal else orders


def _asks(folded: str, span: Span, commands: Commands) -> bool:
    """A preamble orders by a date, or says to units what they must do."""
    behind = named_end(folded, span, commands)
    told = behind > span.start and _TOLD.search(folded, behind, min(span.end, behind + _NEAR))
    return bool(told or ASKS.search(folded, span.start, span.end))
