"""Five roles carry a speech from upload to a published circular, each step by hand in the browser.

The tests are one story and run in the order of the file; when a step fails the rest is skipped.
"""

import hashlib
import io
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.eyes import flaws, objections
from tests.browser.hands import (
    act,
    address,
    behind,
    card,
    cards,
    download,
    go,
    on_desk,
    row,
    select_words,
    send,
    told,
)
from tests.browser.papers import ADDED_WORDS, OTHER_TITLE, TITLE, as_docx, as_gb18030, speech, text_of
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
CLASSIFIED = "是否涉密"
PIPES = "迁改12个老旧小区的管线"
RELOCATION = "向受影响的居民公开老旧小区改造过渡安置办法"
MONEY = "资金"
EVIDENCE = "施工交底记录：十二个小区，逐一签字。".encode()
TASKS = ("12个小区的管线迁改", "9所学校食堂", "东环路主车道", "2400万元")


@pytest.fixture(autouse=True)
def in_order(stage: Stage) -> None:
    if stage.broken:
        pytest.skip(f"{stage.broken} did not come through")


def test_the_administrator_opens_a_unit_and_admits_a_liaison(stage: Stage) -> None:
    page = stage.page("admin")
    go(page, "单位与人员")
    page.get_by_role("link", name="新增单位").click()
    page.get_by_label("单位全称").fill("云州市交通运输局")
    page.get_by_label("单位简称").fill("市交通运输局")
    page.get_by_role("button", name="新增").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("云州市交通运输局")
    page.goto("/people/")
    page.get_by_role("link", name="新增人员").click()
    page.get_by_label("姓名").fill("吴昊")
    page.get_by_label("登录名").fill("finance")
    page.get_by_label("单位").select_option(label="云州市财政局")
    page.get_by_label("岗位").select_option(label="单位联络员")
    page.get_by_role("button", name="新增并生成临时密码").click()
    row = page.get_by_role("row").filter(has_text="吴昊")
    stage.site.passwords["finance"] = row.get_by_role("cell").last.inner_text()
    stage.site.temporary.add("finance")
    expect(page.get_by_text("只在这一页显示一次")).to_be_visible()


def test_the_liaison_chooses_a_password(stage: Stage) -> None:
    page = stage.page("finance")
    page.get_by_text("吴昊", exact=True).click()
    page.get_by_role("link", name="修改密码").click()
    page.get_by_label("原密码").fill(stage.site.passwords["finance"])
    page.get_by_label("新密码", exact=True).fill("芦苇与江水-2026")
    page.get_by_label("再输一次新密码").fill("芦苇与江水-2026")
    page.get_by_role("button", name="修改密码").click()
    stage.site.passwords["finance"] = "芦苇与江水-2026"
    again = stage.sign_in("finance")
    expect(again.get_by_text("吴昊", exact=True)).to_be_visible()
    again.context.close()


def test_the_clerk_must_answer_whether_it_is_classified(stage: Stage) -> None:
    page = stage.page("staff")
    go(page, "交办来源")
    page.get_by_role("link", name="接收文件").click()
    handed = {"name": "讲话.txt", "mimeType": "text/plain", "buffer": as_gb18030(speech(TODAY))}
    page.get_by_label("上传文件").set_input_files(handed)
    group = page.get_by_role("group", name=CLASSIFIED)
    required = group.get_by_role("radio", name="否").evaluate("radio => radio.required")
    assert required
    group.get_by_role("radio", name="是", exact=True).check()
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert")).to_contain_text("涉密")
    go(page, "交办来源")
    expect(page.get_by_text("还没有接收文件")).to_be_visible()


def test_the_clerk_hands_in_the_speech(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    hand_in(page, "讲话.txt", as_gb18030(speech(TODAY)), title=TITLE)
    kept.directive = page.url.removesuffix("drafts/")
    kept.cards = cards(page)
    expect(page.get_by_role("region", name="文件原文")).to_contain_text("枝叶总关情")
    for words in (*TASKS, "严禁虚报进度", "5个停在管线迁改"):
        expect(card(page, words)).to_have_count(1)
    assert not [text for text in kept.cards if "枝叶总关情" in text or "齐心协力" in text]


def hand_in(page: Page, name: str, content: bytes, *, title: str) -> None:
    page.goto("/directives/new/")
    page.get_by_role("group", name=CLASSIFIED).get_by_role("radio", name="否").check()
    page.get_by_label("上传文件").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_label("标题")).to_have_value(title)
    expect(page.get_by_label("来源类别")).to_have_value("speech")
    expect(page.get_by_label("成文日期")).to_have_value((TODAY - timedelta(days=3)).isoformat())
    page.get_by_role("button", name="接收并分解").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"分解《{title}》")


