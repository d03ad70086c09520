"""A draft before owners, days and numbers are read from it, and the stretches of a sentence."""

from dataclasses import dataclass

from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span, brackets
from luoshi.extraction.wording.orders import ANNOUNCES, CONNECTIVE, SPEAKS

_ENDS = "。；！？，、： \n\t"
_ANNOUNCED = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A span of words, what it is, and the rules that say so; ``topic`` is the short sentence that it comes under."""

    start: int
    end: int
    kind: ItemKind
    confidence: float
    why: tuple[str, ...]
    topic: str = ""


def trimmed(folded: str, start: int, end: int) -> Span:
    """Without blanks and stops at either end, nor half of a quotation."""
    while start < end and (folded[start] in _ENDS or _is_half(folded, start, Span(start, end))):
        start += 1
    while end > start and (folded[end - 1] in _ENDS or _is_half(folded, end - 1, Span(start, end))):
        end -= 1
    return Span(start, end)


def _is_half(folded: str, place: int, span: Span) -> bool:
    opened, closed = (folded.count(sign, span.start, span.end) for sign in "“”")
    return opened != closed and folded[place] == ("“" if opened > closed else "”")


def stretches(folded: str, span: Span) -> list[Span]:
    """Cut at commas outside of brackets."""
    inside = {pair.start: pair.end for pair in brackets(folded, span.start, span.end)}
    cuts, begin, position = [], span.start, span.start
    while position < span.end:
        if position in inside:
            position = inside[position]
            continue
        if folded[position] == "，":
            cuts.append(Span(begin, position))
            begin = position + 1
        position += 1
    cuts.append(Span(begin, span.end))
    return [cut for cut in cuts if folded[cut.start : cut.end].strip()]


def after_opening(folded: str, span: Span) -> Span:
    """Behind 主要预期目标是： and 同时，"""
    colon = folded.find("：", span.start, min(span.end, span.start + _ANNOUNCED))
    announced = colon > 0 and (
        ANNOUNCES.search(folded, span.start, colon) or SPEAKS.search(folded, span.start, colon)
    )
    start = colon + 1 if announced else span.start
    for _ in range(3):
        match = CONNECTIVE.match(folded, start, span.end)
        if not match:
            break
        start = match.end()
    return Span(start, span.end)
