"""Each stored node against the two below it."""

from collections.abc import Iterator

from django.db import connection

from luoshi.kernel.hashing import Hashing
from luoshi.ledger.models import Node
from luoshi.ledger.queries.verification.findings import UNREADABLE, Findings, blob

Place = tuple[int, int]

STRANGERS = """
SELECT level, "index" FROM ledger_node
WHERE level NOT BETWEEN 1 AND 62 OR "index" < 0
   OR "index" >= (
       (SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry WHERE seq < 9223372036854775807) >> level
   ) {other_types}
ORDER BY level, "index"
"""
OTHER_TYPES = """OR typeof(level) <> 'integer' OR typeof("index") <> 'integer'"""
"""Only SQLite keeps them."""


def nodes(start: int, end: int) -> Iterator[tuple[Place, bytes]]:
    """The stored nodes that the leaves from ``start`` to ``end`` complete; empty where no hash is stored."""
    for level, indexes in _levels(start, end):
        rows = Node.objects.filter(level=level, index__gte=indexes.start, index__lt=indexes.stop)
        for index, subtree in rows.values_list("index", "hash"):
            try:
                yield (level, index), blob(subtree)
            except UNREADABLE:
                yield (level, index), b""


def check_nodes(known: dict[Place, bytes], *, start: int, end: int, by: Hashing, findings: Findings) -> None:
    """``known`` holds all nodes that the part completes, and what stands below them."""
    for level, indexes in _levels(start, end):
        for index in indexes:
            first, last = index << level, ((index + 1) << level) - 1
            stored = known.get((level, index))
            left, right = known.get((level - 1, 2 * index)), known.get((level - 1, 2 * index + 1))
            if stored is None:
                findings.add(first, "node-missing", f"第{first}条至第{last}条的汇总校验值缺失。")
            elif left and right and by.node(left, right) != stored:
                findings.add(first, "node-altered", f"第{first}条至第{last}条的汇总校验值不符，已被改动。")


def check_strangers(findings: Findings) -> None:
    """Nodes that no entry accounts for."""
    other_types = OTHER_TYPES if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(STRANGERS.format(other_types=other_types))
        for level, index in cursor:
            placed = isinstance(level, int) and isinstance(index, int) and 0 < level < 63 and index >= 0
            text = f"多出不应有的汇总校验值（第{level}层第{index}个）。"
            findings.add(index << level if placed else 0, "node-strange", text)


def _levels(start: int, end: int) -> Iterator[tuple[int, range]]:
    for level in range(1, end.bit_length()):
        yield level, range(start >> level, end >> level)
