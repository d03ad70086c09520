"""What is looked at on any page: its frame, its width, what axe says, and what the browser complained about."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.stage import DESK, HAND, Stage

WINDOWS = {"desk": DESK, "hand": HAND}
AXE = Axe()
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
FRAME = """() => {
    const found = [];
    if (!document.documentElement.lang) found.push("no lang");
    const headings = document.querySelectorAll("h1").length;
    if (headings !== 1) found.push(`${headings} h1`);
    return found;
}"""
WIDER = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return [`${document.documentElement.scrollWidth} px wide: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" | ")}`];
}"""
BUILD = """() => document.documentElement.outerHTML
    .replace(/>[^<]*[^<\\s][^<]*</g, ">words<")
    .replace(/ (value|content|href|action|formaction|hx-[a-z]+|title|datetime|aria-label|name|id|for)="[^"]+"/g, " $1")
    .replace(/\\d+/g, "0")"""
OPEN_ALL = "() => document.querySelectorAll('details:not(.menu)').forEach((one) => { one.open = true; })"


JUDGED: set[tuple[str, str]] = set()
"""Windows and builds of pages that axe has seen; two pages that differ in words alone are one to it."""


def flaws(stage: Stage, page: Page) -> list[str]:
    """Sentences about the page that is shown, each with its address."""
    found = [*page.evaluate(FRAME), *stage.faults]
    stage.faults.clear()
    for name, size in WINDOWS.items():
        page.set_viewport_size(size)
        found += [f"{name}: {flaw}" for flaw in page.evaluate(WIDER)]
        page.evaluate(OPEN_ALL)
        found += [f"{name}, opened: {flaw}" for flaw in page.evaluate(WIDER)]
        build = (name, page.evaluate(BUILD))
        if build not in JUDGED:
            JUDGED.add(build)
            found += [f"{name}: axe {flaw}" for flaw in objections(page)]
    page.set_viewport_size(DESK)
    return [f"{page.url}: {flaw}" for flaw in found]


def objections(page: Page) -> list[str]:
    """What axe finds, with the first places."""
    violations = AXE.run(page, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']} ({len(violation['nodes'])}): {violation['nodes'][0]['html'][:160]}"
        for violation in violations
    ]
