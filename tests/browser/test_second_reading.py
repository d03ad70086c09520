"""The second reading in a browser: a script goes on by itself, takes over on a click, and disturbs no other work."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import stage as stages
from tests.browser.hands import card
from tests.browser.papers import TITLE, said, speech
from tests.browser.site import Site
from tests.browser.test_loop import TODAY
from tests.endpoint.fake import Fake, Handler, serving

pytestmark = pytest.mark.browser

CANTEENS = "完成9所学校食堂改造并投入使用"
FILLER = "进一步统一思想、提高认识、凝聚共识，把各项工作抓实抓细抓出成效。" * 50
"""Longer than a batch: the speech is asked about in three."""


def behave(handler: Handler, body: dict) -> None:
    """Reads one task, with another day than the text has for it, and one that nobody has said."""
    clauses = json.loads(body["messages"][1]["content"])["clauses"]
    there = any(CANTEENS in clause["text"] for clause in clauses)
    told = [
        {"text": CANTEENS, "lead": "市教育局", "deadline": f"{said(TODAY + timedelta(days=45))}前"},
        {"text": "全面完成<img src=x>改造"},
    ]
    handler.say(json.dumps({"items": told if there else []}, ensure_ascii=False))


@pytest.fixture(scope="module")
def reader() -> Iterator[Fake]:
    with serving(behave) as fake:
        yield fake


@pytest.fixture(scope="module")
def clerk(reader, site, stage, tmp_path_factory) -> Iterator[Page]:
    """A second installation, whose administrator has set the address; the browser of the first is used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUOSHI_READER_URL", reader.url)
        patch.setenv("LUOSHI_READER_MODEL", "reader-7b")
        patch.setenv("LUOSHI_READER_KEY", "key-that-nobody-sees")
        made = Site(tmp_path_factory.mktemp("luoshi-second"), "")
    made.found()
    with made.serving():
        other = stages.Stage(stage._browser, made)
        yield other.page("staff")
        assert other.faults == []
        assert "key-that-nobody-sees" not in made.log()


def test_a_clerk_asks_and_takes_over(clerk: Page, reader: Fake) -> None:
    clerk.goto("/directives/new/")
    clerk.get_by_label("否，不涉及国家秘密").check()
    clerk.get_by_label("粘贴正文").fill(speech(TODAY).replace("三、严明", f"{FILLER}\n三、严明"))
    clerk.locator("form button.button-primary").click()
    clerk.get_by_role("button", name="接收并分解").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text(f"分解《{TITLE}》")
    assert reader.asked == []
    clerk.get_by_role("button", name="请模型复读").click()
    expect(clerk.get_by_role("button", name="重新复读")).to_be_visible()
    assert len(reader.asked) == 3
    assert "key-that-nobody-sees" not in clerk.content()
    expect(clerk.locator("#second")).to_contain_text("有差异1项")
    expect(clerk.locator("#second")).to_contain_text("原文中找不到、未采用的（1）")
    canteens = card(clerk, CANTEENS)
    expect(canteens.locator(".draft-second")).to_contain_text("第二读：时限为")
    clerk.get_by_role("button", name="采用第二读的时限").click()
    expect(canteens.locator(".draft-facts")).to_contain_text(said(TODAY + timedelta(days=45)))
    expect(canteens).to_have_attribute("data-status", "pending")


def test_keys_work_as_before(clerk: Page) -> None:
    """The undo of a decision waits for no second reading."""
    counts = clerk.locator("#draft-counts p")
    before = counts.inner_text()
    card(clerk, CANTEENS).locator(".draft-text").click()
    clerk.keyboard.press("c")
    expect(card(clerk, CANTEENS)).to_have_attribute("data-status", "confirmed")
    clerk.keyboard.press("u")
    expect(card(clerk, CANTEENS)).to_have_attribute("data-status", "pending")
    expect(counts).to_have_text(before)


def test_it_fits_a_phone(clerk: Page) -> None:
    clerk.set_viewport_size(stages.HAND)
    assert clerk.evaluate("document.documentElement.scrollWidth") == stages.HAND["width"]
