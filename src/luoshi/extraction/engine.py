"""From text to drafts: structure first, then owners, then what each sentence asks for."""

import re
from dataclasses import replace
from datetime import date

from luoshi.extraction.deadlines import Clock
from luoshi.extraction.face import read_face
from luoshi.extraction.folding import fold
from luoshi.extraction.lexicon import UnitLexicon
from luoshi.extraction.model import Clause, Decomposition, Item, WorkCalendar
from luoshi.extraction.reading import Reading
from luoshi.extraction.structure import Block, blocks
from luoshi.extraction.unwrapping import Unwrapped, unwrap
from luoshi.extraction.zones import Zone

_BY_SENTENCE = frozenset({"讲话", "政府工作报告", "会议纪要", "报告", "通报", "函", "答复", "批复", "批示"})
_ANSWERS = frozenset({"函", "答复", "批复"})
_PRAISE = re.compile("表扬|表彰|嘉奖|奖励的决定|授予|先进(?:集体|个人|单位)")
_ORDERED = 0.7


def decompose(
    text: str,
    *,
    on: date | None = None,
    units: UnitLexicon | None = None,
    calendar: WorkCalendar | None = None,
) -> Decomposition:
    """Reads an official document. ``on`` is the day deadlines count from; without it, the day that the document bears."""
    flat = unwrap(fold(text))
    found = blocks(flat.text)
    face = read_face(flat.text, found)
    clock = Clock(on or face.dated_on, calendar)
    if face.kind in _ANSWERS:
        found = [_answered(block) for block in found]
    reading = Reading(flat.text, clock=clock, units=units, whole=face.kind not in _BY_SENTENCE)
    praise = bool(_PRAISE.search(face.title or ""))
    drafted = [item for item in reading.items(found) if not praise or item.confidence >= _ORDERED]
    drafted.sort(key=lambda item: (item.start, item.end))
    items = tuple(_quoted(text, flat, item) for item in drafted)
    return Decomposition(face, items, tuple(_clause(text, flat, block) for block in found))


def _answered(block: Block) -> Block:
    """An answer tells how things are; work is what it asks for or promises, unless a heading says so."""
    told = block.zone is Zone.PLAN and not block.section and not block.label
    return replace(block, zone=Zone.INTRO) if told else block


def _quoted(text: str, flat: Unwrapped, item: Item) -> Item:
    """The item with its words as the text has them."""
    start, end = flat.source(item.start, item.end)
    return replace(item, start=start, end=end, text=text[start:end])


def _clause(text: str, flat: Unwrapped, block: Block) -> Clause:
    start, end = flat.source(block.start, block.end)
    return Clause(start, end, block.level, block.label, text[start:end], block.role)
