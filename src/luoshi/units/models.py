"""Units as identities with dated versions, the place itself, and its working-day calendar."""

from django.db import models
from django.db.models import Q

from luoshi.units.rules import RECIPIENTS, RECIPIENTS_LENGTH
from luoshi.units.terms import UnitKind


class Place(models.Model):
    """The one place that this installation serves; a single row."""

    name = models.CharField(max_length=40)
    government = models.CharField(max_length=80)
    office = models.CharField(max_length=80)
    masthead = models.CharField(max_length=40, default="督查通报")
    number_word = models.CharField(max_length=20)
    sign_workdays = models.PositiveSmallIntegerField(default=3)
    near_due_days = models.PositiveSmallIntegerField(default=7)
    contact_phone = models.CharField(max_length=40, blank=True)
    recipients = models.CharField(max_length=RECIPIENTS_LENGTH, default=RECIPIENTS)
    version = models.PositiveIntegerField(default=1)


class Unit(models.Model):
    """An identity that never changes; what it is called is in its versions."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=UnitKind.choices())
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=40)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]


class UnitVersion(models.Model):
    """What a unit was called, and what its duties were, from one day to another; the current names are copied onto
    the unit."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=40)
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    duties = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint("unit", condition=Q(valid_to=None), name="unit_one_current_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="unit_version_order",
            ),
        ]


class UnitAlias(models.Model):
    """Another way in which documents write a unit: 发改委, 市发展改革委."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aliases")
    alias = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "alias"], name="unit_alias_once")]


class CalendarYear(models.Model):
    """A year whose holiday arrangement has been entered; other years answer that they are missing."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)


class CalendarDay(models.Model):
    """A day that departs from the weekly rhythm: a holiday, or a weekend day made up for (调休)."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=20, blank=True)
