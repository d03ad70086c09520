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

SILENT_LIGHTS = {Light.IN_REVIEW, Light.NOT_ISSUED, Light.ASIDE, Light.PAUSED}
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
        '<td data-label="{}" class="{}">{}</td>',
        column.label,
        _CLASSES.get(column.code, "nowrap"),
        "" if content is None else content,
    )


def _due(line: Line) -> SafeString:
    return format_html("{} {}", day(line.due_on) or "未定", standing(line.light, line.days))


def standing(light: Light, days: int | None) -> SafeString:
    """How a matter stands, with the days where they count; plain words while all is well, nothing where the
    state itself says it."""
    if light in SILENT_LIGHTS:
        return _NOTHING
    if light is Light.RUNNING and days is not None:
        return format_html('<span class="muted nowrap">还有{}天</span>', days)
    if days is None or light not in _COUNTED:
        return light_chip(light)
    words, tone = _COUNTED[light]
    return chip("今天到期" if days == 0 else words.format(abs(days)), tone)


def _number(line: Line) -> str:
    return line.number or "未编号"


def _supporters(line: Line) -> str:
    return f"{line.supporters}个" if line.supporters else ""


def _urgency(line: Line) -> str:
    return "" if line.urgency == Urgency.NORMAL else Urgency(line.urgency).label


_NOTHING = SafeString("")
_COUNTED: Mapping[Light, tuple[str, str]] = {
    Light.OVERDUE: ("超期{}天", "bad"),
    Light.NEAR_DUE: ("还有{}天", "warn"),
    Light.DONE_LATE: ("超期{}天办结", "warn"),
}
_CELLS: Mapping[str, Callable[[Line], SafeString | str]] = {
    "number": _number,
    "due": _due,
    "support": _supporters,
    "status": lambda line: status_chip(line.status),
    "percent": lambda line: percent_bar(line.percent),
    "kind": lambda line: MatterKind(line.kind).label,
    "urgency": _urgency,
}
_CLASSES = {"content": "long", "basis": "long", "directive": "long", "due": "due"}
"""Whatever is not long stays on one line."""
