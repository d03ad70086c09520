"""Each entry against its leaf, and what entries tell of the other tables."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Min, QuerySet, TextField
from django.db.models.functions import Cast

from luoshi.kernel.hashing import Hashing
from luoshi.ledger.models import Entry
from luoshi.ledger.queries.reading import FIELDS
from luoshi.ledger.queries.verification.findings import UNREADABLE, Findings, blob
from luoshi.ledger.rules import Record, leaf_data
from luoshi.ledger.terms import Tag

STRANGERS = "SELECT count(*) FROM ledger_entry WHERE seq < 0 OR seq > 9223372036854775807"
"""SQLite keeps any type in any column, and places text after all numbers."""

Row = tuple[float, bytes | None, bytes | None]


@dataclass(frozen=True, slots=True)
class Given:
    """Entry ``seq`` tells that these numbers of the series were given."""

    seq: int
    series: str
    year: int
    first: int
    last: int


@dataclass(slots=True)
class Told:
    """What entries tell: the numbers given, and by the place of its entry each witness's signature."""

    numbers: list[Given] = field(default_factory=list)
    witnesses: dict[int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Entries:
    """Reads entries in parts; what they tell gathers in ``told``."""

    by: Hashing
    findings: Findings
    told: Told = field(default_factory=Told)

    def leaves(self, start: int, end: int) -> dict[int, bytes]:
        """The stored leaves of the part, after comparing each with its entry."""
        leaves: dict[int, bytes] = {}
        expected = start
        for seq, computed, stored in self._rows(start, end):
            if not isinstance(seq, int):
                self.findings.add(int(seq), "entry-strange", f"多出序号不成立的记录：第{seq}条。")
                continue
            self.gap(expected, seq)
            if seq < expected:
                self.findings.add(seq, "entry-doubled", f"第{seq}条重复出现。")
            expected = seq + 1
            if stored is None:
                self.findings.add(seq, "entry-unreadable", f"第{seq}条无法读取，已被改动。")
                continue
            if computed != stored:
                self.findings.add(seq, "entry-altered", f"第{seq}条与其校验值不符，内容或校验值已被改动。")
            leaves[seq] = stored
        self.gap(expected, end)
        return leaves

    def gap(self, expected: int, seq: int) -> None:
        if expected < seq:
            text = f"缺少第{expected}条至第{seq - 1}条，共{seq - expected}条。"
            self.findings.add(expected, "entry-missing", text)

    def strangers(self) -> None:
        """Entries where no number can stand."""
        with connection.cursor() as cursor:
            cursor.execute(STRANGERS)
            count = cursor.fetchone()[0]
        if count:
            self.findings.add(0, "entry-strange", f"多出序号不成立的记录{count}条。")

    def _rows(self, start: int, end: int) -> list[Row]:
        """For each entry its place, the leaf that it should have and the leaf stored; None if unreadable."""
        try:
            rows = list(_fields(start, end))
        except UNREADABLE:
            rows = []
        if rows:
            return [self._row(fields) for fields in rows]
        return [row for seq in _places(start, end) for row in self._one(seq)]

    def _one(self, seq: float) -> list[Row]:
        if not isinstance(seq, int):
            return [(seq, None, None)]
        try:
            return [self._row(fields) for fields in _fields(seq, seq + 1)]
        except UNREADABLE:
            return [(seq, None, None)]

    def _row(self, fields: dict[str, Any]) -> Row:
        seq: float = fields["seq"]
        try:
            written = fields.pop("at_written", None), fields.pop("recorded_at_written", None)
            stored = blob(fields.pop("leaf"))
            record = Record(**fields)
            computed = self.by.leaf(leaf_data(record))
            if written != (None, None) and written != _written(record):
                computed = b""
            if computed == stored:
                self._listen(record)
        except UNREADABLE:
            return seq, None, None
        return seq, computed, stored

    def _listen(self, record: Record) -> None:
        if record.numbers is not None:
            self.told.numbers.extend(_given(record.seq, record.numbers))
        if record.tag == Tag.WITNESSED:
            self.told.witnesses[record.seq] = record.facts()


def next_place(start: int) -> int | None:
    """The first entry that is there from ``start`` on."""
    found: int | None = Entry.objects.filter(seq__gte=start).aggregate(first=Min("seq"))["first"]
    return found


def _fields(start: int, end: int) -> Iterator[dict[str, Any]]:
    rows: QuerySet[Entry] = Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq")
    extra: tuple[str, ...] = ()
    if connection.vendor == "sqlite":  # whose moments are text, of which other spellings read the same
        rows = rows.annotate(
            at_written=Cast("at", TextField()), recorded_at_written=Cast("recorded_at", TextField())
        )
        extra = ("at_written", "recorded_at_written")
    yield from rows.values(*FIELDS, "leaf", *extra)


def _places(start: int, end: int) -> Iterator[float]:
    yield from Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq").values_list("seq", flat=True)


def _given(seq: int, numbers: str) -> list[Given]:
    given = []
    for key, (first, last) in json.loads(numbers).items():
        series, _, year = key.rpartition("/")
        given.append(Given(seq, series, int(year), int(first), int(last)))
    return given


def _written(record: Record) -> tuple[str | None, str | None]:
    as_stored = connection.ops.adapt_datetimefield_value
    return as_stored(record.at), as_stored(record.recorded_at)
