"""Browsers of the city's people on the day that the tests are played."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.boards.conftest import matter
from tests.conftest import NOW
from tests.matters.conftest import loop

__all__ = ["loop", "matter"]


@pytest.fixture
def on_the_day(monkeypatch) -> None:
    """The clock stands at NOW."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def browser(on_the_day, loop, people, client_as) -> Callable[[str], Client]:
    """``browser("staff")``: logged in, in the city of the loop."""
    return lambda who: client_as(getattr(people, who))
