"""Advice on a document: suggested leads, likenesses, what a clerk says of them, and what is learnt from signings."""

import pytest

from luoshi.directives import actions as drafting
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftStatus
from luoshi.kernel.errors import LuoshiError
from luoshi.ledger import queries as ledger
from luoshi.matters.models import Matter
from luoshi.matters.terms import Status
from luoshi.precedents import actions, queries
from luoshi.precedents.models import Alike, Habit, Suggested
from luoshi.precedents.terms import Choice, Degree
from luoshi.units import actions as units
from tests.conftest import NOW
from tests.matters.conftest import Loop


def code_of(act) -> str:
    with pytest.raises(LuoshiError) as refused:
        act()
    return refused.value.code


@pytest.fixture
def advised(drafts, directive, actors) -> list[Draft]:
    actions.advise(directive.pk, by=actors.staff)
    return drafts


def test_who_may_lead(advised, city_units) -> None:
    rows = Suggested.objects.filter(rank=1).values_list("draft", "unit")
    assert (advised[1].pk, city_units.reform.pk) in set(rows)
    (row,) = Suggested.objects.filter(draft=advised[1], rank=1)
    assert row.reasons == ["“固定资产投资”与这类单位的通常职责“固定资产投资”相近"]
    assert not Suggested.objects.filter(draft=advised[0]).exists()


def test_what_asks_the_same(advised, matter) -> None:
    led, _, again = advised
    found = {(row.draft_id, row.matter_id, row.other_id): row for row in Alike.objects.all()}
    assert set(found) == {(led.pk, matter.pk, None), (again.pk, matter.pk, None), (again.pk, None, led.pk)}
    assert found[led.pk, matter.pk, None].degree == Degree.CONFLICTS
    assert found[led.pk, matter.pk, None].differences == [["牵头单位", "市发改委", "市住建局"]]
    hints = queries.hints([draft.pk for draft in advised])
    assert [len(hints[draft.pk].alikes) for draft in advised] == [2, 0, 2]


def test_a_choice_outlasts_another_look(advised, directive, actors) -> None:
    alike = Alike.objects.get(other__isnull=False)
    actions.keep_apart(alike.pk, by=actors.staff, at=NOW)
    actions.advise(directive.pk, by=actors.staff)
    assert list(Alike.objects.filter(other__isnull=False).values_list("choice", flat=True)) == [Choice.APART]
    assert code_of(lambda: actions.keep_apart(alike.pk, by=actors.staff, at=NOW)) == "alike-settled"
    hints = queries.hints([draft.pk for draft in advised])
    assert [len(hints[draft.pk].alikes) for draft in advised] == [1, 0, 1]
    assert ledger.story(f"directive/{directive.pk}")[-1].tag == "likeness:apart"


def test_what_is_settled_is_not_kept_apart(advised, actors) -> None:
    alike = Alike.objects.get(other__isnull=False)
    drafting.discard(alike.draft_id, by=actors.staff, at=NOW, version=0)
    assert code_of(lambda: actions.keep_apart(alike.pk, by=actors.staff, at=NOW)) == "draft-settled"


def test_a_draft_is_joined_to_its_matter_and_taken_out_again(advised, matter, actors) -> None:
    led = advised[0]
    alike = Alike.objects.get(draft=led, matter=matter)
    actions.join(alike.pk, by=actors.staff, at=NOW, version=0)
    led.refresh_from_db()
    assert led.status == DraftStatus.JOINED
    assert [row.draft_id for row in queries.sources(matter.pk)] == [led.pk]
    story = [record.tag for record in ledger.story(f"matter/{matter.pk}")]
    assert story == ["matter:propose", "matter:source"]
    back = actions.part(led.pk, by=actors.staff, at=NOW, version=1)
    assert (back.status, queries.sources(matter.pk)) == (DraftStatus.PENDING, [])
    assert ledger.story(f"matter/{matter.pk}")[-1].tag == "matter:source_removed"
    assert Alike.objects.get(pk=alike.pk).choice == Choice.OPEN


