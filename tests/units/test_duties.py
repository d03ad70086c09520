"""Duties: part of a unit's dated versions."""

from datetime import date, timedelta

import pytest

from luoshi.accounts.policy import SYSTEM
from luoshi.documents.tables import Row, Table
from luoshi.kernel.errors import BadInput
from luoshi.units import actions, queries
from luoshi.units.terms import UnitKind
from tests.conftest import FOUNDED, NOW

LATER = NOW + timedelta(days=30)


def held(unit) -> list:
    return [(row.valid_from, row.valid_to, row.duties) for row in unit.versions.order_by("valid_from")]


def test_a_unit_may_begin_with_duties(unit, place) -> None:
    made = unit("云州市水利局", duties=("水库安全", " 水库安全 ", "防汛抗旱"))
    assert held(made) == [(FOUNDED, None, ["水库安全", "防汛抗旱"])]
    assert queries.duties() == {made.pk: ("水库安全", "防汛抗旱")}


def test_first_duties_complete_the_version_and_later_ones_begin_another(unit, place) -> None:
    made = unit("云州市水利局")
    assert queries.duties() == {}
    actions.set_duties(made.pk, by=SYSTEM, at=NOW, duties=["水库安全"])
    assert held(made) == [(FOUNDED, None, ["水库安全"])]
    actions.set_duties(made.pk, by=SYSTEM, at=LATER, duties=["水库安全"])
    actions.set_duties(made.pk, by=SYSTEM, at=LATER, duties=["河湖治理"])
    actions.set_duties(made.pk, by=SYSTEM, at=LATER, duties=["河湖管理"])
    assert held(made) == [
        (FOUNDED, date(2026, 4, 14), ["水库安全"]),
        (date(2026, 4, 15), None, ["河湖管理"]),
    ]


def test_a_new_name_keeps_the_duties(unit, place) -> None:
    made = unit("云州市水利局", duties=("水库安全",))
    actions.rename_unit(
        made.pk, by=SYSTEM, at=NOW, name="云州市水务局", short="市水务局", parent_id=None, on=NOW.date()
    )
    assert [duties for _, _, duties in held(made)] == [["水库安全"], ["水库安全"]]


def test_the_form_leaves_duties_that_are_not_given(unit, place) -> None:
    made = unit("云州市水利局", duties=("水库安全",))
    about = {"kind": UnitKind.DEPARTMENT, "position": 5, "aliases": []}
    actions.edit_unit(made.pk, by=SYSTEM, at=NOW, **about)
    assert queries.duties() == {made.pk: ("水库安全",)}
    actions.edit_unit(made.pk, by=SYSTEM, at=NOW, **about, duties=[])
    assert queries.duties() == {}


def test_nobody_reads_a_hundred_duties(unit, place) -> None:
    with pytest.raises(BadInput, match="最多60条"):
        unit("云州市水利局", duties=tuple(f"职责{number}" for number in range(61)))


def test_a_list_brings_duties(unit, place) -> None:
    made = unit("云州市水利局", aliases=())
    cells = {
        "单位全称": "云州市水利局",
        "单位简称": "市水利局",
        "类别": "部门",
        "职责": "水库安全、大坝监测；防汛抗旱",
    }
    new = {**cells, "单位全称": "云州市教育局", "单位简称": "市教育局", "职责": "学校建设"}
    table = Table(tuple(cells), (Row(2, cells), Row(3, new)), sheet="", notes=())
    actions.import_units(table, by=SYSTEM, at=NOW)
    assert sorted(queries.duties().values()) == [("学校建设",), ("水库安全、大坝监测", "防汛抗旱")]
    assert made.pk in queries.duties()
