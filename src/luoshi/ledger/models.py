"""The entries, the tree over them, and the counters of numbered series.

No foreign keys: a ledger outlives its subjects. Triggers refuse UPDATE and DELETE on entries and nodes (see
the second migration).
"""

from django.db import models

from luoshi.ledger.rules import NAME_LENGTH, SUBJECT_LENGTH, TAG_LENGTH


class Entry(models.Model):
    """One act. ``data`` is the canonical JSON that was hashed, ``at`` the moment of the act as given."""

    seq = models.BigIntegerField(primary_key=True)
    tag = models.CharField(max_length=TAG_LENGTH)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=NAME_LENGTH)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.TextField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["subject", "seq"], name="ledger_entry_story")]
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=0), name="ledger_entry_from_zero")]


class Node(models.Model):
    """The root of a complete subtree of 2**level leaves, for level >= 1; level 0 is Entry.leaf."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__gte=1, index__gte=0), name="ledger_node_above_leaves"
            )
        ]


class Counter(models.Model):
    """The last number given in a series of a year."""

    series = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="ledger_counter_once")]
