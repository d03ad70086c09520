"""What every page's frame shows."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from luoshi.accounts.policy import Actor
from luoshi.units import queries as units
from luoshi.web.access import allowed
from luoshi.web.accounts import passwords
from luoshi.web.http import actor_of

SECTIONS = (
    ("今日待办", "/"),
    ("督办台账", "/matters/"),
    ("交办来源", "/directives/"),
    ("通报", "/bulletins/"),
    ("单位与人员", "/units/"),
    ("存证", "/ledger/"),
)
"""The main navigation: each section is the page at its root, shown to whom ACCESS lets in."""

WITHIN = {"/people/": "/units/"}
"""Areas that belong to another's section."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the main navigation."""

    label: str
    path: str
    current: bool


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The place, the actor, today and the navigation, for the page frame."""
    actor = actor_of(request)
    return {
        "place": units.place(),
        "actor": actor,
        "today": getattr(request, "today", None),
        "navigation": navigation(actor, request.path) if actor and not passwords.is_owed(request) else (),
    }


def navigation(actor: Actor, path: str) -> tuple[Entry, ...]:
    """The sections that this person may open, with the one that ``path`` is in."""
    area = "/" + path.split("/")[1] + "/" if path != "/" else path
    here = WITHIN.get(area, area)
    return tuple(
        Entry(label, root, current=root == here) for label, root in SECTIONS if allowed(actor, _name_at(root))
    )


@cache
def _name_at(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
