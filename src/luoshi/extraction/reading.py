"""The drafts of one document: whoever is named behind, below or above a task owns it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi.extraction.deadlines import Clock
from luoshi.extraction.findings import measures_from, read_finding
from luoshi.extraction.items import INHERITED, ItemMaker
from luoshi.extraction.kinds import Draft, Passage, is_told, kind_of, read_passage, trimmed
from luoshi.extraction.labels import BARE_OWNER, meets
from luoshi.extraction.lexicon import UnitLexicon
from luoshi.extraction.model import ClauseRole, Item, ItemKind
from luoshi.extraction.owners.grammar import Owners, read_owners
from luoshi.extraction.owners.notes import OwnerNote, OwnerReader
from luoshi.extraction.sentences import Span
from luoshi.extraction.structure import Block
from luoshi.extraction.tables import Tables
from luoshi.extraction.turning import turned
from luoshi.extraction.wording.hollow import VAGUE
from luoshi.extraction.wording.verbs import ACTION
from luoshi.extraction.zones import Zone

_WRITTEN = (ClauseRole.PARAGRAPH, ClauseRole.HEADING)
_TABULAR = (*_WRITTEN, ClauseRole.TITLE)
_LEAST = 4
_OWNED = 0.95
_ONE_TASK = 330
_MOST = 0.6
_GOES_ON = re.compile("要|还要|也要|同时|并|应|须|必须")
_CASE = re.compile("[^，。；]{2,16}的，")
_OTHERS = re.compile(rf"(?:{_CASE.pattern})?(?![对向])[^，。；要可]{{0,30}}(?:部门|政府|单位|机关|机构|企业)")
_GENERAL = re.compile("(?:重点|主要|具体|工作|目标)*(?:任务|措施|举措|工作|要求|安排|分工|内容)(?:分工)?")


class Reading:
    """One pass over the blocks; ``whole``: a numbered paragraph is one task, not one for each sentence."""

    def __init__(self, folded: str, *, clock: Clock, units: UnitLexicon | None, whole: bool) -> None:
        self._folded = folded
        self._make = ItemMaker(folded, clock)
        self._units = units
        self._owners = OwnerReader(folded, units)
        self._whole = whole
        self._tables = Tables(folded)
        self._above: list[tuple[int, Owners]] = []

    def items(self, found: Sequence[Block]) -> Iterator[Item]:
        """Groups of blocks, each up to the next heading or number, with the lines below that name owners."""
        held: list[list[Block]] = []
        group: list[Block] = []
        lines: list[Block] = []
        for block in found:
            if block.role in _TABULAR and self._tables.takes(block):
                yield from self._close(held, group, lines)
                yield from self._release(held)
                group, lines = [], []
                yield from self._by_row(block)
                continue
            if block.role not in _WRITTEN:
                continue
            if group and self._is_line(block):
                lines.append(block)
                continue
            if lines or (group and self._parts(block)):
                yield from self._close(held, group, lines)
                group, lines = [], []
            group.append(block)
            if held and not _same_place(held[-1][0], block):
                yield from self._release(held)
        yield from self._close(held, group, lines)
        yield from self._release(held)

    def _is_line(self, block: Block) -> bool:
        if meets(self._folded, block.start, block.end):
            return False
        line = self._line(block)
        return line.start > block.start or self._owners.is_line(block.start, block.end)

    def _line(self, block: Block) -> Span:
        bare = BARE_OWNER.match(self._folded, block.start, block.end)
        return Span(bare.end() if bare else block.start, block.end)

    def _parts(self, block: Block) -> bool:
        """A heading or a number ends what stands before."""
        return block.role is ClauseRole.HEADING or bool(block.label)

    def _close(self, held: list[list[Block]], group: list[Block], lines: list[Block]) -> Iterator[Item]:
        """A numbered group without owners waits: a line below its last sibling may name them for all."""
        if not lines:
            if group and group[0].label and not self._noted(group):
                held.append(group)
            else:
                yield from self._release(held)
                yield from self._group(group)
            return
        note = self._owners.lines([self._line(line) for line in lines])
        shared = [*held, group] if held and group[0].label and _same_place(held[-1][0], group[0]) else [group]
        if len(shared) == 1:
            yield from self._release(held)
        held.clear()
        for one in shared:
            yield from self._by_lines(one, note, shared=len(shared) > 1)

    def _release(self, held: list[list[Block]]) -> Iterator[Item]:
        groups = list(held)
        held.clear()
        for group in groups:
            yield from self._group(group)

    def _noted(self, group: list[Block]) -> bool:
        return any(self._owners.notes(block.body, block.end) for block in group)

    def _by_lines(self, group: list[Block], note: OwnerNote | None, *, shared: bool) -> Iterator[Item]:
        body = [block for block in group if block.role is ClauseRole.PARAGRAPH] or group[-1:]
        if note is None:
            yield from self._group(group)
            return
        self._enter(group[0], note.owners)
        yield from self._finding(Span(group[0].body, group[0].end), group[0].section)
        span, section = self._measure(body)
        if span.end - span.start >= _LEAST:
            owners = self._owners.narrowed(note.owners, span, shared=shared)
            yield self._owned(span, owners, section=section)

    def _finding(self, span: Span, section: tuple[str, ...]) -> Iterator[Item]:
        found = read_finding(self._folded, span)
        if found is not None:
            yield self._make.item(found, Owners(), section=section)

    def _measure(self, body: list[Block]) -> tuple[Span, tuple[str, ...]]:
        """The task: what stands behind 整改措施：, below the finding; without that label, all of it."""
        section = body[0].section
        for block in body:
            label = measures_from(self._folded, Span(block.body, block.end))
            if label:
                finding = self._folded[body[0].start : label[0]].replace("\n", "").rstrip("。 ")
                above = (*section, finding) if body[0].body < label[0] else section
                return trimmed(self._folded, label[1], body[-1].end), above
        return trimmed(self._folded, body[0].body, body[-1].end), section

    def _group(self, group: list[Block]) -> Iterator[Item]:
        alone = len(group) == 2 and group[0].role is ClauseRole.HEADING and group[0].level >= 2
        for block in group:
            self._leave(block)
            notes = self._owners.notes(block.body, block.end)
            said = notes and self._folded[block.body : notes[0].start].strip()
            if said and not any(self._lists_units(note) for note in notes):
                yield from self._sponsored(replace(block, end=notes[0].start), notes[0], alone=alone)
            elif notes:
                yield from self._with_notes(block, notes)
            elif block.role is ClauseRole.PARAGRAPH and (note := self._owners.inline(block.body, block.end)):
                span = trimmed(self._folded, block.body, block.end)
                yield self._owned(span, note.owners, section=block.section)
            elif block.role is ClauseRole.PARAGRAPH:
                yield from self._without_notes(block, alone=alone)
            else:
                self._head(block)

    def _lists_units(self, note: OwnerNote) -> bool:
        listed = read_owners(self._folded[note.start : note.end].strip("（）【】"), units=self._units)
        return bool(listed.lead or listed.support or listed.times)

    def _sponsored(self, block: Block, note: OwnerNote, *, alone: bool) -> Iterator[Item]:
        """责任领导：… behind a paragraph: a leader for each of its tasks, whose units its sentences name."""
        for item in self._without_notes(block, alone=alone):
            yield item if item.kind is ItemKind.PROBLEM else replace(item, sponsor=tuple(note.owners.sponsor))

    def _head(self, block: Block) -> None:
        owners = self._owners.heading(self._folded[block.body : block.end])
        if owners is not None:
            self._enter(block, owners)

    def _leave(self, block: Block) -> None:
        """Owners above hold down to the next heading of their own level."""
        if block.level:
            self._above = [(level, owners) for level, owners in self._above if level < block.level]

    def _enter(self, block: Block, owners: Owners) -> None:
        self._leave(block)
        if block.level:
            self._above.append((block.level, owners))

    def _inherited(self) -> Owners:
        if not self._above:
            return Owners()
        above = self._above[-1][1]
        return replace(above, times=[], why=[INHERITED])

    def _by_row(self, block: Block) -> Iterator[Item]:
        row = self._tables.row(block)
        if row is not None:
            owners = read_owners(row.note, units=self._units) if row.note else Owners()
            span = trimmed(self._folded, row.task.start, row.task.end)
            yield self._owned(span, owners, section=(*block.section, *row.group))

    def _with_notes(self, block: Block, notes: list[OwnerNote]) -> Iterator[Item]:
        """The title of a paragraph with one note is part of its task; of several tasks it is the heading."""
        several = len(notes) > 1 and block.title_end < notes[0].start
        begin = max(block.body, block.title_end) if several else block.body
        section = (*block.section, self._title(block)) if begin > block.body else block.section
        for note in notes:
            yield from self._finding(Span(begin, note.start), section)
            label = measures_from(self._folded, Span(begin, note.start))
            span = trimmed(self._folded, label[1] if label else begin, note.start)
            general = block.role is ClauseRole.HEADING and _GENERAL.fullmatch(
                self._folded, span.start, span.end
            )
            if span.end - span.start >= _LEAST and not general:
                yield self._owned(span, note.owners, section=section)
            begin = note.end
        if len(notes) == 1:
            self._enter(block, notes[0].owners)
        if block.role is ClauseRole.PARAGRAPH:
            yield from self._by_sentence(block, begin)

    def _without_notes(self, block: Block, *, alone: bool) -> Iterator[Item]:
        """In a plan a numbered paragraph is one task; in a speech each sentence is."""
        read = list(self._by_sentence(block, block.body))
        if not self._is_whole(block, read, alone=alone):
            yield from read
            return
        span = trimmed(self._folded, block.body, block.end)
        draft = Draft(span.start, span.end, ItemKind.TASK, 0.75, ("编号段落整段作为一项任务",))
        said = replace(draft, start=max(draft.start, block.title_end))
        yield self._make.item(
            draft, self._subject(said) or self._subject(draft) or self._inherited(), section=block.section
        )

    def _is_whole(self, block: Block, read: list[Item], *, alone: bool) -> bool:
        if not self._whole or block.zone is not Zone.PLAN or block.end - block.body > _ONE_TASK:
            return False
        titled = block.title_end > block.body and 2 <= block.level <= 5
        hollow = VAGUE.search(self._folded, block.body, block.title_end)
        named = titled and not hollow and bool(ACTION.match(self._folded, block.body, block.title_end))
        said = sum(item.end - item.start for item in read)
        most = said >= _MOST * (block.end - max(block.body, block.title_end))
        return (titled or alone) and ((self._one_task(read) and most) or (not read and named))

    def _one_task(self, read: Sequence[Item]) -> bool:
        """Tasks only, all of one unit, which is named once."""
        kinds = (ItemKind.TASK, ItemKind.TARGET)
        spans = [Span(item.start, item.end) for item in read[1:]]
        again = any(is_told(self._folded, span, self._owners.subjects) for span in spans)
        leads = {item.lead for item in read}
        return len(leads) == 1 and not again and all(item.kind in kinds for item in read)

    def _by_sentence(self, block: Block, begin: int) -> Iterator[Item]:
        block = turned(self._folded, block)
        titled = block.title_end > begin
        title = Span(begin, block.title_end) if titled else Span(begin, begin)
        passage = Passage(title, Span(title.end, block.end), block.zone, labelled=bool(block.label))
        before: tuple[int, Owners] | None = None
        for draft in read_passage(self._folded, passage, self._owners.subjects):
            owners = self._subject(draft) or self._carried(draft, before)
            before = (draft.end, owners) if owners and draft.kind is not ItemKind.PROBLEM else before
            named = titled and draft.start >= title.end
            section = (*block.section, self._title(block)) if named else block.section
            section = (*section, draft.topic) if draft.topic else section
            yield self._make.item(draft, owners or self._default(draft), section=section)

    def _title(self, block: Block) -> str:
        return self._folded[block.start : block.title_end].replace("\n", "").rstrip("。： ")

    def _subject(self, draft: Draft) -> Owners | None:
        if draft.kind is ItemKind.PROBLEM:
            return None
        found = self._owners.subject(draft.start, draft.end)
        return found.owners if found else None

    def _carried(self, draft: Draft, before: tuple[int, Owners] | None) -> Owners | None:
        """要继续…, after 市教育局要…, is said to the same unit; so is a case (不能履约的，…) and what a semicolon joins."""
        if before is None or draft.kind is ItemKind.PROBLEM:
            return None
        end, owners = before
        joined = self._folded[end : draft.start].strip() in ("；", "，")
        told = is_told(self._folded, Span(draft.start, draft.end), self._owners.subjects)
        if told or (not joined and draft.kind is ItemKind.PROHIBITION):
            return None
        if not _GOES_ON.match(self._folded, draft.start, draft.end):
            case = _CASE.match(self._folded, draft.start, draft.end)
            acts = ACTION.match(self._folded, draft.start, draft.end)
            if not (joined or case or acts) or _OTHERS.match(self._folded, draft.start, draft.end):
                return None
        return replace(owners, why=["承前句的责任单位"])

    def _default(self, draft: Draft) -> Owners:
        return Owners() if draft.kind is ItemKind.PROBLEM else self._inherited()

    def _owned(self, span: Span, owners: Owners, *, section: tuple[str, ...]) -> Item:
        kind = kind_of(self._folded, span, self._owners.subjects)
        draft = Draft(span.start, span.end, kind, _OWNED, ("文中写明责任单位",))
        return self._make.item(draft, owners, section=section)


def _same_place(before: Block, block: Block) -> bool:
    """Siblings: the same headings above and the same style of number."""
    return before.section == block.section and before.level == block.level
