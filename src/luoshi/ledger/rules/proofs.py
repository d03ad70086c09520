"""Heads, and what proves to somebody without the database that an entry or an older head stands under them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from luoshi.kernel.errors import BadInput
from luoshi.kernel.hashing import hashing
from luoshi.kernel.merkle import verify_consistency, verify_inclusion

T = TypeVar("T")
UNREADABLE = (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands for the first ``size`` entries; ``root`` in hex."""

    size: int
    root: str

    def __str__(self) -> str:
        return f"{self.size}:{self.root}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """Shows that nothing under the ``old`` head was changed on the way to the ``new`` one; hashes in hex."""

    old: Head
    new: Head
    path: list[str]
    hash: str = "sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Shows that ``record`` (its exact text) is entry ``seq`` under a head; hashes in hex.

    ``since`` leads from an older head, as printed in a circular, to this one.
    """

    seq: int
    record: str
    path: list[str]
    head: Head
    hash: str = "sha256"
    since: Consistency | None = None


def holds(inclusion: Inclusion) -> bool:
    """Whether the proof shows what it says; the head itself must be known from elsewhere."""
    by = hashing(inclusion.hash)
    included = verify_inclusion(
        by.leaf(inclusion.record.encode()),
        _bytes(inclusion.path),
        index=inclusion.seq,
        size=inclusion.head.size,
        root=bytes.fromhex(inclusion.head.root),
        by=by,
    )
    since = inclusion.since
    return included and (since is None or (since.new == inclusion.head and consistent(since)))


def consistent(proof: Consistency) -> bool:
    """Whether the ledger under the new head begins with all that stood under the old one."""
    return verify_consistency(
        _bytes(proof.path),
        old=proof.old.size,
        new=proof.new.size,
        old_root=bytes.fromhex(proof.old.root),
        new_root=bytes.fromhex(proof.new.root),
        by=hashing(proof.hash),
    )


def read_inclusion(text: bytes) -> Inclusion:
    """The proof of an entry written as JSON."""
    return _read(text, _inclusion, "这不是存证证明文件，请使用 luoshi ledger prove 出具的文件。")


def read_consistency(text: bytes) -> Consistency:
    """The proof of an older head written as JSON."""
    return _read(text, _consistency, "这不是一致性证明文件，请使用 luoshi ledger compare 出具的文件。")


def read_head(text: bytes) -> tuple[Head, str]:
    """A head and the name of its hash written as JSON, as ``luoshi ledger head`` gives it."""
    return _read(
        text,
        lambda given: (_head(given), hashing(given["hash"]).name),
        "这不是存证头文件，请使用 luoshi ledger head --format json 出具的文件。",
    )


def _read(text: bytes, take: Callable[[Any], T], otherwise: str) -> T:
    try:
        return take(json.loads(text))
    except UNREADABLE as error:
        raise BadInput("proof-unreadable", otherwise) from error


def _inclusion(given: Any) -> Inclusion:
    since = given.get("since")
    return Inclusion(
        seq=int(given["seq"]),
        record=str(given["record"]).encode().decode(),
        path=_path(given),
        head=_head(given["head"]),
        hash=hashing(given.get("hash", "sha256")).name,
        since=None if since is None else _consistency(since),
    )


def _consistency(given: Any) -> Consistency:
    return Consistency(
        old=_head(given["old"]),
        new=_head(given["new"]),
        path=_path(given),
        hash=hashing(given.get("hash", "sha256")).name,
    )


def _head(given: Any) -> Head:
    return Head(int(given["size"]), _hash(given["root"]))


def _path(given: Any) -> list[str]:
    return [_hash(step) for step in given["path"]]


def _hash(given: str) -> str:
    """Other lengths would let two hashes pass as one."""
    digest = bytes.fromhex(given)
    if len(digest) != 32:
        raise ValueError("a hash has 32 bytes")
    return digest.hex()


def _bytes(path: list[str]) -> list[bytes]:
    return [bytes.fromhex(step) for step in path]
