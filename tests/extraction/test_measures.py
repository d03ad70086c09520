from decimal import Decimal

import pytest

from luoshi.extraction.folding import fold
from luoshi.extraction.measures import find_measures


def find(text: str):
    folded = fold(text)
    return find_measures(folded, 0, len(folded))


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator", "change"),
    [
        ("增长6%左右", "6", "%", "~", "increase"),
        ("总规模达到2万亿元", "2", "万亿元", "=", None),
        ("产值突破300亿元", "300", "亿元", ">", None),
        ("不低于95%", "95", "%", ">=", None),
        ("举办活动不少于100场", "100", "场", ">=", None),
        ("控制在3%以内", "3", "%", "<=", None),
        ("不超过5个", "5", "个", "<=", None),
        ("低于30分贝", "30", "分贝", "<", None),
        ("企业150家以上", "150", "家", ">=", None),
        ("压减10%以上", "10", "%", ">=", "decrease"),
        ("下降2.5个百分点", "2.5", "个百分点", "=", "decrease"),
        ("新增5万吨", "5", "万吨", "=", "increase"),
        ("改造老旧小区86个", "86", "个", "=", None),
        ("提高机顶盒占比至75%", "75", "%", "=", None),
        ("投资１,２００万元", "1200", "万元", "=", None),
        ("提高百分之三十", "30", "%", "=", "increase"),
        ("培育二十家以上", "20", "家", ">=", None),
        ("减少三成以上", "3", "成", ">=", "decrease"),
        ("压缩至0.5个工作日以内", "0.5", "个工作日", "<=", None),
        ("审批缩短5天", "5", "天", "=", "decrease"),
        ("约20万人次", "20", "万人次", "~", None),
        ("100多家", "100", "家", "=", None),
        ("占比百分之12.5以上", "12.5", "%", ">=", None),
        ("完成40期培训", "40", "期", "=", None),
    ],
)
def test_quantities(text: str, value: str, unit: str, comparator: str, change: str | None) -> None:
    (measure,) = find(text)
    assert (measure.value, measure.unit, measure.comparator, measure.change) == (
        Decimal(value),
        unit,
        comparator,
        change,
    )


def test_from_one_figure_to_another() -> None:
    (measure,) = find("覆盖率由75%提高到80%")
    assert (measure.value, measure.baseline, measure.change) == (Decimal(80), Decimal(75), "from-to")


def test_ranges() -> None:
    (measure,) = find("建设社区3-4个")
    assert (measure.raw, measure.value, measure.upper) == ("3-4个", Decimal(3), Decimal(4))


def test_what_is_measured() -> None:
    (measure,) = find("加强调度，地区生产总值增长6%")
    assert measure.subject == "地区生产总值"
    assert find("6%")[0].subject is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "１０３国道改造",
        "2026年",
        "云政发〔2026〕8号",
        "第12条",
        "第3次会议",
        "12345热线",
        "G20国道",
        "5G网络",
        "一个中心",
        "三大攻坚战",
        "两个务必",
        "几十家",
        "415X集群",
        "一批项目",
        "推进改造",
        "千百家",
        "7日内",
        "5个工作日",
        "24小时",
        "达到一个新水平",
    ],
)
def test_no_quantities(text: str) -> None:
    assert find(text) == ()


def test_only_between_the_offsets() -> None:
    text = "新建5座。改造6座。"
    assert [measure.raw for measure in find_measures(text, 5, len(text))] == ["6座"]
