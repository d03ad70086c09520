"""Who does it: reads 省科技厅牵头，省财政厅配合 or 牵头单位：…；配合单位：… into leads and supports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.extraction.lexicon import UnitLexicon, looks_like_unit
from luoshi.extraction.model import Relation
from luoshi.extraction.owners.names import role_note, split_names
from luoshi.extraction.owners.people import bare_name

FIRST_LEADS = re.compile(
    r"(?:(?:排|列)(?:名|序)?(?:在|于)?(?:第一|首)(?:位|个|名)?|(?<![一-鿿])(?:第一个?|首)(?:位|家)?(?=单位|部门|为|的))(?:的|者)?[一-鿿]{0,8}?"
    r"(?:为|是|作为)[一-鿿]{0,6}(?:牵头|主办|汇总|第一责任|主责)"
)
ELSEWHERE = re.compile(
    r"以下[一-鿿]{0,8}(?:均需|都需|均由|均须|都由|由)(?P<names>[一-鿿（）、]{1,30}?)(?:配合|抓好|负责|认真|具体)?(?:落实|负责|实施)[^）]{0,4}不再(?:重复|逐项|一一|另行|单独)*列出"
)
_RULE = re.compile(rf"[，；。]?[^，；。]{{0,12}}{FIRST_LEADS.pattern}[^，；。：]*：?")
_STARRED_BEHIND = re.compile(r"([^、，；。：★☆※▲*]{2,24}) ?[★☆※▲*](?=[、，；。]|$)")
_STARRED = re.compile(r"[★☆※▲*] ?([^、，；。：]{2,24})")
IS_OWNER = re.compile("((?:责任|牵头|主办|配合|协办|承办)(?:责任)?(?:单位|部门))[为是](?=[一-鿿])")
_IS_ROLE = re.compile("[为是]((?:牵头|主办|配合|协办|参与|责任))(?:单位|部门)(?=[，；。、]|$)")
_SAME_BELOW = re.compile(r"[，；]?(?:以下均同|以下同|下同)")

_UNIT_WORD = "(?:责任)?(?:单位|部门|处室|科室|机构|主体)"
LABELS = re.compile(
    rf"(?:(?P<lead>(?:牵头|主办|主责|第一责任|总牵头|汇总)(?:负责)?{_UNIT_WORD}?|牵头)"
    rf"|(?P<support>(?:配合|协办|协同|会办|参与|参加|协助|支持|分别承办|服务|督导|指导|监督)(?:责任)?(?:单位|部门|处室|科室|机构|主体)?|督办单位)"
    rf"|(?P<owner>(?:责任|承办|负责|落实|包抓|包联|包保|帮扶|实施|执行|整改责任|整改|承接|办理){_UNIT_WORD}|责任主体|(?<![一-鿿])责任)"
    r"|(?P<sponsor>(?:责任|分管|牵头|包靠|包联|包抓|包保|包案|联系|挂包|挂钩|督办|督导|批示|配合|主管|市级|县级|区级|分管市)?领导|(?:第一)?责任人|负责人|责任县领导|责任市领导)"
    r"|(?P<deadline>(?:完成|整改|办理|办结|落实|反馈|报送|计划完成|时间|工作)?(?:时限|期限|时间|时间节点|进度|进度安排)(?:要求)?|时间节点|完成日期))：[ ]*"
)
_ROLES = (
    (
        "support",
        re.compile(
            r"(?:分工)?(?:积极|协同|共同)?(?:配合|参与|参加|协助|协办|会办|支持|协同|跟着(?:一起|一块)?干|跟进)(?:实施|落实|做好|推进|办理|负责|整改|做好[一-鿿]{2,8})?$"
        ),
    ),
    (
        "lead",
        re.compile(
            r"(?:共同|联合|具体|统一|总)?(?:(?:你们)?来?牵(?:这个|这|个)?头)(?:负责|组织实施|组织|落实|推进|办理|实施|抓总|抓|协调|统筹|督办|督导|整改)?(?:落实|实施|推进)?$|(?:主办|主责|抓总|总负责)$"
        ),
    ),
    ("overall", re.compile(r"统筹(?:协调|推进|负责)?$")),
    ("guide", re.compile(r"(?:指导|督导|监督|监督指导|加强指导|业务指导)(?:和监督|落实|推动)?$")),
    (
        "duty",
        re.compile(
            r"(?:等)?(?:要|应)?(?:按照?|依|根据)(?:照|据)?(?:各自)?(?:部门)?(?:工作)?职(?:责|能)(?:分工|范围)?(?:分别|共同|抓好)?(?:负责|落实|实施|做好|推进|办理)*$|(?:分工|分别|分头)(?:负责|落实|实施)$"
        ),
    ),
    (
        "local",
        re.compile(
            r"(?:结合实际|因地制宜|具体|抓好|认真|组织|负责)+(?:抓好)?(?:贯彻)?(?:落实|实施|推进)$|(?:贯彻落实|抓好落实|组织落实)$"
        ),
    ),
    (
        "owner",
        re.compile(
            r"(?:等)?(?:要)?(?:具体|共同|联合|全面|直接|会同)?(?:负责|承办|落实|实施|组织实施|办理|执行|承担|责任|整改)(?:落实|实施|推进|牵头|整改)?$"
        ),
    ),
)
_WITH = re.compile(
    r"^(?P<lead>.*?)(?:牵头)?[，]?(?:会同|会商)(?P<support>.+?)(?P<role>(?:共同|联合|具体|按职责分工)?(?:负责|牵头|落实|实施|研究|组织实施|办理|推进)*)$"
)
_EDGE = re.compile("[，；。]|(?<=牵头)、|(?<=主办)、|(?<=负责)、|(?<=配合)、|(?<=组织)、|(?<=督导)、")
_LEAD_WORDS = {"牵头", "主办", "主责", "主", "牵"}
_SUPPORT_WORDS = {"配合", "协办", "参与", "协", "配", "辅"}
ONLY_GUIDED = "只写“指导”，未写承办单位，请核实"
_UNIT_ROLE = {"sponsor": "owner"}
_NONE = frozenset({"无", "—", "-", "/", "／", "暂无", "——", "（无）"})
TIME = re.compile(
    r"[0-9一二三四五六七八九十]{1,4}(?:月|日|年|季度)|年底|年内|季度|月底|长期|持续|全年|常态|立即|上半年|下半年|适时|尽快|[周旬日]前|时限|完成$"
)


@dataclass(slots=True)
class Owners:
    """The owners of one task and what else their note says."""

    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    relation: Relation = Relation.NONE
    sponsor: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Parties:
    """Names by the role that the note gives them."""

    roles: dict[str, list[str]] = field(default_factory=dict)

    def add(self, role: str, names: list[str]) -> None:
        known = self.roles.setdefault(role, [])
        known.extend(name for name in names if name not in known)

    def named(self) -> list[str]:
        return [name for names in self.roles.values() for name in names]

    def of(self, *roles: str) -> list[str]:
        return list(dict.fromkeys(name for role in roles for name in self.roles.get(role, [])))


def read_owners(note: str, *, units: UnitLexicon | None = None, first_leads: bool = False) -> Owners:
    """Owners of a note in folded text, without its brackets; ``first_leads``: the document says that the first leads."""
    owners = Owners()
    first_leads = first_leads or bool(FIRST_LEADS.search(note))
    parties = _Parties()
    text = _bare(note, owners)
    if LABELS.search(text):
        _labelled(text, parties, owners=owners, units=units)
    else:
        _phrased(text, parties, owners=owners, units=units)
    _settle(parties, owners, first_leads=first_leads)
    if units is not None:
        _resolve(owners, units)
    return owners


def _resolve(owners: Owners, units: UnitLexicon) -> None:
    """Full names, and for a class of units (各县（市、区）人民政府) those that the place lists."""
    lead = list(dict.fromkeys(name for said in owners.lead for name in units.full_names(said)))
    owners.support = [
        name
        for name in dict.fromkeys(name for said in owners.support for name in units.full_names(said))
        if name not in lead
    ]
    if owners.relation is Relation.SINGLE and len(lead) > 1:
        owners.relation = Relation.JOINT
        owners.why.append("一类单位分别承办，已按单位名录展开，请核实")
    elif owners.relation is Relation.JOINT and len(lead) == 1:
        owners.relation = Relation.SINGLE
    owners.lead = lead


def _bare(note: str, owners: Owners) -> str:
    """The note without its remarks on other tasks."""
    note = _RULE.sub("", note)
    note = _STARRED.sub(r"\1（牵头）", _STARRED_BEHIND.sub(r"\1（牵头）", note))
    note = _IS_ROLE.sub(r"\1", IS_OWNER.sub(r"\1：", note))
    elsewhere = ELSEWHERE.search(note)
    if elsewhere:
        owners.why.append(f"文件约定：{elsewhere[0]}")
        note = note[: elsewhere.start()]
    return _SAME_BELOW.sub("", note).strip(" ，；。、")


def _labelled(text: str, parties: _Parties, *, owners: Owners, units: UnitLexicon | None) -> None:
    marks = list(LABELS.finditer(text))
    before = text[: marks[0].start()].strip(" ，；。、\n")
    if before:
        _phrased(before, parties, owners=owners, units=units)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        value = text[mark.end() : end].strip(" ，；。、\n")
        role = str(mark.lastgroup)
        if value in _NONE or not value:
            continue
        if role == "deadline":
            owners.times.append(value)
        elif role == "sponsor" and not _is_unit_list(value):
            owners.sponsor.extend(map(bare_name, split_names(value, None)))
        else:
            _labelled_units(value, parties, role=_UNIT_ROLE.get(role, role), owners=owners, units=units)


def _labelled_units(
    value: str, parties: _Parties, *, role: str, owners: Owners, units: UnitLexicon | None
) -> None:
    if role == "owner" and any(pattern.search(value) for name, pattern in _ROLES if name != "local"):
        _phrased(value, parties, owners=owners, units=units)
        return
    for name in split_names(value, units, after=parties.named()):
        bare, word = role_note(name)
        parties.add(_role_of(word, role), [bare])


def _is_unit_list(value: str) -> bool:
    """责任人：市人社局 names a unit where one expects a person."""
    return all(looks_like_unit(role_note(name)[0]) for name in split_names(value, None))


def _role_of(word: str | None, default: str) -> str:
    if word in _LEAD_WORDS:
        return "lead"
    return "support" if word in _SUPPORT_WORDS else default


def _phrased(text: str, parties: _Parties, *, owners: Owners, units: UnitLexicon | None) -> None:
    waiting: list[str] = []
    for chunk in chunks(text):
        together = _WITH.match(chunk)
        if together:
            leads = split_names(together["lead"].removesuffix("牵头"), units, after=parties.named())
            parties.add("lead", waiting + leads)
            parties.add("support", split_names(together["support"], units, after=parties.named()))
            waiting = []
            continue
        role, names = role_at_end(chunk)
        if role is None and TIME.search(chunk) and not looks_like_unit(chunk):
            owners.times.append(chunk)
            continue
        if role == "support" and not parties.of("lead", "owner", "duty"):
            _assign(waiting, parties, role="owner")
            waiting = []
        waiting += split_names(names, units, after=[*parties.named(), *waiting])
        if role is not None:
            _assign(waiting, parties, role=role)
            waiting = []
    _assign(waiting, parties, role="owner")


def chunks(text: str) -> Iterator[str]:
    """The stretches of a note, also those that only 、 parts: 市交通局牵头、市公安局配合."""
    for chunk in _EDGE.split(text):
        bare = chunk.strip().removeprefix("由")
        if bare:
            yield bare


def role_at_end(chunk: str) -> tuple[str | None, str]:
    """The role that a stretch ends in (…牵头, …配合, …负责), and what stands before it."""
    for role, pattern in _ROLES:
        match = pattern.search(chunk)
        if match:
            return role, chunk[: match.start()].strip()
    return None, chunk


def _assign(names: list[str], parties: _Parties, *, role: str) -> None:
    for name in names:
        bare, word = role_note(name)
        parties.add(_role_of(word, role), [bare])


def _settle(parties: _Parties, owners: Owners, *, first_leads: bool) -> None:
    whoever = parties.of("owner", "duty", "support", "local", "guide")
    parties.add("lead" if whoever else "owner", parties.of("overall"))
    lead, duty = parties.of("lead"), parties.of("owner", "duty")
    others = parties.of("support", "local", "guide")
    if lead:
        _set(owners, Relation.EXPLICIT, lead=lead, support=duty + others)
        owners.why.append("写明牵头单位")
    elif duty:
        _settle_duty(parties, owners, first_leads=first_leads)
    elif parties.of("local"):
        _set_alone(owners, parties.of("local"), support=parties.of("support", "guide"))
        owners.why.append("写明落实单位")
    elif parties.of("guide"):
        _set_alone(owners, parties.of("guide"), support=parties.of("support"))
        owners.why.append(ONLY_GUIDED)
    elif others:
        _set(owners, Relation.NONE, lead=[], support=others)
        owners.why.append("只写配合单位，未写牵头单位，请核实")


def _settle_duty(parties: _Parties, owners: Owners, *, first_leads: bool) -> None:
    duty, others = parties.of("owner", "duty"), parties.of("support", "local", "guide")
    if parties.of("owner") and parties.of("duty"):
        _set(owners, Relation.EXPLICIT, lead=parties.of("owner"), support=parties.of("duty") + others)
        owners.why.append("先列负责单位，再列分工单位")
    elif others:
        _set(owners, Relation.EXPLICIT, lead=duty, support=others)
        owners.why.append("写明负责单位和配合单位")
    elif len(duty) == 1:
        _set(owners, Relation.SINGLE, lead=duty, support=[])
        owners.why.append("只列一个责任单位")
    elif first_leads and not parties.of("duty"):
        _set(owners, Relation.FIRST_IS_LEAD, lead=duty[:1], support=duty[1:])
        owners.why.append("文件约定排在第一位的为牵头单位")
    else:
        _set(owners, Relation.JOINT, lead=duty, support=[])
        owners.why.append("多个单位共同负责，未定牵头单位，请核实")


def _set_alone(owners: Owners, lead: list[str], *, support: list[str]) -> None:
    many = Relation.SINGLE if len(lead) == 1 else Relation.JOINT
    _set(owners, Relation.EXPLICIT if support else many, lead=lead, support=support)


def _set(owners: Owners, relation: Relation, *, lead: list[str], support: list[str]) -> None:
    owners.relation = relation
    owners.lead = lead
    owners.support = [name for name in support if name not in lead]
