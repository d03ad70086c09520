"""Which matters a register shows.

People of one unit read through their unit's party rows, which repeat the matter's date and state, so that
an index of their own gives the rows in order; whatever is said of date and state is said of those columns too.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from luoshi.accounts.models import Portfolio
from luoshi.accounts.policy import Actor
from luoshi.boards.register.filters import Part, RegisterFilter
from luoshi.matters import queries as matters
from luoshi.matters.models import NO_DUE, Matter, Party
from luoshi.matters.terms import Light

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """The matters that a filter leaves, and through which columns they are ordered."""

    rows: QuerySet[Matter]
    due: str
    key: str
    running: str

    def where(self, *conditions: Q, **fields: Any) -> "Scope":
        """The scope narrowed."""
        return Scope(self.rows.filter(*conditions, **fields), self.due, self.key, self.running)


def matching(actor: Actor, wanted: RegisterFilter, *, today: date, near_days: int) -> Scope:
    """What of the actor's matters the filter leaves, in no order yet."""
    scope = _by_unit(actor, wanted)
    if wanted.running_only:
        scope = scope.where(**{"running": True, scope.running: True})
    if wanted.light is not None:
        scope = by_light(scope, wanted.light, today=today, near_days=near_days)
    scope = scope.where(**_equal(wanted), **_between(scope, wanted))
    if wanted.portfolio is not None:
        held = Portfolio.objects.filter(leader_id=wanted.portfolio, valid_to=None)
        scope = scope.where(lead_unit_id__in=held.values("unit_id"))
    if wanted.q:
        scope = Scope(matters.search(scope.rows, wanted.q), scope.due, scope.key, scope.running)
    return scope


def own(actor: Actor) -> Scope:
    """All that the actor may see."""
    return _by_unit(actor, RegisterFilter())


def by_light(scope: Scope, light: Light, *, today: date, near_days: int) -> Scope:
    """The matters that stand so; the bounds that follow for the date are said too, for the index."""
    first, last = {
        Light.OVERDUE: (date.min, today - DAY),
        Light.UNANSWERED: (today, NO_DUE),
        Light.NEAR_DUE: (today, today + near_days * DAY),
        Light.RUNNING: (today + (near_days + 1) * DAY, NO_DUE - DAY),
        Light.NO_DATE: (NO_DUE, NO_DUE),
    }.get(light, (None, None))
    scope = scope.where(matters.where_light(light, today, near_days=near_days))
    if first is None or last is None:
        return scope
    bounds = {f"{scope.due}__lte": last} | ({f"{scope.due}__gte": first} if first > date.min else {})
    return scope.where(**{scope.running: True}, **bounds)


def count(scope: Scope, *, most: int) -> int:
    """How many there are, counted up to ``most`` + 1."""
    return scope.rows.order_by().values(scope.key)[: most + 1].count()


def _by_unit(actor: Actor, wanted: RegisterFilter) -> Scope:
    rows = matters.visible(actor)
    mine = matters.joined_unit(actor)
    if mine is not None:
        scope = _through_parties(rows)
        if wanted.unit in {None, mine}:
            return scope.where(**_role("party_role", wanted.part))
        return scope.where(_takes_part(wanted.unit, wanted.part))
    if wanted.unit is None:
        return Scope(rows, "due_key", "id", "running")
    if wanted.part in {None, Part.LEAD}:
        return Scope(rows.filter(lead_unit_id=wanted.unit), "due_key", "id", "running")
    joined = {"parties__unit_id": wanted.unit, "parties__current": True}
    return _through_parties(rows.filter(**joined, **_role("parties__role", wanted.part)))


def _through_parties(joined: QuerySet[Matter]) -> Scope:
    rows = joined.annotate(
        party_due=F("parties__due_key"),
        party_matter=F("parties__matter_id"),
        party_running=F("parties__running"),
        party_role=F("parties__role"),
    )
    return Scope(rows, "party_due", "party_matter", "party_running")


def _role(column: str, part: Part | None) -> dict[str, str]:
    return {} if part in {None, Part.ANY} else {column: str(part)}


def _takes_part(unit_id: int | None, part: Part | None) -> Q:
    if part in {None, Part.LEAD}:
        return Q(lead_unit_id=unit_id)
    held = Party.objects.filter(unit_id=unit_id, current=True, **_role("role", part))
    return Q(pk__in=held.values("matter_id"))


def _equal(wanted: RegisterFilter) -> dict[str, Any]:
    columns = {
        "status": wanted.status,
        "kind": wanted.kind,
        "sponsor_id": wanted.sponsor,
        "keeper_id": wanted.keeper,
        "directive_id": wanted.directive,
    }
    return {column: value for column, value in columns.items() if value is not None}


def _between(scope: Scope, wanted: RegisterFilter) -> dict[str, date]:
    bounds = {
        f"{scope.due}__gte": wanted.due_from,
        f"{scope.due}__lte": wanted.due_to,
        "issued_on__gte": wanted.issued_from,
        "issued_on__lte": wanted.issued_to,
        "next_check_on__lte": wanted.check_to,
    }
    return {column: day for column, day in bounds.items() if day is not None}
