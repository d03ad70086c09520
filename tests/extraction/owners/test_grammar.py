"""Every form in which documents name owners."""

import pytest

from luoshi.extraction import Owners, Relation, UnitLexicon, read_owners
from luoshi.extraction.folding import fold

E, F, S, J, N = Relation.EXPLICIT, Relation.FIRST_IS_LEAD, Relation.SINGLE, Relation.JOINT, Relation.NONE


def read(note: str, **options: object) -> Owners:
    return read_owners(fold(note), **options)


@pytest.mark.parametrize(
    ("note", "relation", "lead", "support"),
    [
        ("生态环境局牵头，发展改革局、财政局参与", E, "生态环境局", "发展改革局 财政局"),
        ("市工信局牵头", E, "市工信局", ""),
        ("市工信局负责", S, "市工信局", ""),
        ("由市工信局负责", S, "市工信局", ""),
        ("市农业农村局、工信局牵头负责", E, "市农业农村局 市工信局", ""),
        ("市税务局、财政局负责，排在第一位的部门为牵头部门，下同", F, "市税务局", "市财政局"),
        ("市税务局、财政局、海关等负责。列第一位者为牵头单位，下同", F, "市税务局", "市财政局 海关"),
        ("市科技局、工信局按职责分工负责", J, "市科技局 市工信局", ""),
        (
            "市科技局、工信局按职责分工负责，各县（市、区）政府结合实际落实",
            E,
            "市科技局 市工信局",
            "各县（市、区）政府",
        ),
        ("市科技局负责，市教育局、财政局按职责分工负责", E, "市科技局", "市教育局 市财政局"),
        ("市科技局牵头，各有关单位按职责分工负责", E, "市科技局", "各有关单位"),
        ("市科技局牵头，会同市公安局、城管局负责", E, "市科技局", "市公安局 市城管局"),
        ("市科技局会同有关部门负责", E, "市科技局", "有关部门"),
        ("市科技局，会同市公安局负责", E, "市科技局", "市公安局"),
        ("商务部指导，供销合作总社参与", E, "商务部", "供销合作总社"),
        ("商务部指导", S, "商务部", ""),
        ("商务部、财政部指导", J, "商务部 财政部", ""),
        (
            "生态环境局指导，试点县政府负责落实。以下均需试点县政府落实，不再列出",
            E,
            "试点县政府",
            "生态环境局",
        ),
        ("各县（市、区）政府抓好落实", S, "各县（市、区）政府", ""),
        ("扶贫办、民政局等和各有关县级人民政府负责", J, "扶贫办 民政局 各有关县级人民政府", ""),
        ("市商务局等有关部门负责", J, "市商务局 有关部门", ""),
        ("市教育局、财政局参与", N, "", "市教育局 市财政局"),
        (
            "责任单位：市财政局、教育局等单位，各市〈州〉、县（市、区、行委）政府",
            J,
            "市财政局 市教育局 各市〈州〉、县（市、区、行委）政府",
            "",
        ),
        ("责任单位：市财政局", S, "市财政局", ""),
        ("牵头单位：市发改委；配合单位：市财政局、教育局", E, "市发改委", "市财政局 市教育局"),
        ("主办单位：市发改委；协办单位：无", E, "市发改委", ""),
        ("责任单位：市发改委牵头，市财政局配合", E, "市发改委", "市财政局"),
        ("责任单位：市教育局（牵头）、市财政局、住建局", E, "市教育局", "市财政局 市住建局"),
        ("市教育局（牵头）、市财政局（配合）", E, "市教育局", "市财政局"),
        ("市教育局、市财政局", J, "市教育局 市财政局", ""),
        ("市市场监管局（市知识产权局）负责", S, "市市场监管局（市知识产权局）", ""),
        ("市委宣传部、组织部，市教育局、体育局负责", J, "市委宣传部 市委组织部 市教育局 市体育局", ""),
        ("市委、市政府“两办”负责", J, "市委办公室 市政府办公室", ""),
        ("科技部和教育部负责", J, "科技部 教育部", ""),
        ("文化和旅游部负责", S, "文化和旅游部", ""),
        ("各地区各有关部门负责", J, "各地区 各有关部门", ""),
        ("牵头单位：无", N, "", ""),
        ("牵头单位：", N, "", ""),
    ],
)
def test_forms(note: str, relation: Relation, lead: str, support: str) -> None:
    owners = read(note)
    assert (owners.relation, owners.lead, owners.support) == (relation, lead.split(), support.split())


def test_first_leads_for_the_rest_of_the_document() -> None:
    assert read("市科技局、教育局负责", first_leads=True).relation is F
    assert read("市科技局、教育局按职责分工负责", first_leads=True).relation is J
    assert read("市科技局负责", first_leads=True).relation is S


def test_the_rule_costs_nothing_that_follows_it() -> None:
    owners = read("市科技局、教育局负责，排在第一位的部门为牵头部门，下同；10月底前完成")
    assert (owners.lead, owners.times) == (["市科技局"], ["10月底前完成"])


def test_the_implicit_executor_is_noted() -> None:
    owners = read("责任单位：市科技局，各县人民政府，以下均需地方落实不再重复列出")
    assert owners.lead == ["市科技局", "各县人民政府"]
    assert owners.why[0] == "文件约定：以下均需地方落实不再重复列出"


def test_leaders_and_times() -> None:
    owners = read("市住建局牵头，责任领导：周某某；完成时限：6月底前")
    assert (owners.lead, owners.sponsor, owners.times) == (["市住建局"], ["周某某"], ["6月底前"])
    assert owners.relation is E


def test_times_between_the_names() -> None:
    owners = read("市财政局牵头，市教育局按职责分工负责，6月底前出台政策，年内持续推进")
    assert (owners.lead, owners.support) == (["市财政局"], ["市教育局"])
    assert owners.times == ["6月底前出台政策", "年内持续推进"]


def test_the_place_knows_its_units_by_any_name() -> None:
    units = UnitLexicon({"云州市发展和改革委员会": ["市发改委", "发改委"], "云州市教育局": ["市教育局"]})
    owners = read("市发改委牵头，教育局配合", units=units)
    assert (owners.lead, owners.support) == (["云州市发展和改革委员会"], ["云州市教育局"])


def test_every_settlement_says_why() -> None:
    assert read("市教育局、财政局参与").why == ["只写配合单位，未写牵头单位，请核实"]
    assert read("商务部指导").why == ["只写“指导”，未写承办单位，请核实"]
    assert read("").why == []
