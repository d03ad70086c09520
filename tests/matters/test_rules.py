"""The loop's table, requirements and lights, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from luoshi.kernel.errors import IllegalMove, RuleBroken
from luoshi.matters import rules
from luoshi.matters.rules import LOOP, Facts
from luoshi.matters.terms import Light, Status

TODAY = date(2026, 3, 16)
READY = Facts(
    status=Status.PROPOSED,
    today=TODAY,
    lead_unit_id=1,
    approver_id=2,
    approved_on=TODAY,
    basis="常务会议",
    due_on=TODAY + timedelta(days=30),
)


def broken(verb: str, facts: Facts) -> str | None:
    try:
        rules.check(verb, facts)
    except RuleBroken as refusal:
        return refusal.code
    return None


def test_the_main_road_leads_from_proposal_to_closing() -> None:
    status = Status.PROPOSED
    for verb in ("docket", "issue", "sign", "plan", "report", "report_done", "verify", "accept", "close"):
        status = LOOP.target(status, verb)
    assert status is Status.CLOSED


@pytest.mark.parametrize("status", Status)
def test_every_move_is_either_legal_or_refused_by_name(status: Status) -> None:
    legal = set(LOOP.verbs(status))
    for verb in LOOP.moves:
        if verb in legal:
            LOOP.target(status, verb)
        else:
            with pytest.raises(IllegalMove, match=status.label):
                LOOP.target(status, verb)


def test_what_is_over_stays_over() -> None:
    assert {s: list(LOOP.verbs(s)) for s in (Status.TERMINATED, Status.MERGED, Status.DECLINED)} == {
        Status.TERMINATED: [],
        Status.MERGED: [],
        Status.DECLINED: [],
    }


def test_resuming_goes_back_to_where_it_was() -> None:
    assert LOOP.target(Status.SUSPENDED, "resume", back_to=Status.ACCEPTED) is Status.ACCEPTED


def test_an_instruction_moves_nothing() -> None:
    assert LOOP.target(Status.SUSPENDED, "instruct") is Status.SUSPENDED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"lead_unit_id": None}, "no-lead-unit"),
        ({"due_on": None}, "no-date"),
        ({"due_on": None, "next_check_on": TODAY}, None),
        ({"due_on": None, "next_check_on": TODAY - timedelta(days=1)}, "check-in-past"),
        ({"due_on": TODAY}, None),
        ({"due_on": TODAY - timedelta(days=1)}, "due-in-past"),
        ({"due_on": None, "next_check_on": TODAY.replace(year=2047)}, "check-too-far"),
        ({"approver_id": None}, "no-approver"),
        ({"approved_on": None}, "no-approval-date"),
        ({"approved_on": TODAY + timedelta(days=1)}, "approval-in-future"),
        ({"basis": "  "}, "no-basis"),
    ],
)
def test_docketing_asks_for_what_article_11_asks(change: dict[str, object], code: str | None) -> None:
    assert broken("docket", replace(READY, **change)) == code


def test_a_matter_is_returned_in_time_or_not_at_all() -> None:
    assert broken("return", replace(READY, sign_by=TODAY)) is None
    assert broken("return", replace(READY, sign_by=None)) is None
    assert broken("return", replace(READY, sign_by=TODAY - timedelta(days=1))) == "return-too-late"


def test_done_needs_evidence_and_no_open_milestone() -> None:
    assert broken("report_done", READY) == "no-evidence"
    assert broken("report_done", replace(READY, evidence_count=1, open_milestones=1)) == "open-milestones"
    assert broken("report_done", replace(READY, evidence_count=1)) is None


def test_closing_needs_the_leaders_word() -> None:
    assert broken("close", READY) == "not-accepted"
    assert broken("close", replace(READY, accepted_on=TODAY)) is None


@pytest.mark.parametrize(
    ("change", "light"),
    [
        ({"status": Status.PROPOSED}, Light.NOT_ISSUED),
        ({"status": Status.DOCKETED}, Light.NOT_ISSUED),
        ({"status": Status.ISSUED, "sign_by": TODAY}, Light.RUNNING),
        ({"status": Status.ISSUED, "sign_by": TODAY - timedelta(days=1)}, Light.UNANSWERED),
        ({"status": Status.ISSUED, "due_on": TODAY - timedelta(days=1)}, Light.OVERDUE),
        ({"status": Status.UNDER_WAY}, Light.RUNNING),
        ({"status": Status.UNDER_WAY, "due_on": TODAY + timedelta(days=8)}, Light.RUNNING),
        ({"status": Status.UNDER_WAY, "due_on": TODAY + timedelta(days=7)}, Light.NEAR_DUE),
        ({"status": Status.UNDER_WAY, "due_on": TODAY}, Light.NEAR_DUE),
        ({"status": Status.UNDER_WAY, "due_on": TODAY - timedelta(days=1)}, Light.OVERDUE),
        ({"status": Status.UNDER_WAY, "due_on": None}, Light.NO_DATE),
        ({"status": Status.REPORTED_DONE, "due_on": TODAY - timedelta(days=1)}, Light.IN_REVIEW),
        ({"status": Status.VERIFIED}, Light.IN_REVIEW),
        ({"status": Status.SUSPENDED}, Light.PAUSED),
        ({"status": Status.MERGED}, Light.ASIDE),
        ({"status": Status.CLOSED, "due_on": TODAY, "reported_done_on": TODAY}, Light.DONE_IN_TIME),
        (
            {"status": Status.CLOSED, "due_on": TODAY - timedelta(days=9), "reported_done_on": TODAY},
            Light.DONE_LATE,
        ),
        ({"status": Status.CLOSED, "due_on": None, "reported_done_on": TODAY}, Light.DONE_IN_TIME),
    ],
)
def test_lights(change: dict[str, object], light: Light) -> None:
    assert rules.light(replace(READY, **change), near_days=7) is light


def test_lateness_is_counted_to_the_units_word_and_stays() -> None:
    late = replace(READY, due_on=TODAY - timedelta(days=10))
    assert rules.days_late(late) == 10
    assert rules.days_late(replace(late, reported_done_on=TODAY - timedelta(days=4))) == 6
    assert rules.days_late(replace(late, due_on=None)) == 0


def test_the_index_takes_two_characters_as_two_words() -> None:
    assert rules.index_words("改造２０６国道, B-2！") == "u6539 u9020 206 u56fd u9053 b 2"
    assert rules.index_words("，。") == ""
