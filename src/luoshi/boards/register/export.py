"""The register as an Excel workbook: the rows and columns that are shown, all pages of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.accounts.policy import Actor
from luoshi.boards.register.columns import Cell, Column
from luoshi.boards.register.filters import RegisterFilter
from luoshi.boards.register.pages import count, stream
from luoshi.documents.tables import write_table
from luoshi.kernel.errors import RuleBroken

MOST_ROWS = 50_000
SHEET = "督办台账"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The file and how many matters it holds."""

    content: bytes
    rows: int


def workbook(
    actor: Actor, wanted: RegisterFilter, columns: Sequence[Column], *, today: date, title: str
) -> Workbook:
    """Refused when there are more rows than anybody reads."""
    rows = count(actor, wanted, today=today, most=MOST_ROWS)
    if rows > MOST_ROWS:
        raise RuleBroken(
            "export-too-large", f"符合条件的事项超过{MOST_ROWS}项，请用单位、日期等条件缩小范围后再导出。"
        )
    headers = [header for column in columns for header in column.headers]
    content = write_table(headers, _rows(actor, wanted, columns, today=today), title=title, sheet=SHEET)
    return Workbook(content, rows)


def _rows(
    actor: Actor, wanted: RegisterFilter, columns: Sequence[Column], *, today: date
) -> Iterator[list[Cell]]:
    for line in stream(actor, wanted, columns, today=today):
        yield [cell for column in columns for cell in column.cells(line)]
