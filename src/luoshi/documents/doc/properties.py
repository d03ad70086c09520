"""Properties of characters and paragraphs, kept in pages of 512 bytes and given by byte offset ([MS-DOC] 2.9)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from luoshi.documents.doc.streams import CHARACTER_RUNS, PARAGRAPH_RUNS, WordFile

_PAGE = 512
_PAGE_NUMBER_BITS = 0x003F_FFFF
_PARAGRAPH_ENTRY = 13

_LEVEL = 0x260A
_LIST = 0x460B
_IN_TABLE = 0x2416
_ROW_END = 0x2417
_DELETED = 0x0800
_HIDDEN = 0x083C
_TABLE_DEFINITION = 0xD608
_TAB_CHANGES = 0xC615
# By the top three bits of the code; 6 means that the length stands before the value.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class Run:
    """A range of bytes that is not part of the text as it reads; the reason is "revision" or "hidden"."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """None where the paragraph says nothing of its own and the style decides."""

    style: int = 0
    use: int | None = None
    level: int | None = None
    in_table: bool = False
    ends_row: bool = False


class Paragraphs:
    """Look up the properties of the paragraph that a byte offset lies in."""

    def __init__(self, file: WordFile) -> None:
        runs = sorted(_runs(file, PARAGRAPH_RUNS), key=lambda run: run[0])
        self._starts = [start for start, _, _ in runs]
        self._runs = runs

    def at(self, offset: int) -> ParagraphProperties:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._runs[index][1]:
            return ParagraphProperties()
        return _paragraph(self._runs[index][2])


def removed_runs(file: WordFile) -> list[Run]:
    found = []
    for start, end, data in _runs(file, CHARACTER_RUNS):
        values = dict(sprms(data))
        if _is_on(values, _DELETED):
            found.append(Run(start, end, "revision"))
        elif _is_on(values, _HIDDEN):
            found.append(Run(start, end, "hidden"))
    return list(_disjoint(sorted(found, key=lambda run: run.start)))


def _disjoint(runs: Sequence[Run]) -> Iterator[Run]:
    """In a sound file they never overlap; in a crafted one the later of two is left out."""
    end = 0
    for run in runs:
        if run.start >= end:
            end = run.end
            yield run


def _is_on(values: Mapping[int, bytes], code: int) -> bool:
    return values.get(code, b"")[:1] == b"\1"


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Single property modifiers: code and value; what is cut off is left out."""
    position = 0
    while position + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, position)
        position += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            prefix = 2 if code == _TABLE_DEFINITION else 1
            size = int.from_bytes(data[position : position + prefix], "little")
            position += prefix
            if code == _TABLE_DEFINITION:
                size = max(size - 1, 0)
            elif code == _TAB_CHANGES and size == 255:
                return
        yield code, data[position : position + size]
        position += size


def list_membership(data: bytes) -> tuple[int | None, int | None]:
    """The use of a list and the level, as far as ``data`` (a run of sprms) says."""
    values = dict(sprms(data))
    use = struct.unpack("<H", values[_LIST])[0] if len(values.get(_LIST, b"")) == 2 else None
    level = values[_LEVEL][0] if values.get(_LEVEL) else None
    return use, level


def _paragraph(data: bytes) -> ParagraphProperties:
    values = dict(sprms(data[2:]))
    use, level = list_membership(data[2:])
    return ParagraphProperties(
        style=int.from_bytes(data[:2], "little"),
        use=use,
        level=level,
        in_table=_is_on(values, _IN_TABLE),
        ends_row=_is_on(values, _ROW_END),
    )


def _runs(file: WordFile, kind: int) -> Iterator[tuple[int, int, bytes]]:
    table = file.structure(kind)
    count = (len(table) - 4) // 8
    for index in range(min(count, len(file.main) // _PAGE)):
        (number,) = struct.unpack_from("<I", table, 4 * (count + 1) + 4 * index)
        offset = (number & _PAGE_NUMBER_BITS) * _PAGE
        page = file.main[offset : offset + _PAGE]
        if len(page) == _PAGE:
            yield from _page_runs(page, _PARAGRAPH_ENTRY if kind == PARAGRAPH_RUNS else 1)


def _page_runs(page: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    count = min(page[-1], (_PAGE - 5) // (4 + width))
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        place = page[4 * (count + 1) + width * index] * 2
        data = b"" if place == 0 else _stored(page, place, is_paragraph=width == _PARAGRAPH_ENTRY)
        yield bounds[index], bounds[index + 1], data


def _stored(page: bytes, place: int, *, is_paragraph: bool) -> bytes:
    """The length counts bytes for characters and, in one of two ways, pairs of bytes for paragraphs."""
    size = page[place]
    if not is_paragraph:
        return page[place + 1 : place + 1 + size]
    if size:
        return page[place + 1 : place + 2 * size]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]
