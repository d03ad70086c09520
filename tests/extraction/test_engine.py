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
        ("problem", "推进不力。这是老问题。有的单位办事拖沓，互相推诿，象北湖路积水多年没有治好"),
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
