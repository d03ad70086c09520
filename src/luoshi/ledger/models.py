"""The entries, the tree over them, the counters of numbered series, and the signatures of witnesses.

No foreign keys: a ledger outlives its subjects. Triggers refuse UPDATE and DELETE on all but the counters, and
count the entries (see the second and the fourth migration).
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
    numbers = models.TextField(null=True)
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


class Tree(models.Model):
    """One row: the hash that the tree is made with, and how many entries were ever written (kept by a trigger)."""

    hash = models.CharField(max_length=16)
    size = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ledger_tree_one")]


class Counter(models.Model):
    """The last number given in a series of a year; ``pending`` of them are not yet told by an entry."""

    pk = models.CompositePrimaryKey("series", "year")
    series = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveBigIntegerField()
    pending = models.PositiveBigIntegerField()


class Witness(models.Model):
    """The signature of another organ under a head; entry ``seq`` tells of its receipt."""

    pk = models.CompositePrimaryKey("key", "size")
    key = models.CharField(max_length=64)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    hash = models.CharField(max_length=16)
    witness = models.CharField(max_length=NAME_LENGTH)
    signed_at = models.CharField(max_length=NAME_LENGTH)
    signature = models.CharField(max_length=128)
    seq = models.BigIntegerField()
