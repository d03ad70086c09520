"""Which acts are offered: those and only those that the actions then carry out."""

import pytest

from luoshi.boards.acts import OFFERS, offered
from luoshi.matters import actions
from luoshi.matters.models import Matter
from luoshi.matters.terms import Status
from tests.conftest import NOW, TODAY
from tests.matters.conftest import later

ASIDE = ["suspend", "merge", "terminate"]


def acts(loop, who: str, matter: Matter, *, today=TODAY) -> list[str]:
    parties = set(matter.parties.filter(current=True).values_list("unit_id", flat=True))
    return offered(getattr(loop.actors, who), matter, today=today, party_ids=parties)


@pytest.mark.parametrize(
    ("status", "who", "expected"),
    [
        (Status.PROPOSED, "staff", ["edit"]),
        (Status.PROPOSED, "head", ["docket", "edit", "decline", "merge"]),
        (Status.PROPOSED, "leader", ["docket", "decline", "merge"]),
        (Status.DOCKETED, "staff", ["issue", "edit"]),
        (Status.DOCKETED, "auditor", []),
        (Status.ISSUED, "liaison", ["sign", "object_to"]),
        (Status.ISSUED, "other_liaison", []),
        (Status.ISSUED, "staff", ["open_to"]),
        (Status.ISSUED, "leader", ["instruct", "merge", "terminate"]),
        (Status.ACCEPTED, "unit_head", ["plan"]),
        (Status.ACCEPTED, "leader", ["instruct", *ASIDE]),
        (Status.UNDER_WAY, "liaison", ["plan", "report", "report_done"]),
        (Status.UNDER_WAY, "other_liaison", ["report"]),
        (Status.UNDER_WAY, "inspector", []),
        (Status.REPORTED_DONE, "liaison", []),
        (Status.REPORTED_DONE, "staff", ["verify", "send_back", "open_to"]),
        (Status.VERIFIED, "leader", ["accept", "send_back", "instruct", "terminate"]),
        (Status.VERIFIED, "staff", ["send_back", "open_to"]),
        (Status.CLOSED, "staff", ["reopen"]),
        (Status.CLOSED, "leader", []),
    ],
)
def test_on_the_main_road(loop, status: Status, who: str, expected: list[str]) -> None:
    assert acts(loop, who, loop.at(status)) == expected


def test_no_change_after_the_first_report(loop) -> None:
    matter = loop.at(Status.UNDER_WAY)
    actions.report(matter.pk, actions.Said("已开工"), by=loop.actors.liaison, at=NOW)
    matter.refresh_from_db()
    assert acts(loop, "liaison", matter) == ["plan", "report", "no_change", "report_done"]
    assert acts(loop, "other_liaison", matter) == ["report", "no_change"]


def test_returning_ends_with_the_time_to_sign(loop) -> None:
    matter = loop.at(Status.ISSUED)
    assert acts(loop, "liaison", matter, today=later(30).date()) == ["sign"]


def test_a_returned_matter_is_ruled_on(loop) -> None:
    matter = loop.at(Status.ISSUED)
    actions.object_to(matter.pk, reason="不属本单位职责", duty="三定", by=loop.actors.liaison, at=NOW)
    matter.refresh_from_db()
    assert acts(loop, "staff", matter) == ["reassign", "uphold", "open_to"]
    assert acts(loop, "liaison", matter) == []


def test_closing_waits_for_acceptance(loop) -> None:
    matter = loop.at(Status.VERIFIED)
    actions.accept(matter.pk, by=loop.actors.leader, at=NOW)
    matter.refresh_from_db()
    assert acts(loop, "staff", matter) == ["close", "send_back", "open_to"]
    assert acts(loop, "leader", matter) == ["send_back", "instruct", "terminate"]


def test_only_the_responsible_leader_is_offered_to_accept(loop) -> None:
    matter = loop.at(Status.VERIFIED, sponsor_id=loop.actors.vice.person_id)
    assert acts(loop, "vice", matter) == ["accept", "send_back", "instruct", "terminate"]
    assert acts(loop, "leader", matter) == ["instruct", "terminate"]
    assert acts(loop, "head", matter) == ["send_back", "terminate", "open_to"]


def test_what_is_suspended_can_be_resumed(loop) -> None:
    matter = loop.at(Status.UNDER_WAY)
    actions.suspend(matter.pk, reason="等待上级方案", by=loop.actors.head, at=NOW)
    matter.refresh_from_db()
    assert acts(loop, "head", matter) == ["resume", "terminate", "open_to"]


def test_only_what_has_no_due_date_is_looked_at_from_time_to_time(loop) -> None:
    assert "check" not in acts(loop, "staff", loop.at(Status.UNDER_WAY))
    ongoing = loop.at(Status.UNDER_WAY, due_on=None, next_check_on=TODAY)
    assert acts(loop, "staff", ongoing) == ["check", "open_to"]


def test_every_offer_is_an_act_of_the_loop() -> None:
    from luoshi.matters import rules

    assert {offer.move for offer in OFFERS.values()} - {""} == set(rules.LOOP.moves)
