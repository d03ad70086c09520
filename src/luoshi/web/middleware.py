"""Who acts, what a refusal looks like, and what a page may load."""

import logging
from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from django.db import DataError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from luoshi.accounts.policy import Actor
from luoshi.kernel.errors import BadInput, Busy, LuoshiError
from luoshi.web import errors
from luoshi.web.access import PUBLIC, allowed
from luoshi.web.accounts import passwords, second_step
from luoshi.web.http import actor_of, is_htmx, send_to

logger = logging.getLogger(__name__)

LARGEST_ID = 2**63 - 1
"""No row has a larger key; a database would stumble over the number itself."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """Deny by default: without an actor only the pages in PUBLIC answer; a page that the actor's
    permissions do not cover does not exist for them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request its moment and its day."""
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.today = timezone.localdate(request.now)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Decide by the URL's name, before the view runs."""
        match = cast(ResolverMatch, request.resolver_match)
        name = match.view_name
        if name in PUBLIC:
            return None
        if any(isinstance(value, int) and value > LARGEST_ID for value in match.kwargs.values()):
            return errors.not_found(request)
        actor = actor_of(request)
        if actor is None:
            return _sign_in_first(request)
        return _kept_out(request, actor, page=name)


def _kept_out(request: HttpRequest, actor: Actor, *, page: str) -> HttpResponseBase | None:
    """What answers instead of the page, if anything."""
    if not actor.permissions:
        return errors.no_post(request)
    if passwords.is_owed(request):
        return None if page == passwords.CHANGING else send_to(request, reverse(passwords.CHANGING))
    if not allowed(actor, page):
        return errors.not_found(request)
    if second_step.is_owed(request, actor, page=page):
        return send_to(request, reverse("mfa_activate_totp"))
    return None


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    if request.method not in {"GET", "HEAD"}:
        return errors.signed_out(request)
    page = request.get_full_path()
    if is_htmx(request):
        page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    return send_to(request, f"{reverse('account_login')}?{urlencode({'next': page})}")


class RefusalMiddleware:
    """Turn a refusal raised anywhere below into its page or fragment, with its own HTTP status; and a
    redirect after a boosted form into a navigation of the browser, so that the next page starts afresh."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a boosted form in htmx's words."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseRedirectBase) and _boosted(request):
            navigation: HttpResponse = HttpResponseClientRedirect(response.url)
            navigation.cookies = response.cookies
            return navigation
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The refusal's page, or None for errors that are not refusals."""
        if isinstance(error, LuoshiError):
            return errors.refusal(request, error)
        if isinstance(error, DataError) or (isinstance(error, ValueError) and "NUL" in str(error)):
            return errors.refusal(
                request, BadInput("unstorable", "内容过长，或含有不能保存的字符，请改正后重试。")
            )
        if isinstance(error, OperationalError) and connection.connection is not None:
            # A deadlock that the database has broken, or a writer that waited its whole turn in vain.
            logger.warning("database busy: %s", error)
            return errors.refusal(request, Busy("busy", "系统正忙，您的操作没有生效。请稍等片刻后重试。"))
        return None


def _boosted(request: HttpRequest) -> bool:
    return is_htmx(request) and bool(request.htmx.boosted)  # type: ignore[attr-defined]


class ContentSecurityMiddleware:
    """Nothing is loaded from elsewhere, no inline script runs, no page stays in a shared browser's cache."""

    HEADERS = {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to every answer that does not set its own."""
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response
