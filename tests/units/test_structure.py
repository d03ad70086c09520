import json
from datetime import date

import pytest

from luoshi.accounts.policy import SYSTEM
from luoshi.kernel.errors import BadInput, Conflict, IllegalMove, LuoshiError, NotFound, NotPermitted
from luoshi.ledger.models import Entry
from luoshi.units import actions, queries
from luoshi.units.models import Unit, UnitVersion
from luoshi.units.rules import NewUnit
from luoshi.units.terms import UnitKind
from tests.conftest import FOUNDED, NOW, TODAY

HOW = {"by": SYSTEM, "at": NOW}


def entries(tag):
    return [(entry.subject, json.loads(entry.data)) for entry in Entry.objects.filter(tag=tag)]


def names_of(unit):
    return [
        (str(version.valid_from), str(version.valid_to), version.name)
        for version in unit.versions.order_by("valid_from")
    ]


def refusal(error, act, *args, **kwargs):
    with pytest.raises(error) as refused:
        act(*args, **{**HOW, **kwargs})
    assert isinstance(refused.value, LuoshiError)
    return refused.value.code


def rename(unit, **changes):
    given = {
        "name": unit.name,
        "short": unit.short,
        "parent_id": unit.parent_id,
        "on": TODAY,
        **HOW,
        **changes,
    }
    return actions.rename_unit(unit.pk, **given)


def test_a_unit_begins_with_its_first_name(db):
    facts = NewUnit(
        name=" 云州市\n水利局", short="市水利局", kind=UnitKind.DEPARTMENT, aliases=("水务局", "水务局")
    )
    unit = actions.create_unit(facts, **HOW)
    assert (unit.code, unit.name, unit.opened_on, unit.position) == ("U001", "云州市 水利局", TODAY, 0)
    assert names_of(unit) == [("2026-03-16", "None", "云州市 水利局")]
    assert entries("unit:create") == [
        (
            f"unit/{unit.pk}",
            {
                "name": "云州市 水利局",
                "short": "市水利局",
                "kind": "department",
                "parent": None,
                "code": "U001",
                "opened_on": "2026-03-16",
                "aliases": ["水务局"],
                "duties": [],
                "position": 0,
            },
        )
    ]


def test_codes_and_positions_follow_one_another(unit):
    first, second = unit("甲", code="U002", position=7), unit("乙")
    third = unit("丙")
    assert [(made.code, made.position) for made in (first, second, third)] == [
        ("U002", 7),
        ("U001", 17),
        ("U003", 27),
    ]


def test_people_without_the_grant_change_nothing(actors, city_units):
    facts = NewUnit(name="甲", short="甲", kind=UnitKind.DEPARTMENT)
    assert refusal(NotPermitted, actions.create_unit, facts, by=actors.staff) == "not-permitted"
    assert (
        refusal(NotPermitted, actions.close_unit, city_units.finance.pk, by=actors.head, on=TODAY)
        == "not-permitted"
    )


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": "云州市财政局"}, "unit-name-taken"),
        ({"short": "市财政局"}, "unit-name-taken"),
        ({"name": "财局"}, "unit-name-taken"),
        ({"aliases": ("财局",)}, "unit-name-taken"),
        ({"aliases": ("市财政局",)}, "unit-name-taken"),
        ({"code": "U001"}, "unit-code-exists"),
    ],
)
def test_a_name_leads_to_one_unit_only(unit, facts, code):
    unit("云州市财政局", aliases=("财局",))
    given = {"name": "甲", "short": "乙", "kind": UnitKind.DEPARTMENT, **facts}
    assert refusal(Conflict, actions.create_unit, NewUnit(**given)) == code


def test_the_name_of_a_closed_unit_is_free(unit):
    actions.close_unit(unit("云州市水利局").pk, on=TODAY, **HOW)
    assert unit("云州市水利局").name == "云州市水利局"


def test_a_parent_must_be_there(unit):
    parent = unit("甲")
    child = unit("乙", parent_id=parent.pk)
    assert child.parent == parent
    closed = unit("丙")
    actions.close_unit(closed.pk, on=TODAY, **HOW)
    for missing in (closed.pk, 0):
        facts = NewUnit(name="丁", short="丁", kind=UnitKind.OFFICE, parent_id=missing)
        assert refusal(BadInput, actions.create_unit, facts) == "unit-parent"


def test_a_new_name_holds_from_its_day_and_the_old_one_until_then(unit):
    made = unit("云州市计划委员会", short="市计委")
    renamed = rename(made, name="云州市发展和改革委员会", short="市发改委", on=date(2026, 1, 1))
    assert (renamed.name, renamed.short) == ("云州市发展和改革委员会", "市发改委")
    assert names_of(made) == [
        ("2020-01-01", "2025-12-31", "云州市计划委员会"),
        ("2026-01-01", "None", "云州市发展和改革委员会"),
    ]
    ((_, told),) = entries("unit:rename")
    assert told == {
        "before": {"name": "云州市计划委员会", "short": "市计委", "parent": None},
        "after": {"name": "云州市发展和改革委员会", "short": "市发改委", "parent": None},
        "on": "2026-01-01",
    }


