"""The few figures at the head of a desk, and a leader's field unit by unit."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import Actor
from luoshi.boards import register
from luoshi.boards.register import RegisterFilter
from luoshi.matters.models import Matter
from luoshi.matters.terms import Light

MOST = 9_999


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that leads to its rows."""

    label: str
    words: str
    query: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A unit in a leader's field, and how many matters it leads."""

    unit_id: int
    name: str
    field: str
    running: int
    overdue: int
    near: int


_FIGURES = (
    ("在办", RegisterFilter(), ""),
    ("超期", RegisterFilter(light=Light.OVERDUE), "count-bad"),
    ("临期", RegisterFilter(light=Light.NEAR_DUE), "count-warn"),
    ("待核查", RegisterFilter(light=Light.IN_REVIEW), ""),
)


def figures(actor: Actor, *, today: date) -> list[Figure]:
    """Of everything that the actor sees; one query each."""
    found = []
    for label, wanted, tone in _FIGURES:
        number = register.count(actor, wanted, today=today, most=MOST)
        words = f"{MOST}+" if number > MOST else str(number)
        found.append(Figure(label, words, wanted.query(), tone if number else ""))
    return found


def holdings(leader_id: int, *, today: date) -> list[Holding]:
    """Two queries whatever the number of matters."""
    charges = list(accounts.portfolio(leader_id, on=today))
    near = today + timedelta(days=register.near_days())
    led = Matter.objects.filter(running=True, lead_unit_id__in=[charge.unit_id for charge in charges])
    counted = led.order_by().values("lead_unit_id").annotate(
        running_count=Count("pk"),
        overdue=Count("pk", filter=Q(due_key__lt=today)),
        near=Count("pk", filter=Q(due_key__gte=today, due_key__lte=near)),
    )  # fmt: skip
    by_unit = {row["lead_unit_id"]: row for row in counted}
    nothing = {"running_count": 0, "overdue": 0, "near": 0}
    return [
        Holding(
            unit_id=charge.unit_id,
            name=charge.unit.short,
            field=charge.field,
            running=by_unit.get(charge.unit_id, nothing)["running_count"],
            overdue=by_unit.get(charge.unit_id, nothing)["overdue"],
            near=by_unit.get(charge.unit_id, nothing)["near"],
        )
        for charge in charges
    ]
