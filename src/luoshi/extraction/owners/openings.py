"""Where a sentence names the units that it commands: 市教育局要…, 市财政局12月底前…, 由省科技厅牵头…"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from luoshi.extraction.lexicon import UnitLexicon, looks_like_unit
from luoshi.extraction.owners.names import SPOKEN, split_names
from luoshi.extraction.owners.organs import DOES, organs_end
from luoshi.extraction.wording.verbs import ACTION

_PLEASE = re.compile(
    r"(?P<asked>(?:会议)?(?:请|责成|责令|让|委托)|(?:会议)?(?:同意|明确|决定|要求|建议|议定)由?|希望|由)|"
    r"(?:施工|建设|监理|承办|运营|代建|设计|物业)单位(?=[一-鿿]{2,12}(?:公司|集团|局|院))|"
    r"(?:[0-9]{4}年|今年|明年|年内)?(?:第?[一二三四]季度|[上下]半年|[0-9]{1,2}月(?:[0-9]{1,2}日|底|份)前?)，?|(?:[0-9]{4}年(?![0-9])|今年|年内)"
)
_CUE = re.compile(
    r"牵头|负责(?!人|同志)|会同|(?:首先|都|也|还|同时|一定|务必|切实)?(?:要|应当|应|必须|须)(?!求|素|点|闻|用|急|道)|将|于(?=[0-9每])"
    r"|作为|继续|按照?|根据|结合|制定|研究|组织|加强|抓紧|尽快|每[年季月周日]|具体|统筹|在[0-9]|[0-9]{1,2}月(?:[0-9]{1,2}日|底)|会后|对(?=[^，。；]{2,20}(?:负|逐|进行|开展))"
)
_COMMANDS = re.compile("牵头|负责|会同|具体|会后|.{0,4}(?:要|应当|应|必须|须)|将|每[年季月周日]")
_BY = re.compile(r"由(?P<names>[^，。；：！？由]{2,60}?)(?P<verb>牵头|负责|会同|统筹|组织|具体)")
_SEATED = re.compile("办公室(?:设|放)在(?P<name>[^，。；、（）]{2,16})(?=[，。；（])")
_JOINT = re.compile("[、和及与]|以及")
_GROUP = re.compile(
    r"(?:各|市?有关|相关|市直|县直|全市各)[一-鿿（）、]{0,8}?(?:部门|单位|街道|乡镇|县区|区县|县（市、区）|县（区）|管委会|企业)(?:人民政府|政府)?"
    "|各县、区(?:人民政府|政府)?"
)
_NOT_BEFORE = re.compile(
    r"[、和及与等，。；：）》]|以及|(?![对把将为在向要])[一-鿿]{0,3}的|关于|反馈|(?:主要)?负责(?:同志|人)|所属|门前|大楼|(?:已|作)(?!为)|$"
)
_PLACE = re.compile("[县区镇乡市]$|街道$|^(?:各|市?有关|相关)")
_PREDICATE = re.compile(
    rf"[对把将为在向于每]|同步|牵头|负责|会同|联合|(?:首先|都|也|还|同时|一定|务必|切实)?(?:要|应|必须|须)|[0-9]{{1,4}}[年月]|{ACTION.pattern}"
)
_UNFINISHED = re.compile("[，、等]$|，.")
_EDGE = re.compile("[，。]")
_STRETCHES = 3
_NEAR = 90


@dataclass(frozen=True, slots=True)
class Opening:
    """Units and the word of command behind them; ``verb`` is empty when only the names of the units give them away, as
    those of ``sure`` ones do."""

    start: int
    end: int
    verb: str
    sure: bool = False


class Openings:
    """Finds the commanded units of one text: by the place's list of units, else by their shape and a word of command."""

    def __init__(self, folded: str, units: UnitLexicon | None) -> None:
        self._folded = folded
        self._units = units

    def first(self, start: int, end: int) -> Opening | None:
        """The first units that the stretch commands: at its head, behind a comma, or behind 由."""
        head = self.at(start, end)
        if head is not None:
            return head
        found = [one for one in (self._inside(start, end), self._by(start, end)) if one is not None]
        return min(found, key=lambda one: one.start, default=None) or self._seated(start, end)

    def at(self, start: int, end: int) -> Opening | None:
        """The units that open the stretch."""
        please = _PLEASE.match(self._folded, start, end)
        start = please.end() if please else start
        asked = please is not None and please["asked"] is not None and not please["asked"].endswith("由")
        return self._listed(start, end) or self._named(start, end, asked=asked) or self._shaped(start, end)

    def commands(self, start: int, end: int) -> int:
        """Behind the units that open the stretch, when they are listed or told to act; else ``start``."""
        opening = self.at(start, end)
        if opening is None or not (opening.sure or _COMMANDS.fullmatch(opening.verb)):
            return start
        return opening.end

    def list_end(self, start: int, end: int) -> int:
        """Behind the longest list of the place's units that stands here, or ``start``."""
        done = self._name_end(start, end)
        while done > start:
            joint = _JOINT.match(self._folded, done, end)
            following = self._name_end(joint.end(), end) if joint else 0
            if joint is None or following == joint.end():
                break
            done = following
        return done

    def known(self, text: str) -> bool:
        """Every name of the list is listed or has the shape of a unit."""
        names = split_names(text.removeprefix("由"), self._units)
        return bool(names) and all(self._is_known(name) for name in names)

    def _is_known(self, name: str) -> bool:
        return (self._units is not None and name in self._units) or looks_like_unit(name)

    def _name_end(self, start: int, end: int) -> int:
        if self._units is None:
            return start
        stop = self._units.name_end(self._folded, start, end)
        group = _GROUP.match(self._folded, start, end) if stop == start else None
        return group.end() if group else stop

    def _listed(self, start: int, end: int) -> Opening | None:
        stop = self.list_end(start, end)
        if stop == start or _NOT_BEFORE.match(self._folded, stop, end):
            return None
        if _PLACE.search(self._folded[start:stop]) and not _PREDICATE.match(self._folded, stop, end):
            return None
        cue = _CUE.match(self._folded, stop, end)
        return Opening(start, stop, cue[0] if cue else "", sure=True)

    def _named(self, start: int, end: int, *, asked: bool = False) -> Opening | None:
        """Organs that need no register, and 教育、文旅等部门."""
        stop = organs_end(self._folded, start, end, asked=asked)
        spoken = SPOKEN.match(self._folded, start, end) if stop == start else None
        if spoken and DOES.match(self._folded, spoken.end(), end):
            stop = spoken.end()
        cue = _CUE.match(self._folded, stop, end)
        return None if stop == start else Opening(start, stop, cue[0] if cue else "", sure=True)

    def _shaped(self, start: int, end: int) -> Opening | None:
        """The shortest opening that is a list of units and is followed by a word of command."""
        for cue in _CUE.finditer(self._folded, start + 2, min(end, start + _NEAR)):
            names = self._folded[start : cue.start()]
            if not _UNFINISHED.search(names) and self.known(names):
                return Opening(start, cue.start(), cue[0])
        return None

    def _inside(self, start: int, end: int) -> Opening | None:
        """需要征地的，县政府要做好…: behind a condition only a word of command or a listed unit will do."""
        for position in self._commas(start, end):
            if self.commands(position, end) > position:
                return self.at(position, end)
        return None

    def _commas(self, start: int, end: int) -> Iterator[int]:
        edges = (edge.end() for edge in _EDGE.finditer(self._folded, start, end))
        return islice(edges, _STRETCHES)

    def _by(self, start: int, end: int) -> Opening | None:
        for place in (start + by.start() for by in re.finditer("由", self._folded[start:end])):
            if not self._is_remark(start, place):
                listed = self._listed(place + 1, end) or self._named(place + 1, end)
                if listed is not None:
                    return listed
        match = _BY.search(self._folded, start, end)
        if match is None or self._is_remark(start, match.start()) or not self.known(match["names"]):
            return None
        return Opening(match.start("names"), match.end("names"), match["verb"])

    def _seated(self, start: int, end: int) -> Opening | None:
        """领导小组办公室设在县科工局: whose office does the work."""
        match = _SEATED.search(self._folded, start, end)
        if match is None or not self.known(match["name"]):
            return None
        return Opening(match.start("name"), match.end("name"), "")

    def _is_remark(self, start: int, place: int) -> bool:
        """Inside of brackets."""
        return self._folded.rfind("（", start, place) > self._folded.rfind("）", start, place)
