"""Matters, the units that hold them, and the facts that units and office add to them.

Rows of Plan, Milestone, Report, Check and Objection are facts: written once. What changes on Matter is
its state and dates, always by actions, always with an entry in the ledger.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from luoshi.accounts.models import Person
from luoshi.directives.models import Directive, Draft
from luoshi.files.models import StoredFile
from luoshi.matters.terms import (
    Category,
    CheckMethod,
    CheckOutcome,
    MatterKind,
    PartyRole,
    ReportKind,
    Status,
    Urgency,
)
from luoshi.units.models import Unit

NO_DUE = date(9999, 12, 31)
"""Sorts matters without a date behind all others, alike on every database."""


def due_key() -> models.GeneratedField:
    """The due date, or NO_DUE: a column that can be ordered and paged over."""
    return models.GeneratedField(
        expression=Coalesce(F("due_on"), Value(NO_DUE)), output_field=models.DateField(), db_persist=True
    )


def heard_key() -> models.GeneratedField:
    """When the units were last heard of: the last report, else the issue; NO_DUE before it."""
    return models.GeneratedField(
        expression=Coalesce(F("last_report_on"), F("issued_on"), Value(NO_DUE)),
        output_field=models.DateField(),
        db_persist=True,
    )


class Matter(models.Model):
    """A supervised matter. ``running`` is true while the lead unit owes work; it follows ``status``.

    A foreign key has no index of its own where one of the indexes below begins with it: fewer to write, and
    none that a planner might take instead of the one that also gives the order."""

    number = models.CharField(max_length=40, blank=True, db_index=True)
    title = models.CharField(max_length=120)
    content = models.TextField()
    kind = models.CharField(max_length=12, choices=MatterKind.choices(), default=MatterKind.TASK)
    category = models.CharField(max_length=14, choices=Category.choices(), default=Category.DEPLOYMENT)
    urgency = models.CharField(max_length=8, choices=Urgency.choices(), default=Urgency.NORMAL)
    measures = models.JSONField(default=list)

    directive = models.ForeignKey(
        Directive, null=True, on_delete=models.PROTECT, related_name="matters", db_index=False
    )
    draft = models.OneToOneField(Draft, null=True, on_delete=models.PROTECT, related_name="matter")
    quote_start = models.PositiveIntegerField(null=True)
    quote_end = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)

    lead_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="led_matters", db_index=False
    )
    sponsor = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="sponsored_matters")
    keeper = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="kept_matters")

    deadline_raw = models.CharField(max_length=80, blank=True)
    deadline_kind = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(null=True)
    due_key = due_key()
    next_check_on = models.DateField(null=True)

    status = models.CharField(max_length=14, choices=Status.choices(), default=Status.PROPOSED)
    running = models.BooleanField(default=False)
    aside_from = models.CharField(max_length=14, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approval_recorded_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    approved_on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    docketed_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    sign_by = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    reported_done_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    percent = models.PositiveSmallIntegerField(null=True)
    last_report_on = models.DateField(null=True)
    heard_key = heard_key()
    report_count = models.PositiveIntegerField(default=0)
    evidence_count = models.PositiveIntegerField(default=0)  # since the matter was last sent back
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["due_key", "id"], name="matter_due"),
            models.Index(fields=["lead_unit", "due_key", "id"], name="matter_unit_due"),
            models.Index(fields=["due_key", "id"], condition=Q(running=True), name="matter_running_due"),
            models.Index(
                fields=["lead_unit", "due_key", "id"],
                condition=Q(running=True),
                name="matter_unit_running_due",
            ),
            models.Index(fields=["status", "due_key", "id"], name="matter_status_due"),
            models.Index(fields=["issued_on", "lead_unit"], name="matter_issued"),
            models.Index(fields=["heard_key", "id"], condition=Q(running=True), name="matter_silent"),
            models.Index(
                fields=["due_key", "id"],
                condition=Q(accepted_on__isnull=False, closed_on=None),
                name="matter_accepted",
            ),
            models.Index(fields=["directive", "quote_start"], name="matter_directive"),
            models.Index(
                fields=["sponsor", "due_key", "id"], condition=Q(running=True), name="matter_sponsor_due"
            ),
        ]


class Party(models.Model):
    """A unit's part in a matter; ``current`` from issue until the matter passes to another unit.

    ``due_on`` and ``running`` repeat the matter's, so that one unit's register is read in order from one
    index, whatever the size of the whole."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="parties", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=8, choices=PartyRole.choices())
    due_on = models.DateField(null=True)
    due_key = due_key()
    running = models.BooleanField(default=False)
    current = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "unit"], name="party_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(role=PartyRole.LEAD, current=True), name="party_one_lead"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_key", "matter"], condition=Q(current=True), name="party_due"),
            models.Index(
                fields=["unit", "due_key", "matter"],
                condition=Q(current=True, running=True),
                name="party_running",
            ),
        ]


class Opening(models.Model):
    """A matter opened to an invited inspector (Art. 8)."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="openings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "person"], name="opening_once")]


class Objection(models.Model):
    """A unit's “not mine”, with the duty it relies on, and the office's one decision."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="objections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    duty = models.CharField(max_length=200, blank=True)
    suggested = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    upheld_unit = models.BooleanField(null=True)
    ruling = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True)


class Plan(models.Model):
    """How the lead unit will do it: means and milestones; a new version never replaces the words of the old."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    approach = models.TextField()
    means = models.TextField(blank=True)
    responsible = models.CharField(max_length=60)
    submitted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "version"], name="plan_version_once")]


class Milestone(models.Model):
    """A dated step of a plan; ``done_on`` is set once by the report that says so."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="milestones")
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["plan", "ordinal"], name="milestone_once")]


class Report(models.Model):
    """What a unit filed. ``corrects`` names the earlier report that this one puts right."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="reports", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ReportKind.choices())
    text = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    filed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["matter", "filed_at"], name="report_story")]


class Evidence(models.Model):
    """A file that a report shows."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")


class Check(models.Model):
    """The office's verification of a matter that the unit calls done."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=CheckOutcome.choices())
    method = models.CharField(max_length=12, choices=CheckMethod.choices())
    finding = models.TextField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()


class SavedView(models.Model):
    """A register view that a person keeps: its name and the query string."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_view_once")]
