"""Who must do what by when, in every state."""

from datetime import date

import pytest

from luoshi.boards.steps import Position, Step, next_step
from luoshi.matters.terms import Status

DUE, SIGN, CHECK = date(2026, 6, 30), date(2026, 3, 19), date(2026, 4, 1)
FULL = {"lead": "市发改委", "sponsor": "陈志远", "due_on": DUE, "sign_by": SIGN, "next_check_on": CHECK}


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (Status.PROPOSED, Step("立项批准人", "批准立项，或不予立项")),
        (Status.DOCKETED, Step("督查室", "交办市发改委")),
        (Status.ISSUED, Step("市发改委", "签收，或说明理由退回", SIGN)),
        (Status.RETURNED, Step("督查室", "裁定：改派，或维持交办")),
        (Status.ACCEPTED, Step("市发改委", "报送办法，明确责任人和节点", DUE)),
        (Status.UNDER_WAY, Step("市发改委", "反馈进展，办成后申请办结", DUE)),
        (Status.REPORTED_DONE, Step("督查室", "核查办理结果")),
        (Status.VERIFIED, Step("陈志远", "认可办理结果")),
        (Status.SUSPENDED, Step("督查室", "条件具备时提请恢复办理")),
        (Status.CLOSED, Step("", "已办结销号")),
        (Status.TERMINATED, Step("", "已终止，不再督办")),
        (Status.MERGED, Step("", "已并入其他事项")),
        (Status.DECLINED, Step("", "不予立项")),
    ],
)
def test_each_state(status: Status, step: Step) -> None:
    assert next_step(Position(status, **FULL)) == step


def test_what_is_not_known_is_said_in_general() -> None:
    assert next_step(Position(Status.DOCKETED)) == Step("督查室", "交办牵头单位")
    assert next_step(Position(Status.VERIFIED)) == Step("主要领导或督查室主任", "认可办理结果")
    assert next_step(Position(Status.UNDER_WAY, next_check_on=CHECK)).by == CHECK


def test_accepted_results_are_struck_off_by_the_office() -> None:
    assert next_step(Position(Status.VERIFIED, accepted=True)) == Step("督查室", "办结销号")


def test_every_state_has_a_step() -> None:
    assert all(next_step(Position(status)).what for status in Status)
