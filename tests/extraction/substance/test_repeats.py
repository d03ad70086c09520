"""Reports taken over from the last one, word for word or lightly reworded; and those that only look alike."""

import pytest

from luoshi.extraction.substance import Repeat, compare

BEFORE = (
    "截至6月20日，已完成管网改造12公里，占总长的40%。沿线隐患逐项核对，问题清单交施工单位整改。"
    "下一步，对剩余路段明确完成日期，及时组织复查。"
)
TAKEN_OVER = [
    BEFORE,
    BEFORE.replace("6月20日", "7月4日"),
    BEFORE.replace("核对", "核实").replace("整改", "改正").replace("及时组织", "尽快安排"),
    (
        "沿线隐患逐项核查，问题清单交施工单位整改。目前，占总长的40%，完成管网改造12公里。"
        "接下来，对剩余路段明确完成日期，并且及时组织复查。"
    ),
]
OTHERS = [
    "第二批管材进场，东关路段开挖，居民出行改由北侧便道通行。",
    "审计发现材料价差，合同双方签了补充协议，工期不变。",
]


@pytest.mark.parametrize("text", TAKEN_OVER)
def test_taken_over(text: str) -> None:
    found = compare(text, BEFORE)
    assert found.copied
    assert "数字没有变化" in found.why


@pytest.mark.parametrize("text", OTHERS)
def test_different(text: str) -> None:
    found = compare(text, BEFORE)
    assert (found.copied, found.why) == (False, "")


def test_the_same_words_with_new_amounts_are_news_to_be_explained() -> None:
    found = compare(BEFORE.replace("12公里", "19公里").replace("40%", "63%"), BEFORE)
    assert (found.copied, found.new_numbers) == (False, ("19", "63"))
    assert "数字有更新（19、63）" in found.why


def test_nothing_before_and_nothing_now() -> None:
    assert compare(BEFORE, "") == Repeat(0, ("12", "40"))
    assert compare("", BEFORE) == Repeat(0, ())
    assert compare("", "") == Repeat(0, ())


def test_a_few_words_count_only_when_they_are_the_same() -> None:
    assert compare("正常运行。", "正常运行！").percent == 100
    assert compare("正常运行。", "停止运行。").percent == 0
