"""From rows to the facts that the rules look at, and from lights to conditions that a database can search by."""

from datetime import date, timedelta

from django.db.models import F, Q

from luoshi.matters import rules
from luoshi.matters.models import Matter
from luoshi.matters.rules import Facts
from luoshi.matters.terms import Light, Status


def facts_of(matter: Matter, today: date) -> Facts:
    """What the rules may know of the matter on a day."""
    return Facts(
        status=Status(matter.status),
        today=today,
        lead_unit_id=matter.lead_unit_id,
        approver_id=matter.approver_id,
        approved_on=matter.approved_on,
        basis=matter.basis,
        due_on=matter.due_on,
        next_check_on=matter.next_check_on,
        sign_by=matter.sign_by,
        signed_on=matter.signed_on,
        reported_done_on=matter.reported_done_on,
        accepted_on=matter.accepted_on,
        evidence_count=matter.evidence_count,
    )


def light_of(matter: Matter, today: date, *, near_days: int) -> Light:
    """How the matter stands on a day."""
    return rules.light(facts_of(matter, today), near_days=near_days)


def where_light(light: Light, today: date, *, near_days: int) -> Q:
    """The condition under which ``rules.light`` answers ``light`` on ``today``; a test holds the two together."""
    running = Q(running=True)
    overdue = Q(due_key__lt=today)
    waiting = Q(status=Status.ISSUED, sign_by__lt=today)
    near = Q(due_key__lte=today + timedelta(days=near_days))
    done = Q(status=Status.CLOSED)
    late = Q(due_on__lt=F("reported_done_on"))
    conditions = {
        Light.OVERDUE: running & overdue,
        Light.UNANSWERED: running & ~overdue & waiting,
        Light.NO_DATE: running & Q(due_on=None) & ~_surely(waiting),
        Light.NEAR_DUE: running & ~overdue & near & ~_surely(waiting),
        Light.RUNNING: running & ~near & Q(due_on__isnull=False) & ~_surely(waiting),
        Light.IN_REVIEW: Q(status__in=(Status.REPORTED_DONE, Status.VERIFIED)),
        Light.PAUSED: Q(status=Status.SUSPENDED),
        Light.DONE_LATE: done & late,
        Light.DONE_IN_TIME: done & (Q(due_on=None) | Q(due_on__gte=F("reported_done_on"))),
        Light.ASIDE: Q(status__in=tuple(rules.ASIDE)),
        Light.NOT_ISSUED: Q(status__in=(Status.PROPOSED, Status.DOCKETED)),
    }
    return conditions[light]


def _surely(waiting: Q) -> Q:
    """``waiting`` with the unknown sign-by date told apart, so that its negation keeps those rows."""
    return waiting & Q(sign_by__isnull=False)
