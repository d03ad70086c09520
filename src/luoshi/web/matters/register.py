"""The register's pages: on screen, on paper, in Excel, and the views that a person keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards import people
from luoshi.boards import register as board
from luoshi.boards.people import Offered
from luoshi.boards.register import RegisterFilter, Sort, Span
from luoshi.files.rules import disposition
from luoshi.files.terms import Kind
from luoshi.kernel.terms import Term
from luoshi.matters import actions
from luoshi.matters import queries as matters
from luoshi.matters.terms import Light, MatterKind, Status
from luoshi.web.http import ActorRequest
from luoshi.web.matters import cells

PAPER_ROWS = 100
TABS: tuple[tuple[str, RegisterFilter], ...] = (
    ("在办", RegisterFilter()),
    ("超期", RegisterFilter(light=Light.OVERDUE)),
    ("临期", RegisterFilter(light=Light.NEAR_DUE)),
    ("超时未签收", RegisterFilter(light=Light.UNANSWERED)),
    ("待核查认可", RegisterFilter(light=Light.IN_REVIEW)),
    ("已办结", RegisterFilter(status=Status.CLOSED, sort=Sort.DUE_LAST)),
    ("未交办", RegisterFilter(light=Light.NOT_ISSUED)),
    ("全部", RegisterFilter(span=Span.ALL, sort=Sort.NEW)),
)
STATES = ("span", "status", "light")
"""What a tab sets; the rest of the view stays when another tab is chosen."""

MORE = {
    *("kind", "sponsor", "portfolio", "keeper", "due_from", "due_to", "issued_from", "issued_to", "check_to"),
    *("size", "cols"),
}
"""Fields that are folded away unless one of them is used."""

WITHOUT_FIELD = ("directive", "heard_to", "accepted")
"""Conditions that come from links only; the form carries them along."""

CHOOSE = {
    Status.PROPOSED: ("matters_docket_many", Permission.MATTER_DOCKET, "批量立项"),
    Status.DOCKETED: ("matters_issue_many", Permission.MATTER_ISSUE, "批量交办"),
}
"""The states whose matters can be chosen for one act together."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the quick views over the register."""

    label: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Together:
    """The act for which rows can be chosen."""

    url: str
    label: str


def register(request: ActorRequest) -> HttpResponse:
    """One page of the register."""
    wanted = _wanted(request)
    columns = board.shown(wanted.cols)
    page = board.read(request.actor, wanted, columns, today=request.today)
    together = _together(request.actor, wanted)
    offered = people.offered(request.today)
    context = {
        "wanted": wanted,
        "query": wanted.changed().query(),
        "everything": wanted.changed(span=Span.ALL).query(),
        "more_open": any(name in MORE for name, _ in wanted.given()),
        "kept": [(name, value) for name, value in wanted.given() if name in WITHOUT_FIELD],
        "page": page,
        "total": f"{board.COUNTED}项以上" if page.total > board.COUNTED else f"{page.total}项",
        "before": wanted.changed(cursor=page.before).query() if page.before else "",
        "after": wanted.changed(cursor=page.after).query() if page.after else "",
        "columns": _headers(columns, wanted),
        "rows": cells.rows(page.lines, columns, choosing=together is not None),
        "together": together,
        "tabs": _tabs(wanted),
        "conditions": board.conditions(request.actor, wanted, offered),
        "choices": _choices(wanted, offered),
        "all_columns": [(column, column in columns) for column in board.COLUMNS.values()],
        "views": matters.saved_views(request.actor),
        "own_unit": matters.joined_unit(request.actor) is not None,
    }
    return render(request, "matters/register.html", context)


def paper(request: ActorRequest) -> HttpResponse:
    """The first rows as a sheet to print; a longer list is printed from Excel."""
    wanted = _wanted(request).changed(size=PAPER_ROWS)
    columns = board.shown(wanted.cols)
    page = board.read(request.actor, wanted, columns, today=request.today)
    context = {
        "page": page,
        "query": wanted.query(),
        "columns": columns,
        "rows": cells.rows(page.lines, columns, choosing=False),
        "conditions": board.conditions(request.actor, wanted, people.offered(request.today)),
        "most": PAPER_ROWS,
    }
    return render(request, "matters/paper.html", context)


