"""A paragraph that turns out to be other than the part of the document in which it stands."""

from dataclasses import replace

from luoshi.extraction.sentences import sentences
from luoshi.extraction.structure import Block
from luoshi.extraction.wording.faults import ADMITS
from luoshi.extraction.wording.hollow import LOOKS_BACK
from luoshi.extraction.wording.orders import MODAL
from luoshi.extraction.zones import Zone

_PLAIN_TITLE = 16


def turned(folded: str, block: Block) -> Block:
    """A review that comes to speak of what is wrong; a plain paragraph that opens with a title."""
    if block.zone is Zone.REVIEW and ADMITS.search(folded, block.start, min(block.end, block.start + 120)):
        return replace(block, zone=Zone.PROBLEM)
    if block.zone is Zone.PLAN and LOOKS_BACK.match(folded, block.start, block.end):
        return replace(block, zone=Zone.REVIEW)
    if block.zone is Zone.PLAN and not block.label:
        spans = sentences(folded, block.start, block.end)
        first = folded[spans[0].start : spans[0].end]
        titled = len(first) <= _PLAIN_TITLE and "，" not in first and not MODAL.search(first)
        if len(spans) > 2 and titled:
            return replace(block, title_end=spans[0].end)
    return block
