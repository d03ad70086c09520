"""Orders and bans: a sentence is parted at its commas, each stretch gets a role, and the roles make drafts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from luoshi.extraction.kinds.drafts import Draft, after_opening, stretches, trimmed
from luoshi.extraction.kinds.goals import has_figure, is_indicator, read_quota
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.hollow import (
    ANALYSIS,
    CREED,
    DENIES,
    GENERIC,
    LOCATES,
    PAST,
    PAST_TIME,
    SELF,
    SLOGAN,
    STATES,
    WEIGHTY,
)
from luoshi.extraction.wording.orders import (
    ASSIGNS,
    BORROWS,
    BY_UNIT,
    DATED,
    FORBIDS,
    GRANTS,
    MODAL,
    OBJECT_ACTS,
    OBJECT_FIRST,
    PURPOSE,
    SUBJECT_ACTS,
    TOPIC,
)
from luoshi.extraction.wording.verbs import ACTION

_ACTS = (ACTION, SUBJECT_ACTS, OBJECT_ACTS, GRANTS, DATED, BY_UNIT, BORROWS)
_NOT_ORDERED = re.compile(r"(?:是|有(?!序|效|力)|成为|看到|认识到)")
_CONDITION = re.compile(r"只要|凡是?|明令|都?就要|必须")
_ALONE = 20
_BRIEF = 12
_LEAST = 5


@dataclass(frozen=True, slots=True)
class _Part:
    """``role`` is act, ban, aim, slogan, past, topic, party or other; ``modal``: it says 要, 必须, 应当; ``named``: it
    opens with the units that it commands."""

    start: int
    end: int
    role: str
    modal: bool
    named: bool = False


@dataclass(slots=True)
class _Group:
    """The parts of one order so far."""

    parts: list[_Part] = field(default_factory=list)
    acted: bool = False
    banned: bool = False

    def add(self, part: _Part) -> None:
        self.parts.append(part)
        self.acted = self.acted or part.role == "act"
        self.banned = self.banned or part.role == "ban"


class Commands(Protocol):
    """Who is told to act, by the names of a place's units or by their shape."""

    def commands(self, start: int, end: int) -> int:
        """Behind the units that open the stretch; ``start`` when none do."""

    def is_party(self, start: int, end: int) -> bool:
        """The stretch says nothing but a unit's part: 市财政局配合."""


def read_orders(folded: str, span: Span, commands: Commands) -> list[Draft]:
    """The drafts of one sentence of a part that assigns work."""
    opened = _behind_label(folded, after_opening(folded, span), commands)
    if _orders_nothing(folded[span.start : span.end], folded[opened.start : opened.end]):
        return []
    parts = [_part(folded, stretch, commands) for stretch in stretches(folded, opened)]
    if any(part.named for part in parts):
        return _by_unit(folded, parts)
    quota = read_quota(folded, opened)
    if quota:
        return quota
    if parts and parts[0].role == "aim" and ACTION.match(folded, parts[0].start):
        parts[0] = replace(parts[0], role="act")
    if not any(_binds(part) for part in parts):
        return []
    return [draft for group in _groups(folded, parts) for draft in _draft(folded, group)]


def _orders_nothing(text: str, opened: str) -> bool:
    if SELF.search(text) or CREED.search(text) or ANALYSIS.match(opened):
        return True
    return bool(WEIGHTY.search(text)) and not MODAL.search(text)


def _binds(part: _Part) -> bool:
    return part.role in ("act", "ban", "party")


def _behind_label(folded: str, span: Span, commands: Commands) -> Span:
    """工作保障：市财政局…: a short label before the units that it concerns."""
    colon = folded.find("：", span.start, min(span.end, span.start + _BRIEF)) + 1
    return Span(colon, span.end) if colon and commands.commands(colon, span.end) > colon else span


def _part(folded: str, span: Span, commands: Commands) -> _Part:
    behind = commands.commands(span.start, span.end)
    text = folded[behind : span.end].strip().rstrip("。；！？")
    modal = bool(MODAL.search(text))
    if behind == span.start:
        return _Part(span.start, span.end, _role(text, modal=modal), modal)
    if commands.is_party(span.start, span.end):
        return _Part(span.start, span.end, "party", modal, named=True)
    role = _role(text, modal=modal)
    return _Part(
        span.start, span.end, role if role in ("ban", "past", "slogan") else "act", modal, named=True
    )


def _by_unit(folded: str, parts: Sequence[_Part]) -> list[Draft]:
    """All that a sentence tells one unit is one task, its bans included; the next unit that acts opens the next."""
    groups: list[list[_Part]] = [[]]
    for part in parts:
        acted = any(held.named and held.role != "party" for held in groups[-1])
        if part.named and part.role != "party" and acted:
            groups.append([])
        groups[-1].append(part)
    return [draft for group in groups for draft in _told(folded, group)]


