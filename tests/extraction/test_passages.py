"""What belongs together and what does not: titles, topics, parts of units, bans beside orders, problems with examples."""

from datetime import date

import pytest

from luoshi.extraction import decompose

MINUTES = "云州市人民政府常务会议纪要\n会议纪要如下：\n一、议定事项\n"
SPEECH = "在全市工作会议上的讲话\n同志们：\n"


def drafts(text: str) -> list[tuple[str, str]]:
    found = decompose(text, on=date(2026, 3, 1))
    return [(item.kind.value, item.text) for item in found.items]


def said(sentence: str) -> list[tuple[str, str]]:
    return drafts(f"{MINUTES}{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "各有关单位要抓住时机，把任务落到地头。",
        "会议强调，要把好事办好，让群众舒心。",
        "各级各部门要提高政治站位，以高度的责任感把工作做深做细。",
        "会议听取了市水务局关于备汛情况的汇报，落实资金2.8亿元。",
        "截至目前已办结11件，会议对前期工作给予肯定。",
        "对工作不力的，依规依纪严肃追究责任。",
        "关于免费乘车的建议，目前暂不具备实施条件，将作为中长期工作研究。",
        "协调小组组长由副市长担任，办公室设在市发改委。",
        "抽查可以采取实地核查、书面检查等方式。",
        "请沈某某同志阅处。",
        "本办法自2026年5月1日起施行。",
        "重点抓好以下几件事。",
        "市发改委认为，项目前景较好。",
    ],
)
def test_no_work(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "tasks"),
    [
        (
            "县财政局5月28日前将资金拨付到位，县应急管理局负责采购并于6月20日前入库。",
            ["县财政局5月28日前将资金拨付到位", "县应急管理局负责采购并于6月20日前入库"],
        ),
        (
            "从预备费中安排380万元购置物资，县财政局5月底前将资金拨付到位。",
            ["从预备费中安排380万元购置物资，县财政局5月底前将资金拨付到位"],
        ),
        (
            "以上议定事项由市政府督查室跟踪督办，每半月报告一次进展情况。",
            ["以上议定事项由市政府督查室跟踪督办，每半月报告一次进展情况"],
        ),
        (
            "每月第一个周五召开政企恳谈会并形成问题清单，由市工商联提前收集各类企业的诉求。",
            ["每月第一个周五召开政企恳谈会并形成问题清单", "由市工商联提前收集各类企业的诉求"],
        ),
        (
            "机构编制部门要按程序做好机构编制工作，根据办园性质，民政部门要办理法人登记。",
            ["机构编制部门要按程序做好机构编制工作", "根据办园性质，民政部门要办理法人登记"],
        ),
        (
            "市政府督查室实行“红黄绿”灯管理，连续两次亮红灯的，由市政府分管领导约谈主要负责人。",
            ["市政府督查室实行“红黄绿”灯管理，连续两次亮红灯的，由市政府分管领导约谈主要负责人"],
        ),
        ("从8月1日起，城区公交末班车统一延至18:30。", ["从8月1日起，城区公交末班车统一延至18:30"]),
        (
            "县公安局牵头、县交通局配合，对6处漫水桥落实专人值守。",
            ["县公安局牵头、县交通局配合，对6处漫水桥落实专人值守"],
        ),
        (
            "3月22日，孟某某同志在值班信息上批示：请应急局、林业局今天就发通知。",
            ["请应急局、林业局今天就发通知"],
        ),
        (
            "马上开学了，教育局把13所学校的食堂再检查一遍。",
            ["教育局把13所学校的食堂再检查一遍"],
        ),
        (
            "我局已委托编制线网规划，9月底前完成初稿。",
            ["我局已委托编制线网规划，9月底前完成初稿"],
        ),
        (
            "请住建局邹某某同志牵头查清渗漏原因，三天内报结果。",
            ["请住建局邹某某同志牵头查清渗漏原因，三天内报结果"],
        ),
    ],
)
def test_units_of_work(sentence: str, tasks: list[str]) -> None:
    assert said(sentence) == [("task", task) for task in tasks]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "各乡镇要对水库责任人重新核对，5月底前组织一次培训，不得挂名顶替。",
            [("task", "各乡镇要对水库责任人重新核对，5月底前组织一次培训"), ("prohibition", "不得挂名顶替")],
        ),
        (
            "全县性会议一律不准超过一个半小时；不准要求村里重复填表。",
            [("prohibition", "全县性会议一律不准超过一个半小时；不准要求村里重复填表")],
        ),
        (
            "涉水景区一律暂停接待，禁止组织漂流。",
            [("prohibition", "涉水景区一律暂停接待，禁止组织漂流")],
        ),
        ("市场监管局要公布不得准入的情形。", [("task", "市场监管局要公布不得准入的情形")]),
        ("坚决落实“两个不允许”要求，加强项目管理。", [("task", "坚决落实“两个不允许”要求，加强项目管理")]),
        ("市财政局将资金拨付到位了，账目清楚，不得挪用。", [("prohibition", "不得挪用")]),
        (
            "县公安局牵头，县交通局配合，9月底前完成整治，县财政局负责，保障经费。",
            [("task", "县公安局牵头，县交通局配合，9月底前完成整治"), ("task", "县财政局负责，保障经费")],
        ),
        ("宁可十防九空，不可失防万一。", []),
        ("今年涉企检查频次要比去年下降三成以上。", [("target", "今年涉企检查频次要比去年下降三成以上")]),
        ("确保全年不发生较大以上事故。", [("target", "确保全年不发生较大以上事故")]),
        ("路基完成17.3公里，桥梁下部结构完成七成。", []),
    ],
)
def test_bans_and_targets(sentence: str, found: list[tuple[str, str]]) -> None:
    assert said(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "problems"),
    [
        (
            "会议指出，仍有4座水库责任人答不上来，两处护岸至今没有修复。",
            ["仍有4座水库责任人答不上来，两处护岸至今没有修复"],
        ),
        ("工业增加值增长6.8%，但工业投资连续两个月负增长。", ["工业投资连续两个月负增长"]),
        (
            "“通了车但不好坐”的问题依然存在，预约响应不及时。",
            ["“通了车但不好坐”的问题依然存在，预约响应不及时"],
        ),
        ("要着力解决管网老化的问题，补齐设施短板。", None),
        ("有的单位报数字，脸都不红。", ["有的单位报数字，脸都不红"]),
        ("究其原因，既有历史欠账，也有统筹不力。", []),
        ("对整改不力的，予以提醒。", None),
    ],
)
def test_problems_outside_of_their_part(sentence: str, problems: list[str] | None) -> None:
    found = [text for kind, text in said(sentence) if kind == "problem"]
    assert found == (problems or [])


