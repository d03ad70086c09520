"""问题：… 整改措施：…: what is wrong and what is to be done about it, in one paragraph or in lines."""

import re

from luoshi.extraction.kinds import Draft, trimmed
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span

_FINDING = re.compile("(?:存在|反馈|发现|主要)?问题：")
_MEASURES = re.compile("(?<![一-鿿])(?:整改|具体|工作|主要)?(?:措施|举措)：")
_CERTAIN = 0.95


def measures_from(folded: str, span: Span) -> tuple[int, int] | None:
    """Where the label of the measures begins and ends."""
    label = _MEASURES.search(folded, span.start, span.end)
    return label.span() if label else None


def read_finding(folded: str, span: Span) -> Draft | None:
    """The problem that opens the words, when a label says that it is one."""
    label = _FINDING.match(folded, span.start, span.end)
    if label is None:
        return None
    measures = measures_from(folded, span)
    stated = trimmed(folded, label.end(), measures[0] if measures else span.end)
    return Draft(stated.start, stated.end, ItemKind.PROBLEM, _CERTAIN, ("写明为问题",))
