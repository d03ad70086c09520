"""The piece table: where each stretch of text lies in the file ([MS-DOC] 2.4.1, 2.9.38)."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.documents import refusals
from luoshi.documents.doc.streams import PIECES, WordFile
from luoshi.documents.formats import Format

_TABLE = 2
_PROPERTIES = 1
_COMPRESSED = 0x4000_0000
_ENTRY = 8
MAX_CHARACTERS = 10_000_000  # pieces may share bytes, so the size of the file sets no limit


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``first`` to ``end`` stand at byte ``offset``, each ``width`` bytes wide."""

    first: int
    end: int
    offset: int
    width: int

    def text(self, main: bytes) -> str:
        data = main[self.offset : self.offset + (self.end - self.first) * self.width]
        return data.decode("cp1252" if self.width == 1 else "utf-16-le", "replace")

    def place(self, character: int) -> int:
        """The byte offset of a character."""
        return self.offset + (character - self.first) * self.width

    def overlap(self, start: int, end: int) -> tuple[int, int]:
        """The characters of this piece between two byte offsets; empty when the first is not below the second."""
        first = self.first + max(0, start - self.offset) // self.width
        last = self.first + max(0, end - self.offset) // self.width
        return first, min(self.end, last)


def read_pieces(file: WordFile) -> Sequence[Piece]:
    """Raises BadInput when the table is missing or leads outside the file."""
    table = _piece_table(file.structure(PIECES))
    count = (len(table) - 4) // (4 + _ENTRY)
    if count < 1:
        raise refusals.unreadable(Format.DOC)
    bounds = struct.unpack_from(f"<{count + 1}I", table)
    if bounds[0] != 0 or bounds[-1] > MAX_CHARACTERS:
        raise refusals.unreadable(Format.DOC)
    found = []
    for index in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + _ENTRY * index + 2)
        compressed = bool(place & _COMPRESSED)
        offset = (place & ~_COMPRESSED) // (2 if compressed else 1)
        piece = Piece(bounds[index], bounds[index + 1], offset, 1 if compressed else 2)
        if piece.end < piece.first or piece.place(piece.end) > len(file.main):
            raise refusals.unreadable(Format.DOC)
        found.append(piece)
    return found


def _piece_table(clx: bytes) -> bytes:
    for kind, data in _parts(clx):
        if kind == _TABLE:
            return data
    return b""


def _parts(clx: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(clx):
        kind = clx[position]
        size_format = "<H" if kind == _PROPERTIES else "<I"
        (size,) = struct.unpack_from(size_format, clx, position + 1)
        position += 1 + struct.calcsize(size_format)
        yield kind, clx[position : position + size]
        position += size
