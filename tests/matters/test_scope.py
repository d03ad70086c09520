"""Which matters exist for whom; search; lights as the database sees them."""

from datetime import timedelta

import pytest

from luoshi.accounts.policy import SYSTEM, Actor, granted
from luoshi.accounts.terms import Role
from luoshi.files import actions as files
from luoshi.matters import actions, queries
from luoshi.matters.models import Matter
from luoshi.matters.terms import Light, Status
from tests.conftest import NOW, TODAY

SEES = {
    "staff": True, "head": True, "leader": True, "vice": True, "auditor": True,
    "unit_head": True, "liaison": True, "other_liaison": True, "inspector": False, "administrator": False,
}  # fmt: skip


@pytest.mark.parametrize(("who", "sees"), SEES.items())
def test_an_issued_matter_exists_for_its_parties_and_the_city(loop, who: str, sees: bool) -> None:
    matter = loop.at(Status.ISSUED)
    assert queries.visible(getattr(loop.actors, who)).filter(pk=matter.pk).exists() is sees


def test_before_issue_it_exists_for_no_unit(loop) -> None:
    matter = loop.at(Status.DOCKETED)
    assert not queries.visible(loop.actors.liaison).filter(pk=matter.pk).exists()


def test_serving_two_units_shows_each_matter_once(loop) -> None:
    matter = loop.at(Status.ISSUED)
    roles = frozenset({Role.LIAISON})
    both = Actor(1, "双岗", roles, (loop.units.reform.pk, loop.units.housing.pk), granted(roles))
    assert [m.pk for m in queries.visible(both)] == [matter.pk]


def test_two_character_words_hit(loop) -> None:
    matter = loop.at(Status.DOCKETED)
    found = {
        words: [m.pk for m in queries.search(queries.visible(SYSTEM), words)]
        for words in ("云河", "治理", "理治", "发改", "督〔2026〕1", "云河 主体", "云河 学校", "，", "", " ")
    }
    hit = [matter.pk]
    assert found == {
        "云河": hit, "治理": hit, "理治": [], "发改": hit, "督〔2026〕1": hit,
        "云河 主体": hit, "云河 学校": [], "，": [], "": hit, " ": hit,
    }  # fmt: skip


def test_a_search_is_no_query_language(loop) -> None:
    loop.at(Status.DOCKETED)
    for words in ('" OR 1', "云河* NOT", "a:b & !", "'; DROP TABLE matters_search"):
        assert list(queries.search(queries.visible(SYSTEM), words)) == []


def test_the_index_follows_an_edit(loop) -> None:
    matter = loop.at(Status.PROPOSED)
    actions.edit(
        matter.pk, loop.terms(title="学校改造", content="完成学校改造。"), by=loop.actors.staff, at=NOW
    )
    assert [m.pk for m in queries.search(Matter.objects.all(), "学校")] == [matter.pk]
    assert list(queries.search(Matter.objects.all(), "云河")) == []


def test_evidence_is_seen_by_those_who_see_the_matter(loop) -> None:
    loop.at(Status.REPORTED_DONE)
    file = files.enter(loop.file("另一份"), by=loop.actors.liaison, at=NOW)
    shown = queries.reports(Matter.objects.get()).get().evidence.get().file_id
    assert queries.evidence_visible(loop.actors.liaison, shown)
    assert not queries.evidence_visible(loop.actors.inspector, shown)
    assert not queries.evidence_visible(loop.actors.staff, file.pk)


def test_lights_in_the_database_equal_lights_in_the_rules(loop) -> None:
    base = loop.at(Status.ISSUED)
    days = [None, *(TODAY + timedelta(days=n) for n in (-9, -1, 0, 1, 7, 8, 30))]
    from luoshi.matters import rules

    for status in Status:
        for due_on in days:
            for sign_by in (None, TODAY - timedelta(days=1), TODAY):
                for done in (None, TODAY) if status not in rules.RUNNING else (None,):
                    Matter.objects.filter(pk=base.pk).update(
                        status=status, running=status in rules.RUNNING, due_on=due_on, sign_by=sign_by,
                        reported_done_on=done or (TODAY if status is Status.CLOSED else None),
                    )  # fmt: skip
                    matter = Matter.objects.get(pk=base.pk)
                    want = queries.light_of(matter, TODAY, near_days=7)
                    got = [
                        light
                        for light in Light
                        if Matter.objects.filter(queries.where_light(light, TODAY, near_days=7)).exists()
                    ]
                    assert got == [want], (status, due_on, sign_by, done)
