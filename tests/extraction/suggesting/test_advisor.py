"""Suggested leads: what speaks for a unit, in which order, and when nothing is said."""

import pytest

from luoshi.extraction.suggesting import NONE, Advisor, Candidate, Earlier, bigrams, share, usual

HOUSING = Candidate(1, "市住建局", ("住建",), ("老旧小区改造", "房地产市场"), ("保障性住房",))
WATER = Candidate(2, "市水务局", ("水务",), ("水库安全",))
EDUCATION = Candidate(3, "市教育局", ("教育",), (), ("学校建设",))
ADVISOR = Advisor([HOUSING, WATER, EDUCATION])


def test_pairs_of_letters() -> None:
    assert bigrams("老旧小区，老旧小区改造12处；的确") == ["老旧", "旧小", "小区", "区改", "改造"]
    assert bigrams("") == []


def test_the_share_of_two_sets() -> None:
    assert share(frozenset("abc"), frozenset("bcd")) == pytest.approx(2 / 3)
    assert share(frozenset(), frozenset()) == 0


def test_what_departments_usually_look_after() -> None:
    assert "公路建设" in usual("云州市交通运输局").duties
    assert usual("云州市住房和城乡建设局").stems[0] == "住房和城乡建设"
    assert usual("某某单位") == NONE


def test_the_unit_s_own_duty_is_the_reason() -> None:
    (first, *_) = ADVISOR.suggest("全面完成老旧小区改造任务", Earlier())
    assert first.unit_id == 1
    assert first.reasons == ("“老旧小区改造”与市住建局职责“老旧小区改造”相近",)


def test_a_usual_duty_is_called_so() -> None:
    (first,) = ADVISOR.suggest("加快推动学校建设投用", Earlier(100))
    assert (first.unit_id, first.reasons) == (3, ("“学校建设”与这类单位的通常职责“学校建设”相近",))


def test_the_name_in_the_text_counts() -> None:
    wordy = "水务水务水务水务水务水务"
    (first,) = ADVISOR.suggest(wordy, Earlier())
    assert (first.unit_id, first.reasons) == (2, ("原文写到“水务”",))


def test_what_was_accepted_before_counts_and_is_told_as_the_least() -> None:
    grams = bigrams("清理河道淤积")
    earlier = Earlier(40, {gram: {2: 6, 9: 1} for gram in grams})
    (first,) = ADVISOR.suggest("清理河道淤积", earlier)
    assert first.unit_id == 2
    assert first.reasons == ("以前由其牵头并签收的事项中，至少6件写到“清理河道淤积”里的词语",)


def test_nothing_is_said_where_little_speaks_for_anybody() -> None:
    assert ADVISOR.suggest("召开动员会议", Earlier()) == ()
    assert ADVISOR.suggest("改造", Earlier()) == ()
    assert ADVISOR.ranked("改造", Earlier())[0][0] == 1
    assert Advisor([]).suggest("", Earlier()) == ()


def test_followers_that_are_far_behind_are_left_out() -> None:
    both = Advisor([HOUSING, Candidate(4, "市城管局", ("城管",), ("小区停车",)), WATER])
    assert [one.unit_id for one in both.suggest("老旧小区改造和水库安全检查", Earlier())] == [1, 2]
    assert [one for one, _ in both.ranked("老旧小区改造和水库安全检查", Earlier())] == [1, 2, 4]


def test_pairs_that_everybody_has_tell_nothing() -> None:
    earlier = Earlier(3, {"完成": {1: 30, 2: 30}})
    assert all(score == 0 for _, score in ADVISOR.ranked("完成", earlier))


def test_a_reason_quotes_only_what_was_met() -> None:
    earlier = Earlier(40, {gram: {2: 6} for gram in bigrams("清理河道")})
    (first,) = ADVISOR.suggest("今年清理河道，堤防", earlier)
    assert first.reasons == ("以前由其牵头并签收的事项中，至少6件写到“清理河道”里的词语",)
    gone = Earlier(40, {gram: {99: 6} for gram in bigrams("清理河道")})
    assert ADVISOR.suggest("清理河道", gone) == ()
