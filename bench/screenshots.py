"""Take the pictures of docs/user-guide.zh-CN.md on a running demonstration city.

    luoshi demo --port 8000
    python bench/screenshots.py --base http://127.0.0.1:8000 --out docs/images [--only register,ledger]

Needs the browser requirements and a Chromium. The acts are opened, not carried out; what remains in the city
is one uploaded table that nobody confirms.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

PASSWORD = "yunzhou-2026"  # noqa: S105 -- the demonstration city's public password
WIDTH, HEIGHT = 1120, 900
MOST_BYTES = 250_000
STAFF, HEAD, LEADER = "xuwenyuan", "fengshusheng", "gumingzhe"
LIAISON, LATE_UNIT, AUDITOR, ADMINISTRATOR = "jiasiyuan", "lvjincheng", "peishaoqing", "jianghaoming"

PASTED = """云州市人民政府专题会议纪要
云政专纪〔2026〕40号
（2026年11月16日）

会议议定：
（一）市住建局牵头，市财政局配合，12月20日前完成12个小区二次供水设施改造。
（二）市城管局12月底前新增公共停车泊位600个。
（三）不得以检修为由擅自停水。
"""
TABLE = """编号,标题,督办内容,牵头单位,配合单位,完成时限
,二次供水设施改造,完成12个小区二次供水设施改造,市住建局,市财政局,2027-06-30
,公共停车泊位建设,新增公共停车泊位600个,市城管局,,2027-05-31
,夜间施工噪声整治,制定夜间施工审批和巡查办法,市环境局,,2027-04-30
"""

Prepare = Callable[[Page], Locator | None]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: who looks, where, what is opened first, and how many pixels of it are kept."""

    name: str
    who: str
    path: str
    prepare: Prepare | None = None
    height: int = HEIGHT
    width: int = WIDTH


def _press(label: str) -> Prepare:
    def prepare(page: Page) -> None:
        page.get_by_role("button", name=label).first.click()
        page.wait_for_load_state()

    return prepare


def _act(label: str, *, row: int = 0) -> Prepare:
    """Open a matter of the list, then the form of an act."""

    def prepare(page: Page) -> Locator:
        page.locator(".register tbody th a").nth(row).click()
        link = page.locator(".next-step").get_by_role("link", name=label, exact=True)
        if not link.is_visible():
            page.locator(".next-step summary").click()
        link.click()
        panel = page.locator("#act .act-panel")
        panel.wait_for()
        return panel

    return prepare


def _matter(*, row: int = 0) -> Prepare:
    def prepare(page: Page) -> None:
        page.locator(".register tbody th a").nth(row).click()
        page.wait_for_load_state()

    return prepare


def _drafts(page: Page) -> None:
    """The document whose drafts are partly confirmed."""
    row = page.locator("tbody tr").filter(has_text="会议纪要").first
    page.goto(row.locator("a").get_attribute("href") or "")
    page.locator(".page-head .button-primary").click()
    page.locator("article.draft").first.wait_for()


def _edit_draft(page: Page) -> Locator:
    _drafts(page)
    page.locator('article[data-status="pending"] [data-act="edit"]').first.click()
    form = page.locator("article.draft-open")
    form.wait_for()
    return form


def _face(page: Page) -> None:
    page.get_by_label("否，不涉及国家秘密").check()
    page.get_by_label("粘贴正文").fill(PASTED)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="接收并分解").wait_for()


def _bulk(page: Page) -> None:
    page.get_by_label("选择本页全部").check()
    page.locator(".together button").click()
    page.wait_for_load_state()


def _views(page: Page) -> None:
    page.get_by_text("更多条件").click()


