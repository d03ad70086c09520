"""A clerk who knows what the document asks, whatever the engine has made of it."""

import pytest

from luoshi.demo.city import Task
from luoshi.demo.clerk import Clerk, confirm_some
from luoshi.directives import actions, queries
from luoshi.directives.actions import Source
from luoshi.directives.rules import Face
from luoshi.directives.terms import DirectiveKind, DraftStatus, Origin
from luoshi.matters.terms import MatterKind
from tests.conftest import NOW, TODAY

FIRST = "市住建局6月底前改造老旧小区50个"
SECOND = "市发改委会同市财政局9月底前下达投资计划"
TEXT = f"关于重点工作的通知\n一、有关任务\n会议要求，{FIRST}，{SECOND}。"
UNITS = ("housing", "reform", "finance")


def task(text: str, lead: str, *support: str) -> Task:
    return Task("x.txt", MatterKind.TASK, text, lead, support, None, "engineering")


TASKS = [task(FIRST, "housing"), task(SECOND, "reform", "finance")]


@pytest.fixture
def directive(place, calendar, city_units, actors):
    assert len(list(city_units)) == 6
    reading = actions.take(Source(text=TEXT), classified=False, by=actors.staff, at=NOW)
    face = Face(title="关于重点工作的通知", kind=DirectiveKind.NOTICE, dated_on=TODAY)
    made = actions.receive(reading, face, classified=False, by=actors.staff, at=NOW)
    found = {draft.pk: draft.version for draft in queries.drafts(made.pk)}
    if found:
        actions.discard_many(made.pk, by=actors.staff, at=NOW, versions=found)
    return made


def decide(directive, actors, city_units) -> Clerk:
    units = {code: getattr(city_units, code).pk for code in UNITS}
    clerk = Clerk(directive, actors.staff, NOW, units, check_on=TODAY)
    sitting = clerk.decide(TASKS)
    moment = next(sitting, None)
    while moment is not None:
        try:
            moment = sitting.send(moment)
        except StopIteration:
            break
    return clerk


def outcome(directive) -> list[tuple[str, str, str, str]]:
    drafts = queries.drafts(directive.pk).filter(status=DraftStatus.CONFIRMED)
    return [(draft.text, draft.lead.short, draft.origin, str(draft.next_check_on)) for draft in drafts]


def test_a_draft_with_two_tasks_is_cut(directive, actors, city_units):
    whole = TEXT.index("会议要求"), len(TEXT) - 1
    actions.add(directive.pk, whole, by=actors.staff, at=NOW)
    clerk = decide(directive, actors, city_units)
    assert outcome(directive) == [
        (FIRST, "市住建局", Origin.SPLIT, str(TODAY)),
        (SECOND, "市发改委", Origin.SPLIT, str(TODAY)),
    ]
    assert list(clerk.taken.values()) == TASKS


def test_what_was_missed_is_selected(directive, actors, city_units):
    decide(directive, actors, city_units)
    assert [(text, origin) for text, _, origin, _ in outcome(directive)] == [
        (FIRST, Origin.ADDED),
        (SECOND, Origin.ADDED),
    ]


def test_only_drafts_that_need_no_mending_are_confirmed_unseen(directive, actors):
    for text in (FIRST, "有关任务"):
        stretch = TEXT.index(text), TEXT.index(text) + len(text)
        actions.add(directive.pk, stretch, by=actors.staff, at=NOW)
    confirm_some(directive, 100, by=actors.staff, at=NOW)
    confirmed = queries.drafts(directive.pk).filter(status=DraftStatus.CONFIRMED)
    assert all(draft.lead_id for draft in confirmed)
    assert "有关任务" not in {draft.text for draft in confirmed}
