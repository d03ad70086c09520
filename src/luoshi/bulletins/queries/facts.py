"""The facts of a circular: counts by unit in one query, the named problems in two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from luoshi.accounts.models import Person
from luoshi.accounts.policy import Actor
from luoshi.boards.register import near_days
from luoshi.bulletins.rules import FIGURES, MOST_NAMED, Facts, Figure, Problem, UnitLine
from luoshi.directives.models import Directive
from luoshi.matters import queries as matters
from luoshi.matters import rules as matter_rules
from luoshi.matters.models import NO_DUE, Matter, Report
from luoshi.matters.queries import facts_of, where_light
from luoshi.matters.terms import Light
from luoshi.units import queries as units
from luoshi.units.models import Unit

REMEDY_WORKDAYS = 5
REPORT_WORKDAYS = 10


@dataclass(frozen=True, slots=True)
class Span:
    """The period of a circular and the day as of which it counts."""

    start: date
    end: date
    as_of: date


def in_scope(actor: Actor, span: Span, scope: Mapping[str, Any]) -> QuerySet[Matter]:
    """Matters issued by the end of the period and not closed before it; narrowed by the scope's keys
    ``sponsor``, ``directive`` and ``units``."""
    still_open = Q(status__in=tuple(matter_rules.OPEN))
    # Nearly every matter was issued before the end; as a computed value it does not tempt into that index.
    found = matters.visible(actor).annotate(began_on=Coalesce("issued_on", Value(NO_DUE)))
    found = found.filter(still_open | Q(closed_on__gte=span.start), began_on__lte=span.end)
    if scope.get("sponsor"):
        found = found.filter(sponsor_id=scope["sponsor"])
    if scope.get("directive"):
        found = found.filter(directive_id=scope["directive"])
    if scope.get("units"):
        found = found.filter(lead_unit_id__in=scope["units"])
    return found


def scope_label(scope: Mapping[str, Any]) -> str:
    """The scope in words."""
    parts = []
    if scope.get("sponsor"):
        parts.append(f"{Person.objects.get(pk=scope['sponsor']).name}负责的事项")
    if scope.get("directive"):
        parts.append(f"来自《{Directive.objects.get(pk=scope['directive']).title}》的事项")
    if scope.get("units"):
        names = Unit.objects.filter(pk__in=scope["units"]).values_list("short", flat=True)
        parts.append(f"{'、'.join(names)}牵头的事项")
    return "，".join(parts) or "全部在督事项"


def facts_for(actor: Actor, span: Span, scope: Mapping[str, Any]) -> Facts:
    """Everything that the circular of this period and scope is written from."""
    found = in_scope(actor, span, scope)
    calendar = units.calendar()
    place = units.place()
    return Facts(
        place=place.name if place else "",
        scope=scope_label(scope),
        period_from=span.start,
        period_to=span.end,
        as_of=span.as_of,
        units=_unit_lines(found, span),
        problems=_problems(found, span.as_of),
        remedy_by=calendar.add_workdays(span.as_of, REMEDY_WORKDAYS),
        report_by=calendar.add_workdays(span.as_of, REPORT_WORKDAYS),
    )


def matters_behind(
    actor: Actor, span: Span, scope: Mapping[str, Any], *, figure: str, unit_id: int | None = None
) -> QuerySet[Matter]:
    """The matters that a figure counts, of all units or of one, while the circular is a draft."""
    found = in_scope(actor, span, scope).filter(_condition(FIGURES[figure], span))
    if unit_id is not None:
        found = found.filter(lead_unit_id=unit_id)
    return found.select_related("lead_unit").order_by("due_key", "pk")


def _condition(figure: Figure, span: Span) -> Q:
    condition = Q()
    if figure.period:
        condition &= Q(**{f"{figure.period}__gte": span.start, f"{figure.period}__lte": span.end})
    if figure.lights:
        any_light = Q()
        for light in sorted(figure.lights):
            any_light |= where_light(light, span.as_of, near_days=near_days())
        condition &= any_light
    return condition


def _unit_lines(found: QuerySet[Matter], span: Span) -> list[UnitLine]:
    counts = {
        name: Count("pk", filter=_condition(figure, span))
        if (figure.lights or figure.period)
        else Count("pk")
        for name, figure in FIGURES.items()
    }
    # Grouping by a computed unit keeps the database from walking a whole index in the order of units.
    grouped = found.order_by().annotate(led_by=F("lead_unit_id") + 0).values("led_by")
    rows = grouped.annotate(**counts).values_list("led_by", *counts)
    by_unit = {row[0]: dict(zip(counts, row[1:], strict=True)) for row in rows}
    named = Unit.objects.filter(pk__in=by_unit).order_by("position", "pk").values_list("pk", "short")
    return [UnitLine(pk, name, by_unit[pk]) for pk, name in named]


def _problems(found: QuerySet[Matter], as_of: date) -> list[Problem]:
    listed: list[Problem] = []
    for light in (Light.OVERDUE, Light.UNANSWERED):
        rows = found.filter(where_light(light, as_of, near_days=near_days())).select_related("lead_unit")
        worst = list(rows.order_by("due_key", "pk")[:MOST_NAMED])
        causes = _causes([matter.pk for matter in worst])
        listed += [_problem(matter, light, as_of=as_of, cause=causes.get(matter.pk, "")) for matter in worst]
    return listed


def _problem(matter: Matter, light: Light, *, as_of: date, cause: str) -> Problem:
    return Problem(
        matter_id=matter.pk,
        unit=matter.lead_unit.short if matter.lead_unit else "",
        title=matter.title,
        due_on=matter.due_on,
        days_late=matter_rules.days_late(facts_of(matter, as_of)),
        light=light,
        cause=cause,
    )


def _causes(matter_ids: list[int]) -> dict[int, str]:
    """What the unit last named as its problem."""
    said = Report.objects.filter(matter_id__in=matter_ids).exclude(problem="").order_by("filed_at", "pk")
    return dict(said.values_list("matter_id", "problem"))
