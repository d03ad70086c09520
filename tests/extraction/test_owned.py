"""Documents whose own sentences, lines and labels say who does what: plans, minutes, instructions, proposals."""

from datetime import date

from luoshi.extraction import ItemKind, Relation, decompose


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
    finding, first, other, second = decompose(text).items
    assert [finding.kind, other.kind] == [ItemKind.PROBLEM] * 2
    assert other.text == "超标排放"
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
