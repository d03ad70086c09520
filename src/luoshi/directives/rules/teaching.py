"""How the engine's reading of a draft compares with what a clerk has made of it, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luoshi.directives.terms import DraftStatus, Judged, Origin


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as somebody reads it; units are short names."""

    text: str
    kind: str
    lead: str = ""
    support: frozenset[str] = frozenset()
    due_on: date | None = None
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One field judged: what the engine said, what the clerk says."""

    field: Judged
    engine: str | list[str] | None
    clerk: str | list[str] | None
    right: bool


def judge(
    engine: Reading, clerk: Reading, *, origin: Origin, status: DraftStatus, named: frozenset[str]
) -> Iterator[Finding]:
    """What a decided draft says of the engine. ``named`` are the units that the document names at all: of one that a
    clerk has added from elsewhere the engine could not know."""
    if origin is Origin.ADDED:
        yield Finding(Judged.FOUND, None, clerk.text, right=False)
        return
    if status is DraftStatus.DISCARDED:
        yield Finding(Judged.KEPT, engine.text, None, right=False)
        return
    yield Finding(Judged.FOUND, engine.text, engine.text, right=True)
    yield Finding(Judged.KEPT, engine.text, clerk.text, right=True)
    if origin is not Origin.ENGINE:
        yield Finding(Judged.SPAN, None, clerk.text, right=False)
        return
    yield Finding(Judged.SPAN, engine.text, clerk.text, right=engine.text == clerk.text)
    yield Finding(Judged.KIND, engine.kind, clerk.kind, right=engine.kind == clerk.kind)
    yield from _fields(engine, clerk, named)


def _fields(engine: Reading, clerk: Reading, named: frozenset[str]) -> Iterator[Finding]:
    """Fields that either of both fills; what both leave open says nothing."""
    lead = clerk.lead if clerk.lead in named else ""
    if engine.lead or lead:
        yield Finding(Judged.LEAD, engine.lead, clerk.lead, right=engine.lead == clerk.lead)
    support = clerk.support & named
    if engine.support or support:
        yield Finding(
            Judged.SUPPORT, sorted(engine.support), sorted(clerk.support), right=engine.support == support
        )
    if engine.due_on or clerk.due_on:
        yield Finding(Judged.DUE, _day(engine), _day(clerk), right=engine.due_on == clerk.due_on)
    if engine.measures or clerk.measures:
        same = set(engine.measures) == set(clerk.measures)
        yield Finding(Judged.MEASURES, list(engine.measures), list(clerk.measures), right=same)


def _day(reading: Reading) -> str | None:
    return reading.due_on.isoformat() if reading.due_on else None
