"""The place that the installation serves."""

from dataclasses import asdict
from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from luoshi.ledger.actions import take_turn
from luoshi.units import rules
from luoshi.units.actions.entry import check_seen, record
from luoshi.units.models import Place
from luoshi.units.policy import Acting, require_write
from luoshi.units.rules import PlaceFacts
from luoshi.units.terms import Tag

ONLY = 1
"""The one row."""

TEXTS = {
    "name": ("本级名称", 40),
    "government": ("政府全称", 80),
    "office": ("督查室名称", 80),
    "masthead": ("通报刊头", 40),
    "number_word": ("文号代字", 20),
    "recipients": ("通报主送", rules.RECIPIENTS_LENGTH),
}


@transaction.atomic
def set_place(facts: PlaceFacts, *, by: Acting, at: datetime, seen: int | None = None) -> Place:
    """Create or change the place's row; ``seen`` is the version that the form was made from."""
    require_write(by)
    take_turn()
    before = Place.objects.filter(pk=ONLY).first()
    check_seen(before, seen)
    texts = {
        field: rules.one_line(getattr(facts, field), label=label, limit=limit)
        for field, (label, limit) in TEXTS.items()
    }
    phone = rules.one_line(facts.contact_phone, label="联系电话", limit=40, required=False)
    rules.check_within(facts.sign_workdays, label="签收期限（工作日）", least=1, most=30)
    rules.check_within(facts.near_due_days, label="临期天数", least=1, most=60)
    tidy = {**asdict(facts), **texts, "contact_phone": phone}
    version = before.version + 1 if before else 1
    place, _ = Place.objects.update_or_create(pk=ONLY, defaults={**tidy, "version": version})
    cache.delete_many(["place", "unit-names"])
    record(Tag.PLACE_SET, "place", by=by, at=at, data=tidy)
    return place
