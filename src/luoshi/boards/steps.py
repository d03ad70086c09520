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
    return _STEPS[at.status](at)


def _lead(at: Position) -> str:
    return at.lead or "牵头单位"


def _work_until(at: Position) -> date | None:
    return at.due_on or at.next_check_on


def _verified(at: Position) -> Step:
    if at.accepted:
        return Step(OFFICE, "办结销号")
    return Step(at.sponsor or "责任领导", "认可办理结果")


def _done(what: str) -> Callable[[Position], Step]:
    return lambda at: Step("", what)


_STEPS: Mapping[Status, Callable[[Position], Step]] = {
    S.PROPOSED: lambda at: Step("立项批准人", "批准立项，或不予立项"),
    S.DOCKETED: lambda at: Step(OFFICE, f"交办{_lead(at)}"),
    S.ISSUED: lambda at: Step(_lead(at), "签收，或说明理由退回", at.sign_by),
    S.RETURNED: lambda at: Step(OFFICE, "裁定：改派，或维持交办"),
    S.ACCEPTED: lambda at: Step(_lead(at), "报送办法，明确责任人和节点", _work_until(at)),
    S.UNDER_WAY: lambda at: Step(_lead(at), "按办法办理，反馈进展，办成后申请办结", _work_until(at)),
    S.REPORTED_DONE: lambda at: Step(OFFICE, "核查办理结果"),
    S.VERIFIED: _verified,
    S.SUSPENDED: lambda at: Step(OFFICE, "条件具备时提请恢复办理"),
    S.CLOSED: _done("已办结销号"),
    S.TERMINATED: _done("已终止，不再督办"),
    S.MERGED: _done("已并入其他事项"),
    S.DECLINED: _done("不予立项"),
}
