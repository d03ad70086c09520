"""Orders and bans: a sentence is parted at its commas, each stretch gets a role, and the roles make drafts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

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
    """``role`` is act, ban, aim, slogan, past, topic or other; ``modal``: it says 要, 必须, 应当."""

    start: int
    end: int
    role: str
    modal: bool


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


def read_orders(folded: str, span: Span) -> list[Draft]:
    """The drafts of one sentence of a part that assigns work."""
    opened = after_opening(folded, span)
    if _orders_nothing(folded[span.start : span.end], folded[opened.start : opened.end]):
        return []
    quota = read_quota(folded, opened)
    if quota:
        return quota
    parts = [_part(folded, stretch) for stretch in stretches(folded, opened)]
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
    return part.role in ("act", "ban")


def _part(folded: str, span: Span) -> _Part:
    text = folded[span.start : span.end].strip().rstrip("。；！？")
    modal = bool(MODAL.search(text))
    return _Part(span.start, span.end, _role(text, modal=modal), modal)


def _role(text: str, *, modal: bool) -> str:
    if FORBIDS.match(text) or (modal and FORBIDS.search(text)):
        return "ban"
    hollow = _hollow_role(text, modal=modal)
    if hollow:
        return hollow
    if any(pattern.match(text) for pattern in _ACTS) or (modal and _ordered(text)):
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