def test_what_cannot_be_joined(advised, matter, actors) -> None:
    other = Alike.objects.get(other__isnull=False)
    assert code_of(lambda: actions.join(other.pk, by=actors.staff, at=NOW, version=0)) == "not-a-matter"
    alike = Alike.objects.get(draft=advised[0], matter=matter)
    Matter.objects.update(status=Status.CLOSED)
    assert code_of(lambda: actions.join(alike.pk, by=actors.staff, at=NOW, version=0)) == "matter-ended"
    assert code_of(lambda: queries.one_alike(actors.staff, 999)) == "not-found"
    assert code_of(lambda: queries.one_alike(actors.liaison, alike.pk)) == "not-found"


def test_only_the_office(advised, directive, actors) -> None:
    alike = Alike.objects.first()
    acts = (
        lambda: actions.advise(directive.pk, by=actors.leader),
        lambda: actions.keep_apart(alike.pk, by=actors.leader, at=NOW),
        lambda: actions.join(alike.pk, by=actors.leader, at=NOW, version=0),
        lambda: actions.part(advised[0].pk, by=actors.leader, at=NOW, version=0),
    )
    assert [code_of(act) for act in acts] == ["not-permitted"] * 4


def test_a_likeness_to_what_is_gone_is_not_shown(advised, actors) -> None:
    led, _, again = advised
    drafting.discard(led.pk, by=actors.staff, at=NOW, version=0)
    assert len(queries.hints([again.pk])[again.pk].alikes) == 1


def test_only_some_drafts_are_advised(drafts, directive, actors) -> None:
    actions.advise(directive.pk, by=actors.staff, only=[drafts[0].pk])
    assert set(Alike.objects.values_list("draft", flat=True)) == {drafts[0].pk}
    assert Suggested.objects.count() == 0


def test_signings_are_counted_once(actors, city_units, place, calendar) -> None:
    Loop(actors, city_units).at(Status.ACCEPTED)
    assert actions.catch_up() == 1
    assert Habit.objects.get(gram="").count == 1
    assert Habit.objects.exclude(gram="").exists()
    assert actions.catch_up() == 0
    signed = Loop(actors, city_units).at(Status.ACCEPTED)
    assert actions.catch_up() == 1
    assert Habit.objects.get(gram="").count == 2
    known = queries.earlier([signed.content])
    assert known.accepted == 2
    assert {unit for counts in known.by_gram.values() for unit in counts} == {signed.lead_unit_id}


def test_a_unit_s_own_duties_count(advised, directive, actors, city_units) -> None:
    from luoshi.accounts.policy import SYSTEM

    units.set_duties(city_units.finance.pk, by=SYSTEM, at=NOW, duties=["固定资产投资调度", "重大项目建设"])
    actions.advise(directive.pk, by=actors.staff)
    row = Suggested.objects.get(draft=advised[1], rank=1)
    assert (row.unit_id, row.reasons) == (
        city_units.finance.pk,
        ["“固定资产投资调度”与市财政局职责“固定资产投资调度”相近"],
    )


def test_how_often_suggestions_come_true(advised, directive, actors, city_units) -> None:
    assert queries.hits(actors.staff) == queries.Hits(0, 0, 0, 0)
    drafting.choose_lead(advised[1].pk, city_units.reform.pk, by=actors.staff, at=NOW, version=0)
    actions.advise(directive.pk, by=actors.staff)
    drafting.confirm(advised[1].pk, by=actors.staff, at=NOW, version=1)
    drafting.confirm(advised[0].pk, by=actors.staff, at=NOW, version=0)
    Draft.objects.filter(pk__in=[advised[0].pk, advised[1].pk]).update(status=DraftStatus.PROPOSED)
    assert queries.hits(actors.staff) == queries.Hits(2, 1, 1, 1)


def test_matters_with_the_same_words_about_something_else(advised, directive, matter, actors) -> None:
    Matter.objects.update(content="开展校园食堂食品安全检查")
    actions.advise(directive.pk, by=actors.staff)
    assert not Alike.objects.filter(matter=matter).exists()


def test_words_that_many_drafts_have_find_nothing(drafts, directive, actors, monkeypatch) -> None:
    monkeypatch.setattr(actions, "_COMMON_GRAM", 1)
    actions.advise(directive.pk, by=actors.staff)
    assert not Alike.objects.filter(other__isnull=False).exists()
