"""The story of a matter in sentences: each ledger entry as who did what, in the words that were filed.

Names of units, people and other matters are looked up once for the whole story. What is returned is plain
text; the template escapes it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.boards import people
from luoshi.boards.lookup import numbers
from luoshi.ledger.rules import Record
from luoshi.matters.terms import CheckMethod, Tag
from luoshi.web.matters.wording import WORDS, Names, day, word

Facts = Mapping[str, Any]
Teller = Callable[[Facts, Names], tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: ``lines`` are paragraphs, ``grave`` acts are marked."""

    seq: int
    at: datetime
    who: str
    title: str
    lines: list[str]
    grave: bool = False

    @property
    def iso(self) -> str:
        """The moment as machines read it."""
        return self.at.isoformat()


def tell(records: Sequence[Record], known: Names) -> list[Entry]:
    """The entries in order; names that are not known yet are read in at most three queries."""
    facts = [record.facts() for record in records]
    names = _names(list(zip(records, facts, strict=True)), known)
    return [_entry(record, said, names) for record, said in zip(records, facts, strict=True)]


def _entry(record: Record, facts: Facts, names: Names) -> Entry:
    title, lines = _TELLERS[Tag(record.tag)](facts, names)
    return Entry(
        seq=record.seq,
        at=record.at,
        who=record.actor_name,
        title=title,
        lines=[line for line in lines if line],
        grave=record.tag in _GRAVE,
    )


_GRAVE = {Tag.RETURNED, Tag.SENT_BACK, Tag.REOPENED, Tag.TERMINATED, Tag.DECLINED}
_UNIT_KEYS = ("unit", "lead", "suggested")
_PERSON_KEYS = ("approver", "person")


def _names(told: Sequence[tuple[Record, Facts]], known: Names) -> Names:
    units: set[Any] = set()
    persons: set[Any] = set()
    others: set[Any] = set()
    for record, facts in told:
        units |= {facts.get(key) for key in _UNIT_KEYS} | set(facts.get("support", ()))
        persons |= {facts.get(key) for key in _PERSON_KEYS}
        if record.tag == Tag.REASSIGNED:
            units |= {facts["from"], facts["to"]}
        if record.tag == Tag.MERGED:
            others |= {facts.get("from"), facts.get("into")}
        for words in _wordings(facts):
            units |= {words.get("lead_unit_id"), *words.get("support", ())}
            persons |= {words.get("sponsor_id"), words.get("keeper_id")}
    return Names(
        known.units | people.unit_names(units - known.units.keys() - {None}),
        known.people | people.names(persons - known.people.keys() - {None}),
        numbers(others - {None}),
    )


def _wordings(facts: Facts) -> Iterable[Facts]:
    yield facts.get("words", {})
    changed = facts.get("changed", {})
    for place in (0, 1):
        yield {name: pair[place] for name, pair in changed.items()}


def _proposed(facts: Facts, names: Names) -> tuple[str, list[str]]:
    words = facts["words"]
    return "提请立项", [
        words["title"],
        f"牵头单位：{names.unit(words['lead_unit_id'])}；完成时限：{day(words['due_on']) or '未定'}",
    ]


def _edited(facts: Facts, names: Names) -> tuple[str, list[str]]:
    changed = facts["changed"]
    if not changed:
        return "修改", ["内容没有变化"]
    return "修改", [
        f"{WORDS[name]}由“{word(name, before, names)}”改为“{word(name, after, names)}”"
        for name, (before, after) in sorted(changed.items())
    ]


