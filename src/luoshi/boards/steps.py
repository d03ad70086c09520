"""What must happen next with a matter: who, what, by when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.matters.terms import Status

S = Status
OFFICE = "督查室"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a matter stands, as far as the next step depends on it; ``lead`` and ``sponsor`` are names."""

    status: Status
    lead: str = ""
    sponsor: str = ""
    due_on: date | None = None
    sign_by: date | None = None
    next_check_on: date | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """``by`` is None where no day is set; ``who`` is empty when nothing more is to be done."""

    who: str
    what: str
    by: date | None = None


def next_step(at: Position) -> Step:
    """The one thing that must happen next."""
    return _FIXED[at.status] if at.status in _FIXED else _BY_FACTS[at.status](at)


def _lead(at: Position) -> str:
    return at.lead or "牵头单位"


def _issued(at: Position) -> Step:
    return Step(_lead(at), "签收，或说明理由退回", at.sign_by)


def _accepted(at: Position) -> Step:
    return Step(_lead(at), "报送办法，明确责任人和节点", at.due_on or at.next_check_on)


def _under_way(at: Position) -> Step:
    return Step(_lead(at), "反馈进展，办成后申请办结", at.due_on or at.next_check_on)


def _verified(at: Position) -> Step:
    if at.accepted:
        return Step(OFFICE, "办结销号")
    return Step(at.sponsor or "主要领导或督查室主任", "认可办理结果")


_FIXED: Mapping[Status, Step] = {
    S.PROPOSED: Step("立项批准人", "批准立项，或不予立项"),
    S.RETURNED: Step(OFFICE, "裁定：改派，或维持交办"),
    S.REPORTED_DONE: Step(OFFICE, "核查办理结果"),
    S.SUSPENDED: Step(OFFICE, "条件具备时提请恢复办理"),
    S.CLOSED: Step("", "已办结销号"),
    S.TERMINATED: Step("", "已终止，不再督办"),
    S.MERGED: Step("", "已并入其他事项"),
    S.DECLINED: Step("", "不予立项"),
}
_BY_FACTS: Mapping[Status, Callable[[Position], Step]] = {
    S.DOCKETED: lambda at: Step(OFFICE, f"交办{_lead(at)}"),
    S.ISSUED: _issued,
    S.ACCEPTED: _accepted,
    S.UNDER_WAY: _under_way,
    S.VERIFIED: _verified,
}
