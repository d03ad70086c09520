"""A decided document as a marked one: the format in which docs/evaluation.md has the engine measured."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft as a clerk left it; each unit is all its names, parted by a bar."""

    start: int
    end: int
    kind: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    relation: str
    deadline_raw: str
    deadline_kind: str
    due_on: date | None
    measures: tuple[Mapping[str, Any], ...]


def rows(text: str, marks: Iterable[Marked]) -> Iterator[dict[str, Any]]:
    """Each span in the order of the text; what no draft covers is background, for the clerk made nothing of it. Of two
    drafts that share words the later begins behind the earlier."""
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        start = max(mark.start, at)
        if start < mark.end and _WORD.search(text, start, mark.end):
            yield from _background(text, at, start)
            yield {"kind": mark.kind, "text": text[start : mark.end], **_fields(mark, text)}
            at = mark.end
    yield from _background(text, at, len(text))


def _background(text: str, start: int, end: int) -> Iterator[dict[str, Any]]:
    words = text[start:end].strip()
    if _WORD.search(words):
        yield {"kind": "none", "why": "background", "text": words}


def _fields(mark: Marked, text: str) -> dict[str, Any]:
    """Owners that the document names, a deadline in its words, measures with a value; of tasks only."""
    if mark.kind != "task":
        return {}
    lead, support = _named(mark.lead, text), _named(mark.support, text)
    deadline = None
    if mark.deadline_raw and mark.deadline_raw in text:
        deadline = {"raw": mark.deadline_raw, "kind": mark.deadline_kind or "vague"}
        if mark.due_on:
            deadline["on"] = mark.due_on.isoformat()
    wanted = ("raw", "value", "unit", "comparator")
    measures = [{name: one[name] for name in wanted} for one in mark.measures if "value" in one]
    return {
        "lead": lead,
        "support": support,
        "relation": mark.relation if lead or support else "none",
        "deadline": deadline,
        "measures": measures,
    }


def _named(units: Sequence[str], text: str) -> list[str]:
    return [names for names in units if any(name in text for name in names.split("|"))]
