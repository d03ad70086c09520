from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.extraction.face import read_face
from luoshi.extraction.folding import fold
from luoshi.extraction.labels import read_label
from luoshi.extraction.model import ClauseRole
from luoshi.extraction.paragraphs import paragraphs
from luoshi.extraction.sentences import brackets, sentences
from luoshi.extraction.structure import blocks
from luoshi.extraction.zones import Zone, zone_of


def roles(text: str) -> list[tuple[str, str]]:
    return [(block.role.value, text[block.start : block.end]) for block in blocks(fold(text))]


def pieces(text: str) -> list[str]:
    folded = fold(text)
    return [text[paragraph.start : paragraph.end] for paragraph in paragraphs(folded)]


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, 0, len(text))]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding() -> None:
    assert fold("１０３国道(Ａ)：5％?") == "103国道（A）：5% "
    assert fold("1,200个,2个") == "1,200个，2个"
    assert fold("甲\r乙\x0c丙\u3000丁\t戊") == "甲\n乙\n丙 丁\t戊"


@pytest.mark.parametrize(
    ("text", "label", "level"),
    [
        ("一、总体要求", "一、", 1),
        ("第一章 总则", "第一章", 1),
        ("第二部分 任务", "第二部分", 1),
        ("（一）主要目标", "（一）", 2),
        ("1.推进改造", "1.", 3),
        ("1、推进改造", "1、", 3),
        ("12 推进改造", "12", 3),
        ("（1）推进改造", "（1）", 4),
        ("①推进改造", "①", 5),
        ("一是推进改造", "一是", 6),
        ("首先，推进改造", "首先，", 6),
        ("——推进改造", "——", 6),
        ("第三条 为了规范", "第三条", 7),
    ],
)
def test_labels(text: str, label: str, level: int) -> None:
    found = read_label(text, 0, len(text))
    assert (found.text, found.level) == (label, level)


@pytest.mark.parametrize("text", ["推进改造", "1.5亿元", "2026年", "一、"])
def test_no_labels(text: str) -> None:
    assert read_label(text, 0, len(text)) is None


def test_sentences_do_not_end_inside_of_brackets() -> None:
    assert cut("甲（一。二）乙。丙；丁") == ["甲（一。二）乙。", "丙；", "丁"]
    assert cut("“甲。”乙！？丙") == ["“甲。”乙！？", "丙"]
    assert cut("甲。”乙") == ["甲。”", "乙"]
    assert cut("甲（乙。丙。") == ["甲（乙。", "丙。"]
    assert cut("  ") == []


def test_brackets_are_outermost_and_closed() -> None:
    text = "（甲（乙））丙（丁"
    assert [text[span.start : span.end] for span in brackets(text, 0, len(text))] == ["（甲（乙））"]
    assert next(brackets("“甲（乙）”", 0, 6, only="（")).start == 2
    assert list(brackets("甲）", 0, 2)) == []
    assert [span.start for span in brackets("（“‘《【甲）", 0, 7)] == []


def test_hidden_headings_are_cut_out() -> None:
    text = "一、总体要求（一）指导思想。坚持市场主导。（二）主要目标。建成一批。2.推进改造"
    assert pieces(text) == [
        "一、总体要求（一）指导思想。坚持市场主导。",
        "（二）主要目标。建成一批。",
        "2.推进改造",
    ]
    assert pieces("城区。二、三线城市") == ["城区。二、三线城市"]
    assert pieces("推进（含甲。1.乙）改造") == ["推进（含甲。1.乙）改造"]
    assert pieces("甲\t乙。1.丙") == ["甲\t乙。1.丙"]


def test_a_notice() -> None:
    text = (
        "云州市人民政府关于加强管理的通知\n云政发〔2026〕3号\n各县（市、区）人民政府：\n为加强管理，通知如下：\n"
        "一、提高认识\n各单位要加强领导，推进各项工作落到实处，确保全年目标完成。\n附件：任务清单\n云州市人民政府\n2026年3月1日\n（此件公开发布）"
    )
    assert [role for role, _ in roles(text)] == [
        "title", "title", "addressee", "paragraph", "heading", "paragraph", "annex", "signature", "signature", "signature",
    ]  # fmt: skip


def test_a_notice_signed_before_the_paper_that_it_carries() -> None:
    text = (
        "关于印发方案的通知\n各部门：\n现将方案印发给你们。\n云州市人民政府办公室\n二〇二六年三月一日\n云州市工作方案\n一、目标\n"
        + "建成一批项目，推进改造。" * 5
        + "\n二、任务\n"
        + "推进改造。" * 10
        + "\n三、要求\n"
        + "加强领导。" * 10
    )
    signed = [line for role, line in roles(text) if role == "signature"]
    assert signed == ["云州市人民政府办公室", "二〇二六年三月一日"]


def test_nothing_but_a_signature() -> None:
    assert [role for role, _ in roles("云州市人民政府办公室\n2026年3月1日")] == ["signature", "signature"]


def test_debris() -> None:
    text = "关于某事的通知\n推进改造。\n— 2 —\n本文档由某网收集整理，更多优质文档请移步某网\nwww.example.com\n请登录www.example.com填报数据。\n<<<>>>\n一..."
    assert [line for role, line in roles(text) if role == "debris"] == [
        "— 2 —", "本文档由某网收集整理，更多优质文档请移步某网", "www.example.com", "<<<>>>", "一...",
    ]  # fmt: skip


