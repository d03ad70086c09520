"""Which matters a register shows.

People of one unit read through their unit's party rows, which repeat the matter's date and state, so that
an index of their own gives the rows in order; what is asked of date and state is asked of those columns.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from luoshi.accounts.models import Portfolio
from luoshi.accounts.policy import Actor
from luoshi.boards.register.filters import Answer, Part, RegisterFilter
from luoshi.matters import queries as matters
from luoshi.matters import rules
from luoshi.matters.models import NO_DUE, Matter, Party
from luoshi.matters.terms import Light, Status

DAY = timedelta(days=1)
FEW_HITS = 500
_ACCEPTANCE = {
    Answer.YES: Q(accepted_on__isnull=False, closed_on=None) & ~Q(status__in=tuple(rules.ASIDE)),
    Answer.NO: Q(accepted_on=None, status=Status.VERIFIED),
}
"""Said so that each has an index of its own."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The matters that a filter leaves, and which columns hold their date, number and state. ``parties`` are
    the same rows without their matters, for counting, until something is asked that only the matter knows;
    ``searched`` are the words when nothing but them was asked."""

    rows: QuerySet[Matter]
    due: str = "due_key"
    key: str = "id"
    running: str = "running"
    parties: QuerySet[Party] | None = None
    searched: str = ""

    def where(self, *conditions: Q, **fields: Any) -> "Scope":
        """The scope narrowed by what the matter knows."""
        if not conditions and not fields:
            return self
        return replace(self, rows=self.rows.filter(*conditions, **fields), parties=None)

    def in_hand(self) -> "Scope":
        """Those on which the lead unit owes work."""
        parties = None if self.parties is None else self.parties.filter(running=True)
        return replace(self, rows=self.rows.filter(**{self.running: True}), parties=parties)

    def due_between(self, first: date | None, last: date | None) -> "Scope":
        """Those due from one day to another."""
        bounds = {"gte": first, "lte": last}
        given = {lookup: day for lookup, day in bounds.items() if day is not None}
        if not given:
            return self
        rows = self.rows.filter(**{f"{self.due}__{lookup}": day for lookup, day in given.items()})
        theirs = {f"due_key__{lookup}": day for lookup, day in given.items()}
        parties = None if self.parties is None else self.parties.filter(**theirs)
        return replace(self, rows=rows, parties=parties)

    def count(self, *, most: int) -> int:
        """How many there are, counted up to ``most`` + 1."""
        if self.searched:
            return matters.count_hits(self.searched, most=most + 1)
        if self.parties is not None:
            return int(self.parties.order_by("due_key").values("pk")[: most + 1].count())
        return int(self.rows.order_by().values(self.key)[: most + 1].count())


def matching(actor: Actor, wanted: RegisterFilter, *, today: date, near_days: int) -> Scope:
    """What of the actor's matters the filter leaves, in no order yet."""
    scope = _by_unit(actor, wanted)
    if wanted.running_only or wanted.status in rules.RUNNING:
        scope = scope.in_hand()
    if wanted.light is not None:
        scope = by_light(scope, wanted.light, today=today, near_days=near_days)
    scope = scope.due_between(wanted.due_from, wanted.due_to).where(**_fields(wanted))
    if wanted.accepted is not None:
        scope = scope.where(_ACCEPTANCE[wanted.accepted])
    if wanted.portfolio is not None:
        held = Portfolio.objects.filter(leader_id=wanted.portfolio, valid_to=None)
        scope = scope.where(lead_unit_id__in=held.values("unit_id"))
    return _searched(scope, actor, wanted) if wanted.q else scope