def test_a_numbered_problem_carries_its_examples() -> None:
    text = (
        f"{SPEECH}暗访发现以下问题：\n一是安全的弦绷得不紧。有的企业检查流于形式。像一家厂消防栓没有水。这不是检查，这是糊弄。\n"
        "二是班次少、收车早。末班车下午4点半就收车。还有，一些站点没有候车亭。\n三是要自查的材料。\n针对这些问题，要抓好整改。"
    )
    assert drafts(text) == [
        ("problem", "安全的弦绷得不紧。有的企业检查流于形式。像一家厂消防栓没有水"),
        ("problem", "班次少、收车早。末班车下午4点半就收车"),
        ("problem", "还有，一些站点没有候车亭"),
        ("task", "针对这些问题，要抓好整改"),
    ]


def test_lists_behind_an_announcement_are_problems_one_by_one() -> None:
    text = f"{SPEECH}主要问题是：\n一是主要是检查流于形式，走过场。\n二是这些问题的存在影响了工作。\n三是各项工作稳步推进。"
    assert drafts(text) == [("problem", "检查流于形式，走过场")]


def test_work_in_a_part_on_problems() -> None:
    text = f"{MINUTES}二、存在的主要问题\n（一）食堂设施短缺。市教育局要在8月底前完成9所学校食堂改造。"
    assert drafts(text) == [
        ("problem", "食堂设施短缺"),
        ("task", "市教育局要在8月底前完成9所学校食堂改造"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "tasks"),
    [
        (
            "推进城东片区管网改造，更换管道14公里。由县住建局牵头，县自规局配合。",
            ["推进城东片区管网改造，更换管道14公里。由县住建局牵头，县自规局配合"],
        ),
        ("推进城东片区管网改造，更换管道14公里。9月底前全部完成。", ["推进城东片区管网改造，更换管道14公里。9月底前全部完成"]),
        (
            "推进城东片区管网改造，更换管道14公里。大家都来看一看说一说。9月底前全部完成。",
            ["推进城东片区管网改造，更换管道14公里", "9月底前全部完成"],
        ),
        (
            "着力扩大有效投资。实施市级以上重点项目120个，年度计划完成投资300亿元以上。",
            ["实施市级以上重点项目120个，年度计划完成投资300亿元以上"],
        ),
        ("加强项目管理。加强资金管理。", ["加强项目管理", "加强资金管理"]),
        ("建设云河大桥2座。建设城北水厂并且配套建设取水泵站和输水管网等各项附属工程。", ["建设云河大桥2座", "建设城北水厂并且配套建设取水泵站和输水管网等各项附属工程"]),
    ],
)  # fmt: skip
def test_what_stays_together(paragraph: str, tasks: list[str]) -> None:
    assert [text for kind, text in said(paragraph) if kind != "problem"] == tasks


