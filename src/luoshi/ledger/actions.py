"""Writing to the ledger: always inside the transaction of the act itself.

The ledger is one line: a writer keeps its turn until its transaction ends. So append last, and in a
transaction with several acts use ``append_many`` at the end or ``take_turn`` at the start: a writer that
holds the turn and then waits for a row of another writer makes PostgreSQL abort one of the two.

Plain SQL, because every act in the system passes here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import Conflict, RuleBroken
from luoshi.kernel.merkle import completed
from luoshi.ledger import queries
from luoshi.ledger.models import Counter, Witness
from luoshi.ledger.rules import (
    Act,
    Cosignature,
    Record,
    check,
    check_cosignature,
    leaf_data,
    numbers_text,
)
from luoshi.ledger.terms import Tag

Row = tuple[str | int | bytes | None, ...]

TURN = 0x6C756F736869
"""The key of the advisory lock on PostgreSQL."""

INSERT_ENTRY = """
INSERT INTO ledger_entry (seq, tag, subject, actor_id, actor_name, at, recorded_at, data, numbers, leaf)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
INSERT_NODE = 'INSERT INTO ledger_node (level, "index", hash) VALUES (%s, %s, %s)'
OPEN_TREE = "INSERT INTO ledger_tree (id, hash, size) VALUES (1, %s, 0)"
COUNT_ON = """
INSERT INTO ledger_counter (series, year, last, pending) VALUES (%s, %s, 1, 1)
ON CONFLICT (series, year) DO UPDATE SET last = ledger_counter.last + 1, pending = ledger_counter.pending + 1
RETURNING last
"""
PENDING = """
SELECT series, year, last - pending + 1, last FROM ledger_counter WHERE pending > 0 ORDER BY series, year
"""
TOLD = "UPDATE ledger_counter SET pending = 0 WHERE pending > 0"


def append(
    *, tag: str, subject: str, data: Mapping[str, object], actor_id: int | None, actor_name: str, at: datetime
) -> int:
    """Record one act and return its place in the ledger."""
    act = Act(tag=tag, subject=subject, data=data, actor_id=actor_id, actor_name=actor_name, at=at)
    return append_many([act]).start


def append_many(acts: Iterable[Act]) -> range:
    """Record acts in the order given, in one turn; return their places."""
    take_turn()
    held = queries.state()
    known = {(0, held.size - 1): held.last_leaf}

    def node(level: int, index: int) -> bytes:
        return known.get((level, index)) or queries.node(level, index)

    recorded_at = datetime.now(UTC)
    records = [_record(act, seq=seq, recorded_at=recorded_at) for seq, act in enumerate(acts, held.size)]
    if records and held.numbers_pending:
        records[0] = replace(records[0], numbers=_tell_numbers())
    leaves = [held.by.leaf(leaf_data(record)) for record in records]
    nodes: list[Row] = []
    for seq, leaf in enumerate(leaves, held.size):
        known[0, seq] = leaf
        for level, index, subtree in completed(seq, leaf, node, by=held.by):
            known[level, index] = subtree
            nodes.append((level, index, subtree))
    if records and held.size == 0:
        _insert(OPEN_TREE, [(held.by.name,)])
    _insert(INSERT_ENTRY, [_row(record, leaf) for record, leaf in zip(records, leaves, strict=True)])
    _insert(INSERT_NODE, nodes)
    return range(held.size, held.size + len(records))


@transaction.atomic
def witness(said: Cosignature, *, actor_id: int | None, actor_name: str, at: datetime) -> Witness:
    """Keep the signature of another organ under a head of this ledger."""
    take_turn()
    head = queries.head(said.size)
    if (said.root, said.hash) != (head.root, queries.state().by.name):
        raise RuleBroken("witness-other-head", "签名的存证头不是本存证链的，不能收存，请核对签名文件的来源。")
    if not check_cosignature(said):
        raise RuleBroken("witness-signature", "见证签名不成立，请向见证单位核对签名文件。")
    if Witness.objects.filter(key=said.key, size=said.size).exists():
        raise Conflict("witness-kept", f"该单位对前{said.size}条的见证签名已收存，不必重复。")
    seq = append(
        tag=Tag.WITNESSED,
        subject=f"head/{said.size}",
        data=asdict(said),
        actor_id=actor_id,
        actor_name=actor_name,
        at=at,
    )
    return Witness.objects.create(**asdict(said), seq=seq)


@transaction.atomic
def tell_numbers(*, at: datetime) -> None:
    """After an upgrade: record the numbers that were given before entries told of them."""
    take_turn()
    if Counter.objects.filter(pending__gt=0).exists():
        append(tag=Tag.NUMBERS_TOLD, subject="numbers", data={}, actor_id=None, actor_name="系统", at=at)


def take_turn() -> None:
    """Become the only writer of the ledger until the transaction ends; waits for the one before."""
    _require_transaction()
    if connection.vendor == "postgresql":  # pragma: no cover -- .ci/run runs the suite there too
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def next_number(series: str, year: int) -> int:
    """The next number of the series in the year, from 1; an act that is rolled back gives its number back.

    The next entry tells that it was given, so that a counter moved by hand does not go unseen. Takes the ledger's turn first, so that numbers and entries are always waited for in the same order.
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


def _tell_numbers() -> str | None:
    """What was given since the entry before; from here on it counts as told."""
    with connection.cursor() as cursor:
        cursor.execute(PENDING)
        given = cursor.fetchall()
        if not given:
            return None
        cursor.execute(TOLD)
    return numbers_text(given)


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
        record.numbers,
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
