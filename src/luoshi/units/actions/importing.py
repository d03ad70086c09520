"""A list of units taken in: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from luoshi.documents.tables import Table
from luoshi.ledger.actions import take_turn
from luoshi.units import queries
from luoshi.units.actions.entry import record
from luoshi.units.actions.structure import arrange_unit, create_unit, rename_unit, set_aliases, set_duties
from luoshi.units.models import Unit
from luoshi.units.policy import Acting, require_write
from luoshi.units.rules import NewUnit
from luoshi.units.rules.importing import Step, Tally, check_ready, tally
from luoshi.units.rules.unit_rows import UnitRow
from luoshi.units.terms import Tag, UnitKind


@transaction.atomic
def import_units(
    table: Table, *, by: Acting, at: datetime, skip_errors: bool = False, expected: str | None = None
) -> Tally:
    """Create and update units; ``expected`` is the fingerprint of the preview that was confirmed."""
    require_write(by)
    take_turn()
    plan = queries.plan_import(table, on=localtime(at).date())
    check_ready(plan, skip_errors=skip_errors, expected=expected)
    ids = dict(queries.open_units().values_list("name", "pk"))
    for row in _parents_first(plan):
        ids[row.name] = _apply(row, by=by, at=at, parent_id=ids[row.parent] if row.parent else None)
    count = tally(plan)
    data = {"created": count.created, "updated": count.updated, "same": count.same, "wrong": count.wrong}
    record(Tag.UNITS_IMPORTED, "units", by=by, at=at, data=data)
    return count


def _parents_first(plan: Sequence[UnitRow]) -> list[UnitRow]:
    """Updates before new units at each level, so that a name given up by one unit is free for another."""
    waiting = [row for row in plan if row.step in {Step.CREATE, Step.UPDATE}]
    ordered: list[UnitRow] = []
    while waiting:
        names = {row.name for row in waiting}
        ready = [row for row in waiting if row.parent not in names]
        ordered.extend(sorted(ready, key=lambda row: row.step is Step.CREATE))
        done = {row.number for row in ready}
        waiting = [row for row in waiting if row.number not in done]
    return ordered


def _apply(row: UnitRow, *, by: Acting, at: datetime, parent_id: int | None) -> int:
    if row.unit_id is not None:
        _update(Unit.objects.get(pk=row.unit_id), row, by=by, at=at, parent_id=parent_id)
        return row.unit_id
    facts = NewUnit(
        name=row.name,
        short=row.short,
        kind=UnitKind(row.kind),
        parent_id=parent_id,
        code=row.code,
        position=row.position,
        opened_on=row.opened_on,
        aliases=row.aliases,
        duties=row.duties,
    )
    return create_unit(facts, by=by, at=at).pk


def _update(unit: Unit, row: UnitRow, *, by: Acting, at: datetime, parent_id: int | None) -> None:
    """A blank cell leaves what there is."""
    parent = parent_id if row.parent else unit.parent_id
    if (unit.name, unit.short, unit.parent_id) != (row.name, row.short, parent):
        on = row.opened_on or localtime(at).date()
        rename_unit(unit.pk, by=by, at=at, name=row.name, short=row.short, parent_id=parent, on=on)
    position = unit.position if row.position is None else row.position
    arrange_unit(unit.pk, by=by, at=at, kind=UnitKind(row.kind), position=position)
    if row.aliases:
        set_aliases(unit.pk, by=by, at=at, aliases=row.aliases)
    if row.duties:
        set_duties(unit.pk, by=by, at=at, duties=row.duties)
