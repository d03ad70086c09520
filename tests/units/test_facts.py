from datetime import date

import pytest

from luoshi.kernel.errors import BadInput, NotPermitted, RuleBroken
from luoshi.units import rules
from luoshi.units.policy import WRITE, require_write

TODAY = date(2026, 3, 16)


class Anybody:
    person_id = 7
    name = "王敏"

    def __init__(self, *permissions: str) -> None:
        self.permissions = frozenset(permissions)


def test_only_the_grant_lets_somebody_write():
    require_write(Anybody(WRITE))
    with pytest.raises(NotPermitted) as refused:
        require_write(Anybody("units:read"))
    assert refused.value.code == "not-permitted"


def test_text_is_made_one_line_without_invisible_characters():
    assert rules.one_line(" 市\u200b发\n改委\t", label="名称", limit=10) == "市发 改委"


def test_a_blank_text_is_refused_unless_it_may_be_blank():
    with pytest.raises(BadInput) as refused:
        rules.one_line(" \u200b", label="单位简称", limit=10)
    assert (refused.value.code, refused.value.message) == ("field-required", "请填写单位简称。")
    assert rules.one_line(" ", label="单位简称", limit=10, required=False) == ""


def test_a_long_text_is_refused_with_its_length():
    with pytest.raises(BadInput) as refused:
        rules.one_line("一二三四", label="简称", limit=3)
    assert (refused.value.code, refused.value.message) == (
        "field-too-long",
        "简称最多3个字，现有4个字，请缩短。",
    )


def test_texts_are_distinct_in_their_order():
    assert rules.distinct([" 乙", "甲", "", "乙 "], label="别名", limit=5) == ("乙", "甲")


@pytest.mark.parametrize("count", [1, 30])
def test_a_count_within_its_range_is_itself(count):
    assert rules.check_within(count, label="天数", least=1, most=30) == count


@pytest.mark.parametrize("count", [0, 31])
def test_a_count_outside_its_range_is_refused(count):
    with pytest.raises(BadInput) as refused:
        rules.check_within(count, label="天数", least=1, most=30)
    assert refused.value.code == "field-range"


@pytest.mark.parametrize("parent", [1, 2, 3])
def test_a_unit_cannot_stand_under_itself(parent):
    with pytest.raises(RuleBroken) as refused:
        rules.check_parent(1, parent, {1: None, 2: 1, 3: 2})
    assert refused.value.code == "unit-under-itself"


@pytest.mark.parametrize("parent", [None, 1, 4])
def test_any_other_parent_is_possible(parent):
    rules.check_parent(2, parent, {1: None, 2: None, 3: 2, 4: None})


@pytest.mark.parametrize(
    ("start", "earliest", "code"),
    [
        (date(2026, 3, 17), None, "day-in-future"),
        (date(2025, 12, 31), date(2026, 1, 1), "day-too-early"),
    ],
)
def test_a_change_cannot_lie_ahead_nor_before_what_it_changes(start, earliest, code):
    with pytest.raises(RuleBroken) as refused:
        rules.check_days(start, today=TODAY, label="启用日期", earliest=earliest)
    assert refused.value.code == code


@pytest.mark.parametrize("start", [date(2026, 1, 1), TODAY])
def test_a_change_may_begin_on_either_end(start):
    rules.check_days(start, today=TODAY, label="启用日期", earliest=date(2026, 1, 1))


@pytest.mark.parametrize(("day", "fits"), [
    (date(1948, 12, 31), False), (date(1949, 1, 1), True), (date(2046, 12, 31), True), (date(2047, 1, 1), False),
    (date(9999, 12, 31), False),
])  # fmt: skip
def test_a_year_that_nobody_means_is_refused(day, fits):
    if fits:
        rules.check_year(day, label="任用日期", today=TODAY)
        return
    with pytest.raises(BadInput) as refused:
        rules.check_year(day, label="任用日期", today=TODAY)
    assert (refused.value.code, refused.value.message) == (
        "day-out-of-range", "任用日期应在1949年至2046年之间，请核对年份。",
    )  # fmt: skip
