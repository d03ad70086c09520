"""Recomputing the whole ledger, in one pass and in constant memory.

Each entry is checked against its leaf, each leaf and node against the node above: so a single damage is
reported where it is, not again at every level up to the head. What this cannot see is an end cut off cleanly,
or a ledger written anew from the start: that is what the heads printed in circulars are for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

from luoshi.kernel import merkle
from luoshi.kernel.errors import NotFound
from luoshi.ledger.models import Entry, Node
from luoshi.ledger.queries.reading import FIELDS, node, tail
from luoshi.ledger.rules import Head, Record, leaf_data

PART = 4096
"""Entries read at a time."""

UNREADABLE = (ArithmeticError, AttributeError, TypeError, ValueError, DatabaseError)
"""What reading a row raises after somebody wrote values of other types into the SQLite file."""

LISTED = 100
"""Problems kept; more are only counted."""

STRANGERS = """
SELECT level, "index" FROM ledger_node
WHERE level NOT BETWEEN 1 AND 62 OR "index" < 0
   OR "index" >= ((SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry) >> level)
ORDER BY level, "index"
"""

Progress = Callable[[int, int], None]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """``seq`` is the entry concerned, or the first of the entries concerned."""

    seq: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """``root`` in hex, None if damage makes it unknowable; ``found`` counts also the problems not listed."""

    size: int
    root: str | None
    problems: tuple[Problem, ...]
    found: int

    @property
    def ok(self) -> bool:
        return self.found == 0


@dataclass(slots=True)
class _Findings:
    listed: list[Problem] = field(default_factory=list)
    found: int = 0

    def add(self, seq: int, code: str, text: str) -> None:
        self.found += 1
        if len(self.listed) < LISTED:
            self.listed.append(Problem(seq, code, text))


def verify(progress: Progress | None = None, *, heads: Iterable[Head] = ()) -> Verification:
    """Check every entry and node, and that the ledger begins with what stood under each of ``heads``.

    ``progress(done, size)`` is called after each part.
    """
    size, _ = tail()
    findings = _Findings()
    known: dict[Place, bytes] = {}
    for start in range(0, size, PART):
        end = min(start + PART, size)
        known.update(_leaves(start, end, findings))
        known.update(_nodes(start, end))
        _check_nodes(known, start=start, end=end, findings=findings)
        known = {place: known[place] for place in merkle.peaks(end) if place in known}
        if progress:
            progress(end, size)
    _check_strangers(findings)
    _check_heads(heads, size, findings)
    complete = len(known) == size.bit_count()
    root = merkle.root(size, lambda level, index: known[level, index]).hex() if complete else None
    return Verification(size, root, tuple(findings.listed), findings.found)


def _leaves(start: int, end: int, findings: _Findings) -> Iterator[tuple[Place, bytes]]:
    expected = start
    for seq, computed, stored in _entries(start, end):
        _check_gap(expected, seq, findings)
        expected = seq + 1
        if stored is None:
            findings.add(seq, "entry-unreadable", f"第{seq}条无法读取，已被改动。")
            continue
        if computed != stored:
            findings.add(seq, "entry-altered", f"第{seq}条与其校验值不符，内容或校验值已被改动。")
        yield (0, seq), stored
    _check_gap(expected, end, findings)


def _check_gap(expected: int, seq: int, findings: _Findings) -> None:
    if expected < seq:
        findings.add(expected, "entry-missing", f"缺少第{expected}条至第{seq - 1}条，共{seq - expected}条。")


def _entries(start: int, end: int) -> list[tuple[int, bytes | None, bytes | None]]:
    """For each entry its place, the leaf that it should have and the leaf stored; None if unreadable."""
    try:
        return list(_read(start, end))
    except UNREADABLE:
        return [row for seq in range(start, end) for row in _entry(seq)]


def _entry(seq: int) -> list[tuple[int, bytes | None, bytes | None]]:
    try:
        return list(_read(seq, seq + 1))
    except UNREADABLE:
        return [(seq, None, None)]


def _read(start: int, end: int) -> Iterator[tuple[int, bytes, bytes]]:
    rows = Entry.objects.filter(seq__gte=start, seq__lt=end).order_by("seq")
    for fields in rows.values(*FIELDS, "leaf"):
        stored = bytes(fields.pop("leaf"))
        yield fields["seq"], merkle.leaf_hash(leaf_data(Record(**fields))), stored


def _nodes(start: int, end: int) -> Iterator[tuple[Place, bytes]]:
    """The stored nodes that the leaves from ``start`` to ``end`` complete."""
    for level, indexes in _levels(start, end):
        rows = Node.objects.filter(level=level, index__gte=indexes.start, index__lt=indexes.stop)
        for index, subtree in rows.values_list("index", "hash"):
            yield (level, index), bytes(subtree)


def _levels(start: int, end: int) -> Iterator[tuple[int, range]]:
    for level in range(1, end.bit_length()):
        yield level, range(start >> level, end >> level)


def _check_nodes(known: dict[Place, bytes], *, start: int, end: int, findings: _Findings) -> None:
    for level, indexes in _levels(start, end):
        for index in indexes:
            first, last = index << level, ((index + 1) << level) - 1
            stored = known.get((level, index))
            left, right = known.get((level - 1, 2 * index)), known.get((level - 1, 2 * index + 1))
            if stored is None:
                findings.add(first, "node-missing", f"第{first}条至第{last}条的汇总校验值缺失。")
            elif left and right and merkle.node_hash(left, right) != stored:
                findings.add(first, "node-altered", f"第{first}条至第{last}条的汇总校验值不符，已被改动。")


def _check_strangers(findings: _Findings) -> None:
    with connection.cursor() as cursor:
        cursor.execute(STRANGERS)
        for level, index in cursor:
            findings.add(
                index << level, "node-strange", f"多出不应有的汇总校验值（第{level}层第{index}个）。"
            )


def _check_heads(heads: Iterable[Head], size: int, findings: _Findings) -> None:
    for printed in heads:
        if printed.size > size:
            text = f"存证头（前{printed.size}条）比现有的{size}条还多，末尾的记录已被删去。"
            findings.add(size, "head-beyond-end", text)
        elif _root(printed.size) != printed.root:
            findings.add(
                0, "head-contradicted", f"前{printed.size}条与给出的存证头不符，其中有记录已被改写。"
            )


def _root(size: int) -> str | None:
    try:
        return merkle.root(size, node).hex()
    except NotFound:
        return None
