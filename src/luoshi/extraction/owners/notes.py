"""Where a text names owners: brackets behind a task, lines of their own, and the subject of a sentence."""

import re
from dataclasses import dataclass

from luoshi.extraction.lexicon import UnitLexicon, looks_like_unit
from luoshi.extraction.model import Relation
from luoshi.extraction.owners.grammar import FIRST_LEADS, LABELS, Owners, read_owners
from luoshi.extraction.owners.names import split_names
from luoshi.extraction.sentences import Span, brackets

_ROLE = re.compile(r"(?:牵头|负责|配合|参与|协助|协办|落实|主办|承办|指导|实施)(?:落实|实施)?(?:[，；。]|$)|会同|职责分工|(?:责任|牵头|配合|主办|承办)[一-鿿]{0,4}：")
_REMARK = re.compile(r"由|的|以下简称|以下称|包括|例如|如：|不含|含|简称")
_LINE = re.compile(rf"[（【\[]?(?:{LABELS.pattern})")
_PLEASE = re.compile("请|希望|由")
_CUE = re.compile(
    r"牵头|负责|会同|(?:首先|都|也|还|同时|一定|务必|切实)?(?:要|应当|应|必须|须)(?!求|素|点|闻|对|用|急|道)|将|于(?=[0-9每])|作为|继续|按照?|根据|结合|制定|研究|组织|加强|抓紧|尽快|每[年季月周]|具体|统筹|在[0-9]"
)
_COMMANDS = re.compile("牵头|负责|会同|.*(?:要|应当|应|必须|须)|将")
_BY = re.compile(r"由(?P<names>[^，。；：！？由]{2,60}?)(?P<verb>牵头|负责|会同|统筹|组织|具体)")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class OwnerNote:
    """Owners and the span of the words that name them; ``after`` is where what follows them begins."""

    start: int
    end: int
    owners: Owners


class OwnerReader:
    """Reads notes of one document in order, so that 下同 binds what comes after it."""

    def __init__(self, folded: str, units: UnitLexicon | None) -> None:
        self._folded = folded
        self._units = units
        self._first_leads_from = _declared(folded)

    def notes(self, start: int, end: int) -> list[OwnerNote]:
        """Bracketed notes of a paragraph, outermost and in order."""
        found = []
        for span in brackets(self._folded, start, end, only="（【["):
            if 3 <= span.end - span.start <= _LONGEST and self._is_note(span, end):
                found.append(self._read(span, span.start + 1, span.end - 1))
        return [note for note in found if note.owners.lead or note.owners.support or note.owners.sponsor]

    def line(self, start: int, end: int) -> OwnerNote | None:
        """A paragraph that only names owners: 责任单位：…"""
        if end - start > _LONGEST or not _LINE.match(self._folded, start, end):
            return None
        note = self._read(Span(start, end), start, end)
        return note if note.owners.lead or note.owners.support or note.owners.times or note.owners.sponsor else None

    def _read(self, span: Span, start: int, end: int) -> OwnerNote:
        text = self._folded[start:end].strip("（）【】[] ")
        text = text if text.count("（") == text.count("）") else self._folded[start:end]
        declared = self._first_leads_from
        first = declared is not None and span.end > declared
        return OwnerNote(span.start, span.end, read_owners(text, units=self._units, first_leads=first))

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
        """A note opens with a name; （技工院校内由…负责） is a remark."""
        head = re.split(r"[，；。]", inner)[0]
        return not _REMARK.search(head.removeprefix("由"))

    def _known(self, name: str) -> bool:
        return (self._units is not None and name in self._units) or looks_like_unit(name)

    def subject(self, start: int, end: int) -> OwnerNote | None:
        """The units that a sentence commands: 体育总局要会同…, 由省科技厅牵头…"""
        match = self._opening(start, end) or self._inside(start, end) or _BY.search(self._folded, start, end)
        if match is None or not self._all_known(match["names"]):
            return None
        names = split_names(match["names"], self._units)
        canonical = [(self._units.canonical(name) if self._units else None) or name for name in names]
        owners = Owners(lead=canonical, relation=_relation(match["verb"], names))
        owners.why.append(f"句中写明由“{match['names'].strip()}”{match['verb']}")
        return OwnerNote(match.start("names"), match.end("names"), owners)

    def _inside(self, start: int, end: int) -> re.Match[str] | None:
        """办成公办园的，当地政府要做好…: behind a condition only a word of command will do."""
        position = start
        for _ in range(3):
            position = self._folded.find("，", position, end) + 1
            if not position:
                return None
            match = self._opening(position, end)
            if match and _COMMANDS.fullmatch(match["verb"]):
                return match
        return None

    def _opening(self, start: int, end: int) -> re.Match[str] | None:
        """The shortest opening that is a list of units and is followed by a word of command."""
        begin = _PLEASE.match(self._folded, start, end)
        start = begin.end() if begin else start
        for cue in _CUE.finditer(self._folded, start + 2, min(end, start + 90)):
            if self._all_known(self._folded[start : cue.start()]):
                return re.compile(rf"(?P<names>.{{{cue.start() - start}}})(?P<verb>{_CUE.pattern})").match(self._folded, start)
        return None

    def _all_known(self, text: str) -> bool:
        names = split_names(text.removeprefix("由"), self._units)
        return bool(names) and all(self._known(name) for name in names)


def _relation(verb: str, names: list[str]) -> Relation:
    if verb in {"牵头", "会同"}:
        return Relation.EXPLICIT
    return Relation.SINGLE if len(names) == 1 else Relation.JOINT


def _declared(folded: str) -> int | None:
    """From where on the first-named unit leads: 0 when the document says so outside of a task's note."""
    match = FIRST_LEADS.search(folded)
    if not match:
        return None
    opened = folded.rfind("（", max(0, match.start() - _LONGEST), match.start())
    closed = folded.rfind("）", max(0, match.start() - _LONGEST), match.start())
    return match.start() if opened > closed else 0
