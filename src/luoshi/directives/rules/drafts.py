"""What may be done to a draft, and what a clerk should see before confirming it."""

from dataclasses import dataclass
from datetime import date

from luoshi.directives.terms import DraftStatus, Relation
from luoshi.kernel.machine import Machine, Move

S = DraftStatus
OPEN = frozenset({S.PENDING, S.CONFIRMED})

DRAFTS: Machine[DraftStatus] = Machine(
    {
        "confirm": Move("确认", frozenset({S.PENDING}), S.CONFIRMED),
        "reopen": Move("撤回确认", frozenset({S.CONFIRMED}), S.PENDING),
        "edit": Move("修改", OPEN, None),
        "split": Move("拆分", OPEN, S.REPLACED),
        "merge": Move("合并", OPEN, S.REPLACED),
        "discard": Move("剔除", OPEN, S.DISCARDED),
        "restore": Move("恢复", frozenset({S.DISCARDED}), S.PENDING),
        "undo": Move("还原", OPEN | {S.DISCARDED}, S.REPLACED),
        "revive": Move("还原", frozenset({S.REPLACED}), S.PENDING),
        "join": Move("并入在办事项", OPEN, S.JOINED),
        "part": Move("取消并入", frozenset({S.JOINED}), S.PENDING),
        "propose": Move("提请立项", frozenset({S.CONFIRMED}), S.PROPOSED),
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the warnings look at; ``unmatched`` are names that no unit of the place answers to."""

    has_lead: bool
    relation: Relation
    due_on: date | None
    next_check_on: date | None
    unmatched: tuple[str, ...] = ()


def warnings(facts: Facts, *, today: date) -> list[str]:
    """Sentences for the card, the gravest first; none of them forbids confirming."""
    found = []
    if not facts.has_lead:
        joint = facts.relation is Relation.JOINT
        found.append("共同负责未明确牵头" if joint else "没有牵头单位")
    if facts.due_on is not None and facts.due_on < today:
        found.append("时限早于今天")
    if facts.due_on is None and facts.next_check_on is None:
        found.append("没有时限")
    if facts.unmatched:
        found.append("未对应到单位：" + "、".join(facts.unmatched))
    return found
