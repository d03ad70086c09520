"""Login, lockout, the second step, passwords: what allauth and axes do here, seen from the browser."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from axes.models import AccessAttempt
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.test import Client
from django.urls import reverse

from luoshi.accounts import actions as accounts
from luoshi.accounts.terms import Role
from luoshi.ledger.models import Entry
from luoshi.web.accounts import passwords, second_step
from luoshi.web.accounts.adapter import ClosedAdapter
from tests.conftest import NOW

PASSWORD = "yunzhou-2026-ok"
LOGIN = reverse("account_login")
ENTER = reverse("mfa_authenticate")
ACTIVATE = reverse("mfa_activate_totp")
CHANGE = reverse("account_change_password")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Codes are those of period 1; ``clock[0] += 1`` goes on to the next."""
    period = [1]
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter(period))
    return period


@pytest.fixture
def staff(people, place):
    people.staff.set_password(PASSWORD)
    people.staff.save()
    return people.staff


@pytest.fixture
def liaison(people, place):
    people.liaison.set_password(PASSWORD)
    people.liaison.save()
    return people.liaison


def sign_in(client, person, password=PASSWORD):
    return client.post(
        LOGIN, {"login": person if isinstance(person, str) else person.username, "password": password}
    )


def text(answer) -> str:
    return answer.content.decode()


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def code_of(person, period: int) -> str:
    secret = Authenticator.objects.get(user=person, type="totp").data["secret"]
    return totp.format_hotp_value(totp.hotp_value(secret, period))


def activate(client, clock):
    """Through the confirmation of the password to the list of recovery codes."""
    page = client.get(ACTIVATE)
    if page.status_code == 302:
        client.post(page["Location"], {"password": PASSWORD})
        page = client.get(ACTIVATE)
    secret = page.context["form"].secret
    return client.post(ACTIVATE, {"code": totp.format_hotp_value(totp.hotp_value(secret, clock[0]))})


def test_login_page_asks_for_name_and_password_only(client, place) -> None:
    page = text(client.get(LOGIN))
    labels = re.findall(r'<label for="\w+">(.*?)</label>', page)
    assert labels == ["登录名", "密码"]
    assert "placeholder" not in page
    assert "signup" not in page
    assert "云州市督查督办" in page


def test_login_leads_to_the_page_asked_for(client, staff) -> None:
    answer = client.post(LOGIN, {"login": staff.username, "password": PASSWORD, "next": "/?unit=3"})
    assert answer["Location"] == "/?unit=3"
    assert client.get("/").status_code == 200


def test_wrong_password_says_so_without_saying_which(client, staff) -> None:
    for login in (staff.username, "nobody"):
        page = text(sign_in(client, login, "wrong"))
        assert "登录名或密码不正确。" in page
        assert 'role="alert"' in page


def test_a_name_is_the_same_in_capitals_and_full_width(client, staff) -> None:
    assert sign_in(client, "ＳＴＡＦＦ")["Location"] == "/"


