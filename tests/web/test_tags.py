"""The ledger in words."""

import importlib

import pytest

from luoshi.web import tags
from tests.architecture.test_budgets import SOURCE


def test_every_act_of_every_module_has_words() -> None:
    modules = [path.parent.name for path in SOURCE.glob("*/terms.py") if path.parent.name != "kernel"]
    found = [vars(importlib.import_module(f"luoshi.{module}.terms")).get("Tag") for module in modules]
    assert {tag for tag in found if tag} == set(tags.TAGS)
    acts = [tag for kind in tags.TAGS for tag in kind]
    assert [tag for tag in acts if not tag.label] == []
    assert len({tag.value for tag in acts}) == len(acts)


@pytest.mark.parametrize(
    ("tag", "words"),
    [("matter:close", "办结销号"), ("bulletin:publish", "印发通报"), ("demo:city", "demo:city")],
)
def test_acts(tag: str, words: str) -> None:
    assert tags.act_words(tag) == words


@pytest.mark.parametrize(
    ("subject", "words"),
    [("matter/17", "督查事项17"), ("place", "本级信息"), ("calendar/2026", "工作日历2026"), ("demo", "demo")],
)
def test_subjects(subject: str, words: str) -> None:
    assert tags.subject_words(subject) == words


def test_every_subject_in_a_played_city_has_words(loop_entries) -> None:
    assert [subject for subject in loop_entries if tags.subject_words(subject) == subject] == []


@pytest.fixture
def loop_entries(place, calendar, actors, city_units) -> set[str]:
    from luoshi.ledger import queries
    from luoshi.matters.terms import Status
    from tests.matters.conftest import Loop

    list(actors)
    Loop(actors, city_units).at(Status.CLOSED)
    return {record.subject for record in queries.recent(limit=500)}