def export(request: ActorRequest) -> HttpResponse:
    """Exactly what is shown, all pages of it, as an Excel workbook."""
    wanted = _wanted(request).changed()
    columns = board.shown(wanted.cols)
    found = board.conditions(request.actor, wanted, people.offered(request.today))
    said = "；".join(f"{condition.label}：{condition.text}" for condition in found)
    title = f"督办台账（截至{request.today.isoformat()}{'；' if said else ''}{said}）"
    book = board.workbook(request.actor, wanted, columns, today=request.today, title=title)
    actions.exported(book.rows, wanted.query(), by=request.actor, at=request.now)
    response = HttpResponse(book.content, content_type=Kind.XLSX.value)
    response["Content-Disposition"] = disposition(f"督办台账{request.today:%Y%m%d}.xlsx")
    return response


@require_POST
def view_save(request: ActorRequest) -> HttpResponseRedirect:
    """Keep the view under a name."""
    query = _read(request.POST.get("query", "")).query()
    view = actions.save_view(request.POST.get("name", ""), query, by=request.actor)
    messages.success(request, f"已保存视图“{view.name}”。")
    return redirect(f"{reverse('matters')}?{query}")


@require_POST
def view_drop(request: ActorRequest, view_id: int) -> HttpResponseRedirect:
    """Forget one of the person's views."""
    actions.drop_view(view_id, by=request.actor)
    messages.success(request, "已删除视图。")
    return redirect("matters")


def _wanted(request: ActorRequest) -> RegisterFilter:
    return board.parse(dict(request.GET.lists()), columns=list(board.COLUMNS))


def _read(query: str) -> RegisterFilter:
    return board.parse(parse_qs(query), columns=list(board.COLUMNS))


def _together(actor: Actor, wanted: RegisterFilter) -> Together | None:
    if wanted.status not in CHOOSE:
        return None
    page, permission, label = CHOOSE[wanted.status]
    return Together(reverse(page), label) if actor.may(permission) else None


def _tabs(wanted: RegisterFilter) -> list[Tab]:
    here = tuple(getattr(wanted, name) for name in STATES)
    return [
        Tab(
            label,
            wanted.changed(**{name: getattr(tab, name) for name in (*STATES, "sort")}).query(),
            here == tuple(getattr(tab, name) for name in STATES),
        )
        for label, tab in TABS
    ]


@dataclass(frozen=True, slots=True)
class Header:
    """A column's head; ``query`` orders the register by it."""

    label: str
    query: str = ""
    direction: str = ""


def _headers(columns: Iterable[board.Column], wanted: RegisterFilter) -> list[Header]:
    return [_header(column, wanted) for column in columns]


def _header(column: board.Column, wanted: RegisterFilter) -> Header:
    if column.code == "due":
        up = wanted.sort is Sort.DUE
        direction = "ascending" if up else "descending" if wanted.sort is Sort.DUE_LAST else ""
        return Header(column.label, wanted.changed(sort=Sort.DUE_LAST if up else Sort.DUE).query(), direction)
    if column.code == "heard":
        direction = "ascending" if wanted.sort is Sort.SILENT else ""
        return Header(column.label, wanted.changed(sort=Sort.SILENT).query(), direction)
    return Header(column.label)


def _choices(wanted: RegisterFilter, offered: Offered) -> dict[str, SafeString]:
    """The options of each select; made by hand, as a form's widgets would take longer than the whole page."""
    lists: dict[str, Any] = {
        "unit": offered.units,
        "sponsor": offered.leaders,
        "portfolio": offered.leaders,
        "keeper": offered.staff,
        "size": [(size, f"{size}行") for size in board.SIZES],
    }
    terms: dict[str, type[Term]] = {
        "part": board.Part,
        "span": Span,
        "status": Status,
        "light": Light,
        "kind": MatterKind,
        "sort": Sort,
    }
    lists |= {name: term.choices() for name, term in terms.items()}
    return {name: _options(options, getattr(wanted, name)) for name, options in lists.items()}


def _options(options: Iterable[tuple[Any, str]], chosen: Any) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, _SELECTED if value == chosen else "", label) for value, label in options),
    )


_SELECTED = SafeString(" selected")
