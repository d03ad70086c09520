"""Forms and speech: bracketed sections, numbered matters with their lines, findings with measures, everyday orders."""

from datetime import date

import pytest

from luoshi.extraction import decompose
from luoshi.extraction.model import Item

SPEECH = "在全县项目推进会上的讲话\n（2026年3月2日）\n同志们：\n"
MINUTES = "云州市人民政府常务会议纪要\n会议纪要如下：\n一、议定事项\n"


def items(text: str) -> tuple[Item, ...]:
    return decompose(text, on=date(2026, 3, 2)).items


def drafts(text: str) -> list[tuple[str, str]]:
    return [(item.kind.value, item.text) for item in items(text)]


MEMO = (
    "云州市林业局\n古树保护碰头会备忘录\n时间：2026年3月2日15：00　地点：二楼会议室\n"
    "【上次事项回顾】\n6项已办结4项。\n未办结2项：北山古树仍没有挂牌；古树名录没人管。\n"
    "【本次议定】\n事项1　完成北山片区128株古树挂牌\n责任：市林业局牵头，市文旅局配合\n时限：4月10日前\n"
    "事项2　修订古树名录\n责任：局资源科\n时限：5月底\n2026年3月3日整理"
)


def test_matters_with_their_lines() -> None:
    problem, first, second = items(MEMO)
    assert (problem.kind.value, problem.text) == (
        "problem",
        "未办结2项：北山古树仍没有挂牌；古树名录没人管",
    )
    assert (first.text, first.lead, first.support) == (
        "完成北山片区128株古树挂牌",
        ("市林业局",),
        ("市文旅局",),
    )
    assert (second.text, second.lead, second.deadline and second.deadline.on) == (
        "修订古树名录",
        ("局资源科",),
        date(2026, 5, 31),
    )


def test_the_face_of_a_memo() -> None:
    face = decompose(MEMO).document
    assert (face.title, face.dated_on, face.kind) == ("古树保护碰头会备忘录", date(2026, 3, 3), "会议纪要")


def test_the_issuer_above_the_title_is_no_part_of_it() -> None:
    text = "澄江县人民政府督查室\n整 改 通 知\n澄政督〔2026〕3号\n县水利局：\n一、整改要求\n县水利局要在5月底前修复泵站。"
    assert decompose(text).document.title == "整改通知"


def test_a_proposal_says_what_it_is_about() -> None:
    text = "望江区政协一次会议提案\n案号：第7号\n案　由：关于增设公交站点的建议\n一、建议\n市交通局要在5月底前增设公交站点。"
    assert decompose(text).document.title == "关于增设公交站点的建议"


def test_bracketed_sections() -> None:
    text = (
        "信访事项交办单\n编号：云信〔2026〕4号\n【反映问题】电梯困人9次，物业拒不维修。\n【前期办理】县住建局约谈了物业公司。\n"
        "【交办要求】\n1．县市场监管局4月18日前督促更换钢丝绳。\n2．县住建局5月10日前恢复车库用途；办理期间每周五报一次进展。"
    )
    assert drafts(text) == [
        ("problem", "电梯困人9次，物业拒不维修"),
        ("task", "县市场监管局4月18日前督促更换钢丝绳"),
        ("task", "县住建局5月10日前恢复车库用途；办理期间每周五报一次进展"),
    ]


def test_findings_with_their_measures() -> None:
    text = (
        "关于督查情况的通报\n一、整改要求\n1．问题：安委会没有开过会。\n整改措施：召开安委会会议，配齐安全员。\n责任单位：岚川县人民政府\n整改时限：5月31日\n"
        "2．问题：重大隐患整改滞后。整改措施：逐处明确责任人，倒排工期。责任单位：桐岭县人民政府。完成时限：6月20日前。"
    )
    assert [(kind, words) for kind, words in drafts(text)] == [
        ("problem", "安委会没有开过会"),
        ("task", "召开安委会会议，配齐安全员"),
        ("problem", "重大隐患整改滞后"),
        ("task", "逐处明确责任人，倒排工期"),
    ]


