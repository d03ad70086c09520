"""From what the engine reads to rows: names become units, phrases of time become dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.directives import rules
from luoshi.directives.models import Directive, Draft
from luoshi.directives.rules.passage import PassageReader, Setting
from luoshi.directives.terms import Origin, Relation
from luoshi.extraction import (
    ClauseRole,
    Deadline,
    DeadlineKind,
    Decomposition,
    DocumentInfo,
    Item,
    decompose,
    read_deadline,
    to_json,
)
from luoshi.units import queries as units

DEADLINE_LENGTH = 80
_NO_FACE = DocumentInfo(None, None, None, None, None, "")
UNENDING = frozenset({DeadlineKind.RECURRING, DeadlineKind.ONGOING, DeadlineKind.VAGUE})
"""Kinds whose day is the next look at the matter, not the day on which it must be done."""


def decomposed(text: str, *, on: date | None = None) -> Decomposition:
    """What the engine makes of a document; deadlines count from ``on``, else from the day that the text bears."""
    return decompose(text, on=on, units=units.lexicon(), calendar=units.calendar())


@dataclass(slots=True)
class Row:
    """A draft that is not stored yet, and the units that support it."""

    draft: Draft
    support: list[int]


class Reader:
    """Drafts of one document, from items of the engine or from words that a clerk has chosen."""

    def __init__(self, directive: Directive) -> None:
        self._directive = directive
        self._index = units.names()

    def read(self, start: int, end: int) -> Row:
        """A row for the words between two offsets of the document, under the headings that stand above them."""
        text = self._directive.text
        setting = Setting(self._directive.dated_on, units.lexicon(), units.calendar())
        row = self.row(PassageReader(text, setting).read(start, end))
        headings = self._directive.clauses.filter(role=ClauseRole.HEADING, start__lte=start)
        above = [
            (clause.level, text[clause.start : clause.end]) for clause in headings if clause.end <= start
        ]
        row.draft.section = rules.section_of(above)
        return row

    def row(self, item: Item) -> Row:
        """One item as a row; of co-leads the first named leads, of units that share a duty none does."""
        leads, unknown_leads = self._units(item.lead)
        support, unknown_support = self._units(item.support)
        shared = item.relation.value == Relation.JOINT or not self._units(item.lead[:1])[0]
        lead_id = None if shared else leads[0]
        draft = Draft(
            directive=self._directive,
            kind=item.kind.value,
            text=item.text,
            start=item.start,
            end=item.end,
            section=list(item.section),
            lead_id=lead_id,
            lead_raw=unknown_leads,
            support_raw=unknown_support,
            relation=item.relation.value,
            sponsor_raw=list(item.sponsor),
            confidence=round(item.confidence * 100),
            why=[*item.why, *([item.deadline.note] if item.deadline and item.deadline.note else [])],
            **_as_read(item),
        )
        return Row(draft, [pk for pk in dict.fromkeys([*leads, *support]) if pk != lead_id])

    def create(self, rows: Sequence[Row], *, origin: Origin) -> list[Draft]:
        """Store rows, with their units; two statements whatever their number."""
        for row in rows:
            row.draft.origin = origin
        made = Draft.objects.bulk_create([row.draft for row in rows])
        links = Draft.support.through
        links.objects.bulk_create(
            [
                links(draft=draft, unit_id=pk)
                for draft, row in zip(made, rows, strict=True)
                for pk in row.support
            ]
        )
        return made

    def _units(self, names: Iterable[str]) -> tuple[list[int], list[str]]:
        """The units that names lead to without doubt, and the names that lead to none or several."""
        found: list[int] = []
        unknown: list[str] = []
        for name in names:
            ids = self._index.candidates(name)
            if len(ids) == 1:
                found.append(ids[0])
            else:
                unknown.append(name)
        return list(dict.fromkeys(found)), unknown


def inherited(row: Row, whole: Draft) -> Row:
    """What the words of a part do not say themselves holds as the whole said it."""
    part = row.draft
    part.kind = whole.kind
    if not (part.lead_id or part.lead_raw or row.support):
        part.lead_id, part.relation = whole.lead_id, whole.relation
        part.lead_raw, part.support_raw = whole.lead_raw, whole.support_raw
        row.support = [unit.pk for unit in whole.support.all()]
    if not part.deadline_raw:
        for name in ("deadline_raw", "deadline_kind", "due_on", "next_check_on"):
            setattr(part, name, getattr(whole, name))
    part.sponsor_raw = part.sponsor_raw or whole.sponsor_raw
    return row


def united(drafts: Sequence[Draft], text: str) -> Row:
    """Several drafts as one: the first that has a lead gives it, the latest day holds, all else is added up."""
    first = drafts[0]
    led = next((draft for draft in drafts if draft.lead_id is not None), first)
    due = max((draft.due_on for draft in drafts if draft.due_on), default=None)
    check = max((draft.next_check_on for draft in drafts if draft.next_check_on), default=None)
    dated = next((draft for draft in drafts if draft.due_on == due and draft.deadline_raw), first)
    stretches = [(draft.start, draft.end) for draft in drafts]
    merged = Draft(
        directive_id=first.directive_id,
        kind=first.kind,
        text=rules.joined(text, stretches, wordings=[draft.text for draft in drafts]),
        start=min(start for start, _ in stretches),
        end=max(end for _, end in stretches),
        section=first.section,
        lead_id=led.lead_id,
        lead_raw=_added(draft.lead_raw for draft in drafts),
        support_raw=_added(draft.support_raw for draft in drafts),
        relation=led.relation,
        sponsor_raw=_added(draft.sponsor_raw for draft in drafts),
        deadline_raw=dated.deadline_raw,
        deadline_kind=dated.deadline_kind,
        due_on=due,
        next_check_on=check if due is None else None,
        measures=_added(draft.measures for draft in drafts),
        why=_added(draft.why for draft in drafts),
        confidence=min(draft.confidence for draft in drafts),
    )
    named = [draft.lead_id for draft in drafts if draft.lead_id] + [
        unit.pk for draft in drafts for unit in draft.support.all()
    ]
    return Row(merged, [pk for pk in dict.fromkeys(named) if pk != led.lead_id])


def reread_measures(words: Iterable[str], *, known: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Measures as the clerk has left them: those that were there as they were, new ones as their words."""
    kept = {measure["raw"]: dict(measure) for measure in known}
    return [kept.get(raw, {"raw": raw}) for raw in dict.fromkeys(word.strip() for word in words) if raw]


