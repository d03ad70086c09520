"""What awaits each role."""

from datetime import timedelta

import pytest

from luoshi.boards import desk
from luoshi.boards.desk import Desk
from luoshi.boards.register import RegisterFilter
from luoshi.matters import actions
from luoshi.matters.terms import Light, Status
from tests.conftest import NOW, TODAY


def day(n: int):
    return TODAY + timedelta(days=n)


def lists(found: Desk) -> dict[str, list[int]]:
    return {one.section.code: [task.line.id for task in one.tasks] for one in found.shown}


def of(loop, who: str) -> dict[str, list[int]]:
    return lists(desk.read(getattr(loop.actors, who), today=TODAY))


@pytest.fixture
def awaiting(matter, people, actors, city_units, place):
    """One matter for each thing that can await somebody; keys are the lists where it is expected."""
    list(actors)
    vice = people.vice.pk
    made = {
        "proposed": matter(day(60), status=Status.PROPOSED),
        "docketed": matter(day(60), status=Status.DOCKETED),
        "sign": matter(day(60), status=Status.ISSUED, sign_by=day(2)),
        "unanswered": matter(day(60), status=Status.ISSUED, sign_by=day(-1), lead=city_units.finance),
        "returned": matter(day(60), status=Status.RETURNED, lead=city_units.finance, sign_by=day(1)),
        "plan": matter(day(60), status=Status.ACCEPTED),
        "late": matter(day(-3), sponsor_id=vice),
        "soon": matter(day(3)),
        "silent": matter(day(61), issued_on=day(-40)),
        "support": matter(day(61), lead=city_units.finance, support=(city_units.reform,)),
        "check": matter(next_check_on=day(-1), lead=city_units.finance),
        "done": matter(day(1), status=Status.REPORTED_DONE),
        "mine": matter(day(1), status=Status.VERIFIED, sponsor_id=vice),
        "field_accept": matter(day(2), status=Status.VERIFIED),
        "accepted": matter(day(1), status=Status.VERIFIED, accepted_on=TODAY),
        "closed": matter(day(-9), status=Status.CLOSED, closed_on=TODAY, reported_done_on=TODAY),
    }
    return {name: one.pk for name, one in made.items()}


def test_the_office(loop, awaiting) -> None:
    assert of(loop, "staff") == {
        "returned": [awaiting["returned"]],
        "done": [awaiting["done"]],
        "accepted": [awaiting["accepted"]],
        "unanswered": [awaiting["unanswered"]],
        "docketed": [awaiting["docketed"]],
        "overdue": [awaiting["late"]],
        "near": [awaiting["soon"]],
        "check": [awaiting["check"]],
    }


def test_the_head_of_the_office_also_approves(loop, awaiting) -> None:
    assert list(of(loop, "head"))[:2] == ["returned", "proposed"]
    assert of(loop, "head")["proposed"] == [awaiting["proposed"]]


def test_a_leader_sees_what_is_sponsored_before_the_field(loop, awaiting) -> None:
    assert of(loop, "vice") == {
        "mine": [awaiting["mine"]],
        "proposed": [awaiting["proposed"]],
        "sponsored": [awaiting["late"]],
        "field_accept": [awaiting["field_accept"]],
    }


def test_the_head_of_government_has_every_field(loop, awaiting) -> None:
    found = desk.read(loop.actors.leader, today=TODAY)
    assert lists(found) == {
        "proposed": [awaiting["proposed"]],
        "field_accept": [awaiting["mine"], awaiting["field_accept"]],
        "field_overdue": [awaiting["late"]],
    }
    assert [one.section.title for one in found.shown] == ["待批准立项", "其他待认可", "全市已超期"]


@pytest.mark.parametrize("who", ["liaison", "unit_head"])
def test_a_unit(loop, awaiting, who: str) -> None:
    assert of(loop, who) == {
        "sign": [awaiting["sign"]],
        "late": [awaiting["late"]],
        "soon": [awaiting["soon"]],
        "plan": [awaiting["plan"]],
        "silent": [awaiting["silent"]],
        "support": [awaiting["support"]],
    }


def test_an_inspector_sees_what_was_opened(loop, awaiting, people) -> None:
    actions.open_to(awaiting["late"], people.inspector.pk, by=loop.actors.staff, at=NOW)
    assert of(loop, "inspector") == {"opened": [awaiting["late"]]}


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_nothing_awaits_those_who_handle_no_matters(loop, awaiting, who: str) -> None:
    assert of(loop, who) == {}


def test_every_list_leads_to_its_rows_in_the_register(loop, awaiting) -> None:
    from luoshi.boards import register

    for actor in loop.actors:
        for one in desk.read(actor, today=TODAY).shown:
            assert register.count(actor, one.section.wanted, today=TODAY, most=99) == one.total


def test_each_task_says_who_must_do_what_by_when(loop, awaiting) -> None:
    found = desk.read(loop.actors.liaison, today=TODAY)
    step = found.shown[0].tasks[0].step
    assert (step.who, step.what, step.by) == ("市发改委", "签收，或说明理由退回", day(2))


def test_figures_lead_to_the_register(loop, awaiting) -> None:
    found = desk.read(loop.actors.staff, today=TODAY)
    assert [(f.label, f.words, f.tone) for f in found.figures] == [
        ("在办", "9", ""),
        ("超期", "1", "count-bad"),
        ("临期", "1", "count-warn"),
        ("待核查认可", "4", ""),
    ]
    assert found.figures[1].query == RegisterFilter(light=Light.OVERDUE).query()
    assert desk.read(loop.actors.liaison, today=TODAY).figures == []


def test_an_empty_desk_names_what_there_is_not(loop) -> None:
    found = desk.read(loop.actors.liaison, today=TODAY)
    assert found.shown == []
    assert found.empty == ["待签收", "已超期", "临近时限", "待报办法", "超过30天未反馈", "配合办理的事项"]
    assert [f.tone for f in desk.read(loop.actors.staff, today=TODAY).figures] == ["", "", "", ""]


def test_long_lists_are_cut_and_their_count_too(loop, matter) -> None:
    for _ in range(101):
        matter(day(-2))
    (late,) = desk.read(loop.actors.liaison, today=TODAY).shown
    assert (len(late.tasks), late.words) == (8, "99+")


def test_holdings_of_a_leader(loop, awaiting, people, matter, city_units) -> None:
    matter(day(-1), lead=city_units.housing)
    found = desk.holdings(people.vice.pk, today=TODAY)
    assert [(h.name, h.running, h.overdue, h.near) for h in found] == [
        ("市发改委", 5, 1, 1),
        ("市住建局", 1, 1, 0),
    ]
    assert desk.holdings(people.leader.pk, today=TODAY) == []
