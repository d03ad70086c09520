"""Headers, redirects, refusals, and templates that the content policy would break."""

import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django.urls import path, reverse

import luoshi.web
from luoshi.kernel.errors import RuleBroken
from luoshi.web import errors
from luoshi.web.middleware import ContentSecurityMiddleware, RefusalMiddleware

WEB = Path(luoshi.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STATIC = sorted(path for path in (WEB / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"})
HTMX = {"HX-Request": "true"}
LOGIN = reverse("account_login")


def test_every_answer_carries_the_headers(client, place) -> None:
    headers = client.get("/no/such/page").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_may_set_its_own_cache_rule() -> None:
    def view(request):
        return HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    answer = ContentSecurityMiddleware(view)(RequestFactory().get("/"))
    assert answer["Cache-Control"] == "private, max-age=60"


def test_login_remembers_the_page_quoted(client, place) -> None:
    answer = client.get("/?unit=3&next=//evil.example/&q=%E4%BF%AE")
    assert answer["Location"] == (
        f"{LOGIN}?next=%2F%3Funit%3D3%26next%3D%2F%2Fevil.example%2F%26q%3D%25E4%25BF%25AE"
    )


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_login_leads_nowhere_else(target, client, people, place) -> None:
    people.staff.set_password("yunzhou-2026-ok")
    people.staff.save()
    typed = {"login": people.staff.username, "password": "yunzhou-2026-ok", "next": target}
    assert client.post(LOGIN, typed)["Location"] == "/"


def test_a_script_without_login_makes_the_browser_log_in(client, place) -> None:
    page = {"HX-Current-URL": "http://testserver/?unit=3&page=2"}
    answer = client.get("/", headers=HTMX | page)
    assert answer["HX-Redirect"] == f"{LOGIN}?next=%2F%3Funit%3D3%26page%3D2"
    assert client.get("/", headers=HTMX)["HX-Redirect"] == f"{LOGIN}?next=%2F"


def test_a_form_sent_after_the_session_is_refused_not_lost(client, place) -> None:
    answer = client.post(reverse("account_change_password"), {"oldpassword": "x"})
    assert answer.status_code == 403
    assert "代码：signed-out" in answer.content.decode()
    fragment = client.post(reverse("account_change_password"), headers=HTMX)
    assert fragment.status_code == 403
    assert "<html" not in fragment.content.decode()


def test_a_form_without_token_is_refused(people, place) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 403
    assert "代码：form-expired" in answer.content.decode()


def test_unreadable_requests_and_forbidden_pages_are_said_in_chinese(client, place, settings) -> None:
    settings.ALLOWED_HOSTS = ["luoshi.example"]
    answer = client.get("/")
    assert (answer.status_code, "代码：bad-request" in answer.content.decode()) == (400, True)
    request = RequestFactory().get("/")
    assert errors.forbidden(request).status_code == 403


def test_too_much_text_is_said_to_be_too_much(client_as, people, place, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    typed = {"classified": "no", "text": "字" * 400_000}
    browser = client_as(people.staff)
    for headers in ({}, HTMX):
        answer = browser.post("/directives/new/", typed, headers=headers)
        assert (answer.status_code, "代码：request-too-large" in answer.text) == (413, True)
        assert "超过1 MB，没有保存。请把文字存成文件后上传" in answer.text


def refuse(request):
    raise RuleBroken("no-evidence", "请上传<至少>一份材料。")


def stumble(request):
    raise ZeroDivisionError


def done(request):
    return redirect("/matters/7/")


def wait_in_vain(request):
    raise OperationalError("database is locked")


urlpatterns = [
    path("refuse", refuse, name="healthz"),
    path("wait", wait_in_vain, name="healthz"),
    path("matters/<int:matter_id>", refuse, name="home"),
    path("stumble", stumble, name="account_logout"),
    path("done", done, name="mfa_authenticate"),
    path("login", done, name="account_login"),
]


@pytest.mark.urls(__name__)
def test_a_refusal_is_a_page_with_code_and_status(client, place) -> None:
    answer = client.get("/refuse")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请上传&lt;至少&gt;一份材料。" in page
    assert "代码：no-evidence" in page
    assert "<h1>未能办理</h1>" in page


@pytest.mark.urls(__name__)
def test_a_refusal_is_a_fragment_for_htmx(client, place) -> None:
    answer = client.get("/refuse", headers=HTMX)
    assert answer.status_code == 422
    assert (answer["HX-Retarget"], answer["HX-Reswap"], answer["HX-Reselect"]) == (
        "#refusal",
        "innerHTML",
        "#refusal-words",
    )
    assert answer.content.decode().startswith(
        '<div class="notice notice-refusal" role="alert" id="refusal-words">'
    )


@pytest.mark.urls(__name__)
def test_other_errors_are_not_refusals(client, place) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/stumble")


@pytest.mark.urls(__name__)
def test_a_busy_database_is_said_and_can_be_tried_again(client, place) -> None:
    answer = client.get("/wait")
    assert answer.status_code == 503
    assert "代码：busy" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_number_that_no_row_can_have_is_not_found(client, place) -> None:
    assert client.get(f"/matters/{2**63}").status_code == 404
    assert client.get(f"/matters/{2**63 - 1}").status_code == 302


@pytest.mark.urls(__name__)
def test_after_a_boosted_form_the_browser_navigates(client, place) -> None:
    boosted = client.post("/done", headers=HTMX | {"HX-Boosted": "true"})
    assert (boosted.status_code, boosted["HX-Redirect"]) == (200, "/matters/7/")
    assert client.post("/done", headers=HTMX).status_code == 302
    assert client.post("/done").status_code == 302


def test_cookies_survive_the_boosted_redirect(rf) -> None:
    def view(request):
        response = redirect("/")
        response.set_cookie("messages", "已交办")
        return response

    request = rf.post("/", headers=HTMX | {"HX-Boosted": "true"})
    from django_htmx.middleware import HtmxDetails

    request.htmx = HtmxDetails(request)
    assert RefusalMiddleware(view)(request).cookies["messages"].value == "已交办"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_templates_keep_to_the_content_policy(template) -> None:
    text = template.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*application/json)", text) == []
    assert re.findall(r"""\son[a-z]+\s*=\s*["']""", text) == []
    assert re.findall(r"hx-on|javascript:", text) == []
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text) == []
    assert [mark for mark in ("|safe", "autoescape off") if mark in text] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_forms_that_change_something_carry_the_token(template) -> None:
    text = template.read_text(encoding="utf-8")
    forms = re.findall(r"<form\b.*?</form>", text, flags=re.DOTALL)
    assert [form for form in forms if 'method="post"' in form and "csrf_token" not in form] == []


@pytest.mark.parametrize("file", STATIC, ids=lambda path: path.name)
def test_static_files_load_nothing_from_elsewhere(file) -> None:
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?://|@import", text) == []
