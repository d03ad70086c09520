"""Units that a sentence commands, in a place that lists its units and in one that does not."""

import pytest

from luoshi.extraction import Relation, UnitLexicon
from luoshi.extraction.owners.openings import Openings
from luoshi.extraction.owners.subjects import SubjectReader

UNITS = UnitLexicon(
    {
        "市财政局": ["财政局"],
        "市公安局": [],
        "市住房和城乡建设局": ["市住建局", "住建局"],
        "市城市管理局": ["市城管局"],
        "市自然资源和规划局": ["市自规局", "市资规局"],
        "市数据局": [],
        "市水务局": [],
        "市水务集团有限公司": ["水务集团"],
        "东岭区人民政府": ["东岭区"],
        "渡口街道办事处": ["渡口街道"],
    }
)


def owners(text: str) -> tuple[list[str], list[str], Relation]:
    found = SubjectReader(text, UNITS).read(0, len(text))
    return found.owners.lead, found.owners.support, found.owners.relation


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("市财政局12月8日前将补贴资金拨付到位", "市财政局", []),
        ("市数据局对共享目录逐项核对", "市数据局", []),
        ("责成市城管局清掏雨水口", "市城市管理局", []),
        ("同意市水务局开展试点", "市水务局", []),
        ("市公安局交警部门优化路内泊位", "市公安局", []),
        ("市住建局会同东岭区6月底前完成验收", "市住房和城乡建设局", ["东岭区人民政府"]),
        ("市财政局会同各县区人民政府逐一核对", "市财政局", ["东岭区人民政府"]),
        ("飞线整治由市数据局牵头，市城管局配合，年底前完成", "市数据局", ["市城市管理局"]),
        ("由市数据局牵头、市财政局配合，取消报表", "市数据局", ["市财政局"]),
        ("除险加固由东岭区组织、市水务局督导，汛期前完成", "东岭区人民政府", ["市水务局"]),
        ("外墙脱落由市住建局牵头处理，东岭区和渡口街道配合，立即消除危险", "市住房和城乡建设局", ["东岭区人民政府", "渡口街道办事处"]),
        ("请市住建局牵头，城管、水务集团和东岭区配合，当日完成探测", "市住房和城乡建设局", ["市城市管理局", "市水务集团有限公司", "东岭区人民政府"]),
        ("请市城管局牵头，会同住建局和东岭区，逐户查清", "市城市管理局", ["市住房和城乡建设局", "东岭区人民政府"]),
        ("市财政局会同市资规、环境等部门开展会审", "市财政局", ["市自然资源和规划局", "环境部门"]),
        ("对停滞项目，市数据局每月更新状态", "市数据局", []),
    ],
)  # fmt: skip
def test_listed_units(text: str, lead: str, support: list[str]) -> None:
    relation = Relation.EXPLICIT if support or "牵头" in text else Relation.SINGLE
    assert owners(text) == ([lead], support, relation)


def test_several_subjects_without_a_lead() -> None:
    text = "市公安局、市城管局调整作业时间"
    assert owners(text) == (["市公安局", "市城市管理局"], [], Relation.JOINT)


@pytest.mark.parametrize(
    "text",
    [
        "市财政局的职责要明确",
        "市财政局、有关企业的代表",
        "渡口街道外墙脱落问题突出",
        "东岭区、渡口街道",
        "推进改造（由市财政局牵头）",
        "推进改造（由市教育局负责）",
        "发挥社会组织作用",
        "行业协会等组织发挥作用",
        "坚持规划先行，按照要求推进",
        "三方由此负责协调",
    ],
)
def test_no_command(text: str) -> None:
    assert SubjectReader(text, UNITS).read(0, len(text)) is None


def test_partners_that_nobody_lists_are_not_guessed() -> None:
    assert owners("市财政局会同合作双方及时拨付") == (["市财政局"], [], Relation.EXPLICIT)


def test_only_a_command_or_a_listed_unit_opens_a_task() -> None:
    text = "市财政局拨付资金；文体社研究办法"
    openings = Openings(text, UNITS)
    assert openings.commands(0, 8) == 4
    assert openings.at(9, len(text)).verb == "研究"
    assert openings.commands(9, len(text)) == 9
    assert openings.commands(0, 4) == 0


def test_a_stretch_that_is_only_a_part() -> None:
    reader = SubjectReader("市财政局配合，市财政局拨付", UNITS)
    assert reader.is_party(0, 6)
    assert not reader.is_party(7, 13)
