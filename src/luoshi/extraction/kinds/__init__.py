"""What a sentence asks for: a task, a target, a ban, a fault to be put right, or nothing."""

from luoshi.extraction.kinds.drafts import Draft, trimmed
from luoshi.extraction.kinds.faults import read_fault_title, read_faults
from luoshi.extraction.kinds.goals import read_goals
from luoshi.extraction.kinds.orders import read_orders
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.hollow import HOPE, LEAD_IN
from luoshi.extraction.wording.orders import ASKS
from luoshi.extraction.zones import Zone

__all__ = ["Draft", "read_fault_title", "read_sentence", "trimmed"]

_LEAST = 6


def read_sentence(folded: str, span: Span, zone: Zone) -> list[Draft]:
    """The drafts of one sentence that has no owner of its own."""
    text = folded[span.start : span.end]
    if len(text) < _LEAST or LEAD_IN.search(text) or HOPE.match(text):
        return []
    if zone is Zone.PROBLEM:
        return read_faults(folded, span)
    if zone in (Zone.TARGET, Zone.PRINCIPLE):
        return read_goals(folded, span)
    if zone is Zone.PLAN or (zone is Zone.INTRO and ASKS.search(text)):
        return read_orders(folded, span)
    return []
