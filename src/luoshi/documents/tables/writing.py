"""Tables for people to open in Excel; nothing in a cell is ever taken for a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from unicodedata import east_asian_width

import xlsxwriter

from luoshi.documents.cleaning import clean
from luoshi.kernel.errors import RuleBroken

Cell = str | int | float | Decimal | bool | date | datetime | None

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
_CUT = "……（超过 Excel 单元格上限，未完）"
_SAMPLE = 200
_NARROWEST, _WIDEST = 8, 48
_WIDE = frozenset("WFA")
_EXACT_DIGITS = 2**53
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}
# Excel cannot show earlier days; and the paper must be the same file for the same facts.
_FIRST_DAY = date(1900, 3, 1)
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- a constant, not a moment
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "header": {"bold": True, "border": 1, "bg_color": "#E7E6E6", "text_wrap": True, "align": "center"},
    "text": {"text_wrap": True},
    "number": {},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}


def write_table(
    headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "", sheet: str = "Sheet1"
) -> bytes:
    """Moments must come in local time; raises RuleBroken when there are more rows than a sheet holds."""
    output = BytesIO()
    with xlsxwriter.Workbook(output, _OPTIONS) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        _Sheet(workbook, sheet).fill(headers, rows, title=title)
    return output.getvalue()


class _Sheet:
    def __init__(self, workbook: xlsxwriter.Workbook, name: str) -> None:
        self._sheet = workbook.add_worksheet(sheet_name(name))
        self._formats = {
            key: workbook.add_format({"valign": "vcenter", **options}) for key, options in _FORMATS.items()
        }

    def fill(self, headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> None:
        stream = iter(rows)
        sample = list(islice(stream, _SAMPLE))
        for column, width in enumerate(_widths(headers, sample)):
            self._sheet.set_column(column, column, width)
        top = 0
        if title:
            self._sheet.write_string(0, 0, clean(title)[0], self._formats["title"])
            top = 1
        for column, header in enumerate(headers):
            self._sheet.write_string(top, column, clean(header)[0], self._formats["header"])
        last = top
        for last, row in enumerate(chain(sample, stream), top + 1):
            self._write(last, row)
        self._sheet.freeze_panes(top + 1, 0)
        self._sheet.autofilter(top, 0, last, len(headers) - 1)

    def _write(self, number: int, row: Sequence[Cell]) -> None:
        if number >= MAX_ROWS:
            raise RuleBroken("too-many-rows", f"超过 Excel 一张表 {MAX_ROWS} 行的上限，请缩小范围后导出。")
        for column, value in enumerate(row):
            self._write_cell(number, column, value)

    def _write_cell(self, number: int, column: int, value: Cell) -> None:
        if value is None or value == "":
            return
        if isinstance(value, datetime):
            self._sheet.write_datetime(number, column, value, self._formats["moment"])
        elif isinstance(value, date) and value >= _FIRST_DAY:
            self._sheet.write_datetime(number, column, value, self._formats["date"])
        elif _is_number(value):
            self._sheet.write_number(number, column, value, self._formats["number"])
        else:
            self._sheet.write_string(number, column, _text(value), self._formats["text"])


def _is_number(value: Cell) -> bool:
    """Long identifiers given as numbers would lose their last digits in Excel."""
    return (
        isinstance(value, int | float | Decimal)
        and not isinstance(value, bool)
        and abs(float(value)) <= _EXACT_DIGITS
    )


def _text(value: Cell) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = clean(str(value))[0]
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(_CUT)] + _CUT


def _widths(headers: Sequence[str], sample: Sequence[Sequence[Cell]]) -> list[int]:
    """In characters of the default font; a Han character takes two."""
    widths = []
    for column, header in enumerate(headers):
        longest = max((_width(row[column]) for row in sample if column < len(row)), default=0)
        widths.append(min(max(longest, _width(header) + 2, _NARROWEST), _WIDEST))
    return widths


def _width(value: Cell) -> int:
    lines = str("" if value is None else value).split("\n")
    return max(sum(2 if east_asian_width(letter) in _WIDE else 1 for letter in line) for line in lines) + 1


def sheet_name(name: str) -> str:
    """What Excel allows as the name of a sheet."""
    allowed = "".join(letter for letter in clean(name)[0] if letter not in "[]:*?/\\\n\t").strip("'")
    return allowed[:31] or "Sheet1"
