"""Problems: the parts on problems, what they state with its examples, and faults named anywhere else."""

from itertools import pairwise

from luoshi.extraction.kinds.drafts import Draft, after_opening, stretches, trimmed
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span, sentences
from luoshi.extraction.wording.faults import (
    ADMITS_ONLY,
    ANNOUNCED,
    BUT,
    CAUSES,
    COMMENTS,
    COMPLAINS,
    EXAMPLE,
    FAULT,
    LESS,
    LISTS,
    MENDS,
    MORE,
    OF_SOME,
    PROMISED,
    STRAY,
    TURN,
)
from luoshi.extraction.wording.hollow import ANALYSIS, DENIES, SELF, VAGUE
from luoshi.extraction.wording.orders import MODAL
from luoshi.extraction.wording.verbs import ACTION

_STATED = "问题部分含否定表述"


def read_problem(folded: str, title: Span, body: Span) -> list[Draft]:
    """A numbered paragraph on problems is one problem: its title, what is stated, its examples; without comments."""
    said = [span for span in sentences(folded, body.start, body.end) if not _is_aside(folded, span)]
    start, end = (title.start if title.end > title.start else body.start), title.end
    if said:
        start = start if title.end > title.start else said[0].start
        end = said[-1].end
    text = folded[start:end]
    named = title.end > title.start and not ACTION.match(folded, title.start, title.end)
    if not (named or COMPLAINS.search(text)) or ADMITS_ONLY.fullmatch(text):
        return []
    listed = LISTS.search(text) if title.end == title.start else None
    whole = Span(start + (listed.end() if listed else 0), end)
    return [_fault(folded, part, "问题部分的分项，连同举例") for part in _apart(folded, whole, said)]


def _apart(folded: str, whole: Span, said: list[Span]) -> list[Span]:
    """还有，… opens another problem."""
    starts = [whole.start, *(span.start for span in said[1:] if MORE.match(folded, span.start, span.end))]
    return [Span(start, end) for start, end in pairwise([*starts, whole.end])]


def read_faults(folded: str, span: Span) -> list[Draft]:
    """A sentence that states what is wrong, from the turn (但…) on."""
    text = folded[span.start : span.end]
    if not FAULT.search(text) or _is_comment(text):
        return []
    listed = LISTS.search(text)
    start = span.start + listed.end() if listed else span.start
    if is_example(folded, Span(start, span.end)):
        return [_fault(folded, Span(start, span.end), "问题部分的举例")]
    return _from_turn(folded, Span(start, span.end), _STATED)


def read_stray_fault(folded: str, span: Span) -> list[Draft]:
    """A fault that is named outside of a part on problems: it demands nothing, and says plainly what is wrong."""
    opened = after_opening(folded, span)
    text = folded[opened.start : opened.end]
    said = [folded[part.start : part.end] for part in stretches(folded, opened)]
    ordered = any(MODAL.search(one) and not (VAGUE.search(one) or PROMISED.search(one)) for one in said)
    turned = BUT.match(text) and LESS.search(text) and not DENIES.search(text)
    if (
        ordered
        or ANNOUNCED.search(text)
        or not (turned or any(_is_plain(one) for one in said))
        or _is_comment(text)
    ):
        return []
    return _from_turn(folded, opened, "句中指出问题")


def _is_plain(stretch: str) -> bool:
    wrong = STRAY.search(stretch)
    return wrong is not None and not stretch.endswith("的") and not MENDS.search(stretch, 0, wrong.start())


def is_example(folded: str, span: Span) -> bool:
    return bool(EXAMPLE.match(folded, span.start, span.end))


def is_proof(folded: str, before: Span, span: Span) -> bool:
    """有的单位报数字，脸都不红。跑了九个项目，围挡都没有。: the facts behind what is said of some."""
    text = folded[span.start : span.end]
    proves = LESS.search(text) and not (MODAL.search(text) or OF_SOME.match(text) or _is_comment(text))
    return bool(proves and OF_SOME.match(folded, before.start, before.end))


def _from_turn(folded: str, span: Span, why: str) -> list[Draft]:
    text = folded[span.start : span.end]
    turn = TURN.search(text)
    if turn and not FAULT.search(text[: turn.start()]):
        return [_fault(folded, Span(span.start + turn.end(), span.end), why, "取转折之后")]
    return [_fault(folded, span, why)]


def _is_aside(folded: str, span: Span) -> bool:
    text = folded[span.start : span.end]
    return _is_comment(text) and not EXAMPLE.match(text)


def _is_comment(text: str) -> bool:
    return bool(
        CAUSES.search(text)
        or ADMITS_ONLY.fullmatch(text)
        or COMMENTS.search(text)
        or ANALYSIS.match(text)
        or SELF.search(text)
    )


def _fault(folded: str, span: Span, *why: str) -> Draft:
    body = trimmed(folded, span.start, span.end)
    return Draft(body.start, body.end, ItemKind.PROBLEM, 0.7, why)
