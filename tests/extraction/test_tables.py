"""Rows of tables as tasks: which column is what, merged cells, headers in two rows, tables parted by blanks."""

from datetime import date

import pytest

from luoshi.extraction import decompose

Row = tuple[str, tuple[str, ...], tuple[str, ...], str, tuple[str, ...]]


def rows(text: str) -> list[Row]:
    return [
        (item.text, item.lead, item.support, item.deadline.raw if item.deadline else "", item.section)
        for item in decompose(text, on=date(2026, 3, 1)).items
    ]


def test_a_published_breakdown() -> None:
    text = (
        "任务分解表\n序号\t类别\t举措组\t任务\t牵头单位\t配合单位\t时间\n"
        "1\t算力\t夯实底座\t建成市级算力调度平台\t市数据局\t无\t2026年12月\n"
        "2\t\t\t新增智算规模500P\t市经信局\t市电力公司\t2026年6月"
    )
    assert rows(text) == [
        ("建成市级算力调度平台", ("市数据局",), (), "2026年12月", ("算力", "夯实底座")),
        ("新增智算规模500P", ("市经信局",), ("市电力公司",), "2026年6月", ("算力", "夯实底座")),
    ]


def test_an_office_ledger_has_several_times() -> None:
    text = (
        "序号\t文件标题及文号\t任务事项来源\t工作任务\t责任领导\t交办时间\t完成时限\t责任人\t办理结果\n"
        "1\t云政办〔2026〕3号\t常务会议\t制定重点改革任务清单\t李某某\t2026年1月5日\t2026年4月20日\t王某\t已报审"
    )
    (item,) = decompose(text).items
    assert (item.text, item.deadline.raw) == ("制定重点改革任务清单", "2026年4月20日")
    assert (item.sponsor, item.section) == (("李某某",), ("云政办〔2026〕3号", "常务会议"))


def test_a_name_stands_with_its_task_and_a_goal_with_its_indicator() -> None:
    projects = (
        "序号\t项目名称\t建设内容\t总投资（万元）\t计划开工时间\t计划竣工时间\t包联领导\t责任单位\n"
        "1\t城东产业园\t新建厂房12万平方米\t45000\t2026年3月\t2027年10月\t邵某某\t经开区管委会"
    )
    assert rows(projects) == [("城东产业园\t新建厂房12万平方米", ("经开区管委会",), (), "2027年10月", ())]
    indicators = "指标名称\t目标\t牵头单位\n固定资产投资增速\t8%以上\t市发改委"
    assert rows(indicators)[0][:2] == ("固定资产投资增速\t8%以上", ("市发改委",))


def test_the_finding_is_above_its_measure() -> None:
    text = (
        "序号\t反馈问题\t整改措施\t责任单位\t整改时限\n1\t出水超标3次\t更换膜组件，加密监测\t市水务局\t6月底"
    )
    assert rows(text) == [("更换膜组件，加密监测", ("市水务局",), (), "6月底", ("出水超标3次",))]


def test_merged_cells_go_on() -> None:
    text = (
        "序号\t重点任务\t具体措施\t牵头单位\t完成时限\n一\t扩大有效投资\t\t\t\n"
        "1\t建设城北水厂\t完成管网铺设\t市水务局\t6月底\n\t\t具备通水条件\t\t11月底\n\t\t无\t\t\n2\t\t\t\t"
    )
    assert rows(text) == [
        ("建设城北水厂\t完成管网铺设", ("市水务局",), (), "6月底", ()),
        ("具备通水条件", ("市水务局",), (), "11月底", ("建设城北水厂",)),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "序号\t任务名称\t工作内容\t责任单位\t\t完成时限\n\t\t\t牵头单位\t配合单位\t",
        "序号\t任务名称\t工作内容\t责任单位\t完成时限\n\t\t\t牵头单位\t配合单位\t",
    ],
    ids=["padded", "spanned"],
)
def test_a_header_of_two_rows(heads: str) -> None:
    text = f"{heads}\n1\t食堂改造\t完成9所学校食堂改造\t市教育局\t市市场监管局\t8月底前"
    assert rows(text) == [("食堂改造\t完成9所学校食堂改造", ("市教育局",), ("市市场监管局",), "8月底前", ())]


def test_titles_between_rows_keep_the_header() -> None:
    text = (
        "序号\t工作任务\t责任单位\t完成时限\n一、扩大投资\n1\t开工云河大桥\t市交通局\t9月底\n二、改善民生\n"
        "2\t改造老旧小区56个\t市住建局\t12月底\n各单位要按照上述任务分解表，逐项制定实施方案，于3月20日前报市政府督查室备案，并且按月报告进展情况。\n"
        "3\t此行无表头\t市住建局\t12月底"
    )
    found = rows(text)
    assert [(row[0], row[4]) for row in found[:2]] == [
        ("开工云河大桥", ("一、扩大投资",)),
        ("改造老旧小区56个", ("二、改善民生",)),
    ]
    assert [row[0] for row in found[2:]] == [
        "各单位要按照上述任务分解表，逐项制定实施方案，于3月20日前报市政府督查室备案，并且按月报告进展情况"
    ]


def test_cells_parted_by_blanks() -> None:
    text = (
        "任务分解表\n序号 工作任务 牵头单位 配合单位 完成时限\n1 新建社区食堂40家，全部开门营业 市民政局 市财政局 12月底\n"
        "2 新增普惠托位1200个 市卫健委 市教育局 11月底"
    )
    assert rows(text) == [
        ("新建社区食堂40家，全部开门营业", ("市民政局",), ("市财政局",), "12月底", ()),
        ("新增普惠托位1200个", ("市卫健委",), ("市教育局",), "11月底", ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1\t推进改造\t市住建局",
        "序号\t任务\t备注\n1\t推进改造\t市住建局",
    ],
)
def test_no_header_no_rows(text: str) -> None:
    assert rows(text) == []
