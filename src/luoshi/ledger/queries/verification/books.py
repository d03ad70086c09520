"""The small tables beside the tree, each against what the entries tell: hash and size, numbers, witnesses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from luoshi.kernel.errors import BadInput
from luoshi.kernel.hashing import SHA256, Hashing, hashing
from luoshi.ledger.queries.reading import size
from luoshi.ledger.queries.verification.entries import Given
from luoshi.ledger.queries.verification.findings import UNREADABLE, Findings
from luoshi.ledger.rules import Cosignature, check_cosignature

TREE = "SELECT id, hash, size FROM ledger_tree"
COUNTERS = "SELECT series, year, last, pending FROM ledger_counter"
WITNESSES = """
SELECT seq, size, root, hash, witness, signed_at, "key", signature FROM ledger_witness ORDER BY seq
"""
SIGNED = ("size", "root", "hash", "witness", "signed_at", "key", "signature")

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Books:
    """The small tables as they stood when there were ``size`` entries."""

    size: int
    tree: list[Row]
    counters: list[Row]
    witnesses: list[Row]

    @property
    def by(self) -> Hashing:
        """The recorded hash; SHA-256 where the record is damaged, which ``check_tree`` tells."""
        try:
            return hashing(self.tree[0][1])
        except (BadInput, LookupError, TypeError):
            return SHA256


def read() -> Books:
    """Read until no entry came in between: whatever changes these tables appends an entry too."""
    while True:
        books = Books(size(), _rows(TREE), _rows(COUNTERS), _rows(WITNESSES))
        if size() == books.size:
            return books


def check_tree(books: Books, findings: Findings) -> None:
    """One row that names the hash and counts the entries ever written."""
    if books.size == 0 and not books.tree:
        return
    if len(books.tree) != 1 or books.tree[0][:2] != (1, books.by.name):
        findings.add(0, "tree-altered", "存证链的摘要算法登记缺失或已被改动。")
    elif books.tree[0][2] != books.size:
        text = f"存证链共写入过{books.tree[0][2]}条，现有{books.size}条：末尾的记录已被删去，或条数已被改动。"
        findings.add(books.size, "tree-size", text)


def check_counters(books: Books, told: Iterable[Given], findings: Findings) -> None:
    """Numbers were given one after the other, and each counter stands where the last one left it."""
    given: dict[Row, int] = {}
    for one in told:
        before = given.get((one.series, one.year), 0)
        if not before + 1 == one.first <= one.last:
            text = f"“{one.series}”{one.year}年的编号不连续：第{one.seq}条记为{one.first}至{one.last}，此前为{before}。"
            findings.add(one.seq, "number-gap", text)
        given[one.series, one.year] = one.last
    standing = {row[:2]: row[2:] for row in books.counters}
    for place in sorted({*given, *standing}, key=str):
        last, pending = standing.get(place, (None, 0))
        if pending != 0 or last != given.get(place):
            text = f"“{place[0]}”{place[1]}年的编号计数为{last}，存证记录中最后的编号为{given.get(place)}。"
            findings.add(0, "counter-altered", text)


def check_witnesses(
    books: Books, told: Mapping[int, Any], *, root: Callable[[int], str | None], findings: Findings
) -> None:
    """Each signature is there as it was received, and still holds for the head that it signed."""
    kept = {row[0]: dict(zip(SIGNED, row[1:], strict=True)) for row in books.witnesses}
    for seq in sorted({*kept, *told}, key=str):
        if kept.get(seq) != told.get(seq) or len(kept) != len(books.witnesses):
            text = f"第{seq}条所记的见证签名缺失、多出或已被改动。"
            findings.add(seq if isinstance(seq, int) else 0, "witness-altered", text)
        elif not _stands(told[seq], root):
            findings.add(
                seq, "witness-contradicted", f"第{seq}条的见证签名与存证链不符，其中有记录已被改写。"
            )


def _stands(said: dict[str, Any], root: Callable[[int], str | None]) -> bool:
    try:
        cosignature = Cosignature(**said)
        return check_cosignature(cosignature) and root(cosignature.size) == cosignature.root
    except UNREADABLE:
        return False


def _rows(statement: str) -> list[Row]:
    """All rows; one that cannot be read makes the whole table unreadable, and so different from what was told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())
    except UNREADABLE:
        return []
