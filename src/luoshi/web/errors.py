"""Pages of refusal: what happened, what to do, a stable code; what was typed stays in the browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.kernel.errors import LuoshiError


def refusal(request: HttpRequest, error: LuoshiError) -> HttpResponse:
    """The answer to a refused act: a fragment for htmx, a page otherwise."""
    return _page(request, error.status, code=error.code, message=error.message)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, 400, code="bad-request", message="请求内容无法识别。请返回上一页重新操作。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, 403, code="not-permitted", message="您没有办理这一步的权限。")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what exists but not for this person."""
    return _page(request, 404, code="not-found", message="没有找到这个页面，或者它不在您的查看范围内。请检查网址，或返回首页。")


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(request, 500, code="server-error", message="系统出错，您的操作没有生效。请稍后重试；如仍出错，请联系系统管理员。")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was left open past its session."""
    return _page(request, 403, code="form-expired", message="页面停留时间过长，请返回上一页、刷新后重新提交。")


def locked_out(request: HttpRequest, credentials: object, *args: object, **kwargs: object) -> HttpResponse:
    """Too many failed logins."""
    return _page(request, 429, code="locked-out", message="登录失败次数过多，账号已暂时锁定。请稍后再试，或联系系统管理员。")


def _page(request: HttpRequest, status: int, *, code: str, message: str) -> HttpResponse:
    fragment = bool(getattr(request, "htmx", False))
    template = "refusal_fragment.html" if fragment else "refusal.html"
    response = render(request, template, {"code": code, "message": message, "status": status}, status=status)
    if fragment:
        response["HX-Retarget"] = "#refusal"
        response["HX-Reswap"] = "innerHTML"
    return response
