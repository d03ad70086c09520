"""Circulars: what is said, on which facts, under which number; frozen when published."""

from django.db import models

from luoshi.accounts.models import Person
from luoshi.bulletins.terms import BulletinStatus
from luoshi.files.models import StoredFile
from luoshi.matters.models import Matter
from luoshi.units.models import Unit


class Bulletin(models.Model):
    """One 督查通报. ``body`` holds the blocks as composed and edited, ``figures`` the values they carry."""

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=120)
    recipients = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    period_from = models.DateField()
    period_to = models.DateField()
    scope = models.JSONField(default=dict)
    body = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    unit_lines = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=BulletinStatus.choices(), default=BulletinStatus.DRAFT)
    drafted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    ledger_size = models.BigIntegerField(null=True)
    ledger_head = models.CharField(max_length=64, blank=True)
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="bulletin_number_once"),
        ]
        indexes = [models.Index(fields=["-year", "-id"])]


class FrozenMatter(models.Model):
    """A matter as it stood when the bulletin was approved, with its lead unit as it was called then; every figure
    is a count of these rows."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="matters")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    status = models.CharField(max_length=14)
    light = models.CharField(max_length=12)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    days_late = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "matter"], name="frozen_once")]
        indexes = [models.Index(fields=["bulletin", "light", "unit"], name="frozen_figure")]
