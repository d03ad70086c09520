"""The end of the loop: the office verifies, the leader accepts, the office closes; or it goes back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.kernel.errors import NotPermitted
from luoshi.matters import queries
from luoshi.matters.actions.act import Act, move, record
from luoshi.matters.actions.docket import bounded, said
from luoshi.matters.models import Check, Matter
from luoshi.matters.terms import CheckMethod, CheckOutcome, ReportKind, Tag


@transaction.atomic
def verify(matter_id: int, *, method: CheckMethod, finding: str, by: Actor, at: datetime) -> Matter:
    """The office finds that what the unit calls done is done."""
    require(by, Permission.MATTER_VERIFY)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    found = said(finding, "请填写核查情况：查了什么、结论是什么。")
    move(matter, "verify", act, changes={"verified_on": act.day})
    _check(matter, CheckOutcome.PASSED, method=method, finding=found, act=act)
    record(matter, Tag.VERIFIED, act, data={"method": method, "finding": found})
    return matter


@transaction.atomic
def send_back(
    matter_id: int, *, reason: str, by: Actor, at: datetime, method: CheckMethod = CheckMethod.PAPERS
) -> Matter:
    """The office, or the leader who does not accept, returns it for more work; the due date stays."""
    require_any(by, Permission.MATTER_VERIFY, Permission.MATTER_ACCEPT)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    if not by.may(Permission.MATTER_VERIFY):
        _check_acceptor(matter, act)
    why = said(reason, "请填写退回补办的理由和要求。")
    cleared: dict[str, Any] = dict.fromkeys(("reported_done_on", "verified_on", "accepted_on"))
    move(matter, "send_back", act, changes=cleared | _undone(matter))
    _check(matter, CheckOutcome.SENT_BACK, method=method, finding=why, act=act)
    record(matter, Tag.SENT_BACK, act, data={"method": method, "reason": why})
    return matter


@transaction.atomic
def accept(matter_id: int, *, by: Actor, at: datetime, comment: str = "") -> Matter:
    """The leader who is responsible accepts the result."""
    require(by, Permission.MATTER_ACCEPT)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    _check_acceptor(matter, act)
    passed = matter.checks.filter(outcome=CheckOutcome.PASSED).order_by("-pk").first()
    known = {
        "was_accepted": matter.accepted_on is not None,
        "verified_by_actor": passed is not None and passed.checked_by_id == by.person_id,
    }
    move(matter, "accept", act, changes={"accepted_on": act.day}, known=known)
    record(matter, Tag.ACCEPTED, act, data={"comment": bounded(comment)})
    return matter


@transaction.atomic
def close(matter_id: int, *, by: Actor, at: datetime) -> Matter:
    """Strike the matter from the list of open ones (办结销号)."""
    require(by, Permission.MATTER_CLOSE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    move(matter, "close", act, changes={"closed_on": act.day})
    record(matter, Tag.CLOSED, act, data={})
    return matter


@transaction.atomic
def reopen(matter_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """A result that did not hold: the matter goes on, with all its history."""
    require(by, Permission.MATTER_VERIFY)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    why = said(reason, "请填写重新办理的理由。")
    cleared: dict[str, Any] = dict.fromkeys(("reported_done_on", "verified_on", "accepted_on", "closed_on"))
    move(matter, "reopen", act, changes=cleared | _undone(matter))
    record(matter, Tag.REOPENED, act, data={"reason": why})
    return matter


def require_any(actor: Actor, *permissions: Permission) -> None:
    """Raise NotPermitted unless one of them is granted."""
    if not any(actor.may(permission) for permission in permissions):
        raise NotPermitted("not-permitted", "您的岗位没有办理这一步的权限。")


def _check_acceptor(matter: Matter, act: Act) -> None:
    """Whose word it is, of all who may accept."""
    if not queries.may_accept(act.by, matter, on=act.day):
        who = queries.acceptors(matter, on=act.day)
        raise NotPermitted("not-the-acceptor", f"这项结果由{who}认可，请报其办理。")


def _undone(matter: Matter) -> dict[str, Any]:
    """What the unit's word of completion had set: the progress is again what was said before it, and the next
    word needs evidence of its own."""
    said_before = matter.reports.exclude(kind=ReportKind.DONE).exclude(percent=None).order_by("-pk")
    return {"evidence_count": 0, "percent": said_before.values_list("percent", flat=True).first()}


def _check(matter: Matter, outcome: CheckOutcome, *, method: CheckMethod, finding: str, act: Act) -> None:
    Check.objects.create(
        matter=matter,
        outcome=outcome,
        method=method,
        finding=finding,
        checked_by_id=act.by.person_id,
        checked_at=act.at,
    )
