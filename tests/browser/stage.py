"""Chromium, one window for each person, and what a page must never do: load from elsewhere, break its own rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.browser.site import Site

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--lang=zh-CN",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESK = {"width": 1280, "height": 900}
HAND = {"width": 390, "height": 844}
PATIENCE = 15_000
"""Milliseconds that a page may take; a loaded machine is slow, not wrong."""
REFUSALS = ("responded with a status of 4", "Response Status Error Code 4")


class Stage:
    """The browser of a session. ``faults`` are sentences about what a page did wrong; ``broken`` is the first
    test that failed, for those that build on each other."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.site = site
        self.faults: list[str] = []
        self.broken = ""
        self._browser = browser
        self._signed_in: dict[str, Page] = {}

    def page(self, who: str) -> Page:
        """The window in which that person is signed in; opened once, then the same."""
        if who not in self._signed_in:
            self._signed_in[who] = self.sign_in(who)
        return self._signed_in[who]

    def sign_in(self, who: str, *, scripts: bool = True) -> Page:
        """A new window, through the login page."""
        page = self.window(scripts=scripts)
        page.goto("/")
        page.get_by_label("登录名").fill(who)
        page.get_by_label("密码").fill(self.site.passwords[who])
        page.get_by_role("button", name="登录").click()
        page.get_by_text("退出").wait_for(state="attached")
        if who in self.site.temporary:
            self.choose_password(page, who)
        return page

    def choose_password(self, page: Page, who: str) -> None:
        """The page to which a temporary password leads, and none other."""
        self.site.temporary.remove(who)
        expect(page.get_by_text("您正在使用临时密码")).to_be_visible()
        page.get_by_label("原密码").fill(self.site.passwords[who])
        self.site.passwords[who] = "枫叶与江水-2026"
        page.get_by_label("新密码", exact=True).fill(self.site.passwords[who])
        page.get_by_label("再输一次新密码").fill(self.site.passwords[who])
        page.get_by_role("button", name="修改密码").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("今日待办")

    def window(self, *, scripts: bool = True) -> Page:
        """A new window, signed out."""
        context = self._browser.new_context(
            base_url=self.site.url,
            viewport=DESK,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        self._watch(context)
        return context.new_page()

    def pictures(self, folder: Path, name: str) -> None:
        """What every window shows now."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, context in enumerate(self._browser.contexts):
            for page in context.pages:
                page.screenshot(path=folder / f"{name}-{number}.png", full_page=True)

    def _watch(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _request(self, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme not in {"data", "blob"} and target.netloc != urlsplit(self.site.url).netloc:
            self.faults.append(f"elsewhere: {request.url} from {request.frame.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        """A refusal is the product's answer to a wrong act, and the console repeats it."""
        if message.type == "error" and not any(sign in message.text for sign in REFUSALS):
            self.faults.append(f"console: {message.text} at {message.location['url']}")


@contextmanager
def stage(site: Site) -> Iterator[Stage]:
    """Chromium for a session."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield Stage(browser, site)
        browser.close()
