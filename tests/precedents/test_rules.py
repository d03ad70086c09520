"""Whether two orders ask the same, where they part, and by which words they are looked for."""

from datetime import date
from decimal import Decimal

from luoshi.precedents import rules
from luoshi.precedents.rules import Likeness, Order
from luoshi.precedents.terms import Degree

PIPES = "改造老城区雨水管网和排水泵站"
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
NAMES = rules.pattern_of(["市住建局", "云州市住房和城乡建设局", "局", ""])


def figures(*values) -> tuple:
    return tuple((("管网", "公里"), Decimal(value)) for value in values)


def test_names_and_general_words_are_taken_out() -> None:
    assert rules.bare("云州市住房和城乡建设局牵头完成管网改造", NAMES) == "，，，管网改造"
    assert rules.bare("市住建局", rules.pattern_of([])) == "市住建局"


def test_the_same() -> None:
    order = Order(PIPES, lead="市住建局", due_on=JUNE, figures=figures(12))
    assert rules.compare(order, order) == Likeness(Degree.SAME, 100, ())


def test_one_says_more() -> None:
    longer = Order(PIPES + "，建立巡查维护台账，每季度公布河道水质监测结果和排口整治情况")
    assert rules.compare(Order(PIPES), longer) == Likeness(Degree.EXTENDS, 100, ())


def test_what_one_leaves_open_is_no_difference() -> None:
    assert rules.compare(Order(PIPES, lead="市住建局"), Order(PIPES, due_on=JUNE)).degree is Degree.SAME


def test_each_point_on_which_they_differ() -> None:
    here = Order(PIPES, lead="市住建局", due_on=JUNE, figures=figures(15, 12))
    there = Order(PIPES, lead="市水务局", due_on=JULY, figures=figures(20))
    assert rules.compare(here, there) == Likeness(
        Degree.CONFLICTS,
        100,
        (
            ("牵头单位", "市住建局", "市水务局"),
            ("完成时限", "2026-06-30", "2026-07-31"),
            ("管网", "12公里、15公里", "20公里"),
        ),
    )


def test_figures_of_nothing_named_and_those_that_agree() -> None:
    one = Order(PIPES, figures=((("", "处"), Decimal(3)),))
    assert rules.compare(one, Order(PIPES, figures=((("", "处"), Decimal(5)),))).differences == (
        ("数量", "3处", "5处"),
    )
    assert rules.compare(one, one).differences == ()


def test_too_little_in_common() -> None:
    assert rules.compare(Order(PIPES), Order("开展校园食堂食品安全检查")) is None
    assert rules.compare(Order("管网改造"), Order("管网改造")) is None
    assert rules.compare(Order(PIPES, sort="problem"), Order(PIPES)) is None


def test_the_rarest_words_are_looked_for() -> None:
    counts = {"老城": 1, "城区": 9, "区雨": 1, "雨水": 5, "水管": 9, "管网": 9}
    found = rules.phrases("老城区雨水管网，的，供水", lambda gram: counts.get(gram, 7))
    assert found == ["老城区雨", "雨水管网"]
    assert rules.phrases("短", lambda gram: 0) == []
