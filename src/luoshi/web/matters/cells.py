"""The rows of the register as HTML. They are made here and not in a template, which would take a page of a
hundred matters three times as long; ``format_html`` escapes whatever it is given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from luoshi.boards.register import Column, Line
from luoshi.matters.terms import Light, MatterKind, Urgency
from luoshi.web.templatetags.luoshi import chip, day, light_chip, percent_bar, status_chip

ROW_MARKS = {Light.OVERDUE: "row-bad", Light.UNANSWERED: "row-bad", Light.NEAR_DUE: "row-warn"}


def rows(lines: Sequence[Line], columns: Sequence[Column], *, choosing: bool) -> list[SafeString]:
    """A ``tr`` for each line; ``choosing`` puts a box to tick in front."""
    base = reverse("matters")
    return [_row(line, columns, base=base, choosing=choosing) for line in lines]


def _row(line: Line, columns: Sequence[Column], *, base: str, choosing: bool) -> SafeString:
    cells = mark_safe("".join(_cell(line, column, base) for column in columns))  # noqa: S308 -- each cell is escaped
    box = (
        format_html(
            '<td class="choose"><input type="checkbox" name="id" value="{}" aria-label="选择：{}"></td>',
            line.id,
            line.title,
        )
        if choosing
        else ""
    )
    return format_html('<tr class="{}">{}{}</tr>', ROW_MARKS.get(line.light, ""), box, cells)


def _cell(line: Line, column: Column, base: str) -> SafeString:
    if column.code == "title":
        return format_html('<th scope="row"><a href="{}{}/">{}</a></th>', base, line.id, line.title)
    content = _CELLS[column.code](line) if column.code in _CELLS else column.cells(line)[0]
    if isinstance(content, date):
        content = day(content)
    return format_html(
        '<td data-label="{}"{}>{}</td>',
        column.label,
        _CLASSES.get(column.code, ""),
        "" if content is None else content,
    )


def _due(line: Line) -> SafeString:
    return format_html("{} {}", day(line.due_on) or "未定", standing(line.light, line.days))


def standing(light: Light, days: int | None) -> SafeString:
    """How a matter stands, with the days where they count; plain words while all is well."""
    if days is None:
        return light_chip(light)
    if light is Light.RUNNING:
        return format_html('<span class="muted nowrap">还有{}天</span>', days)
    words = {
        Light.OVERDUE: f"超期{-days}天",
        Light.NEAR_DUE: f"还有{days}天" if days else "今天到期",
        Light.DONE_LATE: f"超期{-days}天办结",
    }
    return (
        chip(words[light], "bad" if light is Light.OVERDUE else "warn")
        if light in words
        else light_chip(light)
    )


def _number(line: Line) -> SafeString | str:
    return format_html('<span class="nowrap">{}</span>', line.number) if line.number else "未编号"


def _supporters(line: Line) -> str:
    return f"{line.supporters}个" if line.supporters else ""


def _urgency(line: Line) -> str:
    return "" if line.urgency == Urgency.NORMAL else Urgency(line.urgency).label


_CELLS: Mapping[str, Callable[[Line], SafeString | str]] = {
    "number": _number,
    "due": _due,
    "support": _supporters,
    "status": lambda line: status_chip(line.status),
    "percent": lambda line: percent_bar(line.percent),
    "kind": lambda line: MatterKind(line.kind).label,
    "urgency": _urgency,
}
_CLASSES = {
    "content": mark_safe(' class="long"'),
    "due": mark_safe(' class="due"'),
}
