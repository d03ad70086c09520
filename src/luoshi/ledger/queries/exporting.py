"""The ledger as a file that is checked without the database and without this program.

Lines of JSON. The first names the format and the hash. Then, in blocks of 256, one line an entry, which is exactly
what its leaf commits to, and after each block one line with its leaves, so that a difference has a place. The last
line is the head. Every byte of the file but the entries' follows from the entries.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput
from luoshi.ledger.models import Entry
from luoshi.ledger.queries.reading import FIELDS, head, state
from luoshi.ledger.rules import Head, Record, leaf_data

FORMAT = "luoshi-ledger-1"
BLOCK = 256
PART = 16 * BLOCK

Progress = Callable[[int, int], None]


def export(path: Path, *, resume: bool = False, progress: Progress | None = None) -> Head:
    """Write all entries to ``path``; with ``resume`` continue what an earlier export left there."""
    held = state()
    opening = canonical({"format": FORMAT, "hash": held.by.name}) + b"\n"
    continued = resume and path.exists() and path.stat().st_size > 0
    with path.open("r+b" if continued else "wb") as file:
        if continued:
            start = _kept(file, opening)
            file.truncate()
        else:
            start = 0
            file.write(opening)
        for end, block in _blocks(start, held.size):
            file.write(block)
            if progress:
                progress(end, held.size)
        now = head(held.size)
        file.write(canonical({"hash": held.by.name, "root": now.root, "size": now.size}) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return now


def _blocks(start: int, size: int) -> Iterator[tuple[int, bytes]]:
    for first in range(start, size, PART):
        rows = Entry.objects.filter(seq__gte=first, seq__lt=min(first + PART, size)).order_by("seq")
        lines: list[bytes] = []
        leaves: list[str] = []
        for fields in rows.values(*FIELDS, "leaf"):
            leaves.append(bytes(fields.pop("leaf")).hex())
            lines.append(leaf_data(Record(**fields)))
            if len(lines) == BLOCK:
                yield fields["seq"] + 1, _block(lines, leaves, fields["seq"] + 1)
                lines, leaves = [], []
        if lines:
            yield size, _block(lines, leaves, size)


def _block(lines: list[bytes], leaves: list[str], end: int) -> bytes:
    closing = canonical({"leaves": "".join(leaves), "size": end})
    return b"\n".join([*lines, closing, b""])


def _kept(file: BinaryIO, opening: bytes) -> int:
    """How many entries of the file stand in whole blocks, of this ledger; the file is left at their end."""
    if file.readline() != opening:
        raise BadInput("export-other", "该文件不是本存证链的导出文件，不能续写。请换一个文件名重新导出。")
    size, end = 0, file.tell()
    closing = b""
    while True:
        lines = [file.readline() for _ in range(BLOCK + 1)]
        if not lines[-1].startswith(b'{"leaves":') or not lines[-1].endswith(b"\n"):
            break
        size, end, closing = size + BLOCK, file.tell(), lines[-1]
    if closing and closing != _closing(size):
        raise BadInput("export-other", "该文件不是本存证链的导出文件，不能续写。请换一个文件名重新导出。")
    file.seek(end)
    return size


def _closing(size: int) -> bytes:
    """The line that ends the block before ``size``, as the ledger gives it now."""
    last = Entry.objects.filter(seq__gte=size - BLOCK, seq__lt=size).order_by("seq")
    leaves = [bytes(leaf).hex() for leaf in last.values_list("leaf", flat=True)]
    return canonical({"leaves": "".join(leaves), "size": size}) + b"\n"
