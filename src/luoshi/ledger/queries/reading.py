"""The head, single entries, the story of a subject, and proofs for those who do not have the database."""

from django.db import connection

from luoshi.kernel import merkle
from luoshi.kernel.errors import NotFound
from luoshi.ledger.models import Entry
from luoshi.ledger.rules import Consistency, Head, Inclusion, Record, leaf_data

LAST_ENTRY = "SELECT seq, leaf FROM ledger_entry ORDER BY seq DESC LIMIT 1"
ONE_LEAF = "SELECT leaf FROM ledger_entry WHERE seq = %s"
ONE_NODE = 'SELECT hash FROM ledger_node WHERE level = %s AND "index" = %s'

FIELDS = ("seq", "tag", "subject", "actor_id", "actor_name", "at", "recorded_at", "data")


def tail() -> tuple[int, bytes]:
    """How many entries there are, and the leaf of the last one (empty if there is none)."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_ENTRY)
        last = cursor.fetchone()
    return (last[0] + 1, bytes(last[1])) if last else (0, b"")


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


def head(size: int | None = None) -> Head:
    """The head as it is, or as it was when the ledger had ``size`` entries."""
    size = _size(size)
    return Head(size, merkle.root(size, node).hex())


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


def inclusion(seq: int, size: int | None = None) -> Inclusion:
    """The proof of entry ``seq`` under the head of the first ``size`` entries (of all by default)."""
    record = entry(seq)
    size = _size(size)
    if seq >= size:
        raise NotFound("ledger-size-too-small", f"前{size}条中不含第{seq}条，请给出大于{seq}的条数。")
    path = merkle.inclusion_proof(seq, size, node)
    return Inclusion(
        seq=seq, record=leaf_data(record).decode(), path=[step.hex() for step in path], head=head(size)
    )


def consistency(old: int, new: int | None = None) -> Consistency:
    """The proof that the ledger of ``new`` entries (all by default) begins with that of ``old``."""
    new = _size(new)
    if not 0 <= old <= new:
        raise NotFound("ledger-size-unknown", f"前{new}条之内没有“前{old}条”，请核对条数。")
    path = merkle.consistency_proof(old, new, node)
    return Consistency(old=head(old), new=head(new), path=[step.hex() for step in path])


def _size(asked: int | None) -> int:
    size, _ = tail()
    if asked is None:
        return size
    if not 0 <= asked <= size:
        raise NotFound("ledger-size-unknown", f"存证链现有{size}条，没有“前{asked}条”，请核对条数。")
    return asked
