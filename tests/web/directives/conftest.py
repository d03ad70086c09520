"""The staff's browser on a received paper."""

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.directives.models import Draft
from tests.directives.conftest import directive, draft, paper, units
from tests.directives.samples import span

__all__ = ["directive", "draft", "paper", "units"]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client_as, people, place) -> Client:
    return client_as(people.staff)


@pytest.fixture
def swap(browser) -> Callable[..., object]:
    """``swap(path, **data)``: what a script of the page posts."""

    def post(path: str, **data):
        return browser.post(path, data, headers=HTMX)

    return post


@pytest.fixture
def five(directive, draft, units) -> list[Draft]:
    """Five drafts with units and measures, as the page has them."""
    words = ("完成老城区", "雨水管网", "开展河道", "清障行动", "排水口")
    return [
        draft(text, lead=units.housing, support=[units.reform, units.finance], measures=[{"raw": "12公里"}])
        for text in words
        if span(text)
    ]
