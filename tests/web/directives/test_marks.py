"""The words of drafts in the text, overlapping or not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luoshi.web.directives.marks import Block, Marked, passages


def marked(draft_id: int, start: int, end: int, status: str = "pending") -> Marked:
    return Marked(draft_id, start, end, status, draft_id)


def shown(text: str, blocks: list[Block], drafts: list[Marked]) -> list[list[tuple]]:
    return [
        [(segment.text, segment.ids, segment.status) for segment in passage.segments]
        for passage in passages(text, blocks, drafts)
    ]


def test_words_before_in_and_after() -> None:
    assert shown("请完成管网改造。", [Block(0, 8)], [marked(1, 1, 7)]) == [
        [("请", "", ""), ("完成管网改造", "1", "pending"), ("。", "", "")]
    ]


def test_overlapping_drafts_share_words_and_the_open_one_gives_the_colour() -> None:
    drafts = [marked(1, 0, 4, "confirmed"), marked(2, 2, 6, "pending"), marked(3, 2, 3, "discarded")]
    assert shown("一二三四五六", [Block(0, 6)], drafts) == [
        [
            ("一二", "1", "confirmed"),
            ("三", "1 3 2", "pending"),
            ("四", "1 2", "pending"),
            ("五六", "2", "pending"),
        ]
    ]


def test_where_drafts_begin() -> None:
    (passage,) = passages("一二三四", [Block(0, 4, "heading", 1, 7)], [marked(1, 0, 2), marked(2, 0, 4)])
    assert (passage.opened, passage.tag, passage.level, passage.ordinal) == ((1, 2), "h3", 1, 7)
    assert [draft.number for draft in passage.segments[0].opens] == [1, 2]
    assert passage.segments[1].opens == ()


def test_a_draft_over_several_clauses() -> None:
    drafts = [marked(1, 1, 7)]
    assert shown("甲乙丙\n丁戊己庚", [Block(0, 3), Block(4, 8)], drafts) == [
        [("甲", "", ""), ("乙丙", "1", "pending")],
        [("丁戊己", "1", "pending"), ("庚", "", "")],
    ]


def test_text_between_clauses_is_shown_and_blanks_are_not() -> None:
    assert shown("甲 \n乙乙\n丙", [Block(0, 1), Block(6, 7)], []) == [
        [("甲", "", "")],
        [(" \n乙乙\n", "", "")],
        [("丙", "", "")],
    ]
    assert shown("甲", [Block(0, 0)], []) == [[("甲", "", "")]]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=6),
    st.lists(st.integers(1, 29), max_size=5, unique=True),
)
def test_nothing_is_lost_and_every_word_knows_its_drafts(spans, cuts) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(30))
    edges = [0, *sorted(cuts), 30]
    blocks = [Block(start, end) for start, end in pairwise(edges)]
    drafts = [marked(n, start, min(30, start + size)) for n, (start, size) in enumerate(spans) if start < 30]
    segments = [segment for passage in passages(text, blocks, drafts) for segment in passage.segments]
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        for offset in range(segment.start, segment.start + len(segment.text)):
            assert set(segment.draft_ids) == {
                draft.draft_id for draft in drafts if draft.start <= offset < draft.end
            }
