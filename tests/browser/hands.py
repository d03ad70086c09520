"""What hands and eyes do on the pages, whoever sits there."""

from playwright.sync_api import Locator, Page, expect


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


def on_desk(page: Page, words: str) -> None:
    """Open the matter from among what awaits the person today."""
    go(page, "今日待办")
    page.get_by_role("main").get_by_role("link", name=words).first.click()


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


def row(page: Page, words: str) -> Locator:
    return page.get_by_role("row").filter(has_text=words)


def address(page: Page, words: str) -> str:
    """Of the matter's page."""
    return row(page, words).get_by_role("link").first.get_attribute("href")


def download(page: Page, link: str) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("link", name=link).click()
    return found.value.path().read_bytes()


def act(page: Page, name: str) -> None:
    """Press the act that the matter's page offers; open the rarer ones first."""
    offered = page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    )
    if not offered.first.is_visible():
        page.get_by_text("其他办理").click()
    offered.first.click()


def send(page: Page, name: str) -> None:
    """Press the button of the act's form."""
    page.locator("#act").get_by_role("button", name=name, exact=True).click()


def behind(page: Page, link: str) -> str:
    """The heading of the list behind a figure."""
    page.goto(link)
    return page.get_by_role("heading", level=1).inner_text()


def last_number(address: str) -> int:
    """The id at the end of an address."""
    return int(address.rstrip("/").rsplit("/", 1)[-1])
