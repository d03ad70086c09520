"""Orders and bans: the stretches of a sentence, by their roles, make its drafts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luoshi.extraction.kinds.drafts import Draft, after_opening, trimmed
from luoshi.extraction.kinds.goals import has_figure, is_indicator, read_listed, read_quota
from luoshi.extraction.kinds.parts import Commands, Part, Role, named_end, read_parts
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.hollow import (
    ANALYSIS,
    CREED,
    FAILING,
    PENALTY,
    PRAISES,
    SELF,
    STATES,
    THREATENS,
    WEIGHTY,
)
from luoshi.extraction.wording.orders import (
    DATED_ACT,
    DECLINES,
    FORBIDS,
    FUTURE,
    HAPPENS,
    HARD_BAN,
    MODAL,
    OBJECT_FIRST,
    SOFT_BAN,
    TIMED,
    TO_COME,
)
from luoshi.extraction.wording.parties import ASSISTS, PARTS_ONLY
from luoshi.extraction.wording.verbs import ACTION

_CONDITION = re.compile(r"只要|凡是?|明令|都?就要")
_LEADS = re.compile("牵头|负责")
_ALONE = 20
_BRIEF = 12
_LEAST = 5


@dataclass(slots=True)
class _Group:
    """The parts of one order so far; ``told``: it names who acts."""

    parts: list[Part] = field(default_factory=list)
    acted: bool = False
    banned: bool = False
    told: bool = False

    def add(self, part: Part) -> None:
        self.parts.append(part)
        self.acted = self.acted or part.role is Role.ACT or (self.told and part.role is Role.OTHER)
        self.banned = self.banned or part.role is Role.BAN
        self.told = self.told or part.named or part.led


def read_orders(folded: str, span: Span, commands: Commands) -> list[Draft]:
    """The drafts of one sentence of a part that assigns work."""
    opened = _behind_label(folded, after_opening(folded, span), commands)
    parts = _without_penalty(folded, read_parts(folded, opened, commands))
    named = any(part.named for part in parts)
    if _orders_nothing(folded, Span(opened.start, span.end), named=named) or _is_told(folded, parts):
        return []
    quota = [] if named else read_listed(folded, span, opened) or read_quota(folded, opened)
    if quota:
        return quota
    if parts and parts[0].role is Role.AIM and ACTION.match(folded, parts[0].start):
        parts[0] = replace(parts[0], role=Role.ACT)
    if not any(part.binds for part in parts):
        return _scheduled(folded, opened, parts)
    return [draft for group in _groups(folded, parts) for draft in _draft(folded, group)]


def _without_penalty(folded: str, parts: list[Part]) -> list[Part]:
    """对整改不力的，约谈主要负责人: what befalls those who fail is no part of the work."""
    for index, part in enumerate(parts):
        after = parts[index + 1 :]
        asked = any(one.named and one.modal for one in after)
        failing = FAILING.fullmatch(folded, part.start, part.end)
        if failing and after and not asked and PENALTY.search(folded, after[0].start, after[-1].end):
            return parts[:index]
    return parts


def _scheduled(folded: str, span: Span, parts: Sequence[Part]) -> list[Draft]:
    """从8月1日起，末班车统一延至18:30: what is to be, by a day to come."""
    hollow = any(part.role in (Role.PAST, Role.SLOGAN) for part in parts)
    coming = TO_COME.search(folded, span.start, span.end)
    if hollow or coming is None or not HAPPENS.search(folded, coming.end(), span.end):
        return []
    body = trimmed(folded, span.start, span.end)
    return [Draft(body.start, body.end, ItemKind.TASK, 0.6, ("写明将来的时间",))]


def _orders_nothing(folded: str, span: Span, *, named: bool) -> bool:
    text = folded[span.start : span.end]
    if SELF.search(text) or PRAISES.search(text) or CREED.search(text):
        return True
    if DECLINES.search(text) and "请" not in text:
        return True
    if not named and (ANALYSIS.match(text) or THREATENS.search(text)):
        return True
    return bool(WEIGHTY.search(text)) and not MODAL.search(text)


def _is_told(folded: str, parts: Sequence[Part]) -> bool:
    """A sentence that reports (会议听取了…，落实资金2.8亿元) orders nothing, unless 要, a ban or a day to come says so."""
    past = [index for index, part in enumerate(parts) if part.role is Role.PAST]
    if not past or any(part.role is Role.ACT and part.named for part in parts[past[-1] :]):
        return False
    return not any(
        part.role is Role.BAN
        or (part.binds and part.modal)
        or (part.binds and FUTURE.search(folded, part.start, part.end))
        for part in parts
    )


def _behind_label(folded: str, span: Span, commands: Commands) -> Span:
    """工作保障：市财政局…: a short label before the units that it concerns."""
    colon = folded.find("：", span.start, min(span.end, span.start + _BRIEF)) + 1
    return (
        Span(colon, span.end)
        if colon and named_end(folded, Span(colon, span.end), commands) > colon
        else span
    )


def _groups(folded: str, parts: Sequence[Part]) -> list[list[Part]]:
    """One group for one order; what orders nothing by itself goes on with the order before it."""
    groups: list[_Group] = [_Group()]
    for part in parts:
        if groups[-1].parts and _opens(folded, part, groups[-1]):
            groups.append(_Group(_loose_topics(folded, groups[-1].parts)))
        groups[-1].add(part)
    result = [groups[0].parts]
    for group in groups[1:]:
        if group.acted or group.banned:
            result.append(group.parts)
        else:
            result[-1].extend(group.parts)
    return result


def _loose_topics(folded: str, parts: list[Part]) -> list[Part]:
    """根据办园性质，由编制部门办理登记: a topic behind one order belongs to the next; it is taken away there."""
    taken: list[Part] = []
    while len(parts) > 1 and (parts[-1].role is Role.TOPIC or folded[parts[-1].end - 1] == "的"):
        taken.insert(0, parts.pop())
    return taken


def _opens(folded: str, part: Part, held: _Group) -> bool:
    """The next unit that acts, a turn between order and ban, a new object in front, another day."""
    if part.role is Role.BAN:
        return _ban_opens(folded, part, held)
    timed = TIMED.match(folded, part.start, part.end)
    if held.banned and part.role is Role.ACT and (part.modal or part.named or timed):
        return True
    if part.named:
        return held.acted and _unit_opens(folded, part, held)
    length = held.parts[-1].end - held.parts[0].start
    object_first = length > _BRIEF and OBJECT_FIRST.match(folded, part.start, part.end)
    return held.acted and not held.told and bool(object_first or _begins_anew(folded, part, held))


def _ban_opens(folded: str, part: Part, held: _Group) -> bool:
    if held.banned:
        again = FORBIDS.match(folded, part.start, part.end)
        return not held.acted and not again and _own_subject(folded, part)
    soft = held.told and SOFT_BAN.match(folded, part.start, part.end)
    return held.acted and not soft and _stands_alone(folded, held)


def _unit_opens(folded: str, part: Part, held: _Group) -> bool:
    """Another unit with work of its own, not with a part in this."""
    if folded[held.parts[-1].end - 1] == "的":
        return False
    if not held.told:
        return _by_another(folded, part, held)
    assists = ASSISTS.search(folded, part.start, part.end)
    return not assists and (part.role is not Role.PARTY or _leads(folded, part))


def _by_another(folded: str, part: Part, held: _Group) -> bool:
    """早餐会每月举行，由市工商联提前收集诉求: a unit comes in with work of its own behind an order that stands for itself."""
    ordered = any(one.role is Role.ACT for one in held.parts)
    long = held.parts[-1].end - held.parts[0].start > _ALONE and part.end - part.start > _ALONE // 2
    return (
        ordered and long and part.role is Role.ACT and not PARTS_ONLY.fullmatch(folded, part.start, part.end)
    )


def _begins_anew(folded: str, part: Part, held: _Group) -> bool:
    """年内改造管网42公里，5月底前完成3座泵站扩容: another day, another verb, another figure."""
    dated = DATED_ACT.match(folded, part.start, part.end)
    counted = dated is not None and has_figure(folded[dated.end() : part.end])
    before = folded[held.parts[0].start : held.parts[-1].end]
    return part.role is Role.ACT and counted and has_figure(before)


def _own_subject(folded: str, part: Part) -> bool:
    """其他水库严禁…, behind another ban: it concerns something else."""
    ban = HARD_BAN.search(folded, part.start, part.end)
    return ban is not None and ban.start() - part.start >= 3


def _leads(folded: str, part: Part) -> bool:
    return bool(_LEADS.search(folded, part.start, part.end))


def _stands_alone(folded: str, held: _Group) -> bool:
    """A condition (凡是议定了的事，必须…) belongs to the ban that follows it; so does a brief order that names nobody."""
    length = held.parts[-1].end - held.parts[0].start
    brief = length <= _ALONE and not held.told
    return not brief and not _CONDITION.search(folded, held.parts[0].start, held.parts[-1].end)


def _draft(folded: str, group: Sequence[Part]) -> list[Draft]:
    if not any(part.binds for part in group):
        return []
    kept = _without_edges(folded, group)
    body = trimmed(folded, kept[0].start, kept[-1].end)
    text = folded[body.start : body.end]
    if any(part.role is Role.BAN for part in kept) and not _only_softly(folded, kept):
        return [Draft(body.start, body.end, ItemKind.PROHIBITION, 0.8, ("含禁止性表述",))]
    if len(text) < _LEAST or _hollow(kept):
        return []
    return [_order(folded, body, kept)]


def _only_softly(folded: str, kept: Sequence[Part]) -> bool:
    """县委督查室每月“回头看”，不许打招呼: a unit's work, and how it is not to be done."""
    bans = [part for part in kept if part.role is Role.BAN]
    first = next(part for part in kept if part.binds)
    soft = all(SOFT_BAN.match(folded, part.start, part.end) for part in bans)
    return soft and first.role is Role.ACT


