"""Decision documents as they read, the clauses they are cut into, and the drafts taken from them."""

from django.db import models

from luoshi.accounts.models import Person
from luoshi.directives.terms import (
    DirectiveKind,
    DirectiveStatus,
    DraftKind,
    DraftStatus,
    Judged,
    Origin,
    Relation,
)
from luoshi.files.models import StoredFile
from luoshi.units.models import Unit


class Directive(models.Model):
    """A document that decides something. ``text`` is what was read and never changes; offsets point into it."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=DirectiveKind.choices())
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField()
    source = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    notes = models.JSONField(default=list)
    status = models.CharField(
        max_length=12, choices=DirectiveStatus.choices(), default=DirectiveStatus.DRAFTING
    )
    received_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["-dated_on", "-id"]),
            models.Index(fields=["id"], condition=models.Q(status="drafting"), name="directive_in_work"),
        ]


class Clause(models.Model):
    """A stretch of the text that is read as one: a heading or a paragraph."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="clauses")
    ordinal = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=12)
    label = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["directive", "ordinal"], name="clause_once")]


class Draft(models.Model):
    """A proposed matter: what the engine or the clerk reads in the words from ``start`` to ``end``.

    ``engine`` keeps what the engine said, whatever the clerk changes. ``lead_raw`` and ``support_raw`` are the names
    as the text has them; ``replaced_by`` are the drafts that stand for this one since it was split or merged.
    """

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=12, choices=DraftKind.choices())
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    section = models.JSONField(default=list)
    lead = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    lead_raw = models.JSONField(default=list)
    support = models.ManyToManyField(Unit, related_name="+")
    support_raw = models.JSONField(default=list)
    relation = models.CharField(max_length=14, choices=Relation.choices(), default=Relation.NONE)
    sponsor_raw = models.JSONField(default=list)
    deadline_raw = models.CharField(max_length=80, blank=True)
    deadline_kind = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(null=True)
    next_check_on = models.DateField(null=True)
    measures = models.JSONField(default=list)
    confidence = models.PositiveSmallIntegerField(default=100)
    why = models.JSONField(default=list)
    engine = models.JSONField(default=dict)
    origin = models.CharField(max_length=8, choices=Origin.choices(), default=Origin.ENGINE)
    status = models.CharField(max_length=10, choices=DraftStatus.choices(), default=DraftStatus.PENDING)
    replaced_by = models.ManyToManyField("self", symmetrical=False, related_name="replaces")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["start", "id"]
        indexes = [models.Index(fields=["directive", "status"])]


class Verdict(models.Model):
    """One field of the engine's reading beside the clerk's, once the clerk has decided; written once, never changed.

    ``month`` is 2026-03: the figures of a page are counts over one index."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="verdicts")
    field = models.CharField(max_length=10, choices=Judged.choices())
    engine = models.JSONField(null=True)
    clerk = models.JSONField(null=True)
    right = models.BooleanField()
    engine_version = models.CharField(max_length=20)
    at = models.DateTimeField()
    month = models.CharField(max_length=7)

    class Meta:
        indexes = [
            models.Index(fields=["month", "field", "right"], name="verdict_month"),
            models.Index(fields=["-id"], condition=models.Q(right=False), name="verdict_wrong"),
        ]
