"""A leader's field, unit by unit."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from luoshi.accounts import queries as accounts
from luoshi.boards import register
from luoshi.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Holding:
    """A unit in a leader's field, and how many matters it leads."""

    unit_id: int
    name: str
    field: str
    running: int
    overdue: int
    near: int


def holdings(leader_id: int, *, today: date) -> list[Holding]:
    """Two queries whatever the number of matters."""
    charges = list(accounts.portfolio(leader_id, on=today))
    near = today + timedelta(days=register.near_days())
    led = Matter.objects.filter(running=True, lead_unit_id__in=[charge.unit_id for charge in charges])
    counted = led.order_by().values("lead_unit_id").annotate(
        in_hand=Count("pk"),
        late=Count("pk", filter=Q(due_key__lt=today)),
        soon=Count("pk", filter=Q(due_key__gte=today, due_key__lte=near)),
    )  # fmt: skip
    by_unit = {row["lead_unit_id"]: (row["in_hand"], row["late"], row["soon"]) for row in counted}
    return [
        Holding(charge.unit_id, charge.unit.short, charge.field, *by_unit.get(charge.unit_id, (0, 0, 0)))
        for charge in charges
    ]
