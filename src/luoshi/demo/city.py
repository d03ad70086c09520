"""The city as it is written down: units, people, documents, true tasks and phrases, read from the CSV files."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from luoshi.directives.terms import DirectiveKind
from luoshi.matters.terms import MatterKind


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit; ``former`` is (name, short, parent, last day) before its one change of the year."""

    code: str
    name: str
    short: str
    aliases: tuple[str, ...]
    kind: str
    parent: str
    opened_on: date
    duties: tuple[str, ...]
    former: tuple[str, str, str, date] | None


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with one post; ``unit`` is a code."""

    username: str
    name: str
    unit: str
    title: str
    role: str
    phone: str
    chief: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it comes in."""

    file: str
    title: str
    kind: DirectiveKind
    number: str
    issuer: str
    dated_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """What the office makes of one stretch of a document; units are codes, the lead first."""

    file: str
    kind: MatterKind
    text: str
    lead: str
    support: tuple[str, ...]
    due_on: date | None
    topic: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with slots, for a kind of act, a topic and a stage; ``cues`` must occur in the task if given."""

    category: str
    topic: str
    stage: str
    cues: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class City:
    """Everything that is written down; ``charges`` are (leader, unit, field), ``slots`` least and most by name."""

    units: tuple[UnitFacts, ...]
    people: tuple[Somebody, ...]
    charges: tuple[tuple[str, str, str], ...]
    papers: tuple[Paper, ...]
    tasks: tuple[Task, ...]
    phrases: tuple[Phrase, ...]
    slots: Mapping[str, tuple[int, int]]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of this package."""
    return list(csv.DictReader(text_of(name).splitlines()))


def text_of(name: str) -> str:
    """The text of a file of this package."""
    return resources.files("luoshi.demo").joinpath(name).read_text(encoding="utf-8")


@cache
def read_city() -> City:
    """The city, read once."""
    return City(
        units=_units(),
        people=tuple(
            Somebody(**{**row, "chief": row["chief"] == "1"})  # type: ignore[arg-type]
            for row in rows("city/people.csv")
        ),
        charges=tuple((row["person"], row["unit"], row["field"]) for row in rows("city/portfolios.csv")),
        papers=tuple(_paper(row) for row in rows("city/documents.csv")),
        tasks=tuple(_task(row) for row in rows("city/tasks.csv")),
        phrases=tuple(
            Phrase(row["category"], row["topic"], row["stage"], parted(row["cue"]), row["text"])
            for name in ("city/phrases.csv", "script/phrases.csv")
            for row in rows(name)
        ),
        slots={
            row["slot"]: (int(row["least"]), int(row["most"]))
            for row in rows("city/slots.csv")
            if row["least"]
        },
    )


def parted(text: str) -> tuple[str, ...]:
    """The parts of a cell with several values."""
    return tuple(part for part in text.split("；") if part)


def day_of(text: str) -> date | None:
    """The day, or None for an empty cell."""
    return date.fromisoformat(text) if text else None


def _units() -> tuple[UnitFacts, ...]:
    before = {row["code"]: row for row in rows("city/unit_versions.csv") if row["valid_to"]}
    return tuple(
        UnitFacts(
            code=row["code"],
            name=row["name"],
            short=row["short"],
            aliases=parted(row["aliases"]),
            kind=row["kind"],
            parent=row["parent"],
            opened_on=date.fromisoformat(row["opened_on"]),
            duties=parted(row["duties"]),
            former=_former(before[row["code"]]) if row["code"] in before else None,
        )
        for row in rows("city/units.csv")
    )


def _former(row: Mapping[str, str]) -> tuple[str, str, str, date]:
    return row["name"], row["short"], row["parent"], date.fromisoformat(row["valid_to"])


def _paper(row: Mapping[str, str]) -> Paper:
    return Paper(
        file=row["file"],
        title=row["title"],
        kind=DirectiveKind(row["kind"]),
        number=row["number"],
        issuer=row["issuer"],
        dated_on=date.fromisoformat(row["dated_on"]),
        text=text_of(f"city/documents/{row['file']}"),
    )


def _task(row: Mapping[str, str]) -> Task:
    return Task(
        file=row["file"],
        kind=MatterKind(row["kind"]),
        text=row["text"],
        lead=row["lead"],
        support=parted(row["support"]),
        due_on=day_of(row["due_on"]),
        topic=row["topic"],
    )
