"""Owners that a sentence itself names: 市发改委牵头，市财政局配合，…; 市教育局会同市住建局…"""

import re
from dataclasses import dataclass, replace

from luoshi.extraction.lexicon import UnitLexicon
from luoshi.extraction.owners.grammar import IS_OWNER, Owners, chunks, read_owners, role_at_end
from luoshi.extraction.owners.names import split_names
from luoshi.extraction.owners.openings import Opening, Openings
from luoshi.extraction.owners.people import leaders
from luoshi.extraction.wording.verbs import ADVERBS, VERBS

_TOGETHER = re.compile(
    rf"(?:{ADVERBS})?(?:{VERBS})|[对于在每到把将逐]|及时|尽快|提出|做到|月底|年底|[本下]周|国庆|春节|立即|抓紧|会后|一[起道并]"
    rf"|[0-9一二三四五六七八九十两]{{1,4}}(?:[年月]|个?工作日|[日天周]|个月)|$"
)
_EDGE = re.compile("[，。；]")
_AND_OTHERS = re.compile("等(?:有关|相关)?(?:部门|单位)$")
_LEADS = frozenset({"牵头", "会同"})
_BESIDE = re.compile("会同|联合|、")
_SEVERAL = re.compile("[一-鿿]{2,5}(?:、[一-鿿]{2,5})+")
_SIGNATURE = re.compile(r"\n *([一-鿿]{4,24}) *\n *[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_PREDICATE = re.compile("[一-鿿]{2,6}(?<![局委办厅门])、")
_LEADER = "句中只写明责任领导，未写承办单位，请核实"
_CHAIN = 4
_BRIEF = 4
_TIMED = re.compile("（[^（）]{0,12}[前内日底]）")
_HELPS = re.compile("(?:积极|全程|做好)?(?:配合|协助|参与|支持|督导|指导|监督)")


@dataclass(frozen=True, slots=True)
class Subject:
    start: int
    end: int
    owners: Owners


class SubjectReader:
    """Reads the owners of one text's sentences."""

    def __init__(self, folded: str, units: UnitLexicon | None) -> None:
        self._folded = folded
        self._units = units
        self._openings = Openings(folded, units)

    def read(self, start: int, end: int) -> Subject | None:
        """The units and leaders that the sentence charges; None when it charges nobody."""
        sponsors = leaders(self._folded, start, end)
        opening = self._openings.first(start, end)
        stated = self._stated(start, opening.start if opening else end, end)
        if stated is not None:
            return replace(stated, owners=replace(stated.owners, sponsor=sponsors))
        if opening is None:
            return Subject(start, start, Owners(sponsor=sponsors, why=[_LEADER])) if sponsors else None
        owners = self._chain(opening, end) or self._plain(opening, end)
        owners.lead = [self._signed(name) for name in owners.lead]
        named = self._folded[opening.start : opening.end].strip()
        owners.why.append(f"句中写明由“{named}”{opening.verb or '办理'}")
        owners.sponsor.extend(sponsors)
        return Subject(opening.start, opening.end, owners)

    def _signed(self, name: str) -> str:
        """我局 is the unit that signs the paper."""
        kind = name[1:] if name.startswith(("我", "本")) else ""
        signers = (match[1] for match in _SIGNATURE.finditer(self._folded))
        return next((signer for signer in signers if kind and signer.endswith(kind)), name)

    def _stated(self, start: int, limit: int, end: int) -> Subject | None:
        """责任单位为市城投集团，市住建局配合."""
        match = IS_OWNER.search(self._folded, start, limit)
        if match is None:
            return None
        edge = self._folded.find("。", match.start(), end)
        stop = edge if edge >= 0 else end
        owners = read_owners(self._folded[match.start() : stop], units=self._units)
        return Subject(match.start(), stop, owners) if owners.lead else None

    def commands(self, start: int, end: int) -> int:
        """Behind the units that open the stretch; ``start`` when none do."""
        return self._openings.commands(start, end)

    def is_party(self, start: int, end: int) -> bool:
        """The stretch says nothing but a unit's part: 市财政局配合."""
        role, names = role_at_end(self._folded[start:end].strip(" ，。；"))
        return role is not None and self._openings.known(names)

    def _chain(self, opening: Opening, end: int) -> Owners | None:
        """市发改委牵头，市财政局、教育局配合，…: the stretches that name units and their roles."""
        kept = self._parties(self._chunks(opening.start, end))
        return read_owners("，".join(kept), units=self._units) if kept else None

    def _chunks(self, start: int, end: int) -> list[str]:
        return list(chunks(self._folded[start:end]))[:_CHAIN]

    def _parties(self, said: list[str]) -> list[str]:
        kept: list[str] = []
        for chunk in said:
            if chunk.startswith("会同"):
                kept.extend(f"{partners}配合" for partners in self._beside(chunk))
                continue
            role, names = role_at_end(chunk.replace("几家", ""))
            if "几家" in chunk and _SEVERAL.fullmatch(names):
                kept.append(f"{names}配合")
                continue
            if role is None or not self._are_parties(names):
                break
            kept.append(chunk)
        return kept

    def _are_parties(self, text: str) -> bool:
        """Before a role a spoken name will do: 城管、水务集团和东岭区配合."""
        names = split_names(text, self._units)
        return bool(names) and all(self._spoken(name) or self._openings.known(name) for name in names)

    def _are_partners(self, text: str) -> bool:
        """Behind 会同 a list that says 等部门 may hold names that nobody lists: 会同市发改、环境等部门."""
        names = split_names(text, self._units)
        spoken = any(self._spoken(name.removesuffix("部门")) or self._spoken(name) for name in names)
        return self._are_parties(text) or (_AND_OTHERS.search(text) is not None and spoken)

    def _spoken(self, name: str) -> bool:
        return self._units is not None and self._units.canonical(name) is not None

    def _plain(self, opening: Opening, end: int) -> Owners:
        leads = _TIMED.sub("", self._folded[opening.start : opening.end]) + self._beside_it(opening, end)
        partners = self._partners(opening, end)
        behind = self._parties(self._chunks(opening.end, end)[1:])
        leading = opening.verb in _LEADS or partners or behind
        note = "，".join(
            [leads + ("牵头" if leading else "负责"), *(f"{one}配合" for one in partners), *behind]
        )
        owners = read_owners(note, units=self._units)
        owners.why.clear()
        return owners

    def _beside_it(self, opening: Opening, end: int) -> str:
        """县住建局拿方案、县财政局找资金: each has its own part of one task."""
        said = _PREDICATE.match(self._folded, opening.end, end)
        other = self._openings.at(said.end(), end) if said else None
        if other is None or not other.sure or _HELPS.match(self._folded, other.end, end):
            return ""
        return f"、{self._folded[other.start : other.end]}"

    def _partners(self, opening: Opening, end: int) -> list[str]:
        """会同市财政局… and …、市水务局督导 in the stretch of the leading unit."""
        edge = _EDGE.search(self._folded, opening.end, end)
        stop = edge.start() if edge else end
        found = []
        for match in _BESIDE.finditer(self._folded, opening.end, stop):
            behind = self._openings.list_end(match.end(), stop)
            if behind > match.end() and (match[0] != "、" or stop - behind <= _BRIEF):
                found.append(self._folded[match.end() : behind])
        return found or self._beside(self._folded[opening.end : stop])

    def _beside(self, stretch: str) -> list[str]:
        """The shortest list of units behind 会同 and before what is to be done."""
        said = stretch.partition("会同")[2]
        heads = (said[:stop] for stop in range(1, len(said) + 1) if _TOGETHER.match(said, stop))
        return next(([names] for names in heads if self._are_partners(names)), [])