def test_a_word_file_reads_like_the_text_file(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    hand_in(page, "讲话.docx", as_docx(speech(TODAY, OTHER_TITLE)), title=OTHER_TITLE)
    assert cards(page) == kept.cards


def test_the_clerk_decides_by_keyboard(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    page.goto(f"{kept.directive}drafts/")
    first, second = cards(page)[:2]
    page.keyboard.press("j")
    expect(card(page, second)).to_be_focused()
    page.keyboard.press("k")
    expect(card(page, first)).to_be_focused()
    page.keyboard.press("c")
    expect(card(page, first)).to_contain_text("已确认")
    expect(card(page, second)).to_be_focused()
    page.keyboard.press("d")
    expect(card(page, second)).to_contain_text("已剔除")
    page.keyboard.press("u")
    expect(card(page, second)).to_contain_text("待确认")
    expect(page.locator("#draft-counts")).to_contain_text(f"{len(kept.cards) - 1} 待确认 1 已确认 0 已剔除")
    page.keyboard.press("u")
    expect(card(page, first)).to_contain_text("待确认")


def test_the_clerk_splits_and_merges(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    page.get_by_placeholder("筛选").fill(TASKS[0])
    page.keyboard.press("Enter")
    page.keyboard.press("s")
    page.get_by_role("button", name="之后拆开").last.click()
    expect(page.locator("#drafts article")).to_have_count(len(kept.cards) + 1)
    expect(card(page, ADDED_WORDS)).to_contain_text("拆分而来")
    page.get_by_placeholder("筛选").fill("拆分而来")
    page.keyboard.press("Enter")
    page.keyboard.press("m")
    expect(card(page, ADDED_WORDS)).to_contain_text("合并而来")
    expect(card(page, ADDED_WORDS)).to_be_visible()  # though the filter asks for what was split
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(page.locator("#drafts article")).to_have_count(len(kept.cards))
    expect(page.get_by_role("button", name="撤销")).to_be_disabled()
    page.get_by_placeholder("筛选").fill("")


def test_the_clerk_adds_words_with_the_mouse(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    page.wait_for_timeout(500)
    select_words(page, ADDED_WORDS)
    page.get_by_role("button", name="新增事项").click()
    added = card(page, ADDED_WORDS).filter(has_text="人工新增")
    expect(added.locator(".draft-text")).to_have_text(ADDED_WORDS)
    expect(added).to_contain_text("没有时限")
    expect(added).to_be_focused()
    reword(page)
    page.keyboard.press("u")
    expect(added.locator(".draft-text")).to_have_text(ADDED_WORDS)
    expect(added).to_contain_text("没有时限")
    expect(added).to_be_focused()
    reword(page)
    expect(page.locator("#drafts article")).to_have_count(len(kept.cards) + 1)


def reword(page: Page) -> None:
    """Put the chosen card into other words, with owner and date."""
    page.keyboard.press("e")
    form = page.get_by_role("article", name="修改事项")
    form.get_by_label("事项内容").fill(RELOCATION)
    form.get_by_label("牵头单位").fill("住建局")
    form.get_by_label("完成时限").fill((TODAY + timedelta(days=20)).isoformat())
    page.keyboard.press("Control+Enter")
    expect(card(page, "过渡安置办法").filter(has_text="人工新增")).to_contain_text("市住建局")


def test_the_clerk_proposes_what_was_confirmed(stage: Stage) -> None:
    page = stage.page("staff")
    for draft in page.locator("#drafts article").filter(has_text="没有牵头单位").all():
        draft.get_by_role("checkbox").check()
    page.get_by_role("button", name="剔除选中").click()
    expect(page.locator("#draft-counts")).to_contain_text("5 待确认")
    apart = page.get_by_role("button", name="不是同一件，分别办理")
    apart.first.click()
    expect(apart).to_have_count(0)
    page.get_by_role("button", name="选中无提示的").click()
    page.get_by_role("button", name="确认选中").click()
    page.get_by_role("button", name="提请立项（5项）").click()
    told(page, "已提请立项5项")
    expect(page.get_by_role("row")).to_have_count(1 + 5)


def test_the_clerk_words_a_matter_better(stage: Stage) -> None:
    page = stage.page("staff")
    due = TODAY + timedelta(days=45)
    row(page, "市住建局").filter(has_text=f"{due.month}月{due.day}日").get_by_role("link").click()
    page.get_by_text("其他办理").click()
    page.get_by_role("link", name="修改").click()
    page.get_by_label("标题").fill(PIPES)
    page.get_by_label("责任领导").select_option(label="陈志远")
    page.get_by_label("督办人").select_option(label="王敏")
    page.get_by_role("button", name="保存").click()
    told(page, "已保存")
    expect(page.get_by_role("heading", level=1)).to_have_text(PIPES)


def test_the_head_approves_in_bulk(stage: Stage) -> None:
    page = stage.page("head")
    choose_all(page, "拟立项")
    page.get_by_role("button", name="批量立项").click()
    page.get_by_label("批准人").select_option(label="陈志远")
    page.get_by_label("批准日期").fill(TODAY.isoformat())
    page.get_by_label("立项依据").fill(f"市长《{TITLE}》")
    page.get_by_label("书面批准，由我代为登记").check()
    page.get_by_role("button", name="批量立项").click()
    told(page, "批量立项5项")


def choose_all(page: Page, status: str) -> None:
    """All matters of the register that are in this state, ticked."""
    go(page, "督办台账")
    page.get_by_role("combobox", name="状态", exact=True).select_option(label=status)
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("选择本页全部").check()


def test_the_clerk_issues_in_bulk(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    choose_all(page, "已立项")
    page.get_by_role("button", name="批量交办").click()
    page.get_by_role("button", name="批量交办").click()
    told(page, "批量交办5项")
    kept.matters = {words: address(page, words) for words in (PIPES, RELOCATION, MONEY)}


def test_a_liaison_returns_a_matter_and_the_office_upholds(stage: Stage, kept: SimpleNamespace) -> None:
    liaison, clerk = stage.page("finance"), stage.page("staff")
    liaison.goto(kept.matters[MONEY])
    act(liaison, "退回")
    liaison.get_by_label("退回理由").fill("资金由市住建局申请，应由其牵头。")
    liaison.get_by_label("依据的职责规定").fill("本局“三定”规定第三条")
    send(liaison, "退回")
    told(liaison, "已退回督查室裁定")
    on_desk(clerk, MONEY)
    expect(clerk.get_by_text("资金由市住建局申请，应由其牵头。").first).to_be_visible()
    act(clerk, "维持交办")
    clerk.get_by_label("理由和依据").fill("拨付资金是市财政局的职责。")
    send(clerk, "维持交办")
    told(clerk, "已维持交办")
    liaison.reload()
    act(liaison, "签收")
    told(liaison, "已签收")


def test_the_lead_unit_signs_and_plans(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("housing")
    for words in (PIPES, RELOCATION):
        on_desk(page, words)
        act(page, "签收")
        told(page, "已签收")
        act(page, "报送办法")
        page.get_by_label("办理措施").fill("逐小区排定施工顺序，先迁改后回填，每周会商一次。")
        page.get_by_label("具体责任人").fill("周婷，综合科科长")
        page.get_by_role("textbox", name="节点1", exact=True).fill("完成施工图和交底")
        page.get_by_label("节点1完成日期").fill((TODAY + timedelta(days=10)).isoformat())
        send(page, "报送办法")
        told(page, "办法已报送")
        expect(page.get_by_role("region", name="办法")).to_contain_text("完成施工图和交底")


def test_the_lead_unit_reports_with_evidence(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("housing")
    page.goto(kept.matters[PIPES])
    act(page, "反馈进展")
    page.get_by_label("进展情况").fill("12个小区已全部完成交底，7个小区管线迁改完工。")
    page.get_by_label("总体完成").fill("58")
    page.get_by_label("完成施工图和交底").check()
    page.get_by_label("证明材料").set_input_files(
        {"name": "交底记录.txt", "mimeType": "text/plain", "buffer": EVIDENCE}
    )
    send(page, "反馈进展")
    told(page, "进展已反馈")
    reports = page.get_by_role("region", name="进展反馈")
    expect(reports).to_contain_text("58%")
    expect(reports).to_contain_text(hashlib.sha256(EVIDENCE).hexdigest()[:12])
    assert download(page, "交底记录.txt") == EVIDENCE
    act(page, "无变化")
    told(page, "已反馈：无变化")
    expect(reports).to_contain_text("2次")


def test_the_lead_unit_says_done(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("housing")
    for words in (PIPES, RELOCATION):
        page.goto(kept.matters[words])
        act(page, "申请办结")
        page.get_by_label("办理结果").fill("已全部办成，附材料。")
        if words == RELOCATION:
            page.get_by_label("完成施工图和交底").check()
        page.get_by_label("证明材料").set_input_files(
            {"name": "验收单.txt", "mimeType": "text/plain", "buffer": EVIDENCE}
        )
        send(page, "申请办结")
        told(page, "已申请办结")


def test_the_clerk_verifies_and_the_head_is_too_late(stage: Stage, kept: SimpleNamespace) -> None:
    for page in (stage.page("head"), stage.page("staff")):
        on_desk(page, PIPES)
        act(page, "核查通过")
        page.get_by_label("核查方式").select_option(label="实地核查")
        page.get_by_label("核查情况").fill("抽查4个小区，管线已迁改，路面已回填。")
    send(page, "核查通过")
    told(page, "已记录核查通过")
    late = stage.page("head")
    send(late, "核查通过")
    expect(late.get_by_role("alert")).to_contain_text("已核查")
    expect(late.get_by_label("核查情况")).to_have_value("抽查4个小区，管线已迁改，路面已回填。")


def test_the_clerk_sends_one_back(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    on_desk(page, RELOCATION)
    act(page, "退回补办")
    page.get_by_label("退回理由").fill("办法没有在小区公告栏公开，请补办。")
    send(page, "退回补办")
    told(page, "已退回补办")
    stage.page("housing").goto(kept.matters[RELOCATION])
    expect(stage.page("housing").get_by_text("请补办").first).to_be_visible()


def test_an_inspector_sees_what_is_opened_to_him(stage: Stage, kept: SimpleNamespace) -> None:
    clerk, inspector = stage.page("staff"), stage.page("inspector")
    clerk.goto(kept.matters[RELOCATION])
    act(clerk, "开放给督查员")
    clerk.get_by_label("特邀督查员").select_option(label="郑和平（市审计局）")
    send(clerk, "开放给督查员")
    told(clerk, "已开放")
    go(inspector, "督办台账")
    expect(inspector.get_by_role("row")).to_have_count(1 + 1)
    row(inspector, RELOCATION).get_by_role("link").click()
    expect(inspector.get_by_role("heading", level=1)).to_have_text(RELOCATION)


def test_the_leader_accepts_and_the_clerk_closes(stage: Stage, kept: SimpleNamespace) -> None:
    leader, clerk = stage.page("mayor"), stage.page("staff")
    on_desk(leader, PIPES)
    act(leader, "认可")
    leader.get_by_label("意见").fill("同意销号，注意后期管护。")
    send(leader, "认可")
    told(leader, "已认可")
    on_desk(clerk, PIPES)
    act(clerk, "办结销号")
    told(clerk, "已办结销号")
    expect(clerk.get_by_role("region", name="办理过程")).to_contain_text("同意销号，注意后期管护。")


def test_the_register_finds_and_keeps_views(stage: Stage) -> None:
    page = stage.page("staff")
    go(page, "督办台账")
    page.get_by_role("combobox", name="单位", exact=True).select_option(label="市住建局")
    page.get_by_text("更多条件").click()
    page.get_by_role("combobox", name="时限状态").select_option(label="正常")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("row")).to_have_count(1 + 1)
    expect(row(page, RELOCATION)).to_be_visible()
    page.get_by_role("link", name="清除全部条件").click()
    page.get_by_role("navigation", name="时限状态").get_by_role("link", name="全部").click()
    expect(page.get_by_role("row")).to_have_count(1 + 5)
    page.get_by_label("关键词").fill("管线")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("row")).to_have_count(1 + 1)
    expect(row(page, PIPES)).to_contain_text("已办结")
    page.get_by_text("我的视图").click()
    page.get_by_label("存为视图").fill("管线的事")
    page.get_by_role("button", name="保存").click()
    told(page, "已保存视图")
    go(page, "督办台账")
    page.get_by_text("我的视图").click()
    page.get_by_role("link", name="管线的事", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(1 + 1)


def test_excel_holds_exactly_what_is_shown(stage: Stage) -> None:
    page = stage.page("staff")
    go(page, "督办台账")
    page.get_by_role("navigation", name="时限状态").get_by_role("link", name="全部").click()
    shown = [line.get_by_role("cell").all_inner_texts()[0] for line in page.get_by_role("row").all()[1:]]
    titles = page.locator("tbody").get_by_role("rowheader").all_inner_texts()
    book = CalamineWorkbook.from_filelike(io.BytesIO(download(page, "导出 Excel")))
    rows = book.get_sheet_by_index(0).to_python()
    head = next(number for number, cells in enumerate(rows) if "编号" in cells)
    columns = [rows[head].index("编号"), rows[head].index("标题")]
    assert [[cells[column] for column in columns] for cells in rows[head + 1 :]] == [
        list(pair) for pair in zip(shown, titles, strict=True)
    ]


def test_a_circular_counts_what_it_lists(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    go(page, "通报")
    page.get_by_role("link", name="起草通报").click()
    page.get_by_label("期间从").fill((TODAY - timedelta(days=20)).isoformat())
    page.get_by_label("到", exact=True).fill(TODAY.isoformat())
    page.get_by_role("button", name="生成初稿").click()
    told(page, "已生成通报初稿")
    kept.circular = page.url
    figures = [
        (link.inner_text(), link.get_attribute("href"))
        for link in page.get_by_label("通报正文").locator("a.figure").all()
    ]
    assert ("5", "督办事项：5项") in [
        (figure, behind(page, link)) for figure, link in figures if not figure.endswith("%")
    ]
    for figure, link in figures:
        if figure.isdigit():
            assert behind(page, link).endswith(f"：{figure}项")
            assert page.locator("tbody tr").count() == int(figure)


def test_the_circular_is_published_and_stays(stage: Stage, kept: SimpleNamespace) -> None:
    head, liaison = stage.page("head"), stage.page("finance")
    head.goto(kept.circular)
    head.get_by_role("button", name="审签").click()
    told(head, "已审签")
    head.get_by_role("button", name="编号印发").click()
    told(head, f"编号为{TODAY.year}年第1期")
    before = head.get_by_label("通报正文").inner_text()
    paper = download(head, "下载 Word")
    words = text_of(paper)
    assert "第1期" in words
    assert "督办事项共5项" in words
    liaison.goto(kept.matters[MONEY])
    act(liaison, "报送办法")
    liaison.get_by_label("办理措施").fill("分两批下达指标。")
    liaison.get_by_label("具体责任人").fill("吴昊，科长")
    send(liaison, "报送办法")
    told(liaison, "办法已报送")
    go(liaison, "通报")
    row(liaison, f"{TODAY.year}年第1期").get_by_role("link").click()
    assert liaison.get_by_label("通报正文").inner_text() == before
    assert download(liaison, "下载 Word") == paper


def test_the_auditor_verifies_the_ledger(stage: Stage) -> None:
    page = stage.page("auditor")
    go(page, "存证")
    page.get_by_role("button", name="校验全部记录").click()
    told(page, "逐条校验一致")


def test_the_notice_of_a_matter_is_a_word_file(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    page.goto(kept.matters[PIPES])
    words = text_of(download(page, "督办通知单"))
    assert "云督〔" in words
    assert "云州市住房和城乡建设局" in words


def test_a_form_with_errors_can_be_used_by_everybody(stage: Stage) -> None:
    page = stage.page("admin")
    page.goto("/units/new/")
    page.get_by_label("单位简称").fill("市住建局")
    page.locator("form.panel").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="新增").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("有1处需要改正")
    expect(summary).to_be_focused()
    expect(page.get_by_label("单位简称")).to_have_value("市住建局")
    expect(page.get_by_label("单位全称")).to_have_accessible_description("请填写。")
    assert flaws(stage, page) == []


def test_a_dialog_and_a_confirmation_can_be_used_by_everybody(stage: Stage) -> None:
    page, admin = stage.page("staff"), stage.page("admin")
    page.goto("/directives/")
    page.get_by_role("link", name=OTHER_TITLE).click()
    page.get_by_role("link", name="核对事项").click()
    page.get_by_role("button", name="键盘").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert objections(page) == []
    page.keyboard.press("Escape")
    admin.goto("/people/")
    admin.get_by_role("link", name="吴昊").click()
    admin.get_by_role("link", name="停用账号").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("停用账号：吴昊")
    assert flaws(stage, admin) == []


def test_refusals_can_be_used_by_everybody(stage: Stage) -> None:
    page, admin = stage.page("staff"), stage.page("admin")
    page.goto("/matters/?status=nothing")
    expect(page.get_by_role("heading", level=1)).to_have_text("未能办理")
    assert flaws(stage, page) == []
    admin.goto("/units/new/")
    admin.get_by_label("单位全称").fill("云州市教育局")
    admin.get_by_label("单位简称").fill("市教育局")
    admin.get_by_role("button", name="新增").click()
    expect(admin.get_by_role("alert")).to_contain_text("已经是“云州市教育局”的名称、简称或别名")
    expect(admin.get_by_label("单位全称")).to_have_value("云州市教育局")
    assert flaws(stage, admin) == []
