"""A received paper, and a second reader that answers as each test says."""

from collections.abc import Callable

import pytest

from luoshi.advice import actions, queries
from luoshi.advice.models import SecondReading
from tests.conftest import NOW
from tests.directives.conftest import directive, draft, paper, units
from tests.endpoint.fake import Fake, answers, serving

__all__ = ["directive", "draft", "paper", "units"]


@pytest.fixture
def reader(settings) -> Callable[..., Fake]:
    """``reader(item, …)`` or ``reader(behave=…)``: a service on this machine that is set up for the place."""
    running = []

    def start(*items: dict, behave=None) -> Fake:
        service = serving(behave or answers(*items))
        fake = service.__enter__()
        running.append(service)
        settings.READER_URL, settings.READER_MODEL, settings.READER_SECONDS = fake.url, "reader-7b", 5
        return fake

    yield start
    for service in running:
        service.__exit__(None, None, None)


@pytest.fixture
def read(actors) -> Callable[..., SecondReading]:
    """``read(directive)``: asked about to the end, or to the first failure."""

    def run(directive) -> SecondReading:
        reading = actions.begin(directive.pk, by=actors.staff, at=NOW)
        while not (reading.complete or reading.failure):
            reading = actions.read_on(reading.pk, by=actors.staff)
        return queries.one(actors.staff, reading.pk)

    return run
