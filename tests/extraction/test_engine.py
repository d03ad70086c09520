"""Whole documents: fictional papers of 云州市 of every kind, and any text at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luoshi.extraction import Decomposition, ItemKind, Relation, UnitLexicon, decompose, to_json
from luoshi.kernel.workdays import load_national

CORPUS = Path(__file__).parent / "corpus"
LABELS = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
FRAGMENTS = st.sampled_from(
    [
        "一、", "（一）", "1.", "（1）", "一是", "推进改造", "，", "。", "；", "：", "\n", "\t", "（", "）", "“", "”", "市发改委", "牵头", "负责",
        "责任单位：", "完成时限：", "6月底前", "每月5日前", "10个工作日内", "增长6%", "不得", "存在的问题", "目标", "工作回顾", "附件", "序号",
        "任务", "2026年3月1日", "第一条 ", "要", "对", "等", "和", "各县（市、区）政府", "但", "比如", "不到位", "?", "\x00", "<b>", "𠀀", " ",
    ]
)  # fmt: skip


def read(name: str) -> tuple[str, Decomposition]:
    text = (CORPUS / "labelled" / f"{name}.txt").read_text(encoding="utf-8")
    return text, decompose(text, on=date(2026, 3, 1), calendar=load_national())


@pytest.mark.parametrize("label", LABELS, ids=lambda label: f"{label['doc']}-{label['n']}")
def test_the_corpus(label: dict) -> None:
    _, found = read(label["doc"])
    (item,) = [item for item in found.items if item.text.replace("\n", "") == label["text"]]
    assert list(item.lead) == label["lead"]
    assert list(item.support) == label["support"]
    assert item.relation.value == label["relation"]
    if label["deadline_raw"]:
        assert label["deadline_raw"] in item.deadline.raw


@pytest.mark.parametrize("name", sorted({label["doc"] for label in LABELS}))
def test_nothing_but_the_corpus(name: str) -> None:
    _, found = read(name)
    assert len(found.items) == sum(label["doc"] == name for label in LABELS)


def holds(text: str, found: Decomposition) -> None:
    for item in found.items:
        assert 0 <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
    ends = 0
    for clause in found.clauses:
        assert ends <= clause.start < clause.end <= len(text)
        assert text[clause.start : clause.end] == clause.text
        assert not text[ends : clause.start].strip(
            " \n\r\t\x0b\x0c\u3000\u00a0\ufeff\u200b\x85\u2028\u2029?" + "".join(map(chr, range(32)))
        )
        ends = clause.end
    json.dumps(to_json(found), ensure_ascii=False)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_offsets_quote_the_text(text: str) -> None:
    holds(text, decompose(text, on=date(2026, 3, 1)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
@example("")
@example("\ufeff")
@example("９９９９年１２月３１日前，三个月内推进改造。")
def test_any_text_is_read(text: str) -> None:
    holds(text, decompose(text))


def test_only_the_years_work_of_a_report() -> None:
    text = (
        "政 府 工 作 报 告\n——2026年1月20日在云州市人民代表大会上\n各位代表：\n现在，我代表市政府向大会作工作报告，请予审议。\n"
        "一、2025年工作回顾\n过去一年，全市生产总值增长6.5%，新建学校12所。城市更新加快推进。\n"
        "在看到成绩的同时，我们也认识到还存在不少困难和问题：产业层次不高；公共服务还有短板。对此，我们将采取措施，认真解决。\n"
        "二、2026年工作总体要求和目标\n地区生产总值增长6%左右；城镇新增就业3万人以上。\n"
        "三、2026年重点工作\n（一）扩大有效投资\n抓实项目建设。实施重点项目120个，年度投资300亿元以上。加快建设城北水厂二期，6月底前通水。\n"
        "过去五年，我们建成了一批项目，取得了成绩。\n"
        "各位代表！让我们团结一心，为建设美好云州而努力奋斗！"
    )
    found = decompose(text)
    assert [(item.kind.value, item.text) for item in found.items] == [
        ("problem", "产业层次不高"),
        ("problem", "公共服务还有短板"),
        ("target", "地区生产总值增长6%左右"),
        ("target", "城镇新增就业3万人以上"),
        ("task", "实施重点项目120个，年度投资300亿元以上"),
        ("task", "加快建设城北水厂二期，6月底前通水"),
    ]
    assert found.items[-1].deadline.on == date(2026, 6, 30)
    assert found.items[-1].section == ("三、2026年重点工作", "（一）扩大有效投资", "抓实项目建设")
    assert (found.document.kind, found.document.dated_on) == ("政府工作报告", date(2026, 1, 20))


def test_a_speech() -> None:
    text = (
        "同志们：\n今年以来，各项工作取得了很大成绩。下面，我讲两点意见。?\n一、存在的主要问题?\n"
        "一是推进不力。这是老问题。有的单位办事拖沓，互相推诿，象北湖路积水多年没有治好。\n"
        "二、下步工作?\n一是重点再突出。当前，要抓好１０３国道改造、青川河治理等几项大的工程。对自己包靠的项目，要一抓到底。\n"
        "二是纪律再严明。议定了的事，必须坚决执行，不允许变通走样。让我们共同努力！\n本文档由某某网收集整理"
    )
    found = decompose(text)
    assert [(item.kind.value, item.text) for item in found.items] == [
        ("problem", "推进不力"),
        ("problem", "有的单位办事拖沓，互相推诿"),
        ("problem", "象北湖路积水多年没有治好"),
        ("task", "当前，要抓好１０３国道改造、青川河治理等几项大的工程"),
        ("task", "对自己包靠的项目，要一抓到底"),
        ("prohibition", "议定了的事，必须坚决执行，不允许变通走样"),
    ]


def test_the_subject_of_the_sentence_before() -> None:
    text = "一、要求\n市数据局要牵头建立机制。要加强数据共享，按月通报进展。各单位自行安排，推进信息公开。"
    first, second, third = decompose(text, on=date(2026, 3, 1)).items
    assert (first.lead, first.relation) == (("市数据局",), Relation.SINGLE)
    assert (second.lead, "承前句的责任单位" in second.why) == (("市数据局",), True)
    assert third.lead == ()


def test_a_numbered_paragraph_of_a_plan_is_one_task() -> None:
    text = "云州市行动方案\n一、任务\n（一）推进改造\n改造老旧小区。完善配套设施。\n（二）提升服务。简化办事流程，压减材料。推行网上办理。\n（三）拓展市场。让更多群众受益。"
    items = decompose(text).items
    assert [item.text for item in items] == [
        "改造老旧小区。完善配套设施",
        "提升服务。简化办事流程，压减材料。推行网上办理",
        "拓展市场。让更多群众受益",
    ]
    assert {item.why for item in items} == {("编号段落整段作为一项任务",)}


def test_paragraphs_of_several_units_are_parted() -> None:
    text = "云州市行动方案\n一、任务\n（一）落实责任。市教育局要制定办法。市财政局要保障经费。"
    assert [item.lead for item in decompose(text).items] == [("市教育局",), ("市财政局",)]


def test_a_short_clip_between_notes_is_no_task() -> None:
    text = "一、任务\n1.推进改造工程。（市住建局负责）（市财政局负责）\n2.完善管护制度。"
    first, second = decompose(text).items
    assert (first.lead, second.text) == (("市住建局",), "完善管护制度")


def test_praise_orders_only_what_it_demands() -> None:
    text = "云州市人民政府关于表扬先进集体的通报\n各县人民政府：\n一、典型做法\n青川县推进项目建设，打造园区。\n二、有关要求\n各地要学习借鉴，抓好落实工作。"
    assert [item.text for item in decompose(text).items] == ["各地要学习借鉴，抓好落实工作"]


def test_units_are_named_in_full() -> None:
    units = UnitLexicon({"云州市发展和改革委员会": ["市发改委"]})
    (item,) = decompose("一、任务\n1.推进改造工程。（市发改委负责）", units=units).items
    assert item.lead == ("云州市发展和改革委员会",)


def test_lines_below_the_last_of_several_tasks_are_for_all_of_them() -> None:
    text = "方案\n一、任务\n1.推进改造工程。\n2.完善管护制度。\n责任单位：市住建局\n3.加强日常监管。\n责任单位：市城管局"
    assert [item.lead for item in decompose(text).items] == [("市住建局",), ("市住建局",), ("市城管局",)]


def test_lines_that_name_nobody_change_nothing() -> None:
    text = "方案\n一、任务\n1.推进改造工程，完善制度。\n责任单位：无\n2.加强日常监管工作。"
    assert decompose(text).items[0].text == "推进改造工程，完善制度"


def test_lines_below_a_bare_number_own_nothing() -> None:
    assert decompose("方案\n一、任务\n（一）\n责任单位：市住建局").items == ()


def test_a_table_without_a_header_is_read_as_text() -> None:
    assert decompose("1\t推进改造\t市住建局\n2\t完善制度\t市城管局").items == ()


def test_a_table_with_merged_cells() -> None:
    text = "清单\n序号\t任务\t责任单位\t时间安排\n1\t推进改造工程\t市住建局\t6月底\n2\t完善管护制度\t同上\t\n3\t无\t市城管局\t\n一、其他\n加快建设，引进企业。"
    first, second, third = decompose(text, on=date(2026, 3, 1)).items
    assert (first.lead, second.lead) == (("市住建局",), ("市住建局",))
    assert second.deadline.on == date(2026, 6, 30)
    assert third.kind is ItemKind.TASK


def test_json() -> None:
    found = decompose(
        "云政发〔2026〕3号\n关于改造的通知\n一、任务\n1.新建5.5公里道路，6月底前完成。（市住建局负责）",
        on=date(2026, 3, 1),
    )
    plain = to_json(found)
    assert plain["document"]["number"] == "云政发〔2026〕3号"
    (item,) = plain["items"]
    assert item["kind"] == "task"
    assert item["deadline"]["on"] == "2026-06-30"
    assert item["deadline"]["start"] is None
    assert item["measures"][0]["value"] == 5.5
    assert item["measures"][0]["upper"] is None
    assert plain["clauses"][0]["role"] == "title"
    assert to_json(decompose("一、任务\n建设社区3-4个，推进改造。"))["items"][0]["measures"][0]["upper"] == 4


def owned(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(item.text, item.lead, item.support) for item in decompose(text).items]


def test_an_opening_with_owners_stays_with_its_task() -> None:
    text = "云州市通知\n市人社局牵头，市住建局、市水务局配合，对在建项目逐个核查，12月18日前欠薪线索清零。"
    (item,) = decompose(text, on=date(2025, 12, 1)).items
    assert item.text == "市人社局牵头，市住建局、市水务局配合，对在建项目逐个核查，12月18日前欠薪线索清零"
    assert (item.lead, item.support) == (("市人社局",), ("市住建局", "市水务局"))
    assert item.deadline.on == date(2025, 12, 18)
    assert "句中对单位直接提出要求，整句作为一项" in item.why


def test_each_of_several_tasks_takes_the_units_of_its_own_words() -> None:
    text = (
        "方案\n一、任务\n1.市教育局要会同市财政局采购桌椅。\n2.市卫健委要改造系统。\n3.完善管护制度。\n"
        "责任单位：市教育局、市卫健委"
    )
    assert [(lead, support) for _, lead, support in owned(text)] == [
        (("市教育局",), ("市财政局",)),
        (("市卫健委",), ()),
        (("市教育局", "市卫健委"), ()),
    ]


def test_the_measure_stands_below_its_finding() -> None:
    text = (
        "整改方案\n一、整改措施\n（一）反馈问题：奖补资金未兑付到位，涉及43户企业，时间跨度长、金额大，企业反映十分强烈，必须尽快解决好。\n"
        "整改措施：市工信局要会同市财政局逐户核对。\n责任单位：市财政局、市工信局\n"
        "（二）反馈问题：超标排放。\n整改措施：市住建局要更换设备。\n责任单位：市生态环境局、市水务局"
    )
    first, second = decompose(text).items
    assert (first.text, first.lead, first.support) == (
        "市工信局要会同市财政局逐户核对",
        ("市工信局",),
        ("市财政局",),
    )
    assert first.relation is Relation.EXPLICIT
    assert "反馈问题：奖补资金未兑付到位" in first.section[-1]
    assert (second.text, second.lead) == ("市住建局要更换设备", ("市生态环境局", "市水务局"))


def test_a_measure_without_a_finding() -> None:
    text = "整改方案\n一、要求\n1.整改措施：更换设备，完成改造。\n责任单位：市水务局"
    (item,) = decompose(text).items
    assert (item.text, item.section) == ("更换设备，完成改造", ("一、要求",))


def test_several_leads_in_the_text_stay_several() -> None:
    text = "方案\n一、任务\n1.市水务局、市城管局要清掏管渠。\n责任单位：市水务局、市城管局、市财政局"
    (item,) = decompose(text).items
    assert (item.lead, item.support) == (("市水务局", "市城管局"), ("市财政局",))
    assert item.relation is Relation.JOINT


def test_labels_inside_of_the_text() -> None:
    text = (
        "办理任务\n一、任务\n1.关于停车难的建议（第37号），主办单位：市城管局，会办单位：市公安局。8月底前新增泊位600个。\n"
        "2.关于托位的建议，主办单位：无。7月底前完成台账。"
    )
    first, second = decompose(text, on=date(2026, 5, 29)).items
    assert first.text == text[text.index("关于停车") : text.index("。\n2")]
    assert (first.lead, first.support) == (("市城管局",), ("市公安局",))
    assert (first.deadline.on, second.lead) == (date(2026, 8, 31), ())


def test_an_instruction_in_quotation_marks() -> None:
    text = "领导批示办理通知\n市长作出批示：\n“群众受冻是大事。请市城管局牵头，会同市住建局，3日内查清原因（含“一户一表”）。管网老化的，列出改造清单，全部改完。”"
    assert owned(text) == [
        ("请市城管局牵头，会同市住建局，3日内查清原因（含“一户一表”）", ("市城管局",), ("市住建局",)),
        ("管网老化的，列出改造清单，全部改完", ("市城管局",), ("市住建局",)),
    ]


def test_what_a_semicolon_joins_is_said_to_the_same_unit() -> None:
    text = "云州市通知\n市教育局要制定办法；同类数据原则上只采集一次，须统一报送；对县级有关部门要求的报表，须清理；所属学校、有关单位，须公开。"
    assert [lead for _, lead, _ in owned(text)] == [("市教育局",), ("市教育局",), ("市教育局",), ()]
    apart = "云州市通知\n市教育局要制定办法。有下列情形的，有关部门应当立即查处。"
    assert owned(apart)[1][1] == ("有关部门",)


def test_minutes() -> None:
    text = (
        "云州市人民政府常务会议纪要\n云政常纪〔2026〕7号\n（2026年4月16日）\n"
        "2026年4月15日，市长主持召开常务会议。\n一、研究公交工作\n会议议定：\n"
        "（一）市交通局要在6月10日前完成方案；市财政局要核定规制结果。\n（二）不得以任何理由拖延兑现。\n"
        "补贴资金按季度结算，据实拨付，有关具体办法由主管部门另行研究确定并且向社会公布实施。\n列席：市交通局、市财政局负责同志"
    )
    found = decompose(text)
    assert found.document.dated_on == date(2026, 4, 16)
    assert [(item.kind, item.text) for item in found.items][:3] == [
        (ItemKind.TASK, "市交通局要在6月10日前完成方案"),
        (ItemKind.TASK, "市财政局要核定规制结果"),
        (ItemKind.PROHIBITION, "不得以任何理由拖延兑现"),
    ]
    assert "列席" not in "".join(item.text for item in found.items)


def test_the_owner_in_a_run_in_title() -> None:
    text = "云州市方案\n一、任务\n（一）市教育局要落实责任。制定办法，保障经费。"
    (item,) = decompose(text).items
    assert item.lead == ("市教育局",)
