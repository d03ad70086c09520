"""What may come in, and how the face of a document is read."""

from datetime import date

import pytest

from luoshi.directives import rules
from luoshi.directives.rules.intake import has_mark
from luoshi.directives.terms import DirectiveKind
from luoshi.kernel.errors import BadInput, LuoshiError, RuleBroken

TODAY = date(2026, 3, 16)


def code_of(act) -> str:
    with pytest.raises(LuoshiError) as refused:
        act()
    return refused.value.code


def test_the_question_must_be_answered_with_no() -> None:
    rules.check_declared(classified=False)
    assert code_of(lambda: rules.check_declared(classified=None)) == "classified-unanswered"
    assert code_of(lambda: rules.check_declared(classified=True)) == "classified"


def test_the_refusal_names_the_rule() -> None:
    with pytest.raises(RuleBroken, match=r"政府督查工作条例》第二十四条.*保守国家秘密法》第三十一条"):
        rules.check_declared(classified=True)


@pytest.mark.parametrize(
    "head",
    [
        "机密★10年",
        "秘密★",
        "绝密",
        "机　密",
        "秘 密 ★ 长期",
        "【秘密】",
        "密级：机密",
        "000012 机密★1年",
        "秘密 特急",
        "\n\n　　机密☆5年\n标题",
    ],
)
def test_marks_at_the_head(head) -> None:
    assert has_mark(f"{head}\n云州市人民政府会议纪要\n正文。")
    assert code_of(lambda: rules.check_text(f"{head}\n正文")) == "classified-mark"


@pytest.mark.parametrize(
    "text",
    [
        "关于加强保密工作的通知\n要保守国家秘密。",
        "商业秘密\n保护办法",
        "密级：内部",
        "领导要机密行事\n正文",
        "\n".join(["第一行"] * 12 + ["机密★10年"]),
    ],
)
def test_words_that_are_no_marks(text) -> None:
    assert not has_mark(text)


def test_empty_and_too_long() -> None:
    assert code_of(lambda: rules.check_text(" \n　")) == "no-text"
    assert code_of(lambda: rules.check_text("字" * (rules.TEXT_LIMIT + 1))) == "text-too-long"
    rules.check_text("字" * rules.TEXT_LIMIT)


def test_the_digest_is_of_the_words() -> None:
    assert rules.digest("落实") == "5efdce443b855a169bcf658266fa68da83d4f4f7d94c83e07a8ee64bdf819754"


def test_already_received_names_the_earlier_one() -> None:
    refusal = rules.already_received("纪要", on="2026年3月1日", directive_id=7)
    assert (refusal.code, refusal.directive_id) == ("already-received", 7)
    assert "《纪要》" in refusal.message
    assert "2026年3月1日" in refusal.message


@pytest.mark.parametrize(
    ("title", "word", "kind"),
    [
        ("重点任务分工方案", "方案", DirectiveKind.DIVISION),
        ("市政府会议纪要", "会议纪要", DirectiveKind.MINUTES),
        ("在全市经济工作会议上的讲话", "", DirectiveKind.SPEECH),
        ("关于某某号建议的答复", "答复", DirectiveKind.PROPOSAL),
        ("2026年工作要点", "工作要点", DirectiveKind.PLAN),
        ("无从判断", "", DirectiveKind.OTHER),
    ],
)
def test_kind_of(title, word, kind) -> None:
    assert rules.kind_of(title, word) is kind


def face(**changes) -> rules.Face:
    given = {"title": "纪要", "kind": DirectiveKind.MINUTES, "dated_on": TODAY, **changes}
    return rules.Face(**given)


def test_a_checked_face_has_no_stray_blanks() -> None:
    checked = rules.checked(face(title=" 会议 \n纪要 ", number=" 云政〔2026〕1号 "), today=TODAY)
    assert (checked.title, checked.number) == ("会议 纪要", "云政〔2026〕1号")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no-title"),
        ({"dated_on": None}, "no-document-date"),
        ({"dated_on": date(2026, 3, 17)}, "document-date-ahead"),
        ({"dated_on": date(1948, 12, 31)}, "day-out-of-range"),
        ({"title": "题" * 201}, "field-too-long"),
        ({"number": "号" * 81}, "field-too-long"),
        ({"issuer": "局" * 121}, "field-too-long"),
    ],
)
def test_a_face_that_is_refused(changes, code) -> None:
    with pytest.raises(BadInput) as refused:
        rules.checked(face(**changes), today=TODAY)
    assert refused.value.code == code
