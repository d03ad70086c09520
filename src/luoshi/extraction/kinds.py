"""What a sentence asks for: a task, a target, a ban, a fault to be put right, or nothing."""

import re
from dataclasses import dataclass, replace

from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span, brackets
from luoshi.extraction.wording import (
    ACTION, ADMITS_ONLY, ANALYSIS, BORROWS, CONNECTIVE, CREED, DATED, DENIES, EXAMPLE, FAULT, FAULT_CAUSE, FORBIDS, FULFIL, GENERIC, GRANTS, HOPE, INDICATOR,
    LEAD_IN, LOCATES, MODAL, OBJECT_ACTS, OBJECT_FIRST, PAST, PAST_TIME, PURPOSE, QUOTA, SELF, SLOGAN, SUBJECT_ACTS, TOPIC, WEIGHTY,
)  # fmt: skip
from luoshi.extraction.zones import Zone

_BUT = re.compile(r"但是|但|然而|不过|可是")
_HAVE = re.compile(r"[0-9%]")
_YEAR_GOAL = re.compile(r"到(?:19|20)[0-9]{2}年|[五][”\"]末")
_ENDS = "。；！？，、： \n"
_TASK_LONG = 24
_BRIEF = 12
_ASKS = re.compile(r"(?:请|要求|务必|须|应)[^。]{0,60}(?:日|月底|年底|季度|周[一二三四五])(?:以?前|之前)|(?:日|月底|年底)(?:以?前|之前)[^。]{0,30}(?:报送|上报|报|反馈|完成)")
_ANNOUNCES = re.compile("(?:目标|任务|要求|重点|思路|安排|措施|表现)(?:是|为)?$|主要(?:是|表现)")
_LISTS = re.compile(r"主要(?:是|表现为|表现在|体现在|有)：?|(?:问题|困难|不足|表现为|表现在|如下)：")
_STATES = re.compile("是|认为|意味着|证明|表明|有目共睹")
_BY = re.compile(r"由[^，]{2,40}?(?:牵头|负责|统筹|组织|会同|承担|推进|实施|制定|办理|落实)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A span of words and what it is, before owners, days and numbers are read from it."""

    start: int
    end: int
    kind: ItemKind
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between commas; ``role`` is act, ban, slogan, topic or other."""

    start: int
    end: int
    role: str
    modal: bool


def trimmed(folded: str, start: int, end: int) -> Span:
    """Without the blanks before and the stops after."""
    while start < end and folded[start] in _ENDS:
        start += 1
    while end > start and folded[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)


def read_sentence(folded: str, span: Span, zone: Zone) -> list[Draft]:
    """The drafts of one sentence that has no owner of its own."""
    text = folded[span.start : span.end]
    if LEAD_IN.search(text) or HOPE.match(text) or len(text) < 6:
        return []
    if zone is Zone.PROBLEM:
        return _faults(folded, span)
    if zone is Zone.TARGET or zone is Zone.PRINCIPLE:
        return _goals(folded, span)
    if zone is Zone.PLAN or (zone is Zone.INTRO and _ASKS.search(text)):
        return _orders(folded, span)
    return []


def _goals(folded: str, span: Span) -> list[Draft]:
    text = folded[span.start : span.end]
    words = _goal_words(text)
    if words is None or not _HAVE.search(text) or ANALYSIS.match(_without_connective(text)):
        return []
    body = trimmed(folded, *_after_connective(folded, span))
    return [Draft(body.start, body.end, ItemKind.TARGET, 0.75, (f"目标部分含量化要求“{words}”",))]


def _goal_words(text: str) -> str | None:
    match = re.search(
        r"到(?:19|20)[0-9]{2}年|力争|达到|超过|突破|增长|不低于|不少于|控制在|以内|以上|左右|下降|降低|提高到|新增|总规模|覆盖率|完成|建成|培育|形成|打造", text
    )
    if match is None or PAST_TIME.search(text) or re.search(r"以来|已经|取得", text):
        return None
    return match[0]


def read_fault_title(folded: str, span: Span) -> list[Draft]:
    """The run-in title of a part on problems is itself the problem."""
    body = trimmed(folded, span.start, span.end)
    text = folded[body.start : body.end]
    if len(text) < 6 or not FAULT.search(text):
        return []
    return [Draft(body.start, body.end, ItemKind.PROBLEM, 0.85, ("问题部分的分项标题",))]


def _faults(folded: str, span: Span) -> list[Draft]:
    text = folded[span.start : span.end]
    if ADMITS_ONLY.fullmatch(text) or FAULT_CAUSE.search(text) or ANALYSIS.match(text) or SELF.search(text) or not FAULT.search(text):
        return []
    listed = _LISTS.search(text)
    start = span.start + listed.end() if listed else span.start
    text = folded[start : span.end]
    turn = _BUT.search(text)
    reasons = ["问题部分含否定表述"]
    if turn and not FAULT.search(text[: turn.start()]):
        start += turn.end()
        reasons.append("取转折之后")
    example = EXAMPLE.match(text)
    if example:
        return [_fault(folded, span.start, span.end, ("问题部分的举例",))]
    return _with_examples(folded, Span(start, span.end), tuple(reasons))


def _with_examples(folded: str, span: Span, why: tuple[str, ...]) -> list[Draft]:
    """象沿街房、违章建筑一直没有管好 inside of a sentence is a fault of its own."""
    for part in _stretches(folded, span)[1:]:
        text = folded[part.start : part.end]
        if EXAMPLE.match(text) and FAULT.search(text):
            return [_fault(folded, span.start, part.start, why), _fault(folded, part.start, span.end, ("问题部分的举例",))]
    return [_fault(folded, span.start, span.end, why)]


def _fault(folded: str, start: int, end: int, why: tuple[str, ...]) -> Draft:
    body = trimmed(folded, start, end)
    return Draft(body.start, body.end, ItemKind.PROBLEM, 0.7, why)


def _orders(folded: str, span: Span) -> list[Draft]:
    text = folded[span.start : span.end]
    if SELF.search(text) or ANALYSIS.match(_without_connective(text)):
        return []
    if CREED.search(text) or (WEIGHTY.search(text) and not MODAL.search(text)):
        return []
    start, end = _after_connective(folded, span)
    parts = [_part(folded, stretch) for stretch in _stretches(folded, Span(start, end))]
    if parts and parts[0].role == "aim" and ACTION.match(folded, parts[0].start):
        parts[0] = replace(parts[0], role="act")
    if _is_quota(folded, start, end):
        body = trimmed(folded, start, end)
        return [Draft(body.start, body.end, ItemKind.TARGET, 0.75, ("指标加数值要求",))]
    if not any(part.role in ("act", "ban") for part in parts):
        return []
    return [draft for group in _groups(folded, parts) for draft in _draft(folded, group)]


def _is_quota(folded: str, start: int, end: int) -> bool:
    """地区生产总值增长6%左右: an indicator and its figure, with no verb of action before it."""
    text = folded[start:end]
    return bool(QUOTA.match(text)) and not ACTION.match(text) and not PAST.search(text)


def _without_connective(text: str) -> str:
    match = CONNECTIVE.match(text)
    return text[match.end() :] if match else text


def _after_connective(folded: str, span: Span) -> tuple[int, int]:
    start = _after_colon(folded, span)
    for _ in range(3):
        match = CONNECTIVE.match(folded, start, span.end)
        if not match:
            break
        start = match.end()
    return start, span.end


def _after_colon(folded: str, span: Span) -> int:
    """经济社会发展主要预期目标是：… begins behind the colon."""
    colon = folded.find("：", span.start, min(span.end, span.start + 40))
    announces = colon > 0 and _ANNOUNCES.search(folded, span.start, colon)
    return colon + 1 if announces else span.start


def _stretches(folded: str, span: Span) -> list[Span]:
    """Cut at commas outside of brackets."""
    covered = [(pair.start, pair.end) for pair in brackets(folded, span.start, span.end)]
    cuts, begin = [], span.start
    position = span.start
    index = 0
    while position < span.end:
        while index < len(covered) and covered[index][1] <= position:
            index += 1
        if index < len(covered) and covered[index][0] <= position:
            position = covered[index][1]
            continue
        if folded[position] == "，":
            cuts.append(Span(begin, position))
            begin = position + 1
        position += 1
    cuts.append(Span(begin, span.end))
    return [cut for cut in cuts if folded[cut.start : cut.end].strip()]


def _part(folded: str, span: Span) -> _Part:
    text = folded[span.start : span.end].strip().rstrip("。；！？")
    modal = bool(MODAL.search(text))
    return _Part(span.start, span.end, _role(text, modal=modal), modal)


def _role(text: str, *, modal: bool) -> str:
    if FORBIDS.match(text) or (modal and FORBIDS.search(text)):
        return "ban"
    if SLOGAN.search(text) or GENERIC.search(text):
        return "slogan"
    if DENIES.search(text) or (not modal and (_is_past(text) or LOCATES.match(text))):
        return "past"
    if PURPOSE.match(text) and not modal:
        return "aim"
    if _acts(text, modal=modal):
        return "act"
    return "topic" if TOPIC.match(text) else "other"


def _acts(text: str, *, modal: bool) -> bool:
    opens = (ACTION, SUBJECT_ACTS, OBJECT_ACTS, GRANTS, DATED, _BY, BORROWS)
    return any(pattern.match(text) for pattern in opens) or (modal and _ordered(text))


def _is_past(text: str) -> bool:
    """对今年已经定了的项目 is a topic, not a report."""
    return bool(PAST.search(text) or PAST_TIME.match(text)) and not OBJECT_FIRST.match(text)


def _ordered(text: str) -> bool:
    """After the modal comes an order, not a description."""
    match = MODAL.search(text)
    return bool(match and len(text) - match.end() >= 3 and not re.match(r"(?:是|有(?!序|效|力)|成为|看到|认识到)", text[match.end() :]))


def _groups(folded: str, parts: list[_Part]) -> list[list[_Part]]:
    """One group for one order: a new object in front, or a turn between order and ban, opens the next."""
    groups: list[list[_Part]] = [[]]
    for part in parts:
        held = groups[-1]
        if held and _opens(folded, part, held):
            groups.append([])
        groups[-1].append(part)
    return _rejoined(groups)


def _rejoined(groups: list[list[_Part]]) -> list[list[_Part]]:
    """What orders nothing by itself goes on with the order before it."""
    result = [groups[0]]
    for group in groups[1:]:
        if any(part.role in ("act", "ban") for part in group):
            result.append(group)
        else:
            result[-1] = result[-1] + group
    return result


def _opens(folded: str, part: _Part, held: list[_Part]) -> bool:
    acted = any(one.role == "act" for one in held)
    banned = any(one.role == "ban" for one in held)
    if part.role == "ban":
        return acted and not banned and held[-1].end - held[0].start > _TASK_LONG and _stands_alone(folded, held)
    if banned and part.role == "act" and part.modal:
        return True
    return acted and bool(OBJECT_FIRST.match(folded[part.start : part.end].strip()))


def _stands_alone(folded: str, held: list[_Part]) -> bool:
    """A condition (只要是定了的事，必须…) belongs to the ban that follows it."""
    text = folded[held[0].start : held[-1].end]
    return not re.search(r"只要|凡是?|明令|都?就要|必须", text)


def _draft(folded: str, group: list[_Part]) -> list[Draft]:
    kept = _without_edges(folded, group)
    acts = [part for part in kept if part.role == "act"]
    bans = [part for part in kept if part.role == "ban"]
    if not acts and not bans:
        return []
    body = trimmed(folded, kept[0].start, kept[-1].end)
    text = folded[body.start : body.end]
    if len(text) < 5 or (not bans and _hollow(kept, acts)):
        return []
    if bans:
        return [Draft(body.start, body.end, ItemKind.PROHIBITION, 0.8, ("含禁止性表述",))]
    return [_order(body, text, modal=any(part.modal for part in kept))]


def _order(body: Span, text: str, *, modal: bool) -> Draft:
    if INDICATOR.search(text) and (FULFIL.search(text) or (_HAVE.search(text) and _goal_words(text))):
        return Draft(body.start, body.end, ItemKind.TARGET, 0.75, ("指标加完成要求",))
    if len(text) <= _BRIEF and not _HAVE.search(text):
        return Draft(body.start, body.end, ItemKind.TASK, 0.4, ("概括性短句，可能只是小标题",))
    why = "含“要、必须、应当”等要求" if modal else "祈使动词开头"
    return Draft(body.start, body.end, ItemKind.TASK, 0.7 if modal else 0.6, (why,))


def _hollow(kept: list[_Part], acts: list[_Part]) -> bool:
    """More slogan than order."""
    slogans = sum(part.end - part.start for part in kept if part.role == "slogan")
    return slogans > 2 * sum(part.end - part.start for part in acts)


def _loose(folded: str, part: _Part) -> bool:
    stated = part.role == "other" and _STATES.search(folded, part.start, part.end)
    return part.role in ("slogan", "past") or bool(stated)


def _without_edges(folded: str, group: list[_Part]) -> list[_Part]:
    """Past and slogans before the first order, slogans and the aims behind them after the last one."""
    start, end = 0, len(group)
    while end > start and (_hollow_end(group[:end]) or group[end - 1].role in ("slogan", "past")):
        end -= 1
    first = next((index for index in range(start, end) if group[index].role in ("act", "ban")), end)
    last_loose = max((index for index in range(first) if _loose(folded, group[index])), default=-1)
    return group[last_loose + 1 : end]


def _hollow_end(group: list[_Part]) -> bool:
    """An aim that follows a slogan says no more than the slogan."""
    return len(group) > 1 and group[-1].role == "aim" and group[-2].role in ("slogan", "aim") and _slogan_before(group)


def _slogan_before(group: list[_Part]) -> bool:
    before = [part.role for part in group if part.role != "aim"]
    return bool(before) and before[-1] == "slogan"
