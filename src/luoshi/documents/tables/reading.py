"""A table for import: found by its headers, read row by row with the row numbers that Excel shows."""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from luoshi.documents import isolation, refusals
from luoshi.documents.formats import Format
from luoshi.documents.plain import decode
from luoshi.documents.reading import mislabelled
from luoshi.documents.sniffing import sniff
from luoshi.documents.tables.grids import Grid
from luoshi.documents.tables.values import as_header, as_text
from luoshi.kernel.errors import BadInput

ROW_LIMIT = 20_000
SIZE_LIMIT = 20 * 1024 * 1024
HEADER_WINDOW = 20
_ENOUGH_HEADERS = 2
_WORKER = "luoshi.documents.tables.worker"
_TABLE_ADVICE = "请用表格软件打开，另存为 Excel 工作簿（.xlsx）后上传。"


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` as Excel shows it; ``cells`` by header, blank ones as ""."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """``notes`` are Chinese sentences on what was left out."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str
    notes: tuple[str, ...]


def read_table(
    content: bytes, *, filename: str, expected: Collection[str] = (), limit: int = ROW_LIMIT
) -> Table:
    """The first sheet with a row of ``expected`` headers; ``limit`` counts rows below it. Raises BadInput."""
    if not content:
        raise refusals.empty()
    if len(content) > SIZE_LIMIT:
        raise refusals.too_large(SIZE_LIMIT)
    kind = sniff(content, filename)
    if kind is Format.ENCRYPTED:
        raise refusals.encrypted(kind)
    if kind not in _READERS:
        raise refusals.unsupported(kind, advice=_TABLE_ADVICE)
    shown = Format.CSV if kind is Format.TXT else kind
    for grid in _READERS[kind](content):
        header = _header_index(grid, expected)
        if header is not None:
            return _table(grid, header, limit=limit, expected=expected, notes=mislabelled(shown, filename))
    raise _no_header(expected)


def _read_csv(content: bytes) -> Iterator[Grid]:
    text = decode(content)[0]
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise refusals.unreadable(Format.CSV) from error
    yield Grid("", [[as_text(value) for value in row] for row in rows])


def _read_workbook(content: bytes) -> Iterator[Grid]:
    for grid in isolation.call(_WORKER, content, kind=Format.XLSX):
        yield Grid(**grid)


_READERS: Mapping[Format, Callable[[bytes], Iterator[Grid]]] = {
    Format.XLSX: _read_workbook,
    Format.XLS: _read_workbook,
    Format.CSV: _read_csv,
    Format.TXT: _read_csv,
}


def _header_index(grid: Grid, expected: Collection[str]) -> int | None:
    wanted = {as_header(name) for name in expected}
    enough = min(_ENOUGH_HEADERS, len(wanted)) if wanted else _ENOUGH_HEADERS
    for index, cells in enumerate(grid.rows[:HEADER_WINDOW]):
        headers = {as_header(value) for value in cells} - {""}
        if len(headers & wanted if wanted else headers) >= enough:
            return index
    return None


def _table(
    grid: Grid, header: int, *, limit: int, expected: Collection[str], notes: tuple[str, ...]
) -> Table:
    grid.fill_merged(after=header)
    body = [
        (number, cells) for number, cells in enumerate(grid.rows, 1) if number > header + 1 and any(cells)
    ]
    if len(body) > limit:
        raise BadInput("too-many-rows", f"表格有 {len(body)} 行，一次最多导入 {limit} 行，请拆分后上传。")
    columns, more = _columns(grid.rows[header], body, expected)
    rows = (
        Row(number, {name: cells[index] if index < len(cells) else "" for name, index in columns.items()})
        for number, cells in body
    )
    return Table(tuple(columns), tuple(rows), grid.name, (*notes, *more))


def _columns(
    header: list[str], body: list[tuple[int, list[str]]], expected: Collection[str]
) -> tuple[dict[str, int], list[str]]:
    columns: dict[str, int] = {}
    notes = []
    wanted = {as_header(name) for name in expected}
    for index in range(max((len(cells) for _, cells in body), default=0) if body else len(header)):
        name = as_header(header[index]) if index < len(header) else ""
        if name and name not in columns:
            columns[name] = index
        elif name in wanted:
            raise BadInput("duplicate-header", f"表头“{name}”出现了两次，请删去重复的一列后重新上传。")
        elif any(index < len(cells) and cells[index] for _, cells in body):
            what = f"与前面的“{name}”同名" if name else "没有表头"
            notes.append(f"第 {column_letters(index)} 列{what}，未读入")
    return columns, notes


def column_letters(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _no_header(expected: Collection[str]) -> BadInput:
    if not expected:
        return BadInput("header-not-found", "没有找到表头，请在第一行写明各列的名称。")
    names = "、".join(expected)
    return BadInput("header-not-found", f"没有找到表头，前 {HEADER_WINDOW} 行中应有一行写明：{names}。")
