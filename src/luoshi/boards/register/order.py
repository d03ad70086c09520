"""The order of the register and the place of a page in it.

A page is read from an index by the key of the row before it, never by counting rows from the start, so that
it costs the same whatever the size of the whole, and no row is lost or doubled when others change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import Combinable

from luoshi.boards.register.filters import Sort
from luoshi.boards.register.rows import Scope
from luoshi.kernel.errors import BadInput
from luoshi.matters.models import Matter

DESCENDING = {Sort.DUE_LAST, Sort.NEW}
AFTER, BEFORE = "a", "b"


LONGEST_ID = 18
"""Digits of the largest key that a page can begin at; a longer number is somebody's play."""


@dataclass(frozen=True, slots=True)
class Order:
    """The columns that order a scope; ``dated`` when the first of them is a date before the number."""

    columns: tuple[str, ...]
    descending: bool

    @classmethod
    def of(cls, scope: Scope, sort: Sort) -> "Order":
        """The order that the reader chose."""
        columns = {
            Sort.NEW: (scope.key,),
            Sort.SILENT: ("heard_key", "id"),
        }.get(sort, (scope.due, scope.key))
        return cls(columns, sort in DESCENDING)

    def apply(self, rows: QuerySet[Matter], *, backwards: bool = False) -> QuerySet[Matter]:
        """The rows in this order, or in the opposite one."""
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(*(sign + column for column in self.columns))

    def part(self, rows: QuerySet[Matter], cursor: str) -> QuerySet[Matter]:
        """The rows from the cursor on; backwards from one that says so."""
        if not cursor:
            return self.apply(rows)
        backwards = cursor.startswith(BEFORE)
        sign = " < " if self.descending != backwards else " > "
        rest = rows.filter(self._beyond(self._place(cursor), sign))
        return self.apply(rest, backwards=backwards)

    def cursor(self, direction: str, row: Mapping[str, Any]) -> str:
        """Where the page after or before this row begins."""
        return direction + ".".join(str(row[column]) for column in self.columns)

    def _place(self, cursor: str) -> list[Any]:
        parts = cursor[1:].split(".")
        days = [part for part, _ in zip(parts, self.columns[1:], strict=False)]
        try:
            row = int(".".join(parts[len(days) :])[:LONGEST_ID])
            return [*map(date.fromisoformat, days), row]
        except ValueError as error:
            raise BadInput("bad-cursor", "翻页位置无法识别，请从督办台账的第一页重新查看。") from error

    def _beyond(self, place: Sequence[Any], sign: str) -> Combinable:
        """Rows compared whole, (due, id) > (day, number): both databases take that from the index."""
        here = _tuple([F(column) for column in self.columns])
        there = _tuple([Value(value) for value in place])
        return Func(here, there, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField())


def _tuple(parts: Sequence[Combinable]) -> Func:
    return Func(*parts, template="(%(expressions)s)", output_field=TextField())
