"""How long a clerk's hands take from a document of forty tasks to a register of issued matters.

    python bench/clerk.py

Starts an installation of its own, walks the pages in Chromium as a clerk would (the head of the office for the approval),
and adds up two things: the seconds that the pages took, and the hands' time by the keystroke-level model of Card, Moran
and Newell (1980): 1.1 s to point, 0.2 s to click, 0.28 s a key, 0.4 s between mouse and keyboard, 1.35 s to think before
each act. Reading the document itself is the clerk's own and not counted.
"""

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import go
from tests.browser.site import Site
from tests.browser.stage import stage

POINT, CLICK, KEY, HOME, THINK = 1.1, 0.2, 0.28, 0.4, 1.35
UNITS = ("市住建局", "市财政局", "市教育局", "市发改委", "市审计局")
TASKS = 40
TITLE = "关于2026年重点工作任务分工的通知"


@dataclass
class Hands:
    """Counts what the hands do; ``seconds`` is their time by the model."""

    acts: int = 0
    seconds: float = 0.0

    def click(self, what: Locator) -> None:
        """Think, point, click."""
        self._spend(THINK + POINT + CLICK)
        what.click()

    def choose(self, what: Locator, label: str) -> None:
        """Open a list and take one."""
        self._spend(THINK + 2 * (POINT + CLICK))
        what.select_option(label)

    def write(self, what: Locator, text: str) -> None:
        """Into a field, letter by letter."""
        self._spend(THINK + POINT + CLICK + HOME + KEY * len(text))
        what.fill(text)

    def hand_over(self, what: Locator, path: Path) -> None:
        """A file out of the system's dialogue: open it, find it, take it."""
        self._spend(3 * (THINK + POINT + CLICK))
        what.set_input_files(path)

    def _spend(self, seconds: float) -> None:
        self.acts += 1
        self.seconds += seconds


def document() -> str:
    """Forty tasks with lead, support and date."""
    lines = [TITLE, "", "市政府各部门：", "现将重点工作任务分工如下，请认真抓好落实。", "一、重点任务"]
    works = ("完成老旧小区改造", "新建公办幼儿园", "建成口袋公园", "整治背街小巷", "改造供水管网")
    for n in range(1, TASKS + 1):
        lead, support = UNITS[n % len(UNITS)], UNITS[(n + 1) % len(UNITS)]
        work = f"{works[n % len(works)]}{n + 2}处，{n % 12 + 1}月底前完成方案编制，12月底前全部完成"
        lines.append(f"{n}.{work}。（牵头单位：{lead}，配合单位：{support}）")
    return "\n".join([*lines, "", "云州市人民政府", "2026年1月6日"])


def main() -> None:
    """Walk once, print the sums."""
    with tempfile.TemporaryDirectory(prefix="luoshi-clerk-") as folder:
        here = Site(Path(folder), "")
        here.found()
        paper = Path(folder) / "分工.txt"
        paper.write_text(document(), encoding="utf-8")
        with here.serving(), stage(here) as windows:
            clerk, head = windows.page("staff"), windows.page("head")
            hands, approver = Hands(), Hands()
            begun = time.monotonic()
            drafts = take_in(clerk, hands, paper)
            confirmed = propose(clerk, hands)
            approve(head, approver)
            issued = issue(clerk, hands)
            pages = time.monotonic() - begun
    print(f"drafts {drafts}, proposed {confirmed}, issued {issued}")
    print(f"clerk: {hands.acts} acts, {hands.seconds:.0f} s by the model")
    print(f"approver: {approver.acts} acts, {approver.seconds:.0f} s by the model")
    print(f"pages: {pages:.1f} s of waiting altogether")


def take_in(page: Page, hands: Hands, paper: Path) -> int:
    """Upload, look at the face, decompose."""
    go(page, "交办来源")
    hands.click(page.get_by_role("link", name="接收文件"))
    hands.hand_over(page.get_by_label("上传文件"), paper)
    hands.click(page.get_by_role("group", name="是否涉密").get_by_role("radio", name="否"))
    hands.click(page.get_by_role("button", name="下一步"))
    hands.click(page.get_by_role("button", name="接收并分解"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("分解")
    return page.locator("#drafts article").count()


def propose(page: Page, hands: Hands) -> str:
    """Confirm what carries no doubt at once, propose it."""
    hands.click(page.get_by_role("button", name="选中无提示的"))
    hands.click(page.get_by_role("button", name="确认选中"))
    button = page.get_by_role("button", name="提请立项")
    expect(button).to_contain_text("项）")
    words = button.inner_text()
    hands.click(button)
    expect(page.get_by_role("status").first).to_contain_text("已提请立项")
    return words


def approve(page: Page, hands: Hands) -> None:
    """All that are proposed, as a leader decided on paper."""
    choose_all(page, hands, "拟立项")
    hands.click(page.get_by_role("button", name="批量立项"))
    hands.choose(page.get_by_label("批准人"), "陈志远")
    hands.click(page.get_by_label("书面批准，由我代为登记"))
    hands.write(page.get_by_label("立项依据"), "市政府常务会议")
    hands.click(page.get_by_role("button", name="批量立项"))
    expect(page.get_by_role("status").first).to_contain_text("批量立项")


def issue(page: Page, hands: Hands) -> str:
    """All that are approved."""
    choose_all(page, hands, "已立项")
    hands.click(page.get_by_role("button", name="批量交办"))
    hands.click(page.get_by_role("button", name="批量交办"))
    said = page.get_by_role("status").first
    expect(said).to_contain_text("批量交办")
    return said.inner_text()


def choose_all(page: Page, hands: Hands, status: str) -> None:
    """The register narrowed to a state, a hundred a page, everything ticked."""
    go(page, "督办台账")
    hands.choose(page.get_by_role("combobox", name="状态", exact=True), status)
    hands.click(page.get_by_text("更多条件"))
    hands.choose(page.get_by_label("每页"), "100")
    hands.click(page.get_by_role("button", name="筛选"))
    hands.click(page.get_by_label("选择本页全部"))


if __name__ == "__main__":
    main()
