"""What every page works with: a request that carries its actor, and the moment of the act."""

from datetime import date, datetime
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import Actor

MOST_DIGITS = 18


class ActorRequest(HttpRequest):
    """A request past ActorMiddleware. ``now`` is the one moment of whatever the request does, ``today`` its day
    in the place's time zone."""

    actor: Actor
    now: datetime
    today: date


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts, read once per request; None when nobody is signed in."""
    if not hasattr(request, "actor"):
        user: Any = getattr(request, "user", AnonymousUser())
        actor = (
            accounts.actor_for(user, on=cast(ActorRequest, request).today) if user.is_authenticated else None
        )
        request.actor = actor  # type: ignore[attr-defined]
    return cast(ActorRequest, request).actor


def number(text: str) -> int | None:
    """A whole number out of an address or a form; None for anything else, and for more than a key can be."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def is_htmx(request: HttpRequest) -> bool:
    """Whether a script of the page asked, not the browser itself."""
    return bool(getattr(request, "htmx", False))


def send_to(request: HttpRequest, url: str) -> HttpResponseBase:
    """Make the browser itself go to ``url``, also when a script asked."""
    if is_htmx(request):
        gone: HttpResponse = HttpResponseClientRedirect(url)
        return gone
    return redirect(url)
