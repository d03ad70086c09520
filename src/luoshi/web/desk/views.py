"""The first page after login: what awaits this person today."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards import desk as board
from luoshi.boards.desk import Shown, Task
from luoshi.ledger import queries as ledger
from luoshi.units import queries as units
from luoshi.web.access import allowed
from luoshi.web.http import ActorRequest
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.cells import standing

RECENT = 8
TOGETHER = {"docket": "matters_docket_many", "issue": "matters_issue_many"}
"""The acts that can be done on several rows of a list at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """A task with what stands beside it."""

    task: Task
    url: str
    standing: SafeString
    act_url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A list as the page shows it."""

    shown: Shown
    rows: list[Row]
    query: str
    label: str
    one_press: bool
    together: str


def home(request: ActorRequest) -> HttpResponse:
    """The lists, most urgent first."""
    actor = request.actor
    desk = board.read(actor, today=request.today)
    context: dict[str, Any] = {
        "panels": [_panel(shown) for shown in desk.shown],
        "empty": desk.empty,
        "figures": desk.figures,
    }
    if actor.may(Permission.MATTER_INSTRUCT) and actor.person_id is not None:
        context["holdings"] = board.holdings(actor.person_id, today=request.today)
    if _watches(actor):
        context |= {"head": ledger.head(), "recent": ledger.recent(limit=RECENT)}
    if actor.may(Permission.UNITS_WRITE):
        context["missing_years"] = _missing_years(request)
    return render(request, "desk/home.html", context)


def _panel(shown: Shown) -> Panel:
    verb = shown.section.verb
    base, act = reverse("matters"), ACTS.get(verb)
    rows = [
        Row(
            task,
            f"{base}{task.line.id}/",
            standing(task.line.light, task.line.days),
            f"{base}{task.line.id}/{verb}/" if act else "",
        )
        for task in shown.tasks
    ]
    return Panel(
        shown,
        rows,
        shown.section.wanted.query(),
        act.label if act else "",
        one_press=act.one_press if act else False,
        together=reverse(TOGETHER[verb]) if verb in TOGETHER else "",
    )


def _watches(actor: Actor) -> bool:
    """Those who look after the ledger and have no matters to handle."""
    return allowed(actor, "ledger") and not actor.may(Permission.MATTER_VERIFY)


def _missing_years(request: ActorRequest) -> list[int]:
    """This year, and from November on the next, when their holidays have not been entered."""
    needed = [request.today.year] + ([request.today.year + 1] if request.today.month >= 11 else [])
    entered = units.calendar().years
    return [year for year in needed if year not in entered]
