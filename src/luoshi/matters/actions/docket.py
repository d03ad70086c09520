"""Approval (政府督查工作条例 Art. 11) and issue: from a proposal to a matter that a unit holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import GRANTS, Actor, Permission, require
from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.ledger import actions as ledger
from luoshi.matters import queries
from luoshi.matters.actions.act import Act, move, record, require_open, set_parties
from luoshi.matters.actions.act import index as index_words
from luoshi.matters.models import Matter
from luoshi.matters.terms import PartyRole, Tag, Urgency
from luoshi.units import queries as units

WORDS_LENGTH = 4_000
APPROVERS = tuple(role for role, grants in GRANTS.items() if Permission.MATTER_DOCKET in grants)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved, when, on what basis; what Art. 11 asks to be on record. ``on_paper`` says that somebody else
    has approved in writing (批示), and that whoever acts only records it."""

    approver_id: int | None
    approved_on: date | None
    basis: str
    on_paper: bool = False


@transaction.atomic
def docket(matter_id: int, approval: Approval, *, by: Actor, at: datetime) -> Matter:
    """Approve a proposal: it becomes a matter with a number."""
    require(by, Permission.MATTER_DOCKET)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    _check_approver(approval, act)
    recorder = None if approval.approver_id == by.person_id else by.person_id
    move(
        matter,
        "docket",
        act,
        changes={
            "approver_id": approval.approver_id,
            "approval_recorded_by_id": recorder,
            "approved_on": approval.approved_on,
            "basis": approval.basis.strip(),
            "docketed_on": act.day,
        },
    )
    matter.number = matter.number or _number(act.day.year)
    Matter.objects.filter(pk=matter.pk).update(number=matter.number)
    index_words(matter)
    approved_on = approval.approved_on.isoformat() if approval.approved_on else None
    record(
        matter,
        Tag.DOCKETED,
        act,
        data={
            "number": matter.number,
            "approver": matter.approver_id,
            "recorded_by": recorder,
            "approved_on": approved_on,
            "basis": matter.basis,
        },
    )
    return matter


@transaction.atomic
def docket_many(matter_ids: Sequence[int], approval: Approval, *, by: Actor, at: datetime) -> list[Matter]:
    """Approve several proposals with one approval; all or none."""
    ledger.take_turn()
    return [docket(matter_id, approval, by=by, at=at) for matter_id in matter_ids]


