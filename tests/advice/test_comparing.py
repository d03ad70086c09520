"""Two readings side by side."""

from datetime import date

import pytest

from luoshi.advice.rules import Pair, Voice, compared, differing, more_measures
from luoshi.advice.terms import Field

WORDS = "完成老城区雨水管网改造12公里"


def draft(**fields) -> Voice:
    given = {
        "pk": 1,
        "start": 100,
        "end": 100 + len(WORDS),
        "text": WORDS,
        "kind": "task",
        "lead": 5,
        "support": frozenset({6}),
        "deadline": "6月底前",
        "on": date(2026, 6, 30),
        "measures": ("12公里",),
    }
    return Voice(**{**given, **fields})


def opinion(**fields) -> Voice:
    return draft(**{"pk": 9, **fields})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ()),
        ({"kind": "", "lead": None, "support": frozenset(), "deadline": "", "on": None, "measures": ()}, ()),
        ({"kind": "target"}, (Field.KIND,)),
        ({"lead": 7}, (Field.LEAD,)),
        ({"lead": None, "names": {Field.LEAD: ("某办",)}}, (Field.LEAD,)),
        ({"support": frozenset({6, 8})}, (Field.SUPPORT,)),
        ({"support": frozenset({5, 6})}, ()),
        ({"names": {Field.SUPPORT: ("某办",)}}, (Field.SUPPORT,)),
        ({"deadline": "2026年6月30日前"}, ()),
        ({"deadline": "６月底前", "on": date(2027, 6, 30)}, ()),
        ({"deadline": "5月底前", "on": date(2026, 5, 31)}, (Field.DEADLINE,)),
        ({"deadline": "长期坚持", "on": None}, (Field.DEADLINE,)),
        ({"measures": ("１２公里", "改造12公里")}, ()),
        ({"measures": ("30处",)}, (Field.MEASURES,)),
        ({"text": "雨水管网", "start": 105, "end": 109}, (Field.TEXT,)),
        ({"text": WORDS[2:], "start": 102}, ()),
        ({"text": WORDS + "。并建立台账，加强巡查维护，形成机制", "end": 140}, (Field.TEXT,)),
        ({"text": "另外说法", "start": 100}, ()),
        ({"kind": "target", "deadline": "5月底前", "on": date(2026, 5, 31)}, (Field.KIND, Field.DEADLINE)),
    ],
)
def test_fields_that_differ(said, expected) -> None:
    assert differing(draft(), opinion(**said)) == expected


def test_names_without_a_unit_that_both_have_are_the_same() -> None:
    names = {Field.LEAD: ("某办",), Field.SUPPORT: ("某局",)}
    assert differing(draft(lead=None, names=names), opinion(lead=None, names=names)) == ()


def test_the_lead_that_the_other_side_supports_with_is_no_second_difference() -> None:
    both = draft(lead=5, support=frozenset({6, 7}))
    assert differing(both, opinion(lead=6, support=frozenset({5, 7}))) == (Field.LEAD,)


def test_words_that_a_clerk_has_changed_are_compared_as_words() -> None:
    shorter = draft(text="雨水管网改造")
    assert differing(shorter, opinion(text="雨水管网改造", start=105, end=111)) == ()
    assert (
        differing(draft(text="雨水管网改造12公"), opinion(text="雨水管网改造12公里", start=105, end=114))
        == ()
    )


def test_each_opinion_goes_with_the_draft_that_shares_most_words() -> None:
    drafts = [
        draft(pk=1, start=0, end=20),
        draft(pk=2, start=20, end=40),
        draft(pk=3, start=40, end=60),
        draft(pk=4, start=70, end=80),
    ]
    said = [
        opinion(pk=11, start=0, end=20),
        opinion(pk=12, start=15, end=38, kind="target"),
        opinion(pk=13, start=57, end=69),
    ]
    found = compared(drafts, said, read=[(0, 62)])
    assert found.pairs == {1: Pair(1, ((11, ()),)), 2: Pair(2, ((12, (Field.KIND,)),))}
    assert (found.pairs[1].agrees, found.pairs[2].agrees) == (True, False)
    assert found.new == (13,)
    assert found.unseen == (3,)


def test_a_draft_cut_finer_does_not_differ_in_words() -> None:
    whole = draft(start=0, end=40)
    parts = [opinion(pk=11, start=0, end=18, text="前半"), opinion(pk=12, start=20, end=40, text="后半")]
    assert compared([whole], parts, read=[]).pairs == {1: Pair(1, ((11, ()), (12, ())))}


def test_without_drafts_everything_is_new() -> None:
    assert compared([], [opinion()], read=[(0, 500)]).new == (9,)


def test_measures_that_are_more() -> None:
    assert more_measures(["12公里"], ["30处", "１２公里"]) == ("30处",)
    assert more_measures([], ["30处"]) == ("30处",)
