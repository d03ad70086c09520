"""What a language model on the intranet has read in a document; opinions never change, drafts are not touched."""

from django.db import models

from luoshi.accounts.models import Person
from luoshi.directives.models import Directive


class SecondReading(models.Model):
    """One pass over a document, batch by batch. ``service`` is host and port; ``read_to`` the offset up to which the
    text was read but for the stretches in ``unread``; ``failure`` why the last batch was not answered."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    service = models.CharField(max_length=300)
    model = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    read_to = models.PositiveIntegerField(default=0)
    unread = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    failure = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["directive", "-id"])]

    @property
    def complete(self) -> bool:
        """Whether every batch was read or passed over."""
        return self.done >= self.total


class Opinion(models.Model):
    """One task as the model reads it: quotations that stand in the text, checked before they were kept."""

    reading = models.ForeignKey(SecondReading, on_delete=models.PROTECT, related_name="opinions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=12, blank=True)
    lead = models.CharField(max_length=80, blank=True)
    support = models.JSONField(default=list)
    deadline = models.CharField(max_length=80, blank=True)
    on = models.DateField(null=True)
    measures = models.JSONField(default=list)
    elsewhere = models.JSONField(default=list)
    dropped = models.JSONField(default=list)

    class Meta:
        ordering = ["start", "id"]
