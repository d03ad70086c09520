"""Where a text names owners: brackets behind a task, a labelled end, lines of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luoshi.extraction.lexicon import UnitLexicon, is_organ, looks_like_unit
from luoshi.extraction.model import Relation
from luoshi.extraction.owners.grammar import (
    ELSEWHERE,
    FIRST_LEADS,
    LABELS,
    ONLY_GUIDED,
    TIME,
    Owners,
    read_owners,
)
from luoshi.extraction.owners.names import split_names
from luoshi.extraction.owners.subjects import SubjectReader
from luoshi.extraction.sentences import Span, brackets

_ROLE = re.compile(
    r"(?:牵头|负责|配合|参与|协助|协办|落实|主办|承办|指导|实施)(?:落实|实施)?(?:[，；。]|$)|会同|职责分工"
    r"|(?:责任|牵头|配合|主办|承办)[一-鿿]{0,4}："
)
_REMARK = re.compile(r"由|的|以下简称|以下称|包括|例如|如：|不含|含|简称")
_LINE = re.compile(rf"[（【\[]?(?:{LABELS.pattern})")
_LABELLED_END = re.compile(
    r"(?<=[。；！\s])(?:责任|牵头|配合|主办|承办|负责|协办|参与)(?:单位|部门|处室|责任单位)：|(?<=[。；！\s])(?:责任领导|完成时限|办理时限|整改时限)："
)
_INLINE = re.compile(r"(?<=，)(?:责任|牵头|主办|承办|负责)(?:单位|部门|责任单位)：")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class OwnerNote:
    """Owners and the span of the words that name them."""

    start: int
    end: int
    owners: Owners


class OwnerReader:
    """Reads notes of one document in order, so that 下同 binds what comes after it."""

    def __init__(self, folded: str, units: UnitLexicon | None) -> None:
        self._folded = folded
        self._units = units
        self._first_leads_from = _declared(folded)
        said = [(match.end(), split_names(match["names"], units)) for match in ELSEWHERE.finditer(folded)]
        self._everywhere = [(end, names) for end, names in said if all(map(self._known, names))]
        self.subjects = SubjectReader(folded, units)

    def notes(self, start: int, end: int) -> list[OwnerNote]:
        """The notes of a paragraph, in order: brackets, else labels at its end."""
        found: list[OwnerNote] = []
        for span in brackets(self._folded, start, end, only="（【["):
            if not 3 <= span.end - span.start <= _LONGEST:
                continue
            if found and self._times_only(span, found[-1]):
                found[-1] = self._with_time(found[-1], span)
            elif self._is_note(span, end):
                found.append(self._read(span, self._folded[span.start + 1 : span.end - 1]))
        said = [note for note in found if _says(note.owners)]
        return said or self._labelled_end(start, end)

    def inline(self, start: int, end: int) -> OwnerNote | None:
        """关于……的建议，主办单位：…，会办单位：…。8月底前…: labels inside of the text that they belong to."""
        match = _INLINE.search(self._folded, start, end)
        stop = self._folded.find("。", match.end(), end) if match else -1
        if match is None or stop < 0 or stop + 1 >= end:
            return None
        note = self._read(Span(match.start(), stop), self._folded[match.start() : stop])
        return note if _says(note.owners) else None

    def line(self, start: int, end: int) -> OwnerNote | None:
        """A paragraph that only names owners or their time: 责任单位：…"""
        return self.lines([Span(start, end)]) if self.is_line(start, end) else None

    def is_line(self, start: int, end: int) -> bool:
        return end - start <= _LONGEST and bool(_LINE.match(self._folded, start, end))

    def lines(self, spans: Sequence[Span]) -> OwnerNote | None:
        """Neighbouring lines (牵头单位：… 配合单位：… 完成时限：…) read as one note."""
        text = "；".join(_unbracketed(self._folded[span.start : span.end].strip(" ；。")) for span in spans)
        note = self._read(Span(spans[0].start, spans[-1].end), text)
        return note if _says(note.owners) or note.owners.times else None

    def subject(self, start: int, end: int) -> OwnerNote | None:
        """The units that a sentence commands: 市教育局要会同…, 由省科技厅牵头…"""
        found = self.subjects.read(start, end)
        return OwnerNote(found.start, found.end, found.owners) if found else None

    def narrowed(self, listed: Owners, span: Span, *, shared: bool) -> Owners:
        """A line names units for the text above it; which of them leads, the text may say itself. ``shared``: the line
        stands below several tasks, so that each takes the units of its own words."""
        found = self.subject(span.start, span.end)
        said = found.owners if found else Owners()
        if not said.lead:
            return listed
        why = [*said.why, "其下另列责任单位"]
        if shared:
            return replace(said, times=listed.times, sponsor=listed.sponsor, why=why)
        if len(listed.lead) < 2 or not set(said.lead) <= set(listed.lead):
            return listed
        others = [name for name in (*listed.lead, *listed.support, *said.support) if name not in said.lead]
        relation = Relation.EXPLICIT if len(said.lead) == 1 else listed.relation
        return replace(
            listed, lead=said.lead, support=list(dict.fromkeys(others)), relation=relation, why=why
        )

    def heading(self, text: str) -> Owners | None:
        """一、市发展改革委: what stands below is for this unit."""
        names = split_names(text.strip(" ：。"), self._units)
        organs = bool(names) and all(is_organ(name) or self._listed(name) for name in names)
        if not organs:
            return None
        owners = read_owners("、".join(names) + "负责", units=self._units)
        return replace(owners, why=[f"标题为单位名称“{text.strip(' ：。')}”"])

    def _labelled_end(self, start: int, end: int) -> list[OwnerNote]:
        match = _LABELLED_END.search(self._folded, start, end)
        if not match or end - match.start() > _LONGEST:
            return []
        note = self._read(Span(match.start(), end), self._folded[match.start() : end])
        if not note.owners.lead and not note.owners.support:
            note = replace(note, owners=self._from_text(note.owners, Span(start, match.start())))
        return [note] if _says(note.owners) else []

    def _from_text(self, noted: Owners, span: Span) -> Owners:
        """责任领导：… names no unit; the sentences before it may."""
        said = self.subject(span.start, span.end)
        if said is None:
            return noted
        return replace(said.owners, sponsor=noted.sponsor or said.owners.sponsor, times=noted.times)

    def _read(self, span: Span, text: str) -> OwnerNote:
        declared = self._first_leads_from
        first = declared is not None and span.end > declared
        owners = read_owners(text, units=self._units, first_leads=first)
        for declared_at, names in self._everywhere:
            if declared_at <= span.start:
                owners = self._carried_out(owners, names)
        return OwnerNote(span.start, span.end, owners)

    def _carried_out(self, owners: Owners, executors: list[str]) -> Owners:
        """以下均需试点县政府落实，不再列出: they belong to every note that follows, and lead where it only names who guides."""
        names = executors
        if self._units is not None:
            names = [full for name in executors for full in self._units.full_names(name)]
        why = [*owners.why, f"文件约定以下各项均由“{'、'.join(executors)}”落实"]
        if ONLY_GUIDED in owners.why:
            return replace(owners, lead=names, support=owners.lead, relation=Relation.EXPLICIT, why=why)
        others = [name for name in names if name not in owners.lead + owners.support]
        return replace(owners, support=[*owners.support, *others], why=why)

    def _is_note(self, span: Span, end: int) -> bool:
        inner = self._folded[span.start + 1 : span.end - 1]
        if LABELS.match(inner):
            return True
        names = split_names(inner, self._units)
        if _ROLE.search(inner):
            return bool(names) and self._names_open(inner)
        last = self._folded[span.end : end].strip("。；， ") == ""
        return last and bool(names) and all(self._known(name) for name in names)

    def _names_open(self, inner: str) -> bool:
        """A note opens with a name; （校内事务由…负责） is a remark."""
        head = re.split(r"[，；。]", inner)[0]
        return not _REMARK.search(head.removeprefix("由"))

    def _times_only(self, span: Span, before: OwnerNote) -> bool:
        inner = self._folded[span.start + 1 : span.end - 1]
        beside = self._folded[before.end : span.start].strip() == ""
        return beside and len(inner) <= 30 and bool(TIME.search(inner))

    def _with_time(self, note: OwnerNote, span: Span) -> OwnerNote:
        inner = self._folded[span.start + 1 : span.end - 1]
        owners = replace(note.owners, times=[*note.owners.times, inner])
        return OwnerNote(note.start, span.end, owners)

    def _listed(self, name: str) -> bool:
        return self._units is not None and name in self._units

    def _known(self, name: str) -> bool:
        return self._listed(name) or looks_like_unit(name)


def _unbracketed(line: str) -> str:
    """A line that stands in brackets as a whole."""
    return line.strip("（）【】[] ；。") if line.startswith(("（", "【", "[")) else line


def _says(owners: Owners) -> bool:
    return bool(owners.lead or owners.support or owners.sponsor)


def _declared(folded: str) -> int | None:
    """From where on the first-named unit leads: 0 when the document says so outside of a task's note."""
    match = FIRST_LEADS.search(folded)
    if not match:
        return None
    opened = folded.rfind("（", max(0, match.start() - _LONGEST), match.start())
    closed = folded.rfind("）", max(0, match.start() - _LONGEST), match.start())
    return match.start() if opened > closed else 0
