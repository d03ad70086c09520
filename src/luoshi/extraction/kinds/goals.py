"""Targets: sentences of a part on goals that carry figures, and quotas anywhere."""

from luoshi.extraction.kinds.drafts import Draft, after_opening, trimmed
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.hollow import ANALYSIS, PAST, PAST_TIME
from luoshi.extraction.wording.targets import FULFIL, GOAL, INDICATOR, QUOTA, REPORTED
from luoshi.extraction.wording.verbs import ACTION

_CERTAIN = 0.75


def read_goals(folded: str, span: Span) -> list[Draft]:
    """A sentence of the part on goals, when it sets a figure or a year."""
    opened = after_opening(folded, span)
    text = folded[opened.start : opened.end]
    words = goal_words(text)
    if words is None or not has_figure(text) or ANALYSIS.match(text):
        return []
    body = trimmed(folded, opened.start, opened.end)
    return [Draft(body.start, body.end, ItemKind.TARGET, _CERTAIN, (f"目标部分含量化要求“{words}”",))]


def read_quota(folded: str, span: Span) -> list[Draft]:
    """地区生产总值增长6%左右: an indicator and its figure, with no verb of action before it."""
    text = folded[span.start : span.end]
    if not QUOTA.match(text) or ACTION.match(text) or PAST.search(text):
        return []
    body = trimmed(folded, span.start, span.end)
    return [Draft(body.start, body.end, ItemKind.TARGET, _CERTAIN, ("指标加数值要求",))]


def is_indicator(text: str) -> bool:
    """An order about indicators that demands their fulfilment, in words or in figures."""
    if not INDICATOR.search(text):
        return False
    return bool(FULFIL.search(text)) or (has_figure(text) and goal_words(text) is not None)


def goal_words(text: str) -> str | None:
    match = GOAL.search(text)
    if match is None or PAST_TIME.search(text) or REPORTED.search(text):
        return None
    return match[0]


def has_figure(text: str) -> bool:
    return any(sign in "0123456789%" for sign in text)
