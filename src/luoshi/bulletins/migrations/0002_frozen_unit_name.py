"""The name of the unit as it was when the circular was approved; for older circulars, on the circular's day."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


def name_units(apps: Any, schema_editor: Any) -> None:
    frozen = apps.get_model("bulletins", "FrozenMatter")
    unit = apps.get_model("units", "Unit").objects.filter(pk=OuterRef("unit_id"))
    as_of = apps.get_model("bulletins", "Bulletin").objects.filter(pk=OuterRef(OuterRef("bulletin_id")))
    then = apps.get_model("units", "UnitVersion").objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=Subquery(as_of.values("as_of"))),
        unit_id=OuterRef("unit_id"),
        valid_from__lte=Subquery(as_of.values("as_of")),
    )
    named = Coalesce(Subquery(then.values("short")[:1]), Subquery(unit.values("short")))
    frozen.objects.update(unit_name=named)


class Migration(migrations.Migration):
    dependencies = [("bulletins", "0001_initial"), ("units", "0002_recipients_and_versions")]

    operations = [
        migrations.AddField(
            model_name="frozenmatter", name="unit_name", field=models.CharField(default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(name_units, migrations.RunPython.noop),
    ]  # fmt: skip
