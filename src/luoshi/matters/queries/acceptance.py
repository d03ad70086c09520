"""Whose word ends a matter: the responsible leader's; where there is none in office, the head of government's or
the head of the supervision office's."""

from datetime import date

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import Actor, Permission
from luoshi.accounts.terms import Role
from luoshi.matters.models import Matter


def may_accept(actor: Actor, matter: Matter, *, on: date) -> bool:
    """Whether this person's word counts. Asks the database only on behalf of those who may stand in."""
    if actor.person_id is None or not actor.may(Permission.MATTER_ACCEPT):
        return False
    if actor.person_id == matter.sponsor_id:
        return True
    stands_in = actor.chief or Role.OFFICE_HEAD in actor.roles
    return stands_in and not _has_sponsor(matter, on)


def acceptors(matter: Matter, *, on: date) -> str:
    """Who they are, in words."""
    if matter.sponsor is not None and _has_sponsor(matter, on):
        return f"责任领导{matter.sponsor.name}"
    named = "、".join(accounts.stand_ins(on=on).values_list("name", flat=True))
    return f"政府主要领导或督查室主任（{named}）"


def _has_sponsor(matter: Matter, on: date) -> bool:
    return matter.sponsor_id is not None and accounts.holds(matter.sponsor_id, {Role.LEADER}, on=on)
