"""What a sentence asks for, by the part of the document in which it stands."""

import pytest

from luoshi.extraction.kinds import read_sentence, trimmed
from luoshi.extraction.owners.subjects import SubjectReader
from luoshi.extraction.sentences import Span
from luoshi.extraction.zones import Zone


def read(text: str, zone: Zone = Zone.PLAN) -> list[tuple[str, str]]:
    return [
        (draft.kind.value, text[draft.start : draft.end])
        for draft in read_sentence(text, Span(0, len(text)), zone, commands=SubjectReader(text, None))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "加快城北水厂二期建设，年内具备通水条件",
        "要切实加强市政设施管护",
        "市教育局牵头制定学位扩容方案",
        "各地以县为单位开展全面排查",
        "对城区道路进行全面排查，建立台账",
        "对成效明显的县，在资金安排上给予倾斜支持",
        "该项工作于4月底前完成",
        "由市财政局统筹安排专项资金",
        "对重大案件一律挂牌督办",
        "一些体制性问题还需要认真地研究",
        "外地好的做法都可以拿来用",
        "促进外贸稳定增长，拓展新兴市场",
    ],
)
def test_orders(text: str) -> None:
    assert read(text + "。") == [("task", text)]


@pytest.mark.parametrize(
    "text",
    [
        "今年以来各项工作取得了明显成效。",
        "这是推动发展的重要机遇。",
        "发展是解决一切问题的关键。",
        "我认为，项目是核心。",
        "如果每年多上一些项目，发展就有后劲。",
        "让我们携起手来，共创美好明天。",
        "要树立强烈的事业心，奋发有为地做好工作。",
        "深入学习贯彻全会精神，推进各项工作。",
        "重点做好以下五项工作：",
        "重点抓好十个方面工作。",
        "希望大家努力工作。",
        "有些工作抓得不紧，要改进（主要说自己）。",
        "加强督查，是推动落实的重要举措。",
        "扩大内需的重点在消费。",
        "突出重点并不是忽略其他。",
        "推进。",
        "城区面貌焕然一新。",
        "要做好各项工作。",
    ],
)
def test_nothing_is_ordered(text: str) -> None:
    assert read(text) == []


def test_bans() -> None:
    assert read("严禁未经批准开挖道路。") == [("prohibition", "严禁未经批准开挖道路")]
    assert read("凡是议定了的事，必须执行，不允许变通走样。") == [
        ("prohibition", "凡是议定了的事，必须执行，不允许变通走样")
    ]
    assert read("要保持抓落实的韧劲，做到有部署、有检查、有实效，不能搞形式主义、有头无尾。") == [
        ("task", "要保持抓落实的韧劲，做到有部署、有检查、有实效"),
        ("prohibition", "不能搞形式主义、有头无尾"),
    ]
    assert read("不得擅自变更方案，要按程序报批。") == [
        ("prohibition", "不得擅自变更方案"),
        ("task", "要按程序报批"),
    ]


def test_each_new_object_opens_a_task() -> None:
    assert read(
        "当前，要抓好道路改造、河道治理等几项大的工程，对财政收入、招商引资等经济指标，加强调度，确保完成全年任务。"
    ) == [
        ("task", "当前，要抓好道路改造、河道治理等几项大的工程"),
        ("target", "对财政收入、招商引资等经济指标，加强调度，确保完成全年任务"),
    ]


def test_what_orders_nothing_goes_on_with_the_order_before() -> None:
    assert read("统筹用好现有的各项扶持政策，对企业在研发方面的贡献，有所体现。") == [
        ("task", "统筹用好现有的各项扶持政策，对企业在研发方面的贡献，有所体现")
    ]


def test_edges_are_trimmed() -> None:
    assert read("同时，人大的监督促进了工作落实，今后要更加重视人大监督。") == [
        ("task", "今后要更加重视人大监督")
    ]
    assert read("工作定位是明确的，要加快推进园区建设。") == [("task", "要加快推进园区建设")]
    assert read("要加快推进园区建设，凝心聚力，促进全市发展。") == [("task", "要加快推进园区建设")]
    assert read("要加快推进园区建设，取得了经验。") == [("task", "要加快推进园区建设")]


def test_short_phrases_may_be_titles() -> None:
    text = "加强科技攻关。"
    (draft,) = read_sentence(text, Span(0, 7), Zone.PLAN, commands=SubjectReader(text, None))
    assert (draft.confidence, draft.why) == (0.4, ("概括性短句，可能只是小标题",))


