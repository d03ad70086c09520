"""Every page for every role that may open it, on a desk and in the hand: nothing wider than the window, no error,
nothing that axe objects to; and all of it by keyboard.

The addresses are those of ACCESS, filled in with what the loop has left behind.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.urls import get_resolver, reverse
from playwright.sync_api import Page, expect

from luoshi.accounts.policy import GRANTS, Permission
from luoshi.accounts.terms import Role
from luoshi.web.access import ACCESS
from luoshi.web.matters.acts import ACTS
from tests.browser import test_entrance as entrance
from tests.browser import test_loop as loop
from tests.browser.eyes import flaws
from tests.browser.hands import go, last_number, told
from tests.browser.papers import OTHER_TITLE
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

ROLES = {
    "staff": Role.OFFICE_STAFF,
    "head": Role.OFFICE_HEAD,
    "mayor": Role.LEADER,
    "director": Role.UNIT_HEAD,
    "housing": Role.LIAISON,
    "inspector": Role.INSPECTOR,
    "auditor": Role.AUDITOR,
    "admin": Role.ADMINISTRATOR,
}
TABLES = {
    "units": "单位全称,单位简称,类别\n云州市水利局,市水利局,部门\n云州市水利局,市水利局,部局\n",
    "people": "登录名,姓名,单位,岗位\nqian,钱进,市教育局,单位联络员\nqian,钱退,市农业局,联络员\n",
    "matters": "标题,督办内容,牵头单位\n清淤,完成河道清淤,市教育局\n清淤,,市农业局\n",
}
WITH_SECOND_STEP = {
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
"""Names that answer only where the second step of login is on; of the roles here it is on for the director."""
ONLY_ACTS = ("opinion_id", "alike_id", "reading_id")
"""Parts of addresses that answer POST alone, so that any number will do."""
UPLOADERS = {"units": "admin", "people": "admin", "matters": "staff"}
"""Who looks at a list before it is taken in; nobody else may."""
TRIED: dict[str, str] = {}
"""What each name of ACCESS turned out to be: page, act (answers POST alone) or file."""


@pytest.fixture(scope="module")
def worked(stage: Stage, carried: SimpleNamespace) -> SimpleNamespace:
    """The loop has run and the director has a second step of login; what the parts of an address stand for."""
    kept = carried
    if not hasattr(kept, "recovery"):
        entrance.test_the_second_step(stage, kept)
    staff, admin = stage.page("staff"), stage.page("admin")
    kept.meaning = {
        "matter_id": last_number(kept.matters[loop.RELOCATION]),
        "bulletin_id": last_number(kept.circular),
        "seq": 1,
        "year": loop.TODAY.year,
        "form": "docx",
        "verb": "confirm",
        "figure": "total",
        "view_id": 1,
        "post_id": 1,
        **dict.fromkeys(ONLY_ACTS, 1),
        "field": "due",
        **_documents(staff),
        **_people(admin),
        **_evidence(staff, kept.matters[loop.PIPES]),
    }
    kept.previews = {what: _previewed(stage.page(who), what) for what, who in UPLOADERS.items()}
    kept.draft = _second_circular(staff)
    kept.proposal = _proposal(staff)
    return kept


def _documents(page: Page) -> dict[str, int]:
    """The document whose drafts are still open."""
    page.goto("/directives/")
    page.get_by_role("link", name=OTHER_TITLE).click()
    directive = last_number(page.url)
    page.get_by_role("link", name="核对事项").click()
    return {
        "directive_id": directive,
        "draft_id": int(page.locator("#drafts article").first.get_attribute("data-draft")),
    }


def _people(page: Page) -> dict[str, int]:
    page.goto("/people/")
    page.get_by_role("link", name="陈志远").click()
    person = last_number(page.url)
    page.goto("/units/")
    page.get_by_role("link", name="云州市住房和城乡建设局").click()
    return {"person_id": person, "unit_id": last_number(page.url)}


def _evidence(page: Page, matter: str) -> dict[str, int]:
    page.goto(matter)
    return {"file_id": last_number(page.get_by_role("link", name="交底记录.txt").first.get_attribute("href"))}


def _previewed(page: Page, what: str) -> int:
    """A list with a right row and a wrong one, looked at and not confirmed."""
    page.goto(f"/{what}/import/")
    table = {"name": f"{what}.csv", "mimeType": "text/csv", "buffer": TABLES[what].encode("utf-8-sig")}
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url(f"**/{what}/import/*/")
    return last_number(page.url)


def _second_circular(page: Page) -> int:
    go(page, "通报")
    page.get_by_role("link", name="起草通报").click()
    page.get_by_role("button", name="生成初稿").click()
    told(page, "已生成通报初稿")
    return last_number(page.url)


def _proposal(page: Page) -> int:
    """A matter that still waits for approval."""
    page.goto("/matters/new/")
    page.get_by_label("督办内容").fill("清理城西排水沟，恢复汛期行洪能力。")
    page.get_by_role("button", name="提请立项").click()
    told(page, "已提请立项")
    return last_number(page.url)


@pytest.mark.parametrize("who", ROLES)
def test_every_page_of_a_role(who: str, stage: Stage, worked: SimpleNamespace) -> None:
    page = stage.page(who)
    stage.faults.clear()
    found = [
        flaw for name, address in addresses(who, worked) for flaw in looked_at(stage, page, (name, address))
    ]
    assert not found, "\n".join(found)


def addresses(who: str, kept: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """Every name that the role may call, filled in; the chief pages once for each state there is."""
    granted = GRANTS[ROLES[who]]
    for name, permissions in ACCESS.items():
        uploader = UPLOADERS.get(name.removesuffix("_preview"), who) if name.endswith("_preview") else who
        if who != ("director" if name in WITH_SECOND_STEP else uploader):
            continue
        if permissions & granted and asked_of(name) & granted:
            yield from ((name, address) for address in _filled_in(name, kept))
    if Permission.MATTER_READ_ALL in granted:
        yield from (("matters_show", address) for address in kept.matters.values())
        yield "matters", "/matters/?span=all&sort=new"
    if Permission.BULLETIN_WRITE in granted:
        yield "bulletins_show", reverse("bulletins_show", args=[kept.draft])


def asked_of(name: str) -> frozenset[Permission]:
    """What an act on a matter asks for beyond the reading of it; anything for other pages."""
    verb = name.removeprefix("matters_")
    if verb == "edit":
        return frozenset({Permission.MATTER_EDIT})
    return ACTS[verb].permissions if verb in ACTS else frozenset(Permission)


def _filled_in(name: str, kept: SimpleNamespace) -> Iterator[str]:
    parts = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    meaning = {part: kept.meaning[part] for part in parts}
    if name.endswith("_preview"):
        meaning["file_id"] = kept.previews[name.removesuffix("_preview")]
    if name == "bulletins_edit":
        meaning["bulletin_id"] = kept.draft
    if name in {"matters_edit", "matters_docket", "matters_decline"}:
        meaning["matter_id"] = kept.proposal
    query = f"?id={kept.meaning['matter_id']}" if name.endswith("_many") else ""
    yield reverse(name, kwargs=meaning) + query


def looked_at(stage: Stage, page: Page, place: tuple[str, str]) -> list[str]:
    """What is wrong with what answers at the address; acts and files are only called."""
    name, address = place
    if name not in TRIED:
        TRIED[name] = kind_of(page, address)
    if TRIED[name] != "page":
        return []
    response = page.goto(address)
    fitting = {200, 409} if asked_of(name) != frozenset(Permission) else {200}
    wrong = (
        []
        if response and response.status in fitting
        else [f"{address}: status {response and response.status}"]
    )
    return wrong + flaws(stage, page)


def kind_of(page: Page, address: str) -> str:
    answer = page.request.get(address)
    if answer.status == 405:
        return "act"
    return "file" if "attachment" in answer.headers.get("content-disposition", "") else "page"


def test_every_address_was_called(worked: SimpleNamespace) -> None:
    assert set(ACCESS) - set(TRIED) == set()
    assert [name for name, kind in TRIED.items() if kind == "file"] != []


@pytest.mark.parametrize("address", ["/", "/matters/", "/directives/new/", "/bulletins/new/"])
def test_by_keyboard(address: str, stage: Stage, worked: SimpleNamespace) -> None:
    """The first stop skips to the text; each stop on the way is seen and shows that it has the focus."""
    page = stage.page("staff")
    page.goto(address)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    assert unseen_stops(page) == []
    page.goto(address)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


STOP = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const within = !one.matches(":focus");  /* a part of a date field, which the browser rings by itself */
    const ring = within || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return { at: one.outerHTML.slice(0, 120), body: one === document.body, fine: ring && seen };
}"""


def unseen_stops(page: Page) -> list[str]:
    """Walk with Tab until the page has been left."""
    unseen = []
    for _ in range(80):
        stop = page.evaluate(STOP)
        if stop["body"]:
            break
        if not stop["fine"]:
            unseen.append(stop["at"])
        page.keyboard.press("Tab")
    return unseen
