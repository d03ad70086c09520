"""What a sentence asks for: a task, a target, a ban, a fault to be put right, or nothing."""

import re
from dataclasses import replace

from luoshi.extraction.kinds.drafts import Draft, trimmed
from luoshi.extraction.kinds.faults import read_fault_title, read_faults
from luoshi.extraction.kinds.goals import read_goals
from luoshi.extraction.kinds.orders import Commands, read_orders
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.hollow import HOPE, LEAD_IN
from luoshi.extraction.wording.orders import ASKS
from luoshi.extraction.zones import Zone

__all__ = ["Commands", "Draft", "read_fault_title", "read_sentence", "trimmed"]

_LEAST = 6
_GOAL = re.compile("(?:总体|主要|工作|年度)?目标(?:任务)?：")


def read_sentence(folded: str, span: Span, zone: Zone, *, commands: Commands) -> list[Draft]:
    """The drafts of one sentence that no note assigns."""
    text = folded[span.start : span.end]
    if len(text) < _LEAST or LEAD_IN.search(text) or HOPE.match(text):
        return []
    if zone is Zone.PROBLEM:
        return read_faults(folded, span)
    if zone in (Zone.TARGET, Zone.PRINCIPLE):
        told = commands.commands(span.start, span.end) > span.start
        return read_orders(folded, span, commands) if told else read_goals(folded, span)
    if zone is Zone.PLAN or (zone is Zone.INTRO and ASKS.search(text)):
        orders = read_orders(folded, span, commands)
        return [replace(one, kind=ItemKind.TARGET) for one in orders] if _GOAL.match(text) else orders
    return []