def test_figures_under_a_heading_on_problems() -> None:
    text = (
        "整改通知\n一、存在的主要问题\n1．城西泵站自2024年10月停机，村民直接饮用山泉水。\n2．县卫生健康局应检水样120份，实检64份。\n"
        "二、整改要求\n1．县水利局4月底前修复泵站。"
    )
    assert drafts(text) == [
        ("problem", "城西泵站自2024年10月停机，村民直接饮用山泉水"),
        ("problem", "县卫生健康局应检水样120份，实检64份"),
        ("task", "县水利局4月底前修复泵站"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "督查室每两周到工地看一次，不要打招呼，看到什么写什么。",
            [("task", "督查室每两周到工地看一次，不要打招呼，看到什么写什么")],
        ),
        (
            "剩下的8个项目，自然资源局把材料从头到尾捋一遍，4月10号前报上去。",
            [("task", "剩下的8个项目，自然资源局把材料从头到尾捋一遍，4月10号前报上去")],
        ),
        (
            "工业园区的变电站，去年就说要通电，到今天电还没送过去。",
            [("problem", "工业园区的变电站，去年就说要通电，到今天电还没送过去")],
        ),
        ("但是问题也不少。", []),
        (
            "有的单位报数字，脸都不红。我跑了九个工地，三个连围挡都没有。",
            [("problem", "有的单位报数字，脸都不红。我跑了九个工地，三个连围挡都没有")],
        ),
        ("眼看就要过年了，我讲几件具体的事。", []),
        ("确保上半年工业用电量增长8%以上。", [("target", "确保上半年工业用电量增长8%以上")]),
        (
            "到6月底，固定资产投资要干到48亿元，这是给市委立了军令状的。",
            [("target", "到6月底，固定资产投资要干到48亿元，这是给市委立了军令状的")],
        ),
    ],
)
def test_everyday_speech(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert drafts(SPEECH + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "县水利局要加快支出进度，二季度末支出率不低于80%，县财政局做好审核拨付。",
            [("task", "县水利局要加快支出进度，二季度末支出率不低于80%，县财政局做好审核拨付")],
        ),
        (
            "各区政府对施工现场逐一检查，查清楚了向市住建局报告。",
            [("task", "各区政府对施工现场逐一检查，查清楚了向市住建局报告")],
        ),
        (
            "县政府督查室将于7月上旬组织“回头看”，对整改不力的，约谈主要负责人。",
            [("task", "县政府督查室将于7月上旬组织“回头看”")],
        ),
        ("市政府督查室将适时开展“回头看”。", []),
        (
            "年内改造雨污管网42公里，5月底前完成3座泵站扩容。",
            [("task", "年内改造雨污管网42公里"), ("task", "5月底前完成3座泵站扩容")],
        ),
        (
            "响应期间5座病险水库严禁蓄水，其他水库严禁超汛限水位运行。",
            [("prohibition", "响应期间5座病险水库严禁蓄水"), ("prohibition", "其他水库严禁超汛限水位运行")],
        ),
        (
            "年底前向县委专题报告办理情况。",
            [("task", "年底前向县委专题报告办理情况")],
        ),
        (
            "但沙洼小学仍靠煤炉取暖，报警器有四个是坏的。",
            [("problem", "沙洼小学仍靠煤炉取暖，报警器有四个是坏的")],
        ),
    ],
)
def test_written_sentences(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert drafts(MINUTES + sentence) == expected


@pytest.mark.parametrize("heading", ["二、重点工作", "二、主要目标"])
def test_indicators_counted_off(heading: str) -> None:
    said = "今年主要预期目标是：地区生产总值增长5.5%左右，固定资产投资增长6%，城镇新增就业5000人以上。"
    assert drafts(f"政府工作报告\n一、工作回顾\n工作顺利。\n{heading}\n{said}") == [
        ("target", "地区生产总值增长5.5%左右"),
        ("target", "固定资产投资增长6%"),
        ("target", "城镇新增就业5000人以上"),
    ]


def test_a_rank_is_a_target() -> None:
    text = "任务分解表\n一、任务\n1.年度营商环境评价进入全省前5位。（市发改委牵头）"
    assert drafts(text) == [("target", "年度营商环境评价进入全省前5位")]


def test_a_unit_that_only_helps_stays_with_the_task() -> None:
    text = "区城管局牵头，对占道摊点逐一登记，6月底前全部入场；区公安分局配合。"
    assert drafts(MINUTES + text) == [("task", text[:-1])]


def test_slogans_under_a_title_are_no_task() -> None:
    text = "关于市场整治的工作方案\n一、工作要求\n（一）提高认识。各单位要提高政治站位，齐心协力，把工作抓紧抓实。\n（二）强化督查。区政府督查室每月通报一次。"
    assert drafts(text) == [("task", "强化督查。区政府督查室每月通报一次")]


def test_the_issue_is_no_part_of_the_title() -> None:
    text = "县政府专题会议纪要\n（第12期）\n会议议定以下事项：\n1.县住建局要督促施工单位倒排工期。\n2.县财政局落实资金860万元。"
    assert decompose(text).document.title == "县政府专题会议纪要"