def test_five_failures_lock_this_person_only(client, staff, liaison) -> None:
    answers = [sign_in(client, staff, f"wrong-{n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "代码：locked-out" in text(answers[-1])
    assert "请在15分钟后再试" in text(answers[-1])
    assert sign_in(client, staff).status_code == 429
    assert sign_in(Client(), staff).status_code == 429
    assert client.get("/").status_code == 302
    assert sign_in(client, liaison)["Location"] == "/"


def test_spellings_of_a_name_share_one_count(client, staff) -> None:
    answers = [sign_in(client, login, "wrong") for login in ("staff", "Staff", "STAFF", "ｓtaff", "sTaff ")]
    assert answers[-1].status_code == 429


def test_the_lock_ends(client, staff) -> None:
    for n in range(5):
        sign_in(client, staff, f"wrong-{n}")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert sign_in(client, staff)["Location"] == "/"


def test_a_login_clears_the_count(client, staff) -> None:
    for n in range(4):
        sign_in(client, staff, f"wrong-{n}")
    sign_in(client, staff)
    assert sign_in(Client(), staff, "wrong").status_code == 200


def test_passwords_are_not_kept_with_failed_logins(client, staff) -> None:
    sign_in(client, staff, "my-other-password")
    assert "my-other-password" not in AccessAttempt.objects.get().post_data


def test_a_closed_account_is_told_so_only_with_the_right_password(client, staff) -> None:
    staff.is_active = False
    staff.save()
    answer = sign_in(client, staff)
    assert (answer.status_code, "代码：account-closed" in text(answer)) == (403, True)
    assert "登录名或密码不正确。" in text(sign_in(client, staff, "wrong"))


def test_signing_out_ends_the_session(client_as, staff) -> None:
    client = client_as(staff)
    assert "退出登录" in text(client.get(reverse("account_logout")))
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == LOGIN
    assert client.get("/").status_code == 302
    assert said(answer) == []


def test_nobody_signs_up(rf) -> None:
    assert ClosedAdapter().is_open_for_signup(rf.get("/")) is False


def test_pages_of_allauth_that_do_not_exist_here(client, staff) -> None:
    paths = ["", "signup/", "email/", "password/reset/", "inactive/", "2fa/webauthn/", "login/code/"]
    assert [path for path in paths if client.get(f"/accounts/{path}").status_code != 404] == []


def test_password_is_changed_and_other_sessions_end(client, staff) -> None:
    sign_in(client, staff)
    other = Client()
    sign_in(other, staff)
    new = "lin-jiang-lu-08"
    answer = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (answer["Location"], said(answer)) == ("/", ["密码已修改，下次登录请使用新密码。"])
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302
    assert sign_in(Client(), staff, new)["Location"] == "/"


def test_too_many_tries_at_the_own_password_are_refused_in_words(client, staff) -> None:
    sign_in(client, staff)
    tries = {"oldpassword": "wrong", "password1": "lin-jiang-lu-08", "password2": "lin-jiang-lu-08"}
    answers = [client.post(CHANGE, tries) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "代码：too-many" in text(answers[-1])


def test_a_temporary_password_opens_nothing_but_the_page_to_change_it(client, staff, actors) -> None:
    """Before the second step, which would else be set up by whoever knows the password."""
    given = accounts.set_password(staff.pk, by=actors.administrator, at=NOW)
    assert sign_in(client, staff, given)["Location"] == "/"
    assert client.get("/")["Location"] == CHANGE
    assert client.post("/matters/new/")["Location"] == CHANGE
    assert client.get("/people/", headers={"HX-Request": "true"})["HX-Redirect"] == CHANGE
    page = text(client.get(CHANGE))
    assert ("您正在使用临时密码" in page, "主导航" in page, "取消" in page) == (True, False, False)
    same = client.post(CHANGE, {"oldpassword": given, "password1": given, "password2": given})
    assert same.context["form"].errors == {"password1": ["新密码与原密码相同，请另设一个密码。"]}
    assert client.get("/")["Location"] == CHANGE
    client.post(CHANGE, {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/").status_code == 200
    assert "主导航" in text(client.get(CHANGE))
    told = [entry.tag for entry in Entry.objects.filter(subject=f"person/{staff.pk}").order_by("seq")]
    assert told[-2:] == ["person:password", "person:change_password"]


def test_the_temporary_password_is_changed_before_the_second_step(client, staff, actors, settings) -> None:
    settings.MFA_REQUIRED = True
    given = accounts.set_password(staff.pk, by=actors.administrator, at=NOW)
    sign_in(client, staff, given)
    assert client.get(ACTIVATE)["Location"] == CHANGE
    client.post(CHANGE, {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/")["Location"] == ACTIVATE


def test_with_a_temporary_password_one_can_sign_out(client, staff, actors) -> None:
    given = accounts.set_password(staff.pk, by=actors.administrator, at=NOW)
    sign_in(client, staff, given)
    client.post(reverse("account_logout"))
    assert client.get("/")["Location"] == f"{LOGIN}?next=%2F"


def test_weak_and_mistyped_passwords_are_refused_in_chinese(client_as, staff) -> None:
    page = client_as(staff).post(CHANGE, {"oldpassword": "x", "password1": "abc123", "password2": "abc124"})
    assert page.context["form"].errors == {
        "oldpassword": ["原密码不正确。"],
        "password1": ["密码太短，至少要有10个字符。", "这个密码太常见，容易被猜到，请换一个。"],
    }


def test_a_password_like_the_name_is_refused(staff) -> None:
    staff.username = "zhangweimin01"
    with pytest.raises(ValidationError) as refusal:
        passwords.check("zhangweimin02", person=staff)
    assert refusal.value.messages == ["密码与姓名或登录名太接近，请换一个。"]


def test_an_account_without_password_cannot_change_it(client_as, staff) -> None:
    staff.set_unusable_password()
    staff.save()
    answer = client_as(staff).get(CHANGE)
    assert (answer.status_code, "代码：no-password" in text(answer)) == (422, True)


def test_second_step_from_activation_to_login(client, staff, clock) -> None:
    sign_in(client, staff)
    assert "未启用" in text(client.get(reverse("mfa_index")))
    answer = activate(client, clock)
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<li>(\w+)</li>", text(client.get(answer["Location"])))
    assert len(codes) == 10
    assert "还剩10个" in text(client.get(reverse("mfa_index")))
    assert text(client.get(reverse("mfa_download_recovery_codes"))).split()[-10:] == codes

    clock[0] += 1
    browser = Client()
    assert sign_in(browser, staff)["Location"] == ENTER
    assert browser.get("/").status_code == 302
    assert "验证码" in text(browser.get(ENTER))
    assert browser.post(ENTER, {"code": code_of(staff, clock[0])})["Location"] == "/"
    assert browser.get("/").status_code == 200

    browser = Client()
    sign_in(browser, staff)
    assert browser.post(ENTER, {"code": codes[0]})["Location"] == "/"
    browser = Client()
    sign_in(browser, staff)
    assert browser.post(ENTER, {"code": codes[0]}).status_code == 200, "a recovery code works once"


def test_a_code_is_not_accepted_twice(client, staff, clock) -> None:
    sign_in(client, staff)
    activate(client, clock)
    clock[0] += 1
    for expected in (302, 200):
        browser = Client()
        sign_in(browser, staff)
        assert browser.post(ENTER, {"code": code_of(staff, clock[0])}).status_code == expected


def test_wrong_codes_lock_like_wrong_passwords(client, staff, clock) -> None:
    sign_in(client, staff)
    activate(client, clock)
    clock[0] += 1
    browser = Client()
    sign_in(browser, staff)
    answers = [browser.post(ENTER, {"code": "000000"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert browser.post(ENTER, {"code": code_of(staff, clock[0])}).status_code == 429
    assert sign_in(Client(), staff).status_code == 429


def test_another_account_can_be_chosen_instead_of_the_code(client, staff, clock) -> None:
    sign_in(client, staff)
    activate(client, clock)
    browser = Client()
    sign_in(browser, staff)
    assert browser.post(reverse("account_logout"), {"next": LOGIN})["Location"] == LOGIN
    assert browser.get(ENTER)["Location"] == LOGIN


def test_recovery_codes_are_renewed_and_the_step_switched_off(
    client, staff, clock, django_capture_on_commit_callbacks
) -> None:
    sign_in(client, staff)
    activate(client, clock)
    before = text(client.get(reverse("mfa_view_recovery_codes")))
    renew = reverse("mfa_generate_recovery_codes")
    assert "现有的10个恢复码同时作废" in text(client.get(renew))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(renew)
    assert said(answer) == ["恢复码已生成，请妥善保存；以前的恢复码不再有效。"]
    assert re.findall(r"<li>(\w+)</li>", text(client.get(answer["Location"]))) != re.findall(
        r"<li>(\w+)</li>", before
    )

    off = reverse("mfa_deactivate_totp")
    assert "停用两步验证" in text(client.get(off))
    answer = client.post(off)
    assert (answer["Location"], said(answer)) == (reverse("mfa_index"), ["两步验证已停用。"])
    assert sign_in(Client(), staff)["Location"] == "/"


def test_changing_the_second_step_asks_who_is_there(client_as, staff) -> None:
    client = client_as(staff)
    answer = client.get(ACTIVATE)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    page = text(client.get(answer["Location"]))
    assert "确认是您本人" in page
    assert "密码不正确。" in text(client.post(answer["Location"], {"password": "wrong"}))
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == ACTIVATE


def test_with_the_second_step_on_a_code_confirms_as_well(client, staff, clock) -> None:
    sign_in(client, staff)
    activate(client, clock)
    clock[0] += 1
    browser = Client()
    browser.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    confirm = reverse("mfa_reauthenticate")
    assert "改用密码验证" in text(browser.get(confirm))
    assert "改用验证器或恢复码验证" in text(browser.get(reverse("account_reauthenticate")))
    answer = browser.post(confirm, {"code": code_of(staff, clock[0]), "next": ACTIVATE})
    assert answer["Location"] == ACTIVATE


REQUIRED = {
    Role.OFFICE_STAFF: True,
    Role.OFFICE_HEAD: True,
    Role.LEADER: True,
    Role.UNIT_HEAD: False,
    Role.LIAISON: False,
    Role.INSPECTOR: False,
    Role.AUDITOR: True,
    Role.ADMINISTRATOR: True,
}


def test_for_whom_the_second_step_is_required(actors, settings) -> None:
    settings.MFA_REQUIRED = True
    assert {next(iter(actor.roles)): second_step.is_required(actor) for actor in actors} == REQUIRED
    settings.MFA_REQUIRED = False
    assert [actor.name for actor in actors if second_step.is_required(actor)] == []


def test_required_second_step_comes_before_everything_else(client, staff, clock, settings) -> None:
    settings.MFA_REQUIRED = True
    sign_in(client, staff)
    assert client.get("/")["Location"] == ACTIVATE
    assert client.get("/", headers={"HX-Request": "true"})["HX-Redirect"] == ACTIVATE
    assert activate(client, clock).status_code == 302
    assert client.get("/").status_code == 200
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert (answer.status_code, "代码：second-step-required" in text(answer)) == (422, True)
    assert "停用两步验证" not in text(client.get(reverse("mfa_index")))


def test_required_second_step_leaves_units_alone(client, liaison, settings) -> None:
    settings.MFA_REQUIRED = True
    sign_in(client, liaison)
    assert client.get("/").status_code == 200


def test_a_session_that_began_with_the_second_step_costs_no_query_more(
    client, staff, clock, settings, django_assert_num_queries
) -> None:
    settings.MFA_REQUIRED = True
    sign_in(client, staff)
    activate(client, clock)
    clock[0] += 1
    browser = Client()
    sign_in(browser, staff)
    browser.post(ENTER, {"code": code_of(staff, clock[0])})
    browser.get(CHANGE)
    with django_assert_num_queries(3):
        browser.get(CHANGE)