def _told(folded: str, group: Sequence[_Part]) -> list[Draft]:
    if not any(part.role in ("act", "ban", "party") for part in group):
        return []
    kept = _without_edges(folded, group)
    body = trimmed(folded, kept[0].start, kept[-1].end)
    first = next(part for part in kept if part.role in ("act", "ban", "party"))
    if first.role == "ban":
        return [Draft(body.start, body.end, ItemKind.PROHIBITION, 0.8, ("含禁止性表述",))]
    if len(folded[body.start : body.end]) < _LEAST:
        return []
    kind = ItemKind.TARGET if is_indicator(folded[body.start : body.end]) else ItemKind.TASK
    return [Draft(body.start, body.end, kind, 0.8, ("句中对单位直接提出要求，整句作为一项",))]


def _role(text: str, *, modal: bool) -> str:
    if FORBIDS.match(text) or (modal and FORBIDS.search(text)):
        return "ban"
    hollow = _hollow_role(text, modal=modal)
    if hollow:
        return hollow
    acts = any(pattern.match(text) for pattern in _ACTS) or ASSIGNS.search(text)
    if acts or (modal and _ordered(text)):
        return "act"
    return "topic" if TOPIC.match(text) else "other"


def _hollow_role(text: str, *, modal: bool) -> str | None:
    if SLOGAN.search(text) or GENERIC.search(text):
        return "slogan"
    if DENIES.search(text) or (not modal and (_is_past(text) or LOCATES.match(text))):
        return "past"
    return "aim" if not modal and PURPOSE.match(text) else None


def _is_past(text: str) -> bool:
    """对去年已经开了工的项目 and 凡是议定了的事 are topics, not reports."""
    told = PAST.search(text.replace("了的", "的")) or PAST_TIME.match(text)
    return bool(told) and not OBJECT_FIRST.match(text)


def _ordered(text: str) -> bool:
    """After the modal comes an order, not a description."""
    match = MODAL.search(text)
    return match is not None and len(text) - match.end() >= 3 and not _NOT_ORDERED.match(text, match.end())


def _groups(folded: str, parts: Sequence[_Part]) -> list[list[_Part]]:
    """One group for one order; what orders nothing by itself goes on with the order before it."""
    groups: list[_Group] = [_Group()]
    for part in parts:
        if groups[-1].parts and _opens(folded, part, groups[-1]):
            groups.append(_Group())
        groups[-1].add(part)
    result = [groups[0].parts]
    for group in groups[1:]:
        if group.acted or group.banned:
            result.append(group.parts)
        else:
            result[-1].extend(group.parts)
    return result


def _opens(folded: str, part: _Part, held: _Group) -> bool:
    """A new object in front, or a turn between order and ban."""
    length = held.parts[-1].end - held.parts[0].start
    if part.role == "ban":
        return held.acted and not held.banned and length > _ALONE and _stands_alone(folded, held)
    if held.banned and part.role == "act" and part.modal:
        return True
    return held.acted and length > _BRIEF and bool(OBJECT_FIRST.match(folded[part.start : part.end].strip()))


def _stands_alone(folded: str, held: _Group) -> bool:
    """A condition (凡是议定了的事，必须…) belongs to the ban that follows it."""
    return not _CONDITION.search(folded, held.parts[0].start, held.parts[-1].end)


def _draft(folded: str, group: Sequence[_Part]) -> list[Draft]:
    kept = _without_edges(folded, group)
    body = trimmed(folded, kept[0].start, kept[-1].end)
    text = folded[body.start : body.end]
    if any(part.role == "ban" for part in kept):
        return [Draft(body.start, body.end, ItemKind.PROHIBITION, 0.8, ("含禁止性表述",))]
    if len(text) < _LEAST or _hollow(kept):
        return []
    return [_order(body, text, modal=any(part.modal for part in kept))]


def _order(body: Span, text: str, *, modal: bool) -> Draft:
    if is_indicator(text):
        return Draft(body.start, body.end, ItemKind.TARGET, 0.75, ("指标加完成要求",))
    if len(text) <= _BRIEF and not has_figure(text):
        return Draft(body.start, body.end, ItemKind.TASK, 0.4, ("概括性短句，可能只是小标题",))
    why = "含“要、必须、应当”等要求" if modal else "祈使动词开头"
    return Draft(body.start, body.end, ItemKind.TASK, 0.7 if modal else 0.6, (why,))


def _hollow(kept: Sequence[_Part]) -> bool:
    """More slogan than order."""
    slogans = sum(part.end - part.start for part in kept if part.role == "slogan")
    return slogans > 2 * sum(part.end - part.start for part in kept if part.role == "act")


def _without_edges(folded: str, group: Sequence[_Part]) -> Sequence[_Part]:
    """Past and slogans before the first order, slogans and the aims behind them after the last one."""
    end = _last_said(group)
    first = next((index for index in range(end) if _binds(group[index])), end)
    loose = max((index for index in range(first) if _loose(folded, group[index])), default=-1)
    return group[loose + 1 : end]


def _last_said(group: Sequence[_Part]) -> int:
    """An aim that follows a slogan says no more than the slogan."""
    end = len(group)
    while True:
        last = end
        while last and group[last - 1].role == "aim":
            last -= 1
        role = group[last - 1].role if last else ""
        if role != "slogan" and not (role == "past" and last == end):
            break
        end = last - 1
    return end


def _loose(folded: str, part: _Part) -> bool:
    stated = part.role == "other" and STATES.search(folded, part.start, part.end)
    return part.role in ("slogan", "past") or bool(stated)
