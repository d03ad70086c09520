"""Opening OOXML packages without trusting what their headers say about sizes."""

import struct
import zipfile
import zlib
from io import BytesIO

from luoshi.documents import refusals
from luoshi.documents.formats import Format

MAX_MEMBERS = 5_000
MAX_TOTAL = 300 * 1024 * 1024
# What is parsed as a whole takes up to 25 times its size in memory.
MAX_PART = 16 * 1024 * 1024
# Text-heavy sheets reach 60:1; a bomb lies above 1000:1.
MAX_RATIO = 150
SMALL_TOTAL = 40 * 1024 * 1024

_ENTRY = b"PK\x01\x02"
_ENCRYPTED_FLAG = 0x1
_CHUNK = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Archive:
    """A package whose every member has been unpacked once, in pieces, against the limits."""

    def __init__(self, content: bytes, *, kind: Format, part_limit: int = MAX_PART) -> None:
        if content.count(_ENTRY) > MAX_MEMBERS:
            raise refusals.zip_bomb()
        self.kind = kind
        self._part_limit = part_limit
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise refusals.unreadable(kind) from error
        self.names = frozenset(self._zip.namelist())
        self._allowance = max(SMALL_TOTAL, min(MAX_TOTAL, len(content) * MAX_RATIO))

    def verify(self) -> None:
        """Unpack everything once; raises BadInput for bombs, passwords and damage."""
        left = self._allowance
        for info in self._zip.infolist():
            if info.flag_bits & _ENCRYPTED_FLAG:
                raise refusals.encrypted(self.kind)
            left -= self._measure(info, left)

    def _measure(self, info: zipfile.ZipInfo, left: int) -> int:
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > left:
                        raise refusals.zip_bomb()
        except _BROKEN as error:
            raise refusals.unreadable(self.kind) from error
        return size

    def read(self, name: str) -> bytes:
        """One member, which must exist in ``names``; raises BadInput when it is larger than any real one."""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(self._part_limit + 1)
        except _BROKEN as error:
            raise refusals.unreadable(self.kind) from error
        if len(data) > self._part_limit:
            raise refusals.zip_bomb()
        return data

    def repacked(self, *, without: tuple[str, ...]) -> bytes:
        """The same package, uncompressed and with true sizes, for readers that trust headers."""
        output = BytesIO()
        with zipfile.ZipFile(output, "w") as copy:
            for name in sorted(self.names):
                if not name.startswith(without) and not name.endswith("/"):
                    copy.writestr(name, self.read(name))
        return output.getvalue()