def _searched(scope: Scope, actor: Actor, wanted: RegisterFilter) -> Scope:
    """Few hits are taken by number. Of many, with nothing else asked, the first in the order are looked for
    one by one, which ends as soon as the page is full; counting goes through the search index alone."""
    few = matters.hits(wanted.q, most=FEW_HITS + 1)
    if len(few) <= FEW_HITS:
        return scope.where(pk__in=few)
    if actor.sees_all and not wanted.narrowed_beyond_search:
        rows = matters.search_each(scope.rows, wanted.q)
        return replace(scope, rows=rows, parties=None, searched=wanted.q)
    return replace(scope, rows=matters.search(scope.rows, wanted.q), parties=None)


def by_light(scope: Scope, light: Light, *, today: date, near_days: int) -> Scope:
    """The matters that stand so; what follows for date and state is said too, for the index."""
    bounds: dict[Light, tuple[date | None, date | None]] = {
        Light.OVERDUE: (None, today - DAY),
        Light.UNANSWERED: (today, None),
        Light.NEAR_DUE: (today, today + near_days * DAY),
        Light.RUNNING: (today + (near_days + 1) * DAY, NO_DUE - DAY),
        Light.NO_DATE: (NO_DUE, NO_DUE),
    }
    if light in bounds:
        scope = scope.in_hand().due_between(*bounds[light])
    if light is Light.OVERDUE:
        return scope
    return scope.where(matters.where_light(light, today, near_days=near_days))


def _by_unit(actor: Actor, wanted: RegisterFilter) -> Scope:
    rows = matters.visible(actor)
    mine = matters.joined_unit(actor)
    if mine is not None:
        if wanted.unit is None or wanted.unit == mine:
            return _through_parties(rows, mine, wanted.part)
        return _through_parties(rows, mine, None).where(_takes_part(wanted.unit, wanted.part))
    if wanted.unit is None:
        return Scope(rows).where(*_own_part(actor, wanted.part))
    if wanted.part in {None, Part.LEAD}:
        return Scope(rows.filter(lead_unit_id=wanted.unit))
    joined = rows.filter(parties__unit_id=wanted.unit, parties__current=True)
    return _through_parties(joined, wanted.unit, wanted.part)


def _through_parties(joined: QuerySet[Matter], unit_id: int, part: Part | None) -> Scope:
    """``joined`` holds the unit's current party row with each matter."""
    rows = joined.annotate(
        party_due=F("parties__due_key"),
        party_matter=F("parties__matter_id"),
        party_running=F("parties__running"),
        party_role=F("parties__role"),
    )
    parties = Party.objects.filter(unit_id=unit_id, current=True)
    if part in {Part.LEAD, Part.SUPPORT}:
        rows, parties = rows.filter(party_role=str(part)), parties.filter(role=str(part))
    return Scope(rows, "party_due", "party_matter", "party_running", parties)


def _own_part(actor: Actor, part: Part | None) -> list[Q]:
    """For people of several units, who may say the part alone; for those who see all it says nothing."""
    if part in {None, Part.ANY} or actor.sees_all:
        return []
    if part is Part.LEAD:
        return [Q(lead_unit_id__in=actor.unit_ids)]
    held = Party.objects.filter(unit_id__in=actor.unit_ids, current=True, role=str(part))
    return [Q(pk__in=held.values("matter_id"))]


def _takes_part(unit_id: int, part: Part | None) -> Q:
    if part in {None, Part.LEAD}:
        return Q(lead_unit_id=unit_id)
    held = Party.objects.filter(unit_id=unit_id, current=True)
    if part is Part.SUPPORT:
        held = held.filter(role=str(part))
    return Q(pk__in=held.values("matter_id"))


def _fields(wanted: RegisterFilter) -> dict[str, Any]:
    columns = {
        "status": wanted.status,
        "kind": wanted.kind,
        "sponsor_id": wanted.sponsor,
        "keeper_id": wanted.keeper,
        "directive_id": wanted.directive,
        "issued_on__gte": wanted.issued_from,
        "issued_on__lte": wanted.issued_to,
        "next_check_on__lte": wanted.check_to,
        "heard_key__lte": wanted.heard_to,
    }
    return {column: value for column, value in columns.items() if value is not None}