def test_a_name_of_the_same_day_is_a_correction(unit):
    made = unit("云州市水里局")
    rename(made, name="云州市水利局", on=FOUNDED)
    assert names_of(made) == [("2020-01-01", "None", "云州市水利局")]


def test_the_same_name_again_is_no_act(unit):
    made = unit("云州市水利局")
    rename(made)
    assert (UnitVersion.objects.count(), entries("unit:rename")) == (1, [])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": date(2026, 3, 17)}, "day-in-future"),
        ({"on": date(2019, 12, 31)}, "day-too-early"),
        ({"name": "云州市财政局"}, "unit-name-taken"),
        ({"short": "市财政局"}, "unit-name-taken"),
        ({"name": " "}, "field-required"),
    ],
)
def test_a_name_that_cannot_be_taken(unit, changes, code):
    unit("云州市财政局")
    made = unit("云州市水利局")
    assert refusal(LuoshiError, rename, made, **changes) == code
    assert names_of(made) == [("2020-01-01", "None", "云州市水利局")]


def test_a_unit_moves_under_another_but_never_under_its_own(unit):
    parent, child = unit("甲"), unit("乙")
    rename(child, parent_id=parent.pk)
    child.refresh_from_db()
    assert child.parent == parent
    assert refusal(LuoshiError, rename, parent, parent_id=child.pk) == "unit-under-itself"


def test_kind_and_position_have_no_history(unit):
    made = unit("甲", position=3)
    arranged = actions.arrange_unit(made.pk, kind=UnitKind.COUNTY, position=1, **HOW)
    assert (arranged.kind, arranged.position) == ("county", 1)
    actions.arrange_unit(made.pk, kind=UnitKind.COUNTY, position=1, **HOW)
    assert entries("unit:arrange") == [
        (
            f"unit/{made.pk}",
            {"before": {"kind": "department", "position": 3}, "after": {"kind": "county", "position": 1}},
        )
    ]
    assert (
        refusal(BadInput, actions.arrange_unit, made.pk, kind=UnitKind.COUNTY, position=100_000)
        == "field-range"
    )


def test_aliases_are_replaced(unit):
    made = unit("云州市水利局", aliases=("水务局", "水利"))
    actions.set_aliases(made.pk, aliases=["水利", " 水电局"], **HOW)
    actions.set_aliases(made.pk, aliases=["水电局", "水利"], **HOW)
    assert sorted(made.aliases.values_list("alias", flat=True)) == ["水利", "水电局"]
    ((_, told),) = entries("unit:alias")
    assert told == {"before": ["水利", "水务局"], "after": ["水利", "水电局"]}


def test_the_form_of_a_unit_is_one_act(unit):
    made = unit("甲")
    actions.edit_unit(made.pk, kind=UnitKind.ZONE, position=5, aliases=["子"], **HOW)
    other = unit("乙")
    act = {"kind": UnitKind.COUNTY, "position": 9, "aliases": ["子"]}
    assert refusal(Conflict, actions.edit_unit, other.pk, **act) == "unit-name-taken"
    assert list(Unit.objects.values_list("name", "kind", "position").order_by("pk")) == [
        ("甲", "zone", 5),
        ("乙", "department", 15),
    ]


def test_a_closed_unit_keeps_its_names_and_changes_no_more(unit):
    made = unit("甲")
    closed = actions.close_unit(made.pk, on=date(2026, 3, 1), **HOW)
    assert closed.closed_on == date(2026, 3, 1)
    assert names_of(made) == [("2020-01-01", "2026-02-28", "甲")]
    assert entries("unit:close") == [(f"unit/{made.pk}", {"name": "甲", "on": "2026-03-01"})]
    assert refusal(IllegalMove, rename, made) == "unit-closed"
    assert refusal(IllegalMove, actions.set_aliases, made.pk, aliases=[]) == "unit-closed"


def test_a_unit_of_a_single_day_has_that_day(unit):
    made = unit("甲", opened_on=TODAY)
    actions.close_unit(made.pk, on=TODAY, **HOW)
    assert names_of(made) == [("2026-03-16", "2026-03-16", "甲")]


def test_a_unit_with_others_below_is_not_closed(unit):
    parent = unit("甲")
    child = unit("乙", parent_id=parent.pk)
    assert refusal(IllegalMove, actions.close_unit, parent.pk, on=TODAY) == "unit-has-children"
    actions.close_unit(child.pk, on=TODAY, **HOW)
    assert actions.close_unit(parent.pk, on=TODAY, **HOW).closed_on == TODAY


def test_a_unit_that_is_not_there(db):
    assert refusal(NotFound, actions.close_unit, 0, on=TODAY) == "not-found"


def test_a_change_is_seen_at_once_in_the_names(unit):
    made = unit("云州市水利局")
    assert queries.match("水务局") is None
    actions.set_aliases(made.pk, aliases=["水务局"], **HOW)
    assert queries.match("水务局") == made