def test_a_topic_is_the_section_of_what_it_names() -> None:
    found = decompose(f"{MINUTES}着力扩大有效投资。实施市级以上重点项目120个，年度计划完成投资300亿元以上。")
    assert found.items[0].section == ("一、议定事项", "着力扩大有效投资")


def test_the_only_task_below_a_title_begins_with_it() -> None:
    text = (
        f"{MINUTES}（一）打通东环路断头路。市交通运输局牵头，9月底前完成征收。\n"
        "（二）关于供水问题。市水务局5月底前提出调度方案。\n（三）补上食堂短板。市教育局要完成改造。市财政局要安排资金。"
    )
    assert [text for _, text in drafts(text)] == [
        "打通东环路断头路。市交通运输局牵头，9月底前完成征收",
        "市水务局5月底前提出调度方案",
        "市教育局要完成改造",
        "市财政局要安排资金",
    ]


def test_the_title_of_several_noted_tasks_is_their_heading() -> None:
    text = (
        "关于绿色转型的实施意见\n一、任务\n（一）推动绿色转型。全面完成挥发性有机物治理。（市生态环境局负责）"
        "一律不得新建高耗能项目。（市发改委负责）\n（二）城镇新增就业6500人。（市人社局负责）"
    )
    found = decompose(text).items
    assert [(item.kind.value, item.text, item.section[-1]) for item in found] == [
        ("task", "全面完成挥发性有机物治理", "（一）推动绿色转型"),
        ("prohibition", "一律不得新建高耗能项目", "（一）推动绿色转型"),
        ("target", "城镇新增就业6500人", "一、任务"),
    ]


def test_a_leader_behind_a_paragraph_is_for_each_of_its_tasks() -> None:
    text = (
        f"{MINUTES}（一）材料保供。县交通局要提出复产意见；县市场监管局要实行日监测。部分料场供应不足。责任领导：戚某某\n"
        "（二）责任领导：戚某某"
    )
    found = decompose(text).items
    assert [(item.text, item.sponsor) for item in found] == [
        ("县交通局要提出复产意见", ("戚某某",)),
        ("县市场监管局要实行日监测", ("戚某某",)),
        ("部分料场供应不足", ()),
    ]


def test_a_heading_that_only_says_tasks_owns_nothing_itself() -> None:
    text = "方案\n一、重点任务（各县（市、区）人民政府配合落实）\n1.推进农村供水改造。\n2.建设水厂3座。"
    assert "重点任务" not in [text for _, text in drafts(text)]


def test_an_answer_tells_how_things_are() -> None:
    text = (
        "云州市人民政府办公室对第85号建议的答复\n云政办函〔2026〕8号\n罗某某代表：\n"
        "推进政务公开，完善公开制度。各级政府都要向社会公开征求意见。市政府办将于6月底前改版网站。\n特此答复。"
    )
    assert [text for _, text in drafts(text)] == ["市政府办将于6月底前改版网站"]


def test_the_last_of_a_numbered_list_is_no_heading() -> None:
    text = f"{MINUTES}1.推进管网改造，更换管道。\n2.建立联合巡查机制。\n云州市住房和城乡建设局办公室的有关同志参加了会议并且作了情况说明。"
    assert [text for _, text in drafts(text)] == ["推进管网改造，更换管道", "建立联合巡查机制"]


def test_who_gets_the_paper_is_no_task() -> None:
    assert (
        drafts(
            f"{MINUTES}市水务局要加强巡查。\n送：市纪委监委机关，各县（市、区）人民政府，市直有关部门。\n编辑：综合科"
        )[1:]
        == []
    )
