"""How far a workbook reaches, found before anything takes memory for it.

A file of a few kilobytes can name the far corner of a sheet; a reader that fills the cells between goes down.
"""

import re
import struct
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from luoshi.documents import refusals
from luoshi.documents.formats import Format
from luoshi.kernel.errors import BadInput

MAX_AREA = 4_000_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BIFF_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_BIFF_SHEET_START = 0x0809
_BIFF_PASSWORD = 0x002F


class _Extent:
    """The box around the cells seen so far, counted from 0."""

    def __init__(self) -> None:
        self.first: tuple[int, int] | None = None
        self.last = (0, 0)

    def add(self, row: int, column: int) -> None:
        first = self.first or (row, column)
        self.first = (min(first[0], row), min(first[1], column))
        self.last = (max(self.last[0], row), max(self.last[1], column))

    def check(self) -> None:
        """Rows above the first are read as blank ones, so they count."""
        if (self.last[0] + 1) * (self.last[1] + 1) > MAX_AREA:
            raise BadInput(
                "table-too-large",
                "工作表范围过大，可能在远处的单元格里误填了内容，请删除数据区以外的行和列后重新上传。",
            )


def check_xlsx_sheet(sheet: bytes) -> None:
    extent = _Extent()
    row, column = -1, -1
    events = etree.iterparse(
        BytesIO(sheet),
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        resolve_entities=False,
        no_network=True,
    )
    try:
        for event, element in events:
            is_row = etree.QName(element).localname == "row"
            if event == "start":
                row, column = _position(element, is_row=is_row, before=(row, column))
            elif is_row:
                element.clear()
            elif len(element):
                extent.add(row, column)
    except etree.XMLSyntaxError as error:
        raise refusals.unreadable(Format.XLSX) from error
    extent.check()


def _position(element: etree._Element, *, is_row: bool, before: tuple[int, int]) -> tuple[int, int]:
    """Row and column may be left out, and then follow the one before."""
    reference = element.get("r", "")
    if is_row:
        return (int(reference) - 1 if reference.isdecimal() else before[0] + 1), -1
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return before[0], before[1] + 1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def check_xls_stream(workbook: bytes) -> None:
    extent = _Extent()
    for kind, data in _records(workbook):
        if kind == _BIFF_PASSWORD:
            raise refusals.encrypted(Format.XLS)
        if kind == _BIFF_SHEET_START:
            extent.check()
            extent = _Extent()
        elif kind in _BIFF_CELLS and len(data) >= 4:
            extent.add(*struct.unpack_from("<HH", data))
    extent.check()


def _records(workbook: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 4 <= len(workbook):
        kind, size = struct.unpack_from("<HH", workbook, position)
        position += 4
        yield kind, workbook[position : position + size]
        position += size
