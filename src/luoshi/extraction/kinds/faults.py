"""Problems: the titles of a part on problems, what it states, and its examples."""

from luoshi.extraction.kinds.drafts import Draft, stretches, trimmed
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.faults import ADMITS_ONLY, COMMENTS, EXAMPLE, FAULT, LISTS, TURN
from luoshi.extraction.wording.hollow import ANALYSIS, SELF

_LEAST = 4
_STATED = "问题部分含否定表述"
_EXAMPLE = "问题部分的举例"


def read_fault_title(folded: str, span: Span) -> list[Draft]:
    """The run-in title of a part on problems is itself the problem."""
    body = trimmed(folded, span.start, span.end)
    text = folded[body.start : body.end]
    if len(text) < _LEAST or not FAULT.search(text):
        return []
    return [Draft(body.start, body.end, ItemKind.PROBLEM, 0.85, ("问题部分的分项标题",))]


def read_faults(folded: str, span: Span) -> list[Draft]:
    """A sentence that states what is wrong, from the turn (但…) on."""
    text = folded[span.start : span.end]
    if not FAULT.search(text) or _is_comment(text):
        return []
    listed = LISTS.search(text)
    start = span.start + listed.end() if listed else span.start
    if EXAMPLE.match(folded, start, span.end):
        return [_fault(folded, Span(start, span.end), _EXAMPLE)]
    text = folded[start : span.end]
    turn = TURN.search(text)
    if turn and not FAULT.search(text[: turn.start()]):
        return _with_examples(folded, Span(start + turn.end(), span.end), _STATED, "取转折之后")
    return _with_examples(folded, Span(start, span.end), _STATED)


def _is_comment(text: str) -> bool:
    return bool(
        ADMITS_ONLY.fullmatch(text) or COMMENTS.search(text) or ANALYSIS.match(text) or SELF.search(text)
    )


def _with_examples(folded: str, span: Span, *why: str) -> list[Draft]:
    """象北湖路积水多年没有治好 inside of a sentence is a fault of its own."""
    for part in stretches(folded, span)[1:]:
        if EXAMPLE.match(folded, part.start, part.end) and FAULT.search(folded, part.start, part.end):
            return [
                _fault(folded, Span(span.start, part.start), *why),
                _fault(folded, Span(part.start, span.end), _EXAMPLE),
            ]
    return [_fault(folded, span, *why)]


def _fault(folded: str, span: Span, *why: str) -> Draft:
    body = trimmed(folded, span.start, span.end)
    return Draft(body.start, body.end, ItemKind.PROBLEM, 0.7, why)