def _order(folded: str, body: Span, kept: Sequence[Part]) -> Draft:
    text = folded[body.start : body.end]
    acts = [folded[part.start : part.end] for part in kept if part.role is Role.ACT]
    if is_indicator(text, acts):
        return Draft(body.start, body.end, ItemKind.TARGET, 0.75, ("指标加完成要求",))
    if any(part.named for part in kept):
        return Draft(body.start, body.end, ItemKind.TASK, 0.8, ("句中对单位直接提出要求，整句作为一项",))
    if len(text) <= _BRIEF and not has_figure(text):
        return Draft(body.start, body.end, ItemKind.TASK, 0.4, ("概括性短句，可能只是小标题",))
    modal = any(part.modal for part in kept)
    why = "含“要、必须、应当”等要求" if modal else "祈使动词开头"
    return Draft(body.start, body.end, ItemKind.TASK, 0.7 if modal else 0.6, (why,))


def _hollow(kept: Sequence[Part]) -> bool:
    """More slogan than order."""
    slogans = sum(part.end - part.start for part in kept if part.role is Role.SLOGAN)
    return slogans > 2 * sum(part.end - part.start for part in kept if part.role in (Role.ACT, Role.PARTY))


def _without_edges(folded: str, group: Sequence[Part]) -> Sequence[Part]:
    """Past and slogans before the first order, slogans and the aims behind them after the last one."""
    end = _last_said(group)
    first = next((index for index in range(end) if group[index].binds), end)
    loose = max((index for index in range(first) if _loose(folded, group[index])), default=-1)
    return group[loose + 1 : end]


def _last_said(group: Sequence[Part]) -> int:
    """An aim that follows a slogan says no more than the slogan."""
    end = len(group)
    while True:
        last = end
        while last and group[last - 1].role is Role.AIM:
            last -= 1
        role = group[last - 1].role if last else None
        if role is not Role.SLOGAN and not (role is Role.PAST and last == end):
            break
        end = last - 1
    return end


def _loose(folded: str, part: Part) -> bool:
    if part.named:
        return False
    stated = part.role is Role.OTHER and STATES.search(folded, part.start, part.end)
    return part.role in (Role.SLOGAN, Role.PAST) or bool(stated)
