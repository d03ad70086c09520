"""The streams of a Word 97-2003 file and the file information block that says where things are ([MS-DOC] 2.5)."""

import struct
from io import BytesIO

import olefile

from luoshi.documents import refusals
from luoshi.documents.formats import Format
from luoshi.documents.sniffing import OLE_ERRORS

_WORD_97 = 0x00C1
_FLAGS_AT = 0x0A
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_OBFUSCATED = 0x8000
_COUNTS_AT = 0x4C
_POINTERS_AT = 0x9A

# Places in the list of pointers.
STYLES = 1
CHARACTER_RUNS = 12
PARAGRAPH_RUNS = 13
PIECES = 33
LISTS = 73
LIST_USES = 74


class WordFile:
    """``main`` holds the text, ``table`` what describes it."""

    def __init__(self, content: bytes) -> None:
        try:
            with olefile.OleFileIO(BytesIO(content)) as ole:
                self.main = _stream(ole, "WordDocument")
                flags = self._checked_flags()
                self.table = _stream(ole, "1Table" if flags & _SECOND_TABLE else "0Table")
                self.has_macros = ole.exists("Macros")
        except OLE_ERRORS as error:
            raise refusals.unreadable(Format.DOC) from error

    def _checked_flags(self) -> int:
        if len(self.main) < _POINTERS_AT:
            raise refusals.unreadable(Format.DOC)
        (version,) = struct.unpack_from("<H", self.main, 2)
        if version < _WORD_97:
            raise refusals.unsupported(Format.OLD_DOC)
        (flags,) = struct.unpack_from("<H", self.main, _FLAGS_AT)
        if flags & (_ENCRYPTED | _OBFUSCATED):
            raise refusals.encrypted(Format.DOC)
        return int(flags)

    def counts(self) -> tuple[int, ...]:
        """Characters of: body, footnotes, headers, (unused), comments, endnotes, text boxes."""
        return struct.unpack_from("<7I", self.main, _COUNTS_AT)

    def pointer(self, index: int) -> tuple[int, int]:
        """Offset into ``table`` and length of one of the structures."""
        offset, length = struct.unpack_from("<2I", self.main, _POINTERS_AT + 8 * index)
        return offset, length

    def structure(self, index: int) -> bytes:
        offset, length = self.pointer(index)
        return self.table[offset : offset + length]


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    data: bytes = ole.openstream(name).read()
    return data
