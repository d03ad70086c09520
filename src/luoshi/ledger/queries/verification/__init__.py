"""Recomputing the whole ledger, in one pass and in constant memory.

Each entry is checked against its leaf, each leaf and node against the node above: so a single damage is
reported where it is, not again at every level up to the head. Counters, witnesses and the record of the tree are
checked against what the entries tell. What this cannot see is a ledger written anew, or cut off cleanly, by
somebody who owns the database: that is what the heads printed in circulars are for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from luoshi.kernel import merkle
from luoshi.kernel.errors import NotFound
from luoshi.kernel.hashing import Hashing
from luoshi.ledger.queries.reading import node
from luoshi.ledger.queries.verification import books
from luoshi.ledger.queries.verification.entries import Entries, next_place
from luoshi.ledger.queries.verification.findings import Findings, Problem
from luoshi.ledger.queries.verification.nodes import Place, check_nodes, check_strangers, nodes
from luoshi.ledger.rules import Head

__all__ = ["Problem", "Verification", "verify"]

PART = 4096
"""Entries read at a time."""

Progress = Callable[[int, int], None]


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


def verify(progress: Progress | None = None, *, heads: Iterable[Head] = ()) -> Verification:
    """Check every row, and that the ledger begins with what stood under each of ``heads``.

    ``progress(done, size)`` is called after each part.
    """
    held = books.read()
    size, by = held.size, held.by
    findings = Findings()
    entries = Entries(by, findings)
    known = _check_tree(size, entries, progress)
    entries.strangers()
    check_strangers(findings)
    books.check_tree(held, findings)
    books.check_counters(held, entries.told.numbers, findings)
    told = entries.told.witnesses
    books.check_witnesses(held, told, root=lambda size: _root(size, by), findings=findings)
    _check_heads(heads, size, by=by, findings=findings)
    complete = len(known) == size.bit_count()
    root = merkle.root(size, lambda *place: known[place], by=by).hex() if complete else None
    return Verification(size, root, tuple(findings.listed), findings.found)


def _check_tree(size: int, entries: Entries, progress: Progress | None) -> dict[Place, bytes]:
    """Check entries and nodes part by part; return the peaks."""
    known: dict[Place, bytes] = {}
    start = 0
    while start < size:
        end = min(start + PART, size)
        leaves = entries.leaves(start, end)
        known.update(((0, seq), leaf) for seq, leaf in leaves.items())
        known.update(nodes(start, end))
        check_nodes(known, start=start, end=end, by=entries.by, findings=entries.findings)
        known = {place: known[place] for place in merkle.peaks(end) if place in known}
        if progress:
            progress(end, size)
        start = end if leaves else _beyond_gap(end, entries)
    return known


def _beyond_gap(end: int, entries: Entries) -> int:
    """Where to go on after a part without entries: a single entry far away must not be searched for in steps."""
    there = next_place(end)
    if there is None:
        return end
    start = max(end, there // PART * PART)
    entries.gap(end, start)
    return start


def _check_heads(heads: Iterable[Head], size: int, *, by: Hashing, findings: Findings) -> None:
    for printed in heads:
        if printed.size > size:
            text = f"存证头（前{printed.size}条）比现有的{size}条还多，末尾的记录已被删去。"
            findings.add(size, "head-beyond-end", text)
        elif _root(printed.size, by) != printed.root:
            findings.add(
                0, "head-contradicted", f"前{printed.size}条与给出的存证头不符，其中有记录已被改写。"
            )


def _root(size: int, by: Hashing) -> str | None:
    try:
        return merkle.root(size, node, by=by).hex()
    except (NotFound, TypeError):
        return None