def test_a_slogan_with_a_crumb_of_order() -> None:
    assert read("抓好，以强烈的事业心和高度的责任感，凝心聚力，把思想解放得再彻底一些，要落实。") == []


def test_quotas() -> None:
    assert read("地区生产总值增长6%左右。") == [("target", "地区生产总值增长6%左右")]
    assert read("主要预期目标是：城镇新增就业3万人以上。") == [("target", "城镇新增就业3万人以上")]
    assert read("新建学校增长了6%。") == []


def test_goals() -> None:
    text = "到2028年，数字经济核心产业增加值突破300亿元。"
    assert read(text, Zone.TARGET) == [("target", text.removesuffix("。"))]
    assert read(text, Zone.PRINCIPLE) == [("target", text.removesuffix("。"))]
    assert read("坚持市场主导，激发活力。", Zone.TARGET) == []
    assert read("过去五年增长10%以上。", Zone.TARGET) == []
    assert read("增长3%是实现目标的关键。", Zone.TARGET) == []


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("有的部门办事拖沓，效率不高。", ["有的部门办事拖沓，效率不高"]),
        ("重点已经明确，但有的部门不能围绕中心工作。", ["有的部门不能围绕中心工作"]),
        ("管理不到位，象北湖路积水多年没有治好。", ["管理不到位，象北湖路积水多年没有治好"]),
        ("比如道路改造，有的部门互相扯皮，但无人负责。", ["比如道路改造，有的部门互相扯皮，但无人负责"]),
        ("面临的困难主要是需求不足，企业经营困难。", ["需求不足，企业经营困难"]),
        ("这些问题的存在，影响了工作。", []),
        ("这是一个老问题。", []),
        ("我们清醒认识到，工作中还存在不少困难和问题。", []),
        ("有些工作抓得不够紧（主要说自己）。", []),
        ("各项工作稳步推进。", []),
        ("对存在的问题必须认真解决。", []),
    ],
)
def test_problems(text: str, problems: list[str]) -> None:
    assert read(text, Zone.PROBLEM) == [("problem", problem) for problem in problems]


def test_a_preamble_orders_only_by_a_date() -> None:
    assert read("请各单位于6月30日前报送方案。", Zone.INTRO) == [("task", "请各单位于6月30日前报送方案")]
    assert read("请认真贯彻落实本通知。", Zone.INTRO) == []


@pytest.mark.parametrize("zone", [Zone.REVIEW, Zone.LAW, Zone.TABLE])
def test_silent_parts(zone: Zone) -> None:
    assert read("加快推进园区建设，引进企业。", zone) == []


def test_stops_and_blanks_are_trimmed() -> None:
    assert trimmed("，、甲乙。 ", 0, 6) == Span(2, 4)
    assert trimmed("。。", 0, 2) == Span(2, 2)


def test_several_connectives() -> None:
    assert read("因此，同时，特别是，要加快园区建设。") == [("task", "要加快园区建设")]


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        (
            "市水务局要加强巡查，对险工险段逐一登记，不得瞒报。",
            [("task", "市水务局要加强巡查，对险工险段逐一登记"), ("prohibition", "不得瞒报")],
        ),
        (
            "市民政局要调整标准，市财政局要足额拨付。",
            [("task", "市民政局要调整标准"), ("task", "市财政局要足额拨付")],
        ),
        (
            "市应急局牵头，市水务局配合，6月底前完成演练。",
            [("task", "市应急局牵头，市水务局配合，6月底前完成演练")],
        ),
        ("工作保障：市财政局要下达资金。", [("task", "市财政局要下达资金")]),
        ("市财政局要确保一般公共预算收入增长4%。", [("target", "市财政局要确保一般公共预算收入增长4%")]),
        ("各单位要严禁弄虚作假。", [("prohibition", "各单位要严禁弄虚作假")]),
        ("市财政局将已完成了拨付。", []),
        ("省厅要抓，市局要管。", []),
        ("目标任务：建成社区食堂80家。", [("target", "建成社区食堂80家")]),
        ("为抓好落实，制定本方案。", []),
    ],
)
def test_what_a_sentence_tells_a_unit(text: str, drafts: list[tuple[str, str]]) -> None:
    assert read(text) == drafts


def test_a_unit_told_in_a_part_on_goals() -> None:
    text = "市工信局要对下滑企业逐户走访。"
    assert read(text, Zone.TARGET) == [("task", text.rstrip("。"))]
