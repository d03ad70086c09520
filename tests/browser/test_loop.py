"""Five roles carry a speech from upload to a published circular, each step by hand in the browser.

The tests are one story and run in the order of the file; when a step fails the rest is skipped.
"""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.papers import ADDED_WORDS, OTHER_TITLE, TITLE, as_docx, as_gb18030, speech
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

TODAY = date.today()  # noqa: DTZ011 -- the day of the machine on which the server runs too
CLASSIFIED = "是否涉密"
TASKS = ("12个小区的管线迁改", "9所学校食堂", "东环路主车道", "2400万元")


@pytest.fixture(autouse=True)
def in_order(stage: Stage) -> None:
    if stage.broken:
        pytest.skip(f"{stage.broken} did not come through")


def card(page: Page, words: str) -> Locator:
    """The draft whose text has these words."""
    return page.locator("#drafts article").filter(has=page.locator(".draft-text", has_text=words))


def cards(page: Page) -> list[str]:
    return page.locator("#drafts article .draft-text").all_inner_texts()


def told(page: Page, words: str) -> None:
    """The page says so after an act."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def go(page: Page, section: str) -> None:
    page.get_by_role("navigation", name="主导航").get_by_role("link", name=section).click()


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
    expect(page.get_by_text("只在这一页显示一次")).to_be_visible()


def test_the_liaison_chooses_a_password(stage: Stage) -> None:
    page = stage.page("finance")
    page.get_by_text("吴昊", exact=True).click()
    page.get_by_role("link", name="修改密码").click()
    page.get_by_label("原密码").fill(stage.site.passwords["finance"])
    page.get_by_label("新密码", exact=True).fill("枫叶与江水-2026")
    page.get_by_label("再输一次新密码").fill("枫叶与江水-2026")
    page.get_by_role("button", name="修改密码").click()
    stage.site.passwords["finance"] = "枫叶与江水-2026"
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
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.get_by_placeholder("筛选").fill("")
    expect(page.locator("#drafts article")).to_have_count(len(kept.cards))


def test_the_clerk_adds_words_with_the_mouse(stage: Stage, kept: SimpleNamespace) -> None:
    page = stage.page("staff")
    page.wait_for_timeout(500)
    select_words(page, ADDED_WORDS)
    page.get_by_role("button", name="新增事项").click()
    added = card(page, ADDED_WORDS).filter(has_text="人工新增")
    expect(added.locator(".draft-text")).to_have_text(ADDED_WORDS)
    expect(added).to_contain_text("没有时限")
    expect(added).to_be_focused()
    page.keyboard.press("e")
    form = page.get_by_role("article", name="修改事项")
    form.get_by_label("事项内容").fill("向受影响的居民公开老旧小区改造过渡安置办法")
    form.get_by_label("牵头单位").fill("住建局")
    form.get_by_label("完成时限").fill((TODAY + timedelta(days=20)).isoformat())
    page.keyboard.press("Control+Enter")
    expect(card(page, "过渡安置办法").filter(has_text="人工新增")).to_contain_text("市住建局")
    expect(page.locator("#drafts article")).to_have_count(len(kept.cards) + 1)


def select_words(page: Page, words: str) -> None:
    """Drag over them in the document."""
    box = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
            let node = walker.nextNode();
            while (!node.data.includes(words)) node = walker.nextNode();
            node.parentElement.scrollIntoView({ block: "center" });
            const range = document.createRange();
            range.setStart(node, node.data.indexOf(words));
            range.setEnd(node, node.data.indexOf(words) + words.length);
            const rects = [...range.getClientRects()];
            const first = rects[0], last = rects[rects.length - 1];
            return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
        }""",
        words,
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[3], steps=4)
    page.mouse.up()


def test_the_clerk_proposes_what_was_confirmed(stage: Stage) -> None:
    page = stage.page("staff")
    for draft in page.locator("#drafts article").filter(has_text="没有牵头单位").all():
        draft.get_by_role("checkbox").check()
    page.get_by_role("button", name="剔除选中").click()
    expect(page.locator("#draft-counts")).to_contain_text("5 待确认")
    page.get_by_role("button", name="选中无提示的").click()
    page.get_by_role("button", name="确认选中").click()
    page.get_by_role("button", name="提请立项（5项）").click()
    told(page, "已提请立项5项")
    for words in (*TASKS, "过渡安置办法"):
        expect(page.get_by_role("row").filter(has_text=words)).to_have_count(1)


def test_the_head_approves_in_bulk(stage: Stage) -> None:
    page = stage.page("head")
    go(page, "督办台账")
    page.get_by_label("状态", exact=True).select_option(label="拟立项")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("选择本页全部").check()
    page.get_by_role("button", name="批量立项").click()
    page.get_by_label("批准人").select_option(label="陈志远")
    page.get_by_label("批准日期").fill(TODAY.isoformat())
    page.get_by_label("立项依据").fill(f"市长《{TITLE}》")
    page.get_by_role("button", name="批准立项").click()
    told(page, "立项5项")


def test_the_clerk_issues_in_bulk(stage: Stage) -> None:
    page = stage.page("staff")
    go(page, "督办台账")
    page.get_by_label("状态", exact=True).select_option(label="已立项")
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("选择本页全部").check()
    page.get_by_role("button", name="批量交办").click()
    page.get_by_role("button", name="交办").click()
    told(page, "交办5项")
