"""A received paper, and drafts on it that do not depend on what the engine finds."""

from collections.abc import Callable

import pytest

from luoshi.directives import actions
from luoshi.directives.actions import Source
from luoshi.directives.models import Directive, Draft
from tests.conftest import NOW
from tests.directives.samples import MINUTES, span


@pytest.fixture
def units(city_units) -> object:
    """The units that the sample names."""
    _ = city_units.reform, city_units.housing, city_units.finance
    return city_units


@pytest.fixture
def paper(actors, units, calendar, place) -> Callable[..., Directive]:
    """``paper(text)``: received by the staff, under the face that was read."""

    def receive(text: str = MINUTES, **face) -> Directive:
        reading = actions.take(Source(text=text), classified=False, by=actors.staff, at=NOW)
        read = {
            name: getattr(reading.face, name) for name in ("title", "kind", "number", "issuer", "dated_on")
        }
        checked = type(reading.face)(**{**read, **face})
        return actions.receive(reading, checked, classified=False, by=actors.staff, at=NOW)

    return receive


@pytest.fixture
def directive(paper) -> Directive:
    """The sample, without what the engine has found in it."""
    received = paper()
    received.drafts.all().delete()
    return received


@pytest.fixture
def draft(directive) -> Callable[..., Draft]:
    """``draft("words of the sample", lead=unit, …)``: one pending draft."""

    def make(words: str, *, support=(), **columns) -> Draft:
        start, end = span(words)
        made = Draft.objects.create(
            directive=directive, text=words, start=start, end=end, **{"kind": "task", **columns}
        )
        made.support.set(support)
        return made

    return make
