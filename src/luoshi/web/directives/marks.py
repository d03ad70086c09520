"""The document as it reads, cut where drafts begin and end, so that the words of each can be shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.directives.terms import DraftStatus

_URGENCY = (DraftStatus.PENDING, DraftStatus.CONFIRMED, DraftStatus.PROPOSED, DraftStatus.DISCARDED)
_TAGS = {"title": "h2", "heading": "h3"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft's words in the text."""

    draft_id: int
    start: int
    end: int
    status: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A clause, or text that lies between clauses."""

    start: int
    end: int
    role: str = "paragraph"
    level: int = 0
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that belong to the same drafts; ``status`` is that of the draft that most needs a decision, and
    ``opens`` are the drafts whose words begin here."""

    start: int
    text: str
    draft_ids: tuple[int, ...]
    status: str
    opens: tuple[Marked, ...]

    @property
    def ids(self) -> str:
        return " ".join(map(str, self.draft_ids))


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause with its words in segments."""

    role: str
    level: int
    ordinal: int
    segments: tuple[Segment, ...]

    @property
    def tag(self) -> str:
        return _TAGS.get(self.role, "p")

    @property
    def opened(self) -> tuple[int, ...]:
        return tuple(draft.draft_id for segment in self.segments for draft in segment.opens)


def passages(text: str, blocks: Sequence[Block], drafts: Sequence[Marked]) -> list[Passage]:
    """Everything of the text that can be seen, in order."""
    waiting = sorted(drafts, key=lambda draft: (draft.start, draft.end))
    found = []
    for block in _filled(text, blocks):
        near = [draft for draft in waiting if draft.start < block.end and block.start < draft.end]
        segments = tuple(_segments(text, block, near))
        found.append(Passage(block.role, block.level, block.ordinal, segments))
        waiting = [draft for draft in waiting if draft.end > block.end]
    return found


def _filled(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with one for each stretch between them that is not blank."""
    position = 0
    for block in (*blocks, Block(len(text), len(text))):
        if text[position : block.start].strip():
            yield Block(position, block.start)
        if block.end > block.start:
            yield block
        position = max(position, block.end)


def _segments(text: str, block: Block, drafts: Sequence[Marked]) -> Iterator[Segment]:
    edges = {block.start, block.end}
    edges |= {edge for draft in drafts for edge in (draft.start, draft.end) if block.start < edge < block.end}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        inside = [draft for draft in drafts if draft.start <= start and end <= draft.end]
        opens = tuple(draft for draft in inside if draft.start == start)
        yield Segment(
            start, text[start:end], tuple(draft.draft_id for draft in inside), _status(inside), opens
        )


def _status(drafts: Sequence[Marked]) -> str:
    present = {draft.status for draft in drafts}
    return next((status.value for status in _URGENCY if status in present), "")
