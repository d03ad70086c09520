from datetime import date

import pytest

from luoshi.accounts.policy import SYSTEM, Actor
from luoshi.kernel.errors import NotFound
from luoshi.units import actions, queries
from tests.conftest import FOUNDED, NOW, TODAY

HOW = {"by": SYSTEM, "at": NOW}
NOBODY = Actor(None, "无", frozenset(), (), frozenset())


@pytest.fixture
def renamed(unit):
    made = unit("云州市计划委员会", short="市计委")
    actions.rename_unit(
        made.pk, name="云州市发展和改革委员会", short="市发改委", parent_id=None, on=date(2026, 1, 1), **HOW
    )
    made.refresh_from_db()
    return made


def test_who_may_not_read_units_sees_none(renamed):
    assert list(queries.visible(NOBODY)) == []
    with pytest.raises(NotFound):
        queries.one(NOBODY, renamed.pk)
    assert queries.one(SYSTEM, renamed.pk) == renamed


def test_the_tree_stands_in_order_with_depths(unit, django_assert_num_queries):
    second, first = unit("乙", position=2), unit("甲", position=1)
    below = unit("丙", parent_id=first.pk, position=9, aliases=("子",))
    lowest = unit("丁", parent_id=below.pk)
    with django_assert_num_queries(2):
        branches = queries.tree(SYSTEM)
    assert [(branch.unit, branch.depth) for branch in branches] == [
        (first, 0),
        (below, 1),
        (lowest, 2),
        (second, 0),
    ]
    assert (branches[1].aliases, branches[1].written) == (["子"], "丙 丙 子")
    assert list(queries.children(first)) == [below]


def test_closed_units_are_shown_on_request(unit):
    parent = unit("甲")
    child = unit("乙", parent_id=parent.pk)
    actions.close_unit(child.pk, on=TODAY, **HOW)
    assert [branch.unit for branch in queries.tree(SYSTEM)] == [parent]
    assert [branch.unit for branch in queries.tree(SYSTEM, with_closed=True)] == [parent, child]
    assert list(queries.children(parent)) == []
    assert queries.choices() == [(parent.pk, "甲")]


def test_names_as_of_a_day(renamed):
    assert [version.name for version in queries.versions(renamed)] == [
        "云州市发展和改革委员会",
        "云州市计划委员会",
    ]
    assert queries.as_of(date(2025, 12, 31))[renamed.pk].name == "云州市计划委员会"
    assert queries.as_of(date(2026, 1, 1))[renamed.pk].name == "云州市发展和改革委员会"
    assert queries.as_of(date(2019, 12, 31)) == {}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 1, 1), "云州市计划委员会"),
        (FOUNDED, "云州市计划委员会"),
        (date(2025, 12, 31), "云州市计划委员会"),
        (date(2026, 1, 1), "云州市发展和改革委员会"),
        (date(2030, 1, 1), "云州市发展和改革委员会"),
    ],
)
def test_the_name_on_a_day(renamed, day, name):
    assert queries.name_on(renamed, day) == name


def test_a_former_name_still_leads_to_the_unit(place, renamed):
    assert queries.match("云州市计划委员会") == renamed
    assert queries.match("计划委员会") == renamed
    assert queries.match("发展和改革委员会") == renamed
    assert queries.match("没有的单位") is None


def test_an_ambiguous_name_leads_to_all_it_may_mean(place, unit):
    city, county = unit("云州市财政局"), unit("市青河县财政局", short="财政局二")
    actions.set_aliases(county.pk, aliases=["云州财政局"], **HOW)
    assert queries.match("财政局") is None
    assert queries.candidates("财政局") == [city, county]


def test_the_lexicon_leads_from_every_name_to_the_present_one(renamed):
    actions.set_aliases(renamed.pk, aliases=["发改委"], **HOW)
    lexicon = queries.lexicon()
    assert {lexicon.canonical(name) for name in ("发改委", "市发改委", "市计委", "云州市计划委员会")} == {
        renamed.name
    }


def test_a_place_that_is_kept_is_not_read_again(place, django_assert_num_queries):
    queries.place()
    with django_assert_num_queries(0):
        assert queries.place() == place


def test_the_calendar_is_read_once(calendar, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.calendar() is calendar
