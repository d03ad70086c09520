"""One page of the register, and the whole of it as lines for Excel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet

from luoshi.accounts.policy import Actor
from luoshi.boards.register.columns import ALWAYS, EXPRESSIONS, Column, Line
from luoshi.boards.register.filters import RegisterFilter
from luoshi.boards.register.order import AFTER, BEFORE, Order
from luoshi.boards.register.rows import Scope, matching
from luoshi.matters import rules
from luoshi.matters.models import Matter, Party
from luoshi.matters.rules import Facts
from luoshi.matters.terms import Light, PartyRole, Status
from luoshi.units import queries as units

COUNTED = 10_000
"""The number of matters is exact up to here."""
CHUNK = 2_000
GLANCE = 99
"""The number of matters in a short list is exact up to here."""
NEAR_DAYS = 7
COUNTING = {Light.OVERDUE, Light.NEAR_DUE, Light.RUNNING, Light.DONE_LATE}


@dataclass(frozen=True, slots=True)
class Page:
    """``total`` above COUNTED says only that there are more; the cursors are empty at the ends."""

    lines: list[Line]
    total: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Top:
    """The beginning of a view; ``repeated`` of its matters stand in a view before it."""

    lines: list[Line]
    total: int
    repeated: int


def read(actor: Actor, wanted: RegisterFilter, columns: Sequence[Column], *, today: date) -> Page:
    """The page at the filter's cursor; two queries."""
    near = near_days()
    scope = matching(actor, wanted, today=today, near_days=near)
    order = Order.of(scope, wanted.sort)
    found = _part(scope, order, wanted, needs=_needs(columns))
    more = len(found) > wanted.size
    found = found[: wanted.size]
    backwards = wanted.cursor.startswith(BEFORE)
    if backwards:
        found.reverse()
    earlier, later = (more, True) if backwards else (bool(wanted.cursor), more)
    plain = Order.of(Scope(scope.rows), wanted.sort)
    return Page(
        lines=[line_of(row, today=today, near_days=near) for row in found],
        total=scope.count(most=COUNTED),
        before=plain.cursor(BEFORE, found[0]) if earlier and found else "",
        after=plain.cursor(AFTER, found[-1]) if later and found else "",
    )


def tops(actor: Actor, views: Sequence[RegisterFilter], *, needs: Iterable[str], today: date) -> list[Top]:
    """The first rows of several views, each matter in the first of them only; each view is counted up to
    GLANCE + 1. One query a view, and one for the rows of all of them together."""
    near = near_days()
    shown: set[int] = set()
    parts: list[tuple[list[int], int, int]] = []
    for wanted in views:
        scope = matching(actor, wanted, today=today, near_days=near)
        numbers = list(_ids(scope, Order.of(scope, wanted.sort), wanted, most=GLANCE + 1))
        fresh = [number for number in numbers if number not in shown]
        parts.append((fresh[: wanted.size], len(numbers), len(numbers) - len(fresh)))
        shown.update(fresh[: wanted.size])
    whole = _values(Matter.objects.filter(pk__in=shown), needs)
    lines = {row["id"]: line_of(row, today=today, near_days=near) for row in whole}
    return [
        Top([lines[number] for number in part if number in lines], total, repeated)
        for part, total, repeated in parts
    ]


def _ids(scope: Scope, order: Order, wanted: RegisterFilter, *, most: int) -> QuerySet[Matter, int]:
    """The numbers of the first rows: they come from the index alone."""
    return order.part(scope.rows, wanted.cursor).values_list(scope.key, flat=True)[:most]


def _part(
    scope: Scope, order: Order, wanted: RegisterFilter, *, needs: Iterable[str]
) -> list[dict[str, Any]]:
    """One row more than is shown; only these rows are read whole."""
    whole = Scope(Matter.objects.filter(pk__in=_ids(scope, order, wanted, most=wanted.size + 1)))
    plain = Order.of(whole, wanted.sort)
    backwards = wanted.cursor.startswith(BEFORE)
    return list(_values(plain.apply(whole.rows, backwards=backwards), {*needs, *plain.columns}))


def count(actor: Actor, wanted: RegisterFilter, *, today: date, most: int) -> int:
    """How many matters the filter leaves, counted up to ``most`` + 1."""
    return matching(actor, wanted, today=today, near_days=near_days()).count(most=most)


def stream(actor: Actor, wanted: RegisterFilter, columns: Sequence[Column], *, today: date) -> Iterator[Line]:
    """Every line of the register in its order, read in chunks."""
    near = near_days()
    scope = matching(actor, wanted, today=today, near_days=near)
    order = Order.of(scope, wanted.sort)
    found = _values(order.apply(scope.rows), _needs(columns)).iterator(chunk_size=CHUNK)
    lines = (line_of(row, today=today, near_days=near) for row in found)
    if not any(column.code == "support" for column in columns):
        return lines
    return _with_supporters(lines)


def line_of(row: Mapping[str, Any], *, today: date, near_days: int) -> Line:
    """The line of a row that holds ALWAYS and whatever else the columns need."""
    status = Status(row["status"])
    facts = Facts(
        status=status,
        today=today,
        due_on=row["due_on"],
        sign_by=row["sign_by"],
        reported_done_on=row["reported_done_on"],
    )
    light = rules.light(facts, near_days=near_days)
    known = {name: value for name, value in row.items() if name in _FIELDS}
    return Line(**known | {"status": status, "light": light, "days": _days(facts, light)})


def near_days() -> int:
    """How many days before the due date a matter is near due, as the place has it."""
    place = units.place()
    return place.near_due_days if place else NEAR_DAYS


_FIELDS = frozenset(Line.__dataclass_fields__)


def _days(facts: Facts, light: Light) -> int | None:
    if facts.due_on is None or light not in COUNTING:
        return None
    return (facts.due_on - (facts.reported_done_on or facts.today)).days


def _needs(columns: Iterable[Column]) -> set[str]:
    return {name for column in columns for name in column.needs}


def _values(found: QuerySet[Matter], needs: Iterable[str]) -> "QuerySet[Matter, dict[str, Any]]":
    names = {*ALWAYS, *needs}
    named = {name: EXPRESSIONS[name]() for name in names if name in EXPRESSIONS}
    rows: QuerySet[Matter, dict[str, Any]] = found.values(*(names - named.keys()), **named)
    return rows


def _with_supporters(lines: Iterator[Line]) -> Iterator[Line]:
    while chunk := list(islice(lines, CHUNK)):
        held = Party.objects.filter(matter__in=[line.id for line in chunk], role=PartyRole.SUPPORT)
        names: dict[int, list[str]] = {}
        for matter_id, name in held.order_by("pk").values_list("matter_id", F("unit__name")):
            names.setdefault(matter_id, []).append(name)
        for line in chunk:
            line.support = "、".join(names.get(line.id, ()))
        yield from chunk
