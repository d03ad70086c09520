"""Pages of refusal: what happened, what to do, a stable code; what was typed stays in the browser."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from luoshi.kernel.errors import LuoshiError
from luoshi.web.http import is_htmx


def refusal(request: HttpRequest, error: LuoshiError) -> HttpResponse:
    """The answer to a refused act: a fragment for htmx, a page otherwise."""
    return _page(request, error.status, code=error.code, message=error.message)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 when the request was only too large."""
    if isinstance(exception, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1024 / 1024
        return _page(
            request,
            413,
            code="request-too-large",
            message=f"提交的文字太多，超过{limit:g} MB，没有保存。请把文字存成文件后上传，或者按章节拆分，分次提交。",
        )
    return _page(request, 400, code="bad-request", message="请求内容无法识别。请返回上一页重新操作。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, 403, code="not-permitted", message="您没有办理这一步的权限。")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what exists but not for this person."""
    return _page(
        request,
        404,
        code="not-found",
        message="没有找到这个页面，或者它不在您的查看范围内。请检查网址，或返回首页。",
    )


def no_post(request: HttpRequest) -> HttpResponse:
    """Signed in, but without any post today: nothing exists for this person, and they are told why."""
    message = "您目前没有任用岗位，不能查看和办理业务。请联系系统管理员设置岗位。"
    return _page(request, 403, code="no-post", message=message)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the frame: what it is made of may be what failed."""
    response = HttpResponse(render_to_string("refusal_bare.html"), status=500)
    return _retarget(response) if is_htmx(request) else response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was left open past its session."""
    return _page(
        request, 403, code="form-expired", message="页面停留时间过长，请返回上一页、刷新后重新提交。"
    )


def locked_out(request: HttpRequest, *args: object) -> HttpResponse:
    """Too many failed logins; the form of AXES_LOCKOUT_CALLABLE, which also hands over the credentials."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    message = (
        f"登录失败次数过多，这个账号已暂时锁定。请在{minutes}分钟后再试；忘记密码的，请联系系统管理员重置。"
    )
    return _page(request, 429, code="locked-out", message=message)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries at a password in a minute, signed in or not."""
    return _page(request, 429, code="too-many", message="操作过于频繁，这一步没有生效。请一分钟后再试。")


def closed_account(request: HttpRequest) -> HttpResponse:
    """The right password of an account that has been closed."""
    return _page(request, 403, code="account-closed", message="这个账号已停用。如有疑问，请联系系统管理员。")


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form sent after the session had ended: the browser still holds what was typed."""
    message = "登录已经失效，这一步没有生效。请在新窗口登录，再回到原来的页面重新提交，填写的内容还在。"
    return _page(request, 403, code="signed-out", message=message)


def _page(request: HttpRequest, status: int, *, code: str, message: str) -> HttpResponse:
    fragment = is_htmx(request)
    template = "refusal_fragment.html" if fragment else "refusal.html"
    response = render(request, template, {"code": code, "message": message, "status": status}, status=status)
    return _retarget(response) if fragment else response


def _retarget(response: HttpResponse) -> HttpResponse:
    response["HX-Retarget"] = "#refusal"
    response["HX-Reswap"] = "innerHTML"
    response["HX-Reselect"] = "#refusal-words"
    return response
