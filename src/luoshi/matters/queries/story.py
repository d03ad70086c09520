"""What belongs to one matter, and what belongs to a document or a person."""

from django.db.models import Prefetch, QuerySet

from luoshi.accounts.policy import Actor
from luoshi.matters.models import (
    Check,
    Evidence,
    Matter,
    Milestone,
    Objection,
    Party,
    Report,
    SavedView,
)


def parties(matter: Matter) -> QuerySet[Party]:
    """The units that hold the matter, lead first."""
    return matter.parties.select_related("unit").order_by("role", "pk")


def open_milestones(matter: Matter) -> QuerySet[Milestone]:
    """Milestones of the newest plan that no report has marked as done."""
    newest = matter.plans.order_by("-version").values("pk")[:1]
    return Milestone.objects.filter(plan_id__in=newest, done_on=None)


def reports(matter: Matter) -> QuerySet[Report]:
    """Everything the units filed, newest first, with evidence."""
    related = matter.reports.select_related("unit", "filed_by").order_by("-filed_at", "-pk")
    evidence = Evidence.objects.select_related("file__blob").order_by("pk")
    return related.prefetch_related(Prefetch("evidence", queryset=evidence))


def checks(matter: Matter) -> QuerySet[Check]:
    """The office's verifications, newest first."""
    return matter.checks.select_related("checked_by").order_by("-checked_at", "-pk")


def objections(matter: Matter) -> QuerySet[Objection]:
    """Returns and rulings, newest first."""
    return matter.objections.select_related("unit", "suggested", "raised_by").order_by("-raised_at", "-pk")


def saved_views(actor: Actor) -> QuerySet[SavedView]:
    """The person's own register views."""
    return SavedView.objects.filter(person_id=actor.person_id or 0).order_by("pk")