def _docketed(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"批准立项，编号{facts['number']}", [
        f"批准人：{names.person(facts['approver'])}；批准日期：{day(facts['approved_on'])}"
        + ("；书面批准，由经办人代为登记" if facts.get("recorded_by") else ""),
        f"立项依据：{facts['basis']}",
    ]


def _check_set(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return "检查", [facts["note"], f"下次检查：{day(facts['next_check_on'])}"]


def _issued(facts: Facts, names: Names) -> tuple[str, list[str]]:
    support = "、".join(names.unit(unit_id) for unit_id in facts["support"])
    return f"交办{names.unit(facts['lead'])}", [
        f"配合单位：{support}" if support else "",
        f"请于{day(facts['sign_by'])}前签收；完成时限：{day(facts['due_on']) or '长期'}",
    ]


def _returned(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"{names.unit(facts['unit'])}退回", [
        f"理由：{facts['reason']}",
        f"依据的职责：{facts['duty']}",
        f"建议由{names.unit(facts['suggested'])}承办" if facts["suggested"] else "",
    ]


def _reassigned(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"改派：由{names.unit(facts['from'])}改为{names.unit(facts['to'])}", [
        f"理由：{facts['reason']}",
        f"请于{day(facts['sign_by'])}前签收",
    ]


def _upheld(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"维持交办{names.unit(facts['lead'])}", [
        f"理由：{facts['reason']}",
        f"请于{day(facts['sign_by'])}前签收",
    ]


def _planned(facts: Facts, names: Names) -> tuple[str, list[str]]:
    title = "报送办法" if facts["version"] == 1 else f"调整办法（第{facts['version']}版）"
    return title, [
        facts["approach"],
        f"所需条件：{facts['means']}" if facts["means"] else "",
        f"责任人：{facts['responsible']}",
        *(f"节点：{day(due)}前，{step}" for step, due in facts["milestones"]),
    ]


def _reported(facts: Facts, names: Names) -> tuple[str, list[str]]:
    title = f"{names.unit(facts['unit'])}反馈进展"
    if facts["percent"] is not None:
        title += f"（{facts['percent']}%）"
    return title, _filed(facts)


def _reported_done(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"{names.unit(facts['unit'])}申请办结", _filed(facts)


def _filed(facts: Facts) -> list[str]:
    milestones = len(facts["milestones"])
    evidence = "、".join(name for name, _ in facts["evidence"])
    return [
        "更正此前的一次反馈" if facts["corrects"] else "",
        facts["text"],
        f"存在问题：{facts['problem']}" if facts["problem"] else "",
        f"下一步：{facts['next_step']}" if facts["next_step"] else "",
        f"完成节点{milestones}个" if milestones else "",
        f"附件：{evidence}" if evidence else "",
    ]


def _verified(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"核查通过（{CheckMethod(facts['method']).label}）", [facts["finding"]]


def _sent_back(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"退回补办（{CheckMethod(facts['method']).label}）", [facts["reason"]]


def _merged(facts: Facts, names: Names) -> tuple[str, list[str]]:
    if "into" in facts:
        return f"并入{names.matter(facts['into'])}", [f"理由：{facts['reason']}"]
    return f"并入了{names.matter(facts['from'])}", [f"理由：{facts['reason']}", f"原文：{facts['quote']}"]


def _source_added(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"又有来源：《{facts['title']}》", [f"原文：{facts['text']}"]


def _source_removed(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"撤回来源：《{facts['title']}》", [f"原文：{facts['text']}"]


def _signed(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"{names.unit(facts['unit'])}签收", []


def _no_change(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"{names.unit(facts['unit'])}反馈：无变化", []


def _closed(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return "办结销号", []


def _opened_to(facts: Facts, names: Names) -> tuple[str, list[str]]:
    return f"向{names.person(facts['person'])}开放", []


def _saying(title: str, key: str, label: str = "") -> Teller:
    """An act that is told by one text of its own, which may be empty."""

    def tell_it(facts: Facts, names: Names) -> tuple[str, list[str]]:
        return title, [f"{label}{facts[key]}" if facts[key] else ""]

    return tell_it


_TELLERS: Mapping[Tag, Teller] = {
    Tag.PROPOSED: _proposed,
    Tag.IMPORTED: _proposed,
    Tag.EDITED: _edited,
    Tag.DOCKETED: _docketed,
    Tag.DECLINED: _saying("不予立项", "reason", "理由："),
    Tag.ISSUED: _issued,
    Tag.SIGNED: _signed,
    Tag.RETURNED: _returned,
    Tag.REASSIGNED: _reassigned,
    Tag.UPHELD: _upheld,
    Tag.PLANNED: _planned,
    Tag.REPORTED: _reported,
    Tag.NO_CHANGE: _no_change,
    Tag.REPORTED_DONE: _reported_done,
    Tag.VERIFIED: _verified,
    Tag.SENT_BACK: _sent_back,
    Tag.ACCEPTED: _saying("认可办理结果", "comment"),
    Tag.CLOSED: _closed,
    Tag.REOPENED: _saying("重新办理", "reason", "理由："),
    Tag.SUSPENDED: _saying("中止", "reason", "理由："),
    Tag.RESUMED: _saying("恢复办理", "reason", "理由："),
    Tag.TERMINATED: _saying("终止", "reason", "理由："),
    Tag.MERGED: _merged,
    Tag.INSTRUCTED: _saying("批示", "text"),
    Tag.OPENED_TO: _opened_to,
    Tag.CHECK_SET: _check_set,
    Tag.SOURCE_ADDED: _source_added,
    Tag.SOURCE_REMOVED: _source_removed,
}
