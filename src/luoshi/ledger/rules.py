"""What an entry says, and the exact bytes that its leaf commits to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput
from luoshi.kernel.merkle import leaf_hash, verify_inclusion

TAG_LENGTH = 64
SUBJECT_LENGTH = 64
NAME_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody did: ``tag`` as matter:close, ``subject`` as matter/17, ``at`` when it was done."""

    tag: str
    subject: str
    data: Mapping[str, object]
    actor_id: int | None
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entry as stored; ``data`` is the canonical JSON of what was given."""

    seq: int
    tag: str
    subject: str
    actor_id: int | None
    actor_name: str
    at: datetime
    recorded_at: datetime
    data: str

    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.data)
        return facts


@dataclass(frozen=True, slots=True)
class Head:
    """What stands for the first ``size`` entries; ``root`` in hex."""

    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Shows that ``record`` (its exact text) is entry ``seq`` under a head; hashes in hex."""

    seq: int
    record: str
    path: list[str]
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """Shows that nothing under the ``old`` head was changed on the way to the ``new`` one; hashes in hex."""

    old: Head
    new: Head
    path: list[str]


def check(act: Act) -> None:
    """Refuse what one of the databases would cut short or not keep."""
    limits = {
        "类别": (act.tag, TAG_LENGTH),
        "对象": (act.subject, SUBJECT_LENGTH),
        "姓名": (act.actor_name, NAME_LENGTH),
    }
    for label, (text, limit) in limits.items():
        if not text or len(text) > limit or "\x00" in text:
            message = f"存证记录的{label}应为1至{limit}个字，且不含空字符，请改正后重试。"
            raise BadInput("ledger-field", message)


def leaf_data(record: Record) -> bytes:
    """The canonical JSON of all fields of ``record``, with its data as an object, not as text."""
    before = canonical({"actor_id": record.actor_id, "actor_name": record.actor_name, "at": record.at})
    after = canonical(
        {"recorded_at": record.recorded_at, "seq": record.seq, "subject": record.subject, "tag": record.tag}
    )
    return before[:-1] + b',"data":' + record.data.encode() + b"," + after[1:]


def holds(inclusion: Inclusion) -> bool:
    """Whether the proof shows what it says; the head itself must be known from elsewhere."""
    return verify_inclusion(
        leaf_hash(inclusion.record.encode()),
        [bytes.fromhex(step) for step in inclusion.path],
        index=inclusion.seq,
        size=inclusion.head.size,
        root=bytes.fromhex(inclusion.head.root),
    )


def read_inclusion(text: bytes) -> Inclusion:
    """The proof written as JSON."""
    try:
        given = json.loads(text)
        inclusion = Inclusion(
            seq=int(given["seq"]),
            record=str(given["record"]).encode().decode(),
            path=[bytes.fromhex(step).hex() for step in given["path"]],
            head=Head(int(given["head"]["size"]), bytes.fromhex(given["head"]["root"]).hex()),
        )
    except (ArithmeticError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise BadInput(
            "proof-unreadable", "这不是存证证明文件，请使用 luoshi ledger prove 出具的文件。"
        ) from error
    return inclusion
