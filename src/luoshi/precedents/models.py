"""What is derived from the past for the sake of drafts: countings, suggestions, likenesses.

All but a clerk's choice can be worked out again from matters, drafts and the ledger.
"""

from django.db import models
from django.db.models import Q

from luoshi.accounts.models import Person
from luoshi.directives.models import Draft
from luoshi.matters.models import Matter
from luoshi.precedents.terms import Choice, Degree
from luoshi.units.models import Unit


class Habit(models.Model):
    """In how many matters that a unit has signed for a pair of letters stood; the empty pair counts the matters."""

    gram = models.CharField(max_length=2)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "unit"], name="habit_once")]


class Counted(models.Model):
    """Up to which entry of the ledger signings have been counted; a single row."""

    seq = models.BigIntegerField(default=0)


class Suggested(models.Model):
    """A unit that may lead a draft which names none."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="suggested")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["draft", "unit"], name="suggested_once")]


class Alike(models.Model):
    """A draft and something that asks much the same: a matter, or another draft of the document before it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="alikes")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.CASCADE, related_name="alikes")
    other = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE, related_name="+")
    degree = models.CharField(max_length=10, choices=Degree.choices())
    percent = models.PositiveSmallIntegerField()
    differences = models.JSONField(default=list)
    choice = models.CharField(max_length=8, choices=Choice.choices(), default=Choice.OPEN)
    chosen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-percent", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "matter"], name="alike_matter_once"),
            models.UniqueConstraint(fields=["draft", "other"], name="alike_draft_once"),
            models.CheckConstraint(
                condition=Q(matter=None, other__isnull=False) | Q(matter__isnull=False, other=None),
                name="alike_one_side",
            ),
        ]
