"""Getting in: wrong passwords, the way back to where one wanted to go, the second step of login, strangers' pages."""

import base64
import hashlib
import hmac
import struct
import time
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import flaws
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


def fill_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_a_temporary_password_opens_one_page(stage: Stage) -> None:
    page = stage.window()
    page.goto("/ledger/")
    fill_in(page, "auditor", stage.site.passwords["auditor"])
    page.goto("/ledger/")
    expect(page.get_by_role("heading", level=1)).to_have_text("修改密码")
    assert not flaws(stage, page)
    stage.choose_password(page, "auditor")
    page.context.close()


def test_the_first_page_is_the_login(stage: Stage) -> None:
    stage.page("staff")
    page = stage.window()
    page.goto("/matters/?span=all")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录落实")
    assert not flaws(stage, page)
    fill_in(page, "staff", "not this one")
    expect(page.get_by_role("alert")).to_contain_text("不正确")
    assert not flaws(stage, page)
    fill_in(page, "staff", stage.site.passwords["staff"])
    page.wait_for_url("**/matters/?span=all")
    page.context.close()


def test_too_many_wrong_passwords_lock(stage: Stage) -> None:
    page = stage.window()
    page.goto("/")
    for _ in range(5):
        fill_in(page, "nobody", "not this one")
    expect(page.get_by_text("锁定")).to_be_visible()
    assert not flaws(stage, page)
    page.context.close()


def test_what_is_not_there(stage: Stage) -> None:
    page = stage.page("inspector")
    for address in ("/no/such/page/", "/ledger/", "/matters/999999/", "/units/new/"):
        answer = page.goto(address)
        assert answer
        assert answer.status == 404
        assert not flaws(stage, page)


def test_the_second_step(stage: Stage, kept: SimpleNamespace) -> None:
    """The director switches it on, then signs in anew with a recovery code; wrong codes are refused."""
    page = stage.page("director")
    page.get_by_text("孙立", exact=True).click()
    page.get_by_role("link", name="两步验证").click()
    page.get_by_role("link", name="启用两步验证").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("确认是您本人")
    assert not flaws(stage, page)
    page.get_by_label("密码").fill(stage.site.passwords["director"])
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("启用两步验证")
    assert not flaws(stage, page)
    secret = page.locator("code").inner_text()
    page.get_by_label("验证器显示的6位数字").fill("000000")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("验证器显示的6位数字").fill(code_of(secret))
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("恢复码")
    kept.recovery = page.locator("main").get_by_role("listitem").first.inner_text()
    for address in ("recovery/", "", "recovery/generate/", "totp/deactivate/"):
        page.goto(f"/accounts/2fa/{address}")
        assert not flaws(stage, page)
    again = stage.window()
    again.goto("/")
    fill_in(again, "director", stage.site.passwords["director"])
    expect(again.get_by_role("heading", level=1)).to_have_text("两步验证")
    assert not flaws(stage, again)
    again.get_by_label("验证码").fill(kept.recovery)
    again.get_by_role("button", name="登录", exact=True).click()
    expect(again.get_by_role("heading", level=1)).to_have_text("今日待办")
    again.context.close()


def code_of(secret: str) -> str:
    """What an authenticator shows now (RFC 6238)."""
    digest = hmac.new(
        base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1
    ).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_signing_out(stage: Stage) -> None:
    page = stage.sign_in("auditor")
    page.goto("/accounts/logout/")
    assert not flaws(stage, page)
    page.get_by_role("main").get_by_role("button", name="退出").click()
    page.goto("/ledger/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录落实")
    page.context.close()
