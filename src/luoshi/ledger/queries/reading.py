"""The head, single entries, the story of a subject, and proofs for those who do not have the database."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection

from luoshi.kernel import merkle
from luoshi.kernel.errors import NotFound, RuleBroken
from luoshi.kernel.hashing import SHA256, Hashing, hashing
from luoshi.ledger.models import Entry, Witness
from luoshi.ledger.rules import Consistency, Head, Inclusion, Record, leaf_data

LAST_ENTRY = """
SELECT seq, leaf, (SELECT hash FROM ledger_tree WHERE id = 1),
    EXISTS (SELECT 1 FROM ledger_counter WHERE pending > 0)
FROM ledger_entry ORDER BY seq DESC LIMIT 1
"""
LARGEST = "SELECT max(seq) FROM ledger_entry WHERE seq <= 9223372036854775807"
"""SQLite places text after all numbers."""
ONE_LEAF = "SELECT leaf FROM ledger_entry WHERE seq = %s"
ONE_NODE = 'SELECT hash FROM ledger_node WHERE level = %s AND "index" = %s'

FIELDS = ("seq", "tag", "subject", "actor_id", "actor_name", "at", "recorded_at", "data", "numbers")


@dataclass(frozen=True, slots=True)
class State:
    """What an append needs to know; ``numbers_pending`` if numbers were given that no entry tells."""

    size: int
    last_leaf: bytes
    by: Hashing
    numbers_pending: bool


def state() -> State:
    """How the ledger stands. The hash is the recorded one; before the first entry it is the setting."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_ENTRY)
        last = cursor.fetchone()
    if last is None:
        return State(0, b"", hashing(settings.LEDGER_HASH), numbers_pending=True)
    seq, leaf, name, pending = last
    return State(seq + 1, bytes(leaf), hashing(name) if name else SHA256, numbers_pending=bool(pending))


def tail() -> tuple[int, bytes]:
    """How many entries there are, and the leaf of the last one (empty if there is none)."""
    held = state()
    return held.size, held.last_leaf


def size() -> int:
    """How many entries there are, also in a ledger whose other records are damaged."""
    with connection.cursor() as cursor:
        cursor.execute(LARGEST)
        last = cursor.fetchone()[0]
    return 0 if last is None else max(int(last) + 1, 0)


def node(level: int, index: int) -> bytes:
    """The stored hash of a complete subtree; NotFound when the tree has been damaged."""
    with connection.cursor() as cursor:
        if level == 0:
            cursor.execute(ONE_LEAF, [index])
        else:
            cursor.execute(ONE_NODE, [level, index])
        found = cursor.fetchone()
    if found is None:
        raise NotFound("ledger-damaged", "存证链有缺失，请运行 luoshi ledger verify 查明位置，再与备份核对。")
    return bytes(found[0])


def head(asked: int | None = None) -> Head:
    """The head as it is, or as it was when the ledger had ``asked`` entries."""
    held = _held(asked)
    return Head(held.size, merkle.root(held.size, node, by=held.by).hex())


def entry(seq: int) -> Record:
    fields = Entry.objects.filter(seq=seq).values(*FIELDS).first()
    if fields is None:
        raise NotFound("ledger-entry-unknown", f"存证链中没有第{seq}条，请核对序号（从0开始）。")
    return Record(**fields)


def story(subject: str, *, limit: int = 100, offset: int = 0) -> list[Record]:
    """What happened to ``subject``, in order."""
    rows = Entry.objects.filter(subject=subject).order_by("seq").values(*FIELDS)
    return [Record(**fields) for fields in rows[offset : offset + limit]]


def recent(*, subject: str = "", before: int | None = None, limit: int = 50) -> list[Record]:
    """The newest entries first, of one subject or of all; ``before`` an entry's place pages back."""
    found = Entry.objects.filter(subject=subject) if subject else Entry.objects.all()
    found = found if before is None else found.filter(seq__lt=before)
    return [Record(**row) for row in found.order_by("-seq").values(*FIELDS)[:limit]]


def inclusion(seq: int, size: int | None = None, *, since: Head | None = None) -> Inclusion:
    """The proof of entry ``seq`` under the head of the first ``size`` entries (of all by default).

    With ``since`` also the proof that this head continues that older one.
    """
    record = entry(seq)
    held = _held(size)
    if seq >= held.size:
        raise NotFound("ledger-size-too-small", f"前{held.size}条中不含第{seq}条，请给出大于{seq}的条数。")
    path = merkle.inclusion_proof(seq, held.size, node, by=held.by)
    return Inclusion(
        seq=seq,
        record=leaf_data(record).decode(),
        path=[step.hex() for step in path],
        head=head(held.size),
        hash=held.by.name,
        since=None if since is None else compare(since, held.size),
    )


def consistency(old: int, new: int | None = None) -> Consistency:
    """The proof that the ledger of ``new`` entries (all by default) begins with that of ``old``."""
    held = _held(new)
    if not 0 <= old <= held.size:
        raise NotFound("ledger-size-unknown", f"前{held.size}条之内没有“前{old}条”，请核对条数。")
    path = merkle.consistency_proof(old, held.size, node, by=held.by)
    return Consistency(
        old=head(old), new=head(held.size), path=[step.hex() for step in path], hash=held.by.name
    )


def compare(printed: Head, size: int | None = None) -> Consistency:
    """The proof that the ledger continues a head as printed; refused when it does not."""
    held = _held(size)
    if printed.size > held.size:
        raise RuleBroken(
            "head-beyond-end",
            f"给出的存证头有{printed.size}条，存证链只有{held.size}条：末尾的记录已被删去，或存证头抄写有误。",
        )
    proof = consistency(printed.size, held.size)
    if proof.old != printed:
        raise RuleBroken(
            "head-contradicted",
            f"给出的存证头与存证链前{printed.size}条不符：其中有记录已被改写，或存证头抄写有误。",
        )
    return proof


def witnesses() -> list[Witness]:
    """The signatures of other organs, newest heads first."""
    return list(Witness.objects.order_by("-size", "witness"))


def _held(asked: int | None) -> State:
    """The state, or as it was when there were ``asked`` entries."""
    held = state()
    if asked is None:
        return held
    if not 0 <= asked <= held.size:
        raise NotFound("ledger-size-unknown", f"存证链现有{held.size}条，没有“前{asked}条”，请核对条数。")
    return replace(held, size=asked)
