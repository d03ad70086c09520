"""Which matters exist for a person."""

from django.db.models import Q, QuerySet

from luoshi.accounts.policy import Actor, Permission
from luoshi.accounts.terms import Role
from luoshi.kernel.errors import NotFound
from luoshi.matters.models import Evidence, Matter, Opening, Party


def visible(actor: Actor) -> QuerySet[Matter]:
    """The matters that exist for the actor.

    Office, leaders and auditors see all; a unit's people see what is issued to the unit, as lead or in
    support; an invited inspector sees what was opened to them. For people of one unit the rows come
    joined with the unit's own party row, so that its index gives them in order.
    """
    if actor.sees_all:
        return Matter.objects.all()
    scopes = []
    unit_id = joined_unit(actor)
    if unit_id is not None:
        return Matter.objects.filter(parties__unit_id=unit_id, parties__current=True)
    if actor.may(Permission.MATTER_SIGN):
        scopes.append(
            Q(pk__in=Party.objects.filter(unit_id__in=actor.unit_ids, current=True).values("matter_id"))
        )
    if actor.may(Permission.MATTER_READ):
        scopes.append(Q(pk__in=Opening.objects.filter(person_id=actor.person_id or 0).values("matter_id")))
    if not scopes:
        return Matter.objects.none()
    allowed = scopes[0]
    for scope in scopes[1:]:
        allowed |= scope
    return Matter.objects.filter(allowed)


def joined_unit(actor: Actor) -> int | None:
    """The unit whose party rows ``visible`` joins: that of people who serve in just one unit."""
    if actor.sees_all or Role.INSPECTOR in actor.roles or len(actor.unit_ids) != 1:
        return None
    return actor.unit_ids[0]


PEOPLE = ("sponsor", "keeper", "approver")
SHOWN = (
    "lead_unit__name", "lead_unit__short",
    "directive__title", "directive__number",
    *(f"{person}__{name}" for person in PEOPLE for name in ("name", "phone")),
)  # fmt: skip


def one(actor: Actor, matter_id: int) -> Matter:
    """The matter, as an act needs it; NotFound for strangers."""
    return _found(visible(actor).filter(pk=matter_id).first())


def whole(actor: Actor, matter_id: int) -> Matter:
    """The matter with the names of its units, people and document, as its page shows them; one query."""
    related = ("lead_unit", "directive", *PEOPLE)
    columns = [field.name for field in Matter._meta.concrete_fields]  # noqa: SLF001 -- Django documents _meta as public
    return _found(visible(actor).select_related(*related).only(*columns, *SHOWN).filter(pk=matter_id).first())


def _found(matter: Matter | None) -> Matter:
    if matter is None:
        raise NotFound("matter-not-found", "没有找到这个督查事项，或者它不在您的查看范围内。")
    return matter


def evidence_visible(actor: Actor, file_id: int) -> bool:
    """Whether the file is evidence of a matter that the actor may see."""
    matters = Evidence.objects.filter(file_id=file_id).values("report__matter_id")
    return visible(actor).filter(pk__in=matters).exists()