def timed(raw: str, due_on: date | None, next_check_on: date | None, *, draft: Draft) -> dict[str, Any]:
    """The columns of a deadline as the clerk has set it; days that were left open are read from its words when
    these have changed."""
    if raw == draft.deadline_raw:
        return {"deadline_raw": raw, "due_on": due_on, "next_check_on": next_check_on}
    kind = ""
    if raw:
        read = read_deadline(raw, on=draft.directive.dated_on, calendar=units.calendar())
        kind = read.kind.value if read else ""
        if read and due_on is None and next_check_on is None:
            due_on, next_check_on = _days(read)
    return {"deadline_raw": raw, "deadline_kind": kind, "due_on": due_on, "next_check_on": next_check_on}


def _as_read(item: Item) -> dict[str, Any]:
    """The columns that hold the engine's own words; ``engine`` holds all of them."""
    (plain,) = to_json(Decomposition(_NO_FACE, (item,), ()))["items"]
    columns = {"engine": plain, "measures": plain["measures"]}
    if item.deadline is None:
        return columns
    due_on, next_check_on = _days(item.deadline)
    return columns | {
        "deadline_raw": item.deadline.raw[:DEADLINE_LENGTH],
        "deadline_kind": item.deadline.kind.value,
        "due_on": due_on,
        "next_check_on": next_check_on,
    }


def _days(deadline: Deadline) -> tuple[date | None, date | None]:
    """The day on which the task must be done, or the day of the next look at what has no end."""
    return (None, deadline.on) if deadline.kind in UNENDING else (deadline.on, None)


def _added(lists: Iterable[Sequence[Any]]) -> list[Any]:
    added: list[Any] = []
    for values in lists:
        added.extend(value for value in values if value not in added)
    return added
