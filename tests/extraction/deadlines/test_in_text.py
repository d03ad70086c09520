"""Phrases of time inside of a task: which of them binds."""

from datetime import date

import pytest

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


@pytest.mark.parametrize(
    ("text", "raw", "kind", "on"),
    [
        ("本周五前拿出方案", "本周五前", DeadlineKind.RELATIVE, date(2026, 3, 13)),
        ("从今天起，凡是定了的事不许讨价还价", "从今天起", DeadlineKind.RELATIVE, None),
        ("即日起开展排查", "即日起", DeadlineKind.RELATIVE, None),
        ("4月20日之后不得施工", "4月20日之后", DeadlineKind.WINDOW, None),
        ("把食堂开学前再查一遍", "开学前", DeadlineKind.TRIGGER, None),
        ("今年汛期前完成清淤", "今年汛期前", DeadlineKind.TRIGGER, None),
        ("复检合格之前，电梯不得运行", "复检合格之前", DeadlineKind.TRIGGER, None),
        ("春运期间不得停运", "春运期间", DeadlineKind.WINDOW, None),
        ("从下周开始每周检查", "每周", DeadlineKind.RECURRING, date(2026, 3, 15)),
        ("3月底前开工的，每个给予奖励10万元，6月底前兑现", "6月底前", DeadlineKind.POINT, date(2026, 6, 30)),
        ("下次会议4月9日开，方案3月底前报来", "3月底前", DeadlineKind.POINT, date(2026, 3, 31)),
    ],
)
def test_what_binds(text: str, raw: str, kind: DeadlineKind, on: date | None) -> None:
    found = find_deadline(text, 0, len(text), clock=Clock(date(2026, 3, 11)))
    assert found is not None
    assert (found.raw, found.kind, found.on) == (raw, kind, on)


def test_hours_of_every_day_are_one_phrase() -> None:
    text = "每天7：00至8：00、16：30至17：30禁止通行"
    found = find_deadline(text, 0, len(text), clock=Clock(None))
    assert found is not None
    assert (found.raw, found.kind) == ("每天7：00至8：00、16：30至17：30", DeadlineKind.RECURRING)


@pytest.mark.parametrize(
    "text",
    [
        "3月底前开工的项目给予补助50万元",
        "下次会议4月9日开",
        "对连续两年闲置的资金收回统筹",
        "一年内对同一企业检查不得超过一次",
    ],
)
def test_what_binds_nobody(text: str) -> None:
    assert find_deadline(text, 0, len(text), clock=Clock(date(2026, 3, 11))) is None