def _import(page: Page) -> None:
    table = {"name": "年度督查事项.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.get_by_label("表格文件").set_input_files(table)
    page.get_by_role("button", name="上传并核对").click()
    page.get_by_role("heading", name="核对督查事项导入").wait_for()


def _bulletin(status: str, page: Page) -> None:
    page.locator("tbody tr").filter(has_text=status).first.locator("a").click()
    page.wait_for_load_state()


def _figure(page: Page) -> None:
    _bulletin("已印发", page)
    page.locator("article .figure").nth(1).click()
    page.wait_for_load_state()


def _words(page: Page) -> None:
    _bulletin("起草中", page)
    page.get_by_role("link", name="修改文字").click()
    page.get_by_text("可用的数据项").wait_for()


def _entry(page: Page) -> None:
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()


def _person(page: Page) -> None:
    page.locator("tbody th a").first.click()
    page.get_by_text("重置密码").click()


def _activate(page: Page) -> None:
    """The page asks for the password once more before it shows the code."""
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.locator(".qr").wait_for()


SHOTS = (
    Shot("sign-in", "", "/accounts/login/", height=560),
    Shot("second-step", LIAISON, "/accounts/2fa/totp/activate/", _activate, height=720),
    Shot("desk-office", STAFF, "/", height=860),
    Shot("directive-new", STAFF, "/directives/new/", height=820),
    Shot("directive-face", STAFF, "/directives/new/", _face, height=660),
    Shot("drafts", STAFF, "/directives/?status=drafting", _drafts, height=760, width=1180),
    Shot("drafts-edit", STAFF, "/directives/?status=drafting", _edit_draft, width=1280),
    Shot("propose", STAFF, "/matters/new/", height=980),
    Shot("docket", HEAD, "/matters/?status=proposed", _act("批准立项")),
    Shot("docket-many", HEAD, "/matters/?status=proposed", _bulk, height=700),
    Shot("issue", STAFF, "/matters/?status=docketed", _act("交办")),
    Shot("ruling", STAFF, "/matters/?status=returned", _act("改派")),
    Shot("verify", STAFF, "/matters/?status=reported_done", _act("核查通过")),
    Shot("matter", STAFF, "/matters/?status=under_way&sort=-due", _matter(), height=1260),
    Shot("register", STAFF, "/matters/?light=overdue", height=720),
    Shot("register-more", STAFF, "/matters/?light=overdue", _views, height=730),
    Shot("import", STAFF, "/matters/import/", _import, height=760),
    Shot("bulletin-new", STAFF, "/bulletins/new/", height=740),
    Shot("bulletin", HEAD, "/bulletins/", lambda page: _bulletin("起草中", page), height=900),
    Shot("bulletin-words", STAFF, "/bulletins/", _words, height=760),
    Shot("bulletin-figure", STAFF, "/bulletins/", _figure, height=560),
    Shot("desk-unit", LATE_UNIT, "/", height=760),
    Shot("sign", LIAISON, "/matters/?status=issued&part=lead", _matter(), height=700),
    Shot("object", LIAISON, "/matters/?status=issued&part=lead", _act("退回")),
    Shot("plan", LIAISON, "/matters/?status=under_way&part=lead", _act("调整办法")),
    Shot("report", LIAISON, "/matters/?status=under_way&part=lead", _act("反馈进展")),
    Shot("report-done", LIAISON, "/matters/?status=under_way&part=lead", _act("申请办结")),
    Shot("desk-leader", LEADER, "/", height=860),
    Shot("accept", LEADER, "/matters/?accepted=no", _act("认可")),
    Shot("ledger", AUDITOR, "/ledger/", height=560),
    Shot("ledger-entry", AUDITOR, "/ledger/?subject=matter/17", _entry, height=660),
    Shot("ledger-verified", AUDITOR, "/ledger/", _press("校验全部记录"), height=330),
    Shot("units", ADMINISTRATOR, "/units/", height=640),
    Shot("person", ADMINISTRATOR, "/people/?q=" + LIAISON, _person, height=760),
    Shot("calendar", ADMINISTRATOR, "/units/calendar/", height=700),
    Shot("refusal", STAFF, "/matters/?status=nothing", height=340),
    Shot("phone", LATE_UNIT, "/", height=844, width=390),
)


def main() -> None:
    """Take them all, or those that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--only", default="", help="names of pictures, with commas between")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    wanted = set(filter(None, options.only.split(",")))
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--lang=zh-CN"]
        )
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                _take(browser, shot, base=options.base, to=options.out / f"{shot.name}.png")
        browser.close()


def _take(browser: Browser, shot: Shot, *, base: str, to: Path) -> None:
    context = browser.new_context(
        base_url=base,
        viewport={"width": shot.width, "height": HEIGHT},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    if shot.who:
        _sign_in(page, shot.who)
    page.goto(shot.path)
    kept = shot.prepare(page) if shot.prepare else None
    page.wait_for_load_state("networkidle")
    if kept is not None:
        kept.screenshot(path=to)
    else:
        page.evaluate("scrollTo(0, 0)")
        whole = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": shot.width, "height": min(shot.height, whole)}
        page.screenshot(path=to, clip=clip, full_page=True)
    context.close()
    size = to.stat().st_size
    print(f"{to} {size // 1000} kB{'，太大' if size > MOST_BYTES else ''}")


def _sign_in(page: Page, who: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("登录名").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_text("退出").wait_for(state="attached")


if __name__ == "__main__":
    main()
