"""Run in a process of its own: Excel workbooks through calamine, which ends the process on some damage."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import olefile
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
from luoshi.documents.isolation import serve
from luoshi.documents.sniffing import OLE_ERRORS
from luoshi.documents.tables.extents import check_xls_stream, check_xlsx_sheet
from luoshi.documents.tables.values import as_text

_SHEETS = "xl/worksheets/"
_UNUSED = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/vbaProject", "xl/embeddings/")
_PACKAGE = b"PK"
_PART_LIMIT = 64 * 1024 * 1024


def grids(content: bytes) -> list[dict[str, Any]]:
    """Visible worksheets in order, as ``Grid`` takes them."""
    if content.startswith(_PACKAGE):
        return list(_sheets(_checked_package(content), Format.XLSX))
    _check_compound(content)
    return list(_sheets(content, Format.XLS))


def _checked_package(content: bytes) -> bytes:
    archive = Archive(content, kind=Format.XLSX, part_limit=_PART_LIMIT)
    archive.verify()
    for name in sorted(archive.names):
        if name.startswith(_SHEETS) and name.endswith(".xml"):
            check_xlsx_sheet(archive.read(name))
    return archive.repacked(without=_UNUSED)


def _check_compound(content: bytes) -> None:
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            stream = "Workbook" if ole.exists("Workbook") else "Book"
            workbook = ole.openstream(stream).read()
    except OLE_ERRORS as error:
        raise refusals.unreadable(Format.XLS) from error
    check_xls_stream(workbook)


def _sheets(content: bytes, kind: Format) -> Iterator[dict[str, Any]]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
                yield _sheet(workbook.get_sheet_by_index(index))
    except PasswordError as error:
        raise refusals.encrypted(kind) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise refusals.unreadable(kind) from error


def _sheet(sheet: CalamineSheet) -> dict[str, Any]:
    left = 0 if sheet.start is None else sheet.start[1]
    rows = [[""] * left + [as_text(value) for value in row] for row in sheet.iter_rows()]
    return {"name": sheet.name, "rows": rows, "merged": sheet.merged_cell_ranges or ()}


if __name__ == "__main__":  # pragma: no cover -- runs in another process
    serve(grids)
