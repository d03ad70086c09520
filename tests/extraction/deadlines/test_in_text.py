"""Phrases of time inside of a task: which of them binds."""

from datetime import date

from luoshi.extraction.deadlines import Clock, find_deadline
from luoshi.extraction.model import DeadlineKind

ON = date(2026, 2, 25)


def find(text: str, on: date | None = ON):
    return find_deadline(text, 0, len(text), clock=Clock(on))


def test_the_last_point_binds_and_the_others_are_kept() -> None:
    found = find("6月底前完成管网铺设，年内具备通水条件")
    assert (found.raw, found.on, found.also) == ("年内", date(2026, 12, 31), (date(2026, 6, 30),))


def test_a_point_binds_before_a_year_of_goals() -> None:
    found = find("到2027年建成5家，今年6月底前启动首批")
    assert (found.kind, found.on) == (DeadlineKind.POINT, date(2026, 6, 30))


def test_a_date_binds_before_a_vague_word() -> None:
    assert find("尽快启动，9月底前完成").raw == "9月底前"


def test_history_does_not_bind() -> None:
    assert find("将2016年3月底前形成的办法调整完善") is None
    assert find("将2016年3月底前形成的办法调整完善", on=None).on == date(2016, 3, 31)


def test_no_words_of_time() -> None:
    assert find("推进老城区改造") is None
    assert find("推进月湖大道改造") is None


def test_ongoing_only_where_it_ends_a_clause() -> None:
    assert find("持续推进园区建设") is None
    assert find("园区建设持续推进").kind is DeadlineKind.ONGOING


def test_the_span_is_kept() -> None:
    text = "上半年完成。下半年验收。"
    assert find_deadline(text, 0, 6, clock=Clock(ON)).on == date(2026, 6, 30)


def test_without_a_day_the_last_phrase_stands() -> None:
    assert find("3月底前出台方案，9月底前完成", on=None).raw == "9月底前"


def test_a_note_with_an_event() -> None:
    assert find("半年内整改到位", on=None).on is None
    assert find("自竣工之日起三个月内办理决算").on is None


def test_soft_belongs_to_its_own_clause() -> None:
    assert find("力争突破，6月底前完成").soft is False
    assert find("力争6月底前完成").soft is True


def test_impossible_days() -> None:
    assert find("分别于6月31日、9月31日前", on=ON) is None
    assert find("0个工作日内") is None
