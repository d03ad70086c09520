"""Setting a matter aside: suspend and resume, terminate, merge; leaders' instructions; opening to inspectors."""

from datetime import date, datetime

from django.db import transaction

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.accounts.terms import Role
from luoshi.kernel.errors import BadInput
from luoshi.matters import queries, rules
from luoshi.matters.actions.act import Act, move, record
from luoshi.matters.actions.docket import said
from luoshi.matters.models import Matter, Opening
from luoshi.matters.terms import Status, Tag


@transaction.atomic
def suspend(matter_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """Stop the work by decision, for instance until a superior's plan is settled."""
    require(by, Permission.MATTER_CLOSE_ASIDE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    why = said(reason, "请填写中止的理由和依据。")
    move(matter, "suspend", act, changes={"aside_from": matter.status})
    record(matter, Tag.SUSPENDED, act, data={"reason": why})
    return matter


@transaction.atomic
def resume(matter_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """Go on from where it was suspended."""
    require(by, Permission.MATTER_CLOSE_ASIDE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    why = said(reason, "请填写恢复办理的理由。")
    move(matter, "resume", act)
    Matter.objects.filter(pk=matter.pk).update(aside_from="")
    matter.aside_from = ""
    record(matter, Tag.RESUMED, act, data={"reason": why})
    return matter


@transaction.atomic
def terminate(matter_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """End without a result, by decision."""
    require(by, Permission.MATTER_CLOSE_ASIDE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    why = said(reason, "请填写终止的理由和依据。")
    move(matter, "terminate", act)
    record(matter, Tag.TERMINATED, act, data={"reason": why})
    return matter


@transaction.atomic
def merge(matter_id: int, into_id: int, *, reason: str, by: Actor, at: datetime) -> Matter:
    """The same thing ordered twice: this matter goes on inside another one, which keeps both sources."""
    require(by, Permission.MATTER_CLOSE_ASIDE)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    target = queries.one(by, into_id)
    if target.pk == matter.pk:
        raise BadInput("merge-into-itself", "不能并入事项本身，请选择另一个事项。")
    if Status(target.status) not in rules.OPEN | {Status.DOCKETED}:
        raise BadInput(
            "merge-into-closed", f"事项{target.number or target.pk}不在督办中，不能并入。请选择在办的事项。"
        )
    why = said(reason, "请填写并案的理由。")
    move(matter, "merge", act, changes={"merged_into": target})
    record(matter, Tag.MERGED, act, data={"into": target.pk, "reason": why})
    record(
        target,
        Tag.MERGED,
        act,
        data={"from": matter.pk, "quote": matter.quote or matter.content, "reason": why},
    )
    return matter


@transaction.atomic
def instruct(matter_id: int, *, text: str, by: Actor, at: datetime) -> Matter:
    """A leader's instruction on a matter under way (批示)."""
    require(by, Permission.MATTER_INSTRUCT)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    words = said(text, "请填写批示内容。")
    move(matter, "instruct", act)
    record(matter, Tag.INSTRUCTED, act, data={"text": words})
    return matter


@transaction.atomic
def check_on(matter_id: int, *, next_check_on: date, note: str, by: Actor, at: datetime) -> Matter:
    """The office has looked at a matter that has no due date, and sets the day of the next look."""
    require(by, Permission.MATTER_VERIFY)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    seen = said(note, "请填写本次检查的情况。")
    move(matter, "check", act, changes={"next_check_on": next_check_on})
    record(matter, Tag.CHECK_SET, act, data={"note": seen, "next_check_on": next_check_on.isoformat()})
    return matter


@transaction.atomic
def open_to(matter_id: int, person_id: int, *, by: Actor, at: datetime) -> Matter:
    """Open the matter to an invited inspector (Art. 8)."""
    require(by, Permission.MATTER_OPEN_TO)
    matter = queries.one(by, matter_id)
    act = Act(by, at)
    if not accounts.holds(person_id, {Role.INSPECTOR}, on=act.day):
        raise BadInput("not-an-inspector", "只能向特邀督查员开放。请先由系统管理员为其设置特邀督查员岗位。")
    _, created = Opening.objects.get_or_create(matter=matter, person_id=person_id)
    if created:
        record(matter, Tag.OPENED_TO, act, data={"person": person_id})
    return matter
