"""The register of supervised matters (督办台账) as a person sees it."""

from luoshi.boards.register.columns import COLUMNS, DEFAULT, Column, Line, shown
from luoshi.boards.register.export import Workbook, workbook
from luoshi.boards.register.filters import CONDITIONS, SIZES, Answer, Part, RegisterFilter, Sort, Span, parse
from luoshi.boards.register.pages import (
    COUNTED,
    GLANCE,
    Page,
    Top,
    count,
    line_of,
    near_days,
    read,
    stream,
    tops,
)
from luoshi.boards.register.words import Condition, conditions

__all__ = [
    "COLUMNS",
    "CONDITIONS",
    "COUNTED",
    "DEFAULT",
    "GLANCE",
    "SIZES",
    "Answer",
    "Column",
    "Condition",
    "Line",
    "Page",
    "Part",
    "RegisterFilter",
    "Sort",
    "Span",
    "Top",
    "Workbook",
    "conditions",
    "count",
    "line_of",
    "near_days",
    "parse",
    "read",
    "shown",
    "stream",
    "tops",
    "workbook",
]
