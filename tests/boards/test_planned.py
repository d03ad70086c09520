"""The plan of a matter as its pages show it: the newest, milestones in order, in one query."""

from dataclasses import astuple
from datetime import timedelta

import pytest

from luoshi.boards.planned import planned
from luoshi.matters import actions
from luoshi.matters.terms import Status
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def plan(loop, matter, *titles: str) -> None:
    steps = [actions.Step(title, TODAY + WEEK * n) for n, title in enumerate(titles, 1)]
    actions.plan(
        matter.pk, approach="分步推进", responsible="周婷", milestones=steps, by=loop.actors.liaison, at=NOW
    )


def test_no_plan_yet(loop):
    assert planned(loop.at(Status.ACCEPTED)) is None


def test_a_plan_without_milestones(loop):
    matter = loop.at(Status.UNDER_WAY)
    found = planned(matter)
    assert (found.version, found.milestones, found.open()) == (1, [], [])


def test_the_newest_plan_in_one_query(loop, django_assert_num_queries):
    matter = loop.at(Status.ACCEPTED)
    plan(loop, matter, "勘察")
    plan(loop, matter, "勘察", "开工")
    with django_assert_num_queries(1):
        found = planned(matter)
    assert (found.version, found.submitted_by) == (2, loop.actors.liaison.name)
    assert [astuple(step)[1:] for step in found.milestones] == [
        ("勘察", TODAY + WEEK, None),
        ("开工", TODAY + 2 * WEEK, None),
    ]


def test_a_reported_milestone_is_no_longer_open(loop):
    matter = loop.at(Status.ACCEPTED)
    plan(loop, matter, "勘察", "开工")
    first = planned(matter).milestones[0]
    said = actions.Said(text="已完成勘察。", done_milestones=[first.pk])
    actions.report(matter.pk, said, by=loop.actors.liaison, at=NOW)
    assert [step.title for step in planned(matter).open()] == ["开工"]
