import json
from datetime import date

import pytest

from luoshi.accounts.policy import SYSTEM
from luoshi.documents.tables import read_table, write_table
from luoshi.kernel.errors import BadInput, Conflict, LuoshiError, NotPermitted
from luoshi.ledger.models import Entry
from luoshi.units import actions, queries
from luoshi.units.models import Unit
from luoshi.units.rules.importing import Step, Tally, fingerprint
from luoshi.units.rules.unit_rows import HEADERS
from tests.conftest import NOW, TODAY

HOW = {"by": SYSTEM, "at": NOW}


def table(*rows, headers=HEADERS):
    return read_table(write_table(headers, rows), filename="单位.xlsx", expected=headers)


def row(name, short, *, code="", kind="部门", parent="", aliases="", position="", opened=""):
    return (code, name, short, kind, parent, aliases, position, opened)


def test_a_list_is_created_with_parents_in_any_order(db):
    given = table(
        row("云州市能源局", "市能源局", parent="市发改委", opened="2020-01-01"),
        row("云州市发展和改革委员会", "市发改委", aliases="发改委、计委", position="10"),
    )
    assert actions.import_units(given, **HOW) == Tally(2, 0, 0, 0)
    energy = Unit.objects.get(name="云州市能源局")
    assert (energy.parent.name, energy.opened_on) == ("云州市发展和改革委员会", date(2020, 1, 1))
    assert queries.match("计委").position == 10
    told = Entry.objects.get(tag="unit:import")
    assert json.loads(told.data) == {"created": 2, "updated": 0, "same": 0, "wrong": 0}


def test_the_same_list_again_changes_nothing(db):
    given = table(row("甲", "甲"))
    actions.import_units(given, **HOW)
    with pytest.raises(LuoshiError) as refused:
        actions.import_units(given, **HOW)
    assert refused.value.code == "import-nothing"


def test_units_are_updated_and_blank_cells_leave_what_there_is(unit):
    parent = unit("甲")
    made = unit("乙", parent_id=parent.pk, aliases=("子",), position=5)
    actions.import_units(table(row("乙", "小乙", kind="县区")), **HOW)
    made.refresh_from_db()
    assert (made.short, made.kind, made.parent, made.position) == ("小乙", "county", parent, 5)
    assert [alias.alias for alias in made.aliases.all()] == ["子"]
    assert [version.valid_from for version in queries.versions(made)] == [TODAY, date(2020, 1, 1)]


def test_units_are_renamed_by_their_code_and_moved(unit):
    parent, made = unit("甲"), unit("乙")
    given = row("丙", "丙", code=made.code, parent="甲", aliases="乙", position="3", opened="2026-01-01")
    assert actions.import_units(table(given), **HOW) == Tally(0, 1, 0, 0)
    made.refresh_from_db()
    assert (made.name, made.parent, made.position) == ("丙", parent, 3)
    assert queries.match("乙") == made


def test_a_name_given_up_is_taken_in_the_same_list(unit):
    made = unit("乙", short="乙")
    actions.import_units(table(row("新乙", "乙二"), row("丙", "丙", code=made.code)), **HOW)
    assert sorted(Unit.objects.values_list("name", flat=True)) == ["丙", "新乙"]


def test_nothing_is_written_while_a_row_is_wrong(db):
    given = table(row("甲", "甲"), row("乙", "乙", kind="科室"))
    with pytest.raises(LuoshiError) as refused:
        actions.import_units(given, **HOW)
    assert (refused.value.code, Unit.objects.count()) == ("import-has-errors", 0)
    assert actions.import_units(given, skip_errors=True, **HOW) == Tally(1, 0, 0, 1)


def test_what_was_confirmed_is_what_is_done(unit):
    given = table(row("甲", "甲"))
    seen = fingerprint(queries.plan_import(given, on=TODAY))
    unit("甲", short="甲")
    with pytest.raises(Conflict) as refused:
        actions.import_units(given, expected=seen, **HOW)
    assert refused.value.code == "import-changed"


def test_a_code_of_a_closed_unit_is_not_used_again(unit):
    closed = unit("甲")
    actions.close_unit(closed.pk, on=TODAY, **HOW)
    (planned,) = queries.plan_import(table(row("乙", "乙", code=closed.code)), on=TODAY)
    assert planned.step is Step.ERROR


def test_a_list_without_a_needed_column(db):
    given = table(("甲", "甲"), headers=("单位全称", "单位简称"))
    with pytest.raises(BadInput) as refused:
        queries.plan_import(given, on=TODAY)
    assert refused.value.code == "import-column-missing"


def test_people_without_the_grant_import_nothing(actors):
    with pytest.raises(NotPermitted):
        actions.import_units(table(row("甲", "甲")), by=actors.head, at=NOW)


def test_aliases_are_replaced_by_those_of_the_list(unit):
    made = unit("甲", aliases=("子", "丑"))
    actions.import_units(table(row("甲", "甲", aliases="丑、寅")), **HOW)
    assert sorted(made.aliases.values_list("alias", flat=True)) == ["丑", "寅"]
