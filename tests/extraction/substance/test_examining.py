"""A whole report: what was asked and is not answered, what is noted, the one line for those who verify."""

from datetime import date

from luoshi.extraction.substance import Asked, Context, examine, unanswered

DUE = date(2026, 3, 10)
STEP = Asked("完成施工图审查", DUE)
AMOUNT = Asked("不少于100座", unit="座")


def test_a_milestone_is_answered_by_its_words() -> None:
    assert unanswered("施工图已送审查机构。", [STEP]) == ()
    assert unanswered("管材已经进场。", [STEP]) == (STEP,)


def test_an_amount_is_answered_by_any_amount_of_its_unit() -> None:
    assert unanswered("已建成63座，其余年底前完成。", [AMOUNT]) == ()
    assert unanswered("已建成1.2万座。", [AMOUNT]) == ()
    assert unanswered("建设有序推进。", [AMOUNT]) == (AMOUNT,)


def test_a_milestone_of_common_words_only_is_held_against_these() -> None:
    plain = Asked("全面完成任务", DUE)
    assert unanswered("全面完成任务。", [plain]) == ()
    assert unanswered("管材已经进场。", [plain]) == (plain,)


def test_each_gap_is_explained() -> None:
    assert STEP.why == "办法列了“完成施工图审查”（2026-03-10前），这次反馈没有写到。"
    assert AMOUNT.why == "督办内容要求“不少于100座”，这次反馈没有写到目前的数量。"


def test_a_report_with_everything_to_note() -> None:
    text = "我局高度重视，工作有序推进，成效显著。"
    found = examine(text, Context(earlier=text, asked=[STEP, AMOUNT], finished=True))
    assert found.signal == "1句空泛；与上次相同100%；2项要求没有写到"
    assert found.notes == [
        found.repeat.why,
        STEP.why,
        AMOUNT.why,
        "勾选了完成的节点，没有附证明材料。有材料的，请一并附上。",
    ]
    assert [sentence.text for sentence in found.empty] == [text]
    assert found.facts == ()


def test_a_report_with_nothing_to_note() -> None:
    found = examine(
        "3月8日施工图通过审查，建成12座。建成12座。", Context(asked=[STEP, AMOUNT], files=1, finished=True)
    )
    assert (found.signal, found.notes, found.empty) == ("", [], [])
    assert found.facts == ("3月8日", "施工图", "建成", "12座")


def test_no_text_asks_nothing() -> None:
    assert examine(" \n", Context(asked=[STEP])).missing == ()
