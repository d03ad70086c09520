import pytest

from luoshi.extraction import Relation, UnitLexicon
from luoshi.extraction.folding import fold
from luoshi.extraction.owners.notes import OwnerNote, OwnerReader
from luoshi.extraction.sentences import Span


def notes(text: str, units: UnitLexicon | None = None) -> list[OwnerNote]:
    folded = fold(text)
    return OwnerReader(folded, units).notes(0, len(folded))


def leads(text: str) -> list[list[str]]:
    return [note.owners.lead for note in notes(text)]


def test_brackets_of_every_kind() -> None:
    assert leads("推进改造。（市住建局负责）") == [["市住建局"]]
    assert leads("推进改造。(市住建局负责)") == [["市住建局"]]
    assert leads("推进改造。【责任单位：市住建局】") == [["市住建局"]]
    assert leads("推进改造（市住建局、市财政局）。") == [["市住建局", "市财政局"]]
    assert leads("推进改造。（市市场监管局（市知识产权局）负责）") == [["市市场监管局（市知识产权局）"]]


def test_several_tasks_in_one_paragraph() -> None:
    text = "改造。（市住建局负责）培训。（市人社局负责）"
    first, second = notes(text)
    assert text[first.start : first.end] == "（市住建局负责）"
    assert text[second.start : second.end] == "（市人社局负责）"


@pytest.mark.parametrize(
    "text",
    [
        "学校（校内事务由教务部门负责）另行规定",
        "云州市（以下简称本市）推进改造",
        "（此件公开发布）",
        "完成（含续建）改造",
        "省（区、市）推进改造。",
        "推进（市住建局）改造和养护",
        "推进（）改造",
    ],
)
def test_remarks(text: str) -> None:
    assert notes(text) == []


def test_a_time_in_brackets_of_its_own() -> None:
    note = notes("新增托位。（市卫健委负责）（11月底前完成）")[0]
    assert note.owners.times == ["11月底前完成"]
    assert note.end == len("新增托位。（市卫健委负责）（11月底前完成）")


def test_labels_at_the_end_of_the_paragraph() -> None:
    text = "开展试点，支持改造。牵头单位：市工信局；配合单位：市财政局"
    note = notes(text)[0]
    assert (note.owners.lead, note.owners.support) == (["市工信局"], ["市财政局"])
    assert text[: note.start] == "开展试点，支持改造。"
    assert notes("开展试点。完成时限：6月底") == []
    assert notes("开展试点。牵头单位：" + "市工信局、" * 200) == []


def test_the_rule_binds_what_comes_after_it() -> None:
    text = "甲。（市甲局、市乙局负责）乙。（市丙局、市丁局负责，排在第一位的部门为牵头部门，下同）丙。（市戊局、市己局负责）"
    assert [note.owners.relation for note in notes(text)] == [
        Relation.JOINT,
        Relation.FIRST_IS_LEAD,
        Relation.FIRST_IS_LEAD,
    ]


def test_a_rule_in_the_text_binds_all() -> None:
    text = "甲。（市甲局、市乙局负责）注：各项任务中列第一位的单位为牵头单位。"
    assert notes(text)[0].owners.relation is Relation.FIRST_IS_LEAD


def test_lines() -> None:
    text = "责任单位：市甲局\n完成时限：6月底\n正文"
    reader = OwnerReader(text, None)
    assert reader.is_line(0, 8)
    assert not reader.is_line(len(text) - 2, len(text))
    assert reader.line(0, 8).owners.lead == ["市甲局"]
    assert reader.line(len(text) - 2, len(text)) is None
    both = reader.lines([Span(0, 8), Span(9, 17)])
    assert (both.owners.lead, both.owners.times) == (["市甲局"], ["6月底"])
    assert reader.lines([Span(9, 9)]) is None


def test_headings_that_are_units() -> None:
    reader = OwnerReader("", UnitLexicon({"云州市数字办": ["数字办"]}))
    assert reader.heading("市发展改革委：").lead == ["市发展改革委"]
    assert reader.heading("市发展改革委、市财政局").relation is Relation.JOINT
    assert reader.heading("数字办").lead == ["云州市数字办"]
    assert reader.heading("老旧小区") is None
    assert reader.heading("") is None


@pytest.mark.parametrize(
    ("text", "lead", "support", "relation"),
    [
        ("市教育局要加强管理", ["市教育局"], [], Relation.SINGLE),
        ("各地区、各有关部门要加强领导", ["各地区", "各有关部门"], [], Relation.JOINT),
        ("请市教育局于6月底前报送方案", ["市教育局"], [], Relation.SINGLE),
        ("市城管局要会同市公安局建立机制", ["市城管局"], ["市公安局"], Relation.EXPLICIT),
        ("由市财政局牵头，市发改委配合，提出方案", ["市财政局"], ["市发改委"], Relation.EXPLICIT),
        (
            "市财政局牵头，市发改委、教育局参与，提出方案",
            ["市财政局"],
            ["市发改委", "市教育局"],
            Relation.EXPLICIT,
        ),
        ("需要征地的，县政府要足额补偿", ["县政府"], [], Relation.SINGLE),
        ("由市财政局牵头，市发改委配合", ["市财政局"], ["市发改委"], Relation.EXPLICIT),
        ("在市委领导下，由市科技局统筹推进", ["市科技局"], [], Relation.SINGLE),
        ("市住建局负责全过程监管", ["市住建局"], [], Relation.SINGLE),
        ("各部门于每年2月底前报送名单", ["各部门"], [], Relation.SINGLE),
    ],
)
def test_subjects(text: str, lead: list[str], support: list[str], relation: Relation) -> None:
    owners = OwnerReader(text, None).subject(0, len(text)).owners
    assert (owners.lead, owners.support, owners.relation) == (lead, support, relation)
    assert owners.why[-1].startswith("句中写明由")


@pytest.mark.parametrize(
    "text",
    [
        "要加强管理",
        "推进改造，提升水平",
        "由此带来的问题要重视",
        "企业家精神要弘扬，甲，乙，丙，市教育局要参加",
        "为市教育局要经费",
    ],
)
def test_no_subject(text: str) -> None:
    assert OwnerReader(text, None).subject(0, len(text)) is None


def test_a_listed_subject_gets_its_full_name() -> None:
    reader = OwnerReader("数字办要加强管理", UnitLexicon({"云州市数字办": ["数字办"]}))
    assert reader.subject(0, 8).owners.lead == ["云州市数字办"]