def test_headings_without_numbers() -> None:
    text = (
        "推进产业升级\n"
        + "加快建设园区，引进企业。" * 5
        + "\n改善民生。\n"
        + "建设学校，改造医院，完善设施。" * 5
        + "\n请各单位落实。\n"
        + "推进改造。" * 14
    )
    assert [line for role, line in roles(text) if role == "heading"] == ["推进产业升级", "改善民生。"]


def test_numbered_lines_of_a_list_are_tasks() -> None:
    text = "一、市场\n1.开展检查。\n2.建立制度。\n二、农业\n（一）加强监测\n推进改造。"
    assert [line for role, line in roles(text) if role == "heading"] == [
        "一、市场",
        "二、农业",
        "（一）加强监测",
    ]


def test_sections() -> None:
    found = blocks(
        "一、任务\n（一）产业\n1.推进园区。引进企业。\n2.建设项目。引进企业。\n要抓好落实。\n二、要求\n各单位要落实。"
    )
    assert [block.section for block in found] == [
        (),
        ("一、任务",),
        ("一、任务", "（一）产业"),
        ("一、任务", "（一）产业"),
        ("一、任务", "（一）产业"),
        (),
        ("二、要求",),
    ]


@pytest.mark.parametrize(
    ("heading", "above", "zone"),
    [
        ("存在的主要问题", Zone.INTRO, Zone.PROBLEM),
        ("关于车辆号牌有关问题", Zone.INTRO, Zone.PLAN),
        ("着力解决突出问题", Zone.PLAN, Zone.PLAN),
        ("2025年工作回顾", Zone.INTRO, Zone.REVIEW),
        ("经济实力显著增强", Zone.REVIEW, Zone.REVIEW),
        ("下一步工作", Zone.REVIEW, Zone.PLAN),
        ("整改措施", Zone.PROBLEM, Zone.PLAN),
        ("主要目标", Zone.PLAN, Zone.TARGET),
        ("目标任务", Zone.PLAN, Zone.PLAN),
        ("指导思想", Zone.PLAN, Zone.PRINCIPLE),
        ("坚持市场主导", Zone.PRINCIPLE, Zone.PRINCIPLE),
        ("保障措施", Zone.TARGET, Zone.PLAN),
        ("名词解释", Zone.PLAN, Zone.REVIEW),
        ("总则", Zone.LAW, Zone.LAW),
        ("丰富赛事活动", Zone.INTRO, Zone.PLAN),
    ],
)
def test_zones(heading: str, above: Zone, zone: Zone) -> None:
    assert zone_of(heading, above) is zone


def test_a_bare_year_is_the_past_only_in_the_first_part() -> None:
    assert zone_of("2025年工作", Zone.INTRO, first=True) is Zone.REVIEW
    assert zone_of("2026年工作", Zone.INTRO) is Zone.PLAN


def face(text: str):
    folded = fold(text)
    return read_face(folded, blocks(folded))


def test_the_face_of_a_notice() -> None:
    found = face(
        "云政发〔2026〕3号 云州市人民政府关于加强\n城市管理的通知\n（2026年3月1日）\n各县人民政府：\n推进改造。\n一、要求\n各单位要落实。"
    )
    assert (found.title, found.number, found.issuer) == (
        "云州市人民政府关于加强城市管理的通知",
        "云政发〔2026〕3号",
        "云州市人民政府",
    )
    assert (found.addressee, found.dated_on, found.kind) == ("各县人民政府", date(2026, 3, 1), "通知")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("政 府 工 作 报 告\n各位代表：\n推进改造。", "政府工作报告"),
        ("现在我代表市政府向大会作工作报告。", "政府工作报告"),
        ("同志们：\n推进改造。", "讲话"),
        ("会议要求，推进改造。", "会议纪要"),
        ("推进改造。", "其他"),
        ("云州市城市管理条例\n第一条 为了规范。", "法规"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert face(text).kind == kind


def test_a_catalogued_title_and_impossible_dates() -> None:
    found = face("14.《云州市行动方案》\n推进改造工作。\n云州市人民政府\n2026年13月45日")
    assert (found.title, found.dated_on, found.issuer) == ("云州市行动方案", None, "云州市人民政府")


def test_a_face_with_nothing_on_it() -> None:
    found = face("推进改造工作。")
    assert (found.title, found.number, found.issuer, found.addressee, found.dated_on) == (None,) * 5


def test_a_title_of_an_unknown_kind() -> None:
    assert face("全市重点项目责任分工\n各县人民政府：\n推进改造。").title == "全市重点项目责任分工"


def test_regulations_and_tables_of_an_annex() -> None:
    law = "\n".join(f"第{n}条 应当推进改造。" for n in "一二三四五")
    assert {block.zone for block in blocks(law)} == {Zone.LAW}
    annexed = blocks("一、任务\n推进改造。\n附件\n任务清单序号领域\n推进改造。")
    assert [block.zone for block in annexed][-2:] == [Zone.TABLE, Zone.TABLE]
    assert annexed[2].role is ClauseRole.ANNEX
