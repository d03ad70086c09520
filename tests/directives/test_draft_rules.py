"""Moves of a draft, its warnings, and how words are cut and joined."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.directives import rules
from luoshi.directives.terms import DraftStatus, Relation
from luoshi.kernel.errors import BadInput, IllegalMove, RuleBroken

S = DraftStatus
TODAY = date(2026, 3, 16)


def test_every_move() -> None:
    table = {
        verb: {
            status: rules.DRAFTS.target(status, verb)
            for status in S
            if verb in set(rules.DRAFTS.verbs(status))
        }
        for verb in rules.DRAFTS.moves
    }
    assert table == {
        "confirm": {S.PENDING: S.CONFIRMED},
        "reopen": {S.CONFIRMED: S.PENDING},
        "edit": {S.PENDING: S.PENDING, S.CONFIRMED: S.CONFIRMED},
        "split": {S.PENDING: S.REPLACED, S.CONFIRMED: S.REPLACED},
        "merge": {S.PENDING: S.REPLACED, S.CONFIRMED: S.REPLACED},
        "discard": {S.PENDING: S.DISCARDED, S.CONFIRMED: S.DISCARDED},
        "restore": {S.DISCARDED: S.PENDING},
        "undo": {S.PENDING: S.REPLACED, S.CONFIRMED: S.REPLACED, S.DISCARDED: S.REPLACED},
        "revive": {S.REPLACED: S.PENDING},
        "join": {S.PENDING: S.JOINED, S.CONFIRMED: S.JOINED},
        "part": {S.JOINED: S.PENDING},
        "propose": {S.CONFIRMED: S.PROPOSED},
    }


def test_a_proposed_draft_is_closed() -> None:
    assert list(rules.DRAFTS.verbs(S.PROPOSED)) == []
    with pytest.raises(IllegalMove, match="已提请立项"):
        rules.DRAFTS.target(S.PROPOSED, "discard")


def facts(**changes) -> rules.Facts:
    given = {"has_lead": True, "relation": Relation.SINGLE, "due_on": TODAY, "next_check_on": None, **changes}
    return rules.Facts(**given)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"has_lead": False}, ["没有牵头单位"]),
        ({"has_lead": False, "relation": Relation.JOINT}, ["共同负责未明确牵头"]),
        ({"due_on": date(2026, 3, 15)}, ["时限早于今天"]),
        ({"due_on": None}, ["没有时限"]),
        ({"due_on": None, "next_check_on": TODAY}, []),
        ({"unmatched": ("市水务局", "园林所")}, ["未对应到单位：市水务局、园林所"]),
    ],
)
def test_warnings(changes, expected) -> None:
    assert rules.warnings(facts(**changes), today=TODAY) == expected


TEXT = "市住建局完成管网改造，6月底前验收；市财政局拨付资金。"


def words(stretches) -> list[str]:
    return [TEXT[start:end] for start, end in stretches]


def test_selected_words_lose_blanks_and_stray_marks() -> None:
    text = "一、 \n　，完成管网改造， 。"
    start, end = rules.selected(text, 2, len(text))
    assert text[start:end] == "完成管网改造"
    assert TEXT[slice(*rules.selected(TEXT, 17, len(TEXT)))] == "市财政局拨付资金"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, len(TEXT) + 1)])
def test_a_selection_outside_the_text(start, end) -> None:
    with pytest.raises(BadInput, match="不在正文内"):
        rules.selected(TEXT, start, end)


@pytest.mark.parametrize("words", ["，。；", "   ", "一、"])
def test_a_selection_without_words(words) -> None:
    with pytest.raises(BadInput, match="没有文字"):
        rules.selected(words, 0, len(words))


def test_cut_at_an_offset_gives_two() -> None:
    at = TEXT.index("；") + 1
    assert words(rules.cut(TEXT, (0, len(TEXT)), (0, at))) == [
        "市住建局完成管网改造，6月底前验收",
        "市财政局拨付资金",
    ]


def test_cut_around_words_gives_three() -> None:
    start = TEXT.index("6月")
    cut = rules.cut(TEXT, (0, len(TEXT)), (start, TEXT.index("；")))
    assert words(cut) == ["市住建局完成管网改造", "6月底前验收", "市财政局拨付资金"]


@pytest.mark.parametrize("part", [(0, len(TEXT)), (0, len(TEXT) - 1)])
def test_a_cut_that_leaves_nothing(part) -> None:
    with pytest.raises(RuleBroken, match="没有文字"):
        rules.cut(TEXT, (0, len(TEXT)), part)


@pytest.mark.parametrize("part", [(0, 5), (12, 30), (8, 8)])
def test_a_cut_outside_the_whole(part) -> None:
    with pytest.raises(RuleBroken, match="不在这条事项的原文内"):
        rules.cut(TEXT, (2, 20), part)


def test_pieces_end_where_a_split_may_be_made() -> None:
    found = rules.pieces(TEXT, (0, len(TEXT)))
    assert [piece for _, piece in found] == ["市住建局完成管网改造，", "6月底前验收；", "市财政局拨付资金。"]
    assert [end for end, _ in found] == [11, 18, len(TEXT)]
    assert rules.pieces("改造管网", (0, 4)) == [(4, "改造管网")]


@given(st.text(alphabet="管网，。；、改 \n", max_size=40))
def test_pieces_add_up_to_the_whole_and_each_may_be_cut(text) -> None:
    found = rules.pieces(text, (0, len(text)))
    assert "".join(piece for _, piece in found) == text
    for end, _ in found[:-1]:
        assert len(rules.cut(text, (0, len(text)), (0, end))) == 2


def test_neighbours_join_as_the_text_has_them() -> None:
    first, second = (0, 10), (11, 17)
    wordings = [TEXT[0:10], TEXT[11:17]]
    assert rules.joined(TEXT, [first, second], wordings=wordings) == TEXT[0:17]


def test_edited_or_distant_wordings_join_with_a_semicolon() -> None:
    assert rules.joined(TEXT, [(0, 10), (11, 17)], wordings=["改造管网。", "验收。"]) == "改造管网；验收。"
    far = rules.joined(TEXT, [(0, 10), (18, 26)], wordings=[TEXT[0:10], TEXT[18:26]])
    assert far == "市住建局完成管网改造；市财政局拨付资金"


def test_sections_close_when_one_of_their_level_opens() -> None:
    headings = [(1, "一、排水"), (2, "（一）管网 "), (2, "（二）河道"), (1, "二、政策"), (2, "（一）清单")]
    assert rules.section_of(headings[:3]) == ["一、排水", "（二）河道"]
    assert rules.section_of(headings) == ["二、政策", "（一）清单"]
    assert rules.section_of([]) == []
