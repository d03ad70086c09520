"""Units that a sentence itself commands: 市教育局要…, 由市发改委牵头，市财政局配合，…"""

import re
from dataclasses import dataclass

from luoshi.extraction.lexicon import UnitLexicon, looks_like_unit
from luoshi.extraction.owners.grammar import Owners, read_owners, role_at_end
from luoshi.extraction.owners.names import split_names

_PLEASE = re.compile("请|希望|由")
_CUE = re.compile(
    r"牵头|负责|会同|(?:首先|都|也|还|同时|一定|务必|切实)?(?:要|应当|应|必须|须)(?!求|素|点|闻|对|用|急|道)|将|于(?=[0-9每])"
    r"|作为|继续|按照?|根据|结合|制定|研究|组织|加强|抓紧|尽快|每[年季月周]|具体|统筹|在[0-9]"
)
_COMMANDS = re.compile("牵头|负责|会同|.*(?:要|应当|应|必须|须)|将")
_BY = re.compile(r"由(?P<names>[^，。；：！？由]{2,60}?)(?P<verb>牵头|负责|会同|统筹|组织|具体)")
_TOGETHER = re.compile(
    r"会同(?P<names>[^，。；]{2,40}?)(?=做好|开展|制定|研究|抓|推进|加强|组织|建立|完善|落实|负责|对|及时|尽快|提出|修订|编制|，|。|；|$)"
)
_LEADS = frozenset({"牵头", "会同"})
_CHAIN = 4


@dataclass(frozen=True, slots=True)
class Subject:
    start: int
    end: int
    owners: Owners


class SubjectReader:
    """Finds the commanded units of one text."""

    def __init__(self, folded: str, units: UnitLexicon | None) -> None:
        self._folded = folded
        self._units = units

    def read(self, start: int, end: int) -> Subject | None:
        match = self._opening(start, end) or self._inside(start, end) or _BY.search(self._folded, start, end)
        if match is None or not self._all_known(match["names"]):
            return None
        owners = self._chain(match, end) or self._plain(match, end)
        owners.why.append(f"句中写明由“{match['names'].strip()}”{match['verb']}")
        return Subject(match.start("names"), match.end("names"), owners)

    def _opening(self, start: int, end: int) -> re.Match[str] | None:
        """The shortest opening that is a list of units and is followed by a word of command."""
        begin = _PLEASE.match(self._folded, start, end)
        start = begin.end() if begin else start
        for cue in _CUE.finditer(self._folded, start + 2, min(end, start + 90)):
            if self._all_known(self._folded[start : cue.start()]):
                length = cue.start() - start
                return re.compile(rf"(?P<names>.{{{length}}})(?P<verb>{_CUE.pattern})").match(
                    self._folded, start
                )
        return None

    def _inside(self, start: int, end: int) -> re.Match[str] | None:
        """需要征地的，县政府要做好…: behind a condition only a word of command will do."""
        position = start
        for _ in range(3):
            position = self._folded.find("，", position, end) + 1
            if not position:
                return None
            match = self._opening(position, end)
            if match and _COMMANDS.fullmatch(match["verb"]):
                return match
        return None

    def _chain(self, match: re.Match[str], end: int) -> Owners | None:
        """市发改委牵头，市财政局、教育局配合，…: the stretches that name units and their roles."""
        kept = []
        for chunk in re.split("[，；。]", self._folded[match.start("names") : end])[:_CHAIN]:
            role, names = role_at_end(chunk.strip())
            if role is None or not self._all_known(names):
                break
            kept.append(chunk)
        return read_owners("，".join(kept), units=self._units) if kept else None

    def _plain(self, match: re.Match[str], end: int) -> Owners:
        leads = self._split(match["names"])
        together = _TOGETHER.search(self._folded, match.start("verb"), min(end, match.end("verb") + 50))
        partners = self._split(together["names"]) if together and self._all_known(together["names"]) else []
        note = "、".join(leads) + ("牵头" if match["verb"] in _LEADS or partners else "负责")
        note += f"，{'、'.join(partners)}配合" if partners else ""
        owners = read_owners(note, units=self._units)
        owners.why.clear()
        return owners

    def _split(self, text: str) -> list[str]:
        return split_names(text.removeprefix("由"), self._units)

    def _all_known(self, text: str) -> bool:
        names = self._split(text)
        return bool(names) and all(self._known(name) for name in names)

    def _known(self, name: str) -> bool:
        return (self._units is not None and name in self._units) or looks_like_unit(name)
