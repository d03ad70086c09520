"""From text to drafts: structure first, then owners, then what each sentence asks for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from luoshi.extraction.deadlines import Clock, find_deadline, read_deadline
from luoshi.extraction.face import read_face
from luoshi.extraction.folding import fold
from luoshi.extraction.kinds import Draft, read_fault_title, read_sentence, trimmed
from luoshi.extraction.lexicon import UnitLexicon
from luoshi.extraction.measures import find_measures
from luoshi.extraction.model import (
    Clause, ClauseRole, Deadline, Decomposition, Item, ItemKind, WorkCalendar,
)  # fmt: skip
from luoshi.extraction.owners.grammar import Owners, read_owners
from luoshi.extraction.owners.notes import OwnerNote, OwnerReader
from luoshi.extraction.sentences import Span, sentences
from luoshi.extraction.structure import Block, blocks
from luoshi.extraction.tables import is_row, rows
from luoshi.extraction.wording import ACTION
from luoshi.extraction.zones import Zone

_WRITTEN = (ClauseRole.PARAGRAPH, ClauseRole.HEADING)
_BY_SENTENCE = frozenset({"讲话", "政府工作报告", "会议纪要", "报告", "通报", "函", "答复", "批复", "批示"})
_ONE_TASK = 330
_PLAIN_TITLE = 16
_PRAISE = re.compile("表扬|表彰|嘉奖|奖励的决定|授予|先进(?:集体|个人|单位)")
_ORDERED = 0.7
_ADMITS = re.compile(r"(?:看到|认识到|存在|面临|感到|知道)[^。]{0,40}(?:问题|困难|不足|挑战|短板|差距|矛盾|制约)")
_GOES_ON = re.compile("要|还要|也要|同时|并|应|须|必须")


def decompose(
    text: str, *, on: date | None = None, units: UnitLexicon | None = None, calendar: WorkCalendar | None = None
) -> Decomposition:
    """Reads an official document. ``on`` is the day deadlines count from; without it, the day that the document bears."""
    folded = fold(text)
    found = blocks(folded)
    face = read_face(folded, found)
    praise = bool(_PRAISE.search(face.title or ""))
    reading = _Reading(text, folded, clock=Clock(on or face.dated_on, calendar), units=units, whole=face.kind not in _BY_SENTENCE)
    drafted = (item for item in reading.items(found) if not praise or item.confidence >= _ORDERED)
    items = sorted(drafted, key=lambda item: (item.start, item.end))
    return Decomposition(face, tuple(items), tuple(_clause(text, block) for block in found))


def _turned(folded: str, block: Block) -> Block:
    """A review that comes to speak of what is wrong; a plain paragraph that opens with a title."""
    if block.zone is Zone.REVIEW and _ADMITS.search(folded, block.start, min(block.end, block.start + 120)):
        return replace(block, zone=Zone.PROBLEM)
    if block.zone is Zone.PLAN and not block.label:
        spans = sentences(folded, block.start, block.end)
        if len(spans) > 2 and spans[0].end - spans[0].start <= _PLAIN_TITLE and "，" not in folded[spans[0].start : spans[0].end]:
            return replace(block, title_end=spans[0].end)
    return block


def _one_task(read: list[Item]) -> bool:
    """Tasks only, all of one unit."""
    leads = {item.lead for item in read}
    return bool(read) and len(leads) == 1 and all(item.kind in (ItemKind.TASK, ItemKind.TARGET) for item in read)


def _clause(text: str, block: Block) -> Clause:
    return Clause(block.start, block.end, block.level, block.label, text[block.start : block.end], block.role)


class _Reading:
    """One pass over the blocks of one document."""

    def __init__(self, text: str, folded: str, *, clock: Clock, units: UnitLexicon | None, whole: bool) -> None:
        self._text = text
        self._folded = folded
        self._clock = clock
        self._units = units
        self._owners = OwnerReader(folded, units)
        self._whole = whole

    def items(self, found: list[Block]) -> Iterator[Item]:
        """Drafts with owners swallow the sentences before them; the rest is read sentence by sentence."""
        waiting: list[Block] = []
        for block in found:
            if block.role not in _WRITTEN:
                continue
            line = self._owners.line(block.start, block.end)
            if line is not None:
                yield from self._by_line(waiting, line)
                waiting = []
                continue
            if waiting and self._parts(waiting[-1], block):
                yield from self._unowned(waiting)
                waiting = []
            waiting.append(block)
        yield from self._unowned(waiting)

    def _parts(self, before: Block, block: Block) -> bool:
        """A heading, a number, or the edge of a table ends what stands before."""
        edge = is_row(self._folded, before) != is_row(self._folded, block)
        return block.role is ClauseRole.HEADING or bool(block.label) or edge

    def _by_line(self, waiting: list[Block], line: OwnerNote) -> Iterator[Item]:
        """责任单位：… on a line of its own belongs to the paragraphs above it."""
        body = [block for block in waiting if block.role is ClauseRole.PARAGRAPH] or waiting[-1:]
        if not body:
            return
        span = trimmed(self._folded, body[0].body, body[-1].end)
        yield self._owned(span, line.owners, section=body[0].section)

    def _unowned(self, waiting: list[Block]) -> Iterator[Item]:
        if waiting and is_row(self._folded, waiting[-1]):
            yield from self._by_row(waiting)
            return
        alone = len(waiting) == 2 and waiting[0].role is ClauseRole.HEADING and waiting[0].level >= 2
        for block in waiting:
            notes = self._owners.notes(block.body, block.end)
            if notes:
                yield from self._with_notes(block, notes)
            elif block.role is ClauseRole.PARAGRAPH:
                yield from self._without_notes(block, alone=alone)

    def _by_row(self, waiting: list[Block]) -> Iterator[Item]:
        for row in rows(self._folded, waiting):
            owners = read_owners(row.note, units=self._units) if row.note else Owners()
            section = (*waiting[-1].section, row.group) if row.group else waiting[-1].section
            yield self._owned(trimmed(self._folded, row.task.start, row.task.end), owners, section=section)

    def _with_notes(self, block: Block, notes: list[OwnerNote]) -> Iterator[Item]:
        begin = block.body
        for note in notes:
            span = trimmed(self._folded, begin, note.start)
            if span.end - span.start >= 4:
                yield self._owned(span, note.owners, section=block.section)
            begin = note.end
        if block.role is ClauseRole.PARAGRAPH:
            yield from self._by_sentence(block, begin)

    def _without_notes(self, block: Block, *, alone: bool) -> Iterator[Item]:
        """In a plan a numbered paragraph is one task; in a speech each sentence is."""
        read = list(self._by_sentence(block, block.body))
        titled = block.title_end > block.body and 2 <= block.level <= 5
        short = block.end - block.body <= _ONE_TASK
        named = titled and bool(ACTION.match(self._folded, block.body, block.title_end))
        single = _one_task(read) or (not read and named)
        if not (self._whole and block.zone is Zone.PLAN and short and (titled or alone) and single):
            yield from read
            return
        span = trimmed(self._folded, block.body, block.end)
        draft = Draft(span.start, span.end, ItemKind.TASK, 0.75, ("编号段落整段作为一项任务",))
        yield self._item(draft, self._subject(draft), section=block.section)

    def _owned(self, span: Span, owners: Owners, *, section: tuple[str, ...]) -> Item:
        draft = Draft(span.start, span.end, ItemKind.TASK, 0.95, ("文中写明责任单位",))
        return self._item(draft, owners, section=section)

    def _by_sentence(self, block: Block, begin: int) -> Iterator[Item]:
        block = _turned(self._folded, block)
        if block.zone in (Zone.REVIEW, Zone.LAW, Zone.TABLE):
            return
        title = block.title_end > begin
        section = (*block.section, self._title(block)) if title else block.section
        if title and block.zone is Zone.PROBLEM:
            yield from self._drafts(read_fault_title(self._folded, Span(begin, block.title_end)), section=block.section)
        before = Owners()
        for span in sentences(self._folded, max(begin, block.title_end), block.end):
            for draft in read_sentence(self._folded, span, block.zone):
                before = self._subject(draft) if self._names(draft) else self._carried(draft, before)
                yield self._item(draft, before, section=section)

    def _title(self, block: Block) -> str:
        return self._folded[block.start : block.title_end].replace("\n", "").rstrip("。： ")

    def _drafts(self, drafts: list[Draft], *, section: tuple[str, ...]) -> Iterator[Item]:
        for draft in drafts:
            yield self._item(draft, Owners(), section=section)

    def _names(self, draft: Draft) -> bool:
        return draft.kind is not ItemKind.PROBLEM and self._owners.subject(draft.start, draft.end) is not None

    def _subject(self, draft: Draft) -> Owners:
        found = self._owners.subject(draft.start, draft.end)
        return found.owners if found else Owners()

    def _carried(self, draft: Draft, before: Owners) -> Owners:
        """要继续…, after 海关总署要…, is said to the same unit."""
        if not before.lead or draft.kind is ItemKind.PROBLEM or not _GOES_ON.match(self._folded, draft.start, draft.end):
            return Owners()
        return Owners(lead=before.lead, relation=before.relation, why=["承前句的责任单位"])

    def _item(self, draft: Draft, owners: Owners, *, section: tuple[str, ...]) -> Item:
        deadline = self._deadline(draft, owners)
        return Item(
            kind=draft.kind,
            text=self._text[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            section=section,
            lead=tuple(owners.lead),
            support=tuple(owners.support),
            relation=owners.relation,
            deadline=deadline,
            measures=find_measures(self._folded, draft.start, draft.end),
            confidence=draft.confidence,
            why=(*draft.why, *owners.why, *([f"时限：{deadline.rule}"] if deadline else [])),
            sponsor=tuple(owners.sponsor),
        )

    def _deadline(self, draft: Draft, owners: Owners) -> Deadline | None:
        """A time that stands with the owners binds before one that stands in the text."""
        said = [read_deadline(time, on=self._clock.on, calendar=self._clock.calendar) for time in owners.times]
        noted = [one for one in said if one is not None]
        if not noted:
            return find_deadline(self._folded, draft.start, draft.end, clock=self._clock)
        dated = max(noted, key=lambda one: (one.on is not None, one.on or date.min))
        others = tuple(sorted({one.on for one in noted if one.on and one.on != dated.on} | set(dated.also)))
        return replace(dated, also=others)
