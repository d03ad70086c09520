"""Targets: sentences of a part on goals that carry figures, and quotas anywhere."""

import re
from collections.abc import Sequence

from luoshi.extraction.kinds.drafts import Draft, after_opening, stretches, trimmed
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.faults import TURN
from luoshi.extraction.wording.hollow import ANALYSIS, PAST, PAST_TIME
from luoshi.extraction.wording.targets import (
    FULFIL,
    GOAL,
    INDICATOR,
    OUTCOME,
    QUOTA,
    RANKED,
    REACHED,
    REPORTED,
    YEARLY,
)
from luoshi.extraction.wording.verbs import ACTION

_CERTAIN = 0.75
_SEVERAL = 3
_PERIOD = re.compile("(?:到|至)?“十[一-鿿]五”(?:末|期末|时期)")


def read_goals(folded: str, span: Span) -> list[Draft]:
    """A sentence of the part on goals, when it sets a figure or a year."""
    opened = after_opening(folded, span)
    text = folded[opened.start : opened.end]
    words = goal_words(text)
    if words is None or not (has_figure(text) or _PERIOD.match(text)) or ANALYSIS.match(text):
        return []
    listed = read_listed(folded, span, opened)
    if listed:
        return listed
    body = trimmed(folded, opened.start, opened.end)
    return [Draft(body.start, body.end, ItemKind.TARGET, _CERTAIN, (f"目标部分含量化要求“{words}”",))]


def read_listed(folded: str, span: Span, opened: Span) -> list[Draft]:
    """主要预期目标是：地区生产总值增长6%，…，…: each of the indicators that are counted off is a target."""
    parts = [trimmed(folded, part.start, part.end) for part in stretches(folded, opened)]
    figures = sum(is_figure(folded[part.start : part.end]) for part in parts)
    if (
        folded[opened.start - 1] != "："
        or opened.start == span.start
        or len(parts) < _SEVERAL
        or 2 * figures <= len(parts)
    ):
        return []
    return [Draft(part.start, part.end, ItemKind.TARGET, _CERTAIN, ("目标逐项列出",)) for part in parts]


def read_quota(folded: str, span: Span) -> list[Draft]:
    """地区生产总值增长6%左右: an indicator and its figure, with no verb of action before it."""
    text = folded[span.start : span.end]
    if TURN.search(text) or ("完成" in text and not INDICATOR.search(text)):
        return []
    yearly = YEARLY.match(text)
    quota = QUOTA.match(text)
    if not yearly and (not quota or ACTION.match(text) or PAST.search(text, 0, quota.end())):
        return []
    body = trimmed(folded, span.start, span.end)
    return [Draft(body.start, body.end, ItemKind.TARGET, _CERTAIN, ("指标加数值要求",))]


def is_indicator(text: str, acts: Sequence[str]) -> bool:
    """An order about indicators that demands their fulfilment, in words; in figures, when it orders nothing else."""
    if OUTCOME.fullmatch(text):
        return True
    if not INDICATOR.search(text):
        return False
    if FULFIL.search(text):
        return True
    return has_figure(text) and goal_words(text) is not None and all(REACHED.search(act) for act in acts)


def goal_words(text: str) -> str | None:
    match = GOAL.search(text)
    if match is None or PAST_TIME.search(text) or REPORTED.search(text):
        return None
    return match[0]


def has_figure(text: str) -> bool:
    return any(sign in "0123456789%" for sign in text)


def is_figure(text: str) -> bool:
    """城镇新增就业6500人，就业率不低于80%: nothing but indicators and their figures."""
    figure = (QUOTA.match(text) and INDICATOR.search(text)) or RANKED.search(text)
    return bool(figure) and not ACTION.match(text)
