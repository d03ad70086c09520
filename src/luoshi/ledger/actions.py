"""Writing to the ledger: always inside the transaction of the act itself.

The ledger is one line: a writer keeps its turn until its transaction ends. So append last, and in a
transaction with several acts use ``append_many`` at the end or ``take_turn`` at the start: a writer that
holds the turn and then waits for a row of another writer makes PostgreSQL abort one of the two.

Plain SQL, because every act in the system passes here.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from django.db import connection
from django.db.transaction import TransactionManagementError

from luoshi.kernel.canonical import canonical
from luoshi.kernel.merkle import completed, leaf_hash
from luoshi.ledger import queries
from luoshi.ledger.rules import Act, Record, check, leaf_data

Row = tuple[str | int | bytes | None, ...]

TURN = 0x6C756F736869
"""The key of the advisory lock on PostgreSQL."""

INSERT_ENTRY = """
INSERT INTO ledger_entry (seq, tag, subject, actor_id, actor_name, at, recorded_at, data, leaf)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
INSERT_NODE = 'INSERT INTO ledger_node (level, "index", hash) VALUES (%s, %s, %s)'
COUNT_ON = """
INSERT INTO ledger_counter (series, year, last) VALUES (%s, %s, 1)
ON CONFLICT (series, year) DO UPDATE SET last = ledger_counter.last + 1 RETURNING last
"""


def append(
    *, tag: str, subject: str, data: Mapping[str, object], actor_id: int | None, actor_name: str, at: datetime
) -> int:
    """Record one act and return its place in the ledger."""
    act = Act(tag=tag, subject=subject, data=data, actor_id=actor_id, actor_name=actor_name, at=at)
    return append_many([act]).start


def append_many(acts: Iterable[Act]) -> range:
    """Record acts in the order given, in one turn; return their places."""
    take_turn()
    size, last_leaf = queries.tail()
    known = {(0, size - 1): last_leaf}

    def node(level: int, index: int) -> bytes:
        return known.get((level, index)) or queries.node(level, index)

    recorded_at = datetime.now(UTC)
    records = [_record(act, seq=seq, recorded_at=recorded_at) for seq, act in enumerate(acts, size)]
    leaves = [leaf_hash(leaf_data(record)) for record in records]
    nodes: list[Row] = []
    for seq, leaf in enumerate(leaves, size):
        known[0, seq] = leaf
        for level, index, subtree in completed(seq, leaf, node):
            known[level, index] = subtree
            nodes.append((level, index, subtree))
    _insert(INSERT_ENTRY, [_row(record, leaf) for record, leaf in zip(records, leaves, strict=True)])
    _insert(INSERT_NODE, nodes)
    return range(size, size + len(records))


def take_turn() -> None:
    """Become the only writer of the ledger until the transaction ends; waits for the one before."""
    _require_transaction()
    if connection.vendor == "postgresql":  # pragma: no cover -- .ci/run runs the suite there too
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def next_number(series: str, year: int) -> int:
    """The next number of the series in the year, from 1; an act that is rolled back gives its number back.

    Takes the ledger's turn first, so that numbers and entries are always waited for in the same order.
    """
    take_turn()
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON, [series, year])
        number: int = cursor.fetchone()[0]
    return number


def _record(act: Act, *, seq: int, recorded_at: datetime) -> Record:
    check(act)
    return Record(
        seq=seq,
        tag=str(act.tag),  # a Term is stored as its code
        subject=act.subject,
        actor_id=act.actor_id,
        actor_name=act.actor_name,
        at=act.at,
        recorded_at=recorded_at,
        data=canonical(act.data).decode(),
    )


def _row(record: Record, leaf: bytes) -> Row:
    stored = connection.ops.adapt_datetimefield_value
    return (
        record.seq,
        record.tag,
        record.subject,
        record.actor_id,
        record.actor_name,
        stored(record.at),
        stored(record.recorded_at),
        record.data,
        leaf,
    )


def _insert(statement: str, rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        elif rows:
            cursor.executemany(statement, rows)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("the ledger is written in the transaction of the act itself")
