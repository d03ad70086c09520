from dataclasses import replace
from datetime import date

from luoshi.documents import read
from luoshi.documents.official import DocumentNumber, Heading, IssueLine, Paragraph
from luoshi.documents.papers import (
    BreakdownItem,
    CircularPaper,
    NoticeFacts,
    breakdown_table,
    circular,
    notice_slip,
)

DAY = date(2026, 10, 12)
NOTICE = NoticeFacts(
    number="云督办〔2026〕128号",
    issuer="云州市人民政府督查室",
    issued_on=date(2026, 3, 10),
    matter="完成三纵四横道路 <R&D>",
    source="市政府第8次全体会议讲话",
    quote="三纵四横道路年内必须通车。",
    lead="市住建局",
    support="",
    sponsor="",
    requirement="一、倒排工期。\n二、每月报送。",
    due="2026年12月31日前",
    sign_by=date(2026, 3, 13),
    reporting="每月25日前",
    approver="王秘书长",
    approved_on=date(2026, 3, 9),
    basis="《政府督查工作条例》第十一条",
    contact="张工",
    phone="0000-1234567",
)


def lines(content):
    return read(content, filename="a.docx").text.split("\n")


def test_notice_slip():
    assert lines(notice_slip(NOTICE)) == [
        "云州市人民政府督查室",
        "督办通知单",
        "编\u3000\u3000号\t云督办〔2026〕128号\t交办日期\t2026年3月10日",
        "督办事项\t完成三纵四横道路 <R&D>",
        "事项来源\t市政府第8次全体会议讲话",
        "来源原文\t三纵四横道路年内必须通车。",
        "牵头单位\t市住建局\t配合单位\t无",
        "责任领导\t无\t完成时限\t2026年12月31日前",
        "办理要求\t一、倒排工期。 二、每月报送。",
        "签收时限\t2026年3月13日前\t反馈要求\t每月25日前",
        "批 准 人\t王秘书长\t批准日期\t2026年3月9日",
        "立项依据\t《政府督查工作条例》第十一条",
        "承办单位 签\u3000\u3000收\t签收人：   签收时间：      年    月    日",
        "联 系 人\t张工\t联系电话\t0000-1234567",
        "",
    ]


def test_notice_slip_without_a_named_office():
    assert lines(notice_slip(replace(NOTICE, issuer="")))[0] == "督办通知单"


def test_breakdown_table():
    items = [
        BreakdownItem("修路", "市住建局", "市财政局", "赵副市长", "2026年12月", section="一、基础设施"),
        BreakdownItem("架桥", "市交通局", "", "", "持续推进", section="一、基础设施"),
        BreakdownItem("助餐", "市民政局", "", "", "2026年6月"),
    ]
    header = "序号\t任务\t牵头单位\t配合单位\t责任领导\t完成时限"
    assert lines(breakdown_table("重点任务分解表", items)) == [
        "重点任务分解表",
        "一、基础设施",
        header,
        "1\t修路\t市住建局\t市财政局\t赵副市长\t2026年12月",
        "2\t架桥\t市交通局\t无\t无\t持续推进",
        "",
        header,
        "3\t助餐\t市民政局\t无\t无\t2026年6月",
        "",
    ]


def paper(**facts):
    return CircularPaper(
        masthead="督查通报",
        heading=IssueLine("市政府督查室", DAY, "第3期"),
        office="市政府督查室",
        on=DAY,
        title="三季度落实情况的通报",
        recipients="市政府各部门",
        blocks=(Heading(1, "一、总体情况"), Paragraph("共126项。")),
        **facts,
    )


def test_circular():
    annexes = (("甲表", (Paragraph("x"),)), ("乙表", (Paragraph("y"),)))
    assert lines(circular(paper(annexes=annexes, copies="市委办公室", printed_by="市政府办公室"))) == [
        "督查通报",
        "第3期",
        "市政府督查室\t2026年10月12日",
        "",
        "三季度落实情况的通报",
        "市政府各部门：",
        "一、总体情况",
        "共126项。",
        "附件：1.甲表",
        "2.乙表",
        "市政府督查室",
        "2026年10月12日",
        "附件1",
        "甲表",
        "x",
        "附件2",
        "乙表",
        "y",
        "抄送：市委办公室",
        "市政府办公室\t2026年10月12日印发",
        "",
    ]


def test_circular_without_annexes():
    assert lines(circular(paper()))[-3:] == ["共126项。", "市政府督查室", "2026年10月12日"]


def test_circular_with_a_document_number_and_one_annex():
    facts = replace(paper(annexes=(("甲表", ()),)), heading=DocumentNumber("云督〔2026〕3号"), recipients="")
    assert lines(circular(facts)) == [
        "督查通报",
        "云督〔2026〕3号",
        "",
        "三季度落实情况的通报",
        "一、总体情况",
        "共126项。",
        "附件：甲表",
        "市政府督查室",
        "2026年10月12日",
        "附件",
        "甲表",
    ]
