"""The smallest compound file (MS-CFB) with one empty stream of a given name."""

import struct

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(stream: str) -> bytes:
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    fat = struct.pack("<128I", FAT, END, *[FREE] * 126)
    directory = _entry("Root Entry", kind=5, child=1) + _entry(stream, kind=2) + 2 * _entry("", kind=0)
    return header.ljust(SECTOR, b"\0") + fat + directory


def _entry(name: str, *, kind: int, child: int = FREE) -> bytes:
    raw = name.encode("utf-16-le")
    size = len(raw) + 2 if name else 0
    fixed = struct.pack("<HBBIII", size, kind, 1, FREE, FREE, child) + bytes(36) + struct.pack("<IQ", END, 0)
    return raw.ljust(64, b"\0") + fixed
