"""The tree's hash and size, numbers told by entries, witnesses.

Counters lose their meaningless id. The numbers that they gave before this migration are told by the next entry.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def carry_counters(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    new = apps.get_model("ledger", "Counter")
    for old in apps.get_model("ledger", "OldCounter").objects.all():
        new.objects.create(series=old.series, year=old.year, last=old.last, pending=old.last)


def describe_tree(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    last = apps.get_model("ledger", "Entry").objects.order_by("-seq").first()
    if last is not None:
        apps.get_model("ledger", "Tree").objects.create(id=1, hash="sha256", size=last.seq + 1)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]

    operations = [
        migrations.AddField(model_name="entry", name="numbers", field=models.TextField(null=True)),
        migrations.CreateModel(
            name="Tree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hash", models.CharField(max_length=16)),
                ("size", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="ledger_tree_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "size", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=16)),
                ("witness", models.CharField(max_length=100)),
                ("signed_at", models.CharField(max_length=100)),
                ("signature", models.CharField(max_length=128)),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(model_name="counter", name="ledger_counter_once"),
        migrations.RenameModel(old_name="Counter", new_name="OldCounter"),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series", "year", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.CharField(max_length=64)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveBigIntegerField()),
                ("pending", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.RunPython(carry_counters, migrations.RunPython.noop),
        migrations.DeleteModel(name="OldCounter"),
        migrations.RunPython(describe_tree, migrations.RunPython.noop),
    ]
