"""Excel workbooks through calamine, which takes memory for every cell from the first to the last used.

A file of a few kilobytes can name the far corner of a sheet, so the extent is checked before calamine sees it.
"""

import re
import struct
from collections.abc import Iterator
from io import BytesIO

import olefile
from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from luoshi.documents import refusals
from luoshi.documents.archives import Archive
from luoshi.documents.formats import Format
from luoshi.documents.sniffing import OLE_ERRORS
from luoshi.documents.tables.grids import Grid
from luoshi.documents.tables.values import as_text
from luoshi.kernel.errors import BadInput

MAX_AREA = 4_000_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml")
_UNUSED_PARTS = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/vbaProject", "xl/embeddings/")
_BIFF_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_BIFF_SHEET_START = 0x0809
_BIFF_PASSWORD = 0x002F


def read_xlsx(content: bytes) -> Iterator[Grid]:
    """Visible worksheets in order; raises BadInput for bombs, damage and passwords."""
    archive = Archive(content, kind=Format.XLSX)
    archive.verify()
    for name in sorted(archive.names):
        if _SHEET_PARTS.fullmatch(name):
            _check_xlsx_extent(archive.read(name))
    return _grids(archive.repacked(without=_UNUSED_PARTS), Format.XLSX)


def read_xls(content: bytes) -> Iterator[Grid]:
    """Visible worksheets in order; raises BadInput for damage and passwords."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            stream = "Workbook" if ole.exists("Workbook") else "Book"
            workbook = ole.openstream(stream).read()
    except OLE_ERRORS as error:
        raise refusals.unreadable(Format.XLS) from error
    _check_xls_extent(workbook)
    return _grids(content, Format.XLS)


def _grids(content: bytes, kind: Format) -> Iterator[Grid]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
                yield _grid(workbook.get_sheet_by_index(index))
    except PasswordError as error:
        raise refusals.encrypted(kind) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise refusals.unreadable(kind) from error


def _grid(sheet: CalamineSheet) -> Grid:
    left = 0 if sheet.start is None else sheet.start[1]
    rows = [[""] * left + [as_text(value) for value in row] for row in sheet.iter_rows()]
    return Grid(sheet.name, rows, sheet.merged_cell_ranges or ())


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


def _check_xlsx_extent(sheet: bytes) -> None:
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


def _check_xls_extent(workbook: bytes) -> None:
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
