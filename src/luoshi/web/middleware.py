"""Who acts, what a refusal looks like, and what a page may load."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import timezone

from luoshi.accounts import queries as accounts
from luoshi.kernel.errors import LuoshiError
from luoshi.web import errors
from luoshi.web.access import PUBLIC, allowed

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """Deny by default: without an actor only the pages in PUBLIC answer; a page that the actor's
    permissions do not cover does not exist for them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Attach the actor or turn away."""
        request.today = timezone.localdate()  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Decide by the URL's name, before the view runs."""
        name = resolve(request.path_info).view_name
        if name in PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect(f"/accounts/login/?next={request.get_full_path()}")
        actor = accounts.actor_for(request.user, on=request.today)  # type: ignore[attr-defined,arg-type]
        request.actor = actor  # type: ignore[attr-defined]
        if not allowed(actor, name):
            return errors.not_found(request)
        return None


class RefusalMiddleware:
    """Turn a refusal raised anywhere below into its page or fragment, with its own HTTP status."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass through; the work is in process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The refusal's page, or None for errors that are not refusals."""
        if isinstance(error, LuoshiError):
            return errors.refusal(request, error)
        return None


class ContentSecurityMiddleware:
    """Nothing is loaded from elsewhere, no inline script runs."""

    POLICY = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the header to every answer."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.POLICY)
        return response