@transaction.atomic
def decline(matter_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """Decide that a proposal does not become a matter."""
    require(by, Permission.MATTER_DOCKET)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    move(matter, "decline", act)
    record(matter, Tag.DECLINED, act, data={"reason": said(reason, "请填写不予立项的理由。")})
    return matter


@transaction.atomic
def issue(matter_id: int, *, by: Actor, at: datetime, sign_by: date | None = None) -> Matter:
    """Hand the matter to its lead unit; it must sign, or return it with a reason, by ``sign_by``."""
    require(by, Permission.MATTER_ISSUE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    limit = sign_by or _limit(matter, act.day)
    if limit < act.day:
        raise BadInput("sign-by-in-past", "签收期限早于今天。请填写今天或以后的日期。")
    if matter.due_on is not None and limit > matter.due_on:
        raise BadInput("sign-by-after-due", "签收期限晚于完成时限。请填写完成时限以前的日期。")
    require_open({party.unit_id for party in matter.parties.all()})
    move(matter, "issue", act, changes={"issued_on": act.day, "sign_by": limit})
    matter.parties.update(current=True)
    holders = {party.unit_id: party.role for party in matter.parties.all()}
    record(
        matter,
        Tag.ISSUED,
        act,
        data={
            "lead": matter.lead_unit_id,
            "support": sorted(unit for unit, role in holders.items() if role == PartyRole.SUPPORT),
            "sign_by": limit.isoformat(),
            "due_on": matter.due_on.isoformat() if matter.due_on else None,
        },
    )
    return matter


@transaction.atomic
def issue_many(
    matter_ids: Sequence[int], *, by: Actor, at: datetime, sign_by: date | None = None
) -> list[Matter]:
    """Issue in bulk; all or none."""
    ledger.take_turn()
    return [issue(matter_id, by=by, at=at, sign_by=sign_by) for matter_id in matter_ids]


@transaction.atomic
def reassign(matter_id: int, lead_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """Decide a returned matter for the unit: another unit becomes its lead and must sign anew."""
    require(by, Permission.MATTER_RULE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    before = matter.lead_unit_id
    if lead_id == before:
        raise BadInput("same-lead", "改派的单位与原牵头单位相同。请选择另一个单位，或选择“维持交办”。")
    ruling = said(reason, "请填写改派的理由。")
    limit = _limit(matter, act.day)
    support = tuple(
        matter.parties.filter(role=PartyRole.SUPPORT, current=True)
        .exclude(unit_id=lead_id)
        .values_list("unit_id", flat=True)
    )
    move(matter, "reassign", act, changes={"lead_unit_id": lead_id, "sign_by": limit})
    set_parties(matter, lead_id, support_ids=support, current=True)
    matter.refresh_from_db(fields=["lead_unit"])
    index_words(matter)
    matter.objections.filter(ruled_at=None).update(upheld_unit=True, ruling=ruling, ruled_at=at)
    record(
        matter,
        Tag.REASSIGNED,
        act,
        data={"from": before, "to": lead_id, "reason": ruling, "sign_by": limit.isoformat()},
    )
    return matter


@transaction.atomic
def uphold(matter_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """Decide a returned matter against the unit: it is its own, and must be signed for."""
    require(by, Permission.MATTER_RULE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    ruling = said(reason, "请填写维持交办的理由和依据的职责。")
    limit = _limit(matter, act.day)
    move(matter, "uphold", act, changes={"sign_by": limit})
    matter.objections.filter(ruled_at=None).update(upheld_unit=False, ruling=ruling, ruled_at=at)
    record(
        matter,
        Tag.UPHELD,
        act,
        data={"lead": matter.lead_unit_id, "reason": ruling, "sign_by": limit.isoformat()},
    )
    return matter


def sign_limit(day: date, urgency: Urgency) -> date:
    """The last day to sign: the place's number of working days; one for urgent, the same day for extra urgent."""
    place = units.place()
    normal = place.sign_workdays if place else 3
    days = {Urgency.NORMAL: normal, Urgency.URGENT: min(1, normal), Urgency.EXTRA: 0}[urgency]
    return units.calendar().add_workdays(day, days)


def _limit(matter: Matter, day: date) -> date:
    """The last day to sign, which lies not after the due date while that is still ahead."""
    limit = sign_limit(day, Urgency(matter.urgency))
    return limit if matter.due_on is None or matter.due_on < day else min(limit, matter.due_on)


def _check_approver(approval: Approval, act: Act) -> None:
    """Approval is the chief executive's, or of those whom the government has authorised (Art. 11), and nobody
    gives it in another's name: a written one is recorded as such."""
    who = approval.approver_id
    if who is None:
        return
    if not accounts.holds(who, APPROVERS, on=act.day):
        raise RuleBroken("not-an-approver", "批准人没有批准立项的权限。请选择市领导，或经授权的督查室主任。")
    if who != act.by.person_id and not approval.on_paper:
        raise RuleBroken(
            "approver-is-another",
            "批准人不是您本人。领导已书面批准的，请勾选“书面批准，由我代为登记”，并在立项依据中写明批示；"
            "否则请由批准人本人办理。",
        )


def said(text: str, otherwise: str) -> str:
    """The reason as typed; refused when empty, because every such act must say why, and when too long to be read."""
    if not text.strip():
        raise BadInput("no-reason", otherwise)
    return bounded(text)


def bounded(text: str, *, limit: int = WORDS_LENGTH) -> str:
    """Words as typed, of a length that somebody reads."""
    if len(text) > limit:
        raise BadInput(
            "text-too-long", f"一处最多填写{limit}个字，现有{len(text)}个字。请精简或拆分，也可改用附件。"
        )
    return text.strip()


def _number(year: int) -> str:
    place = units.place()
    word = place.number_word if place else "督"
    return f"{word}〔{year}〕{ledger.next_number('matter', year)}号"
