"""The first page after login: what awaits this person today."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards import desk as board
from luoshi.boards.desk import Shown, Task
from luoshi.ledger import queries as ledger
from luoshi.units import queries as units
from luoshi.web.access import allowed
from luoshi.web.desk.papers import piles
from luoshi.web.http import ActorRequest
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.cells import standing
from luoshi.web.templatetags.luoshi import day, status_chip

RECENT = 8
TOGETHER = {"docket": "matters_docket_many", "issue": "matters_issue_many"}
"""The acts that can be done on several rows of a list at once."""

LOOK_FIRST = {"verify": "核查", "accept": "审阅", "docket": "审阅"}
"""Acts of judgement: their button opens the matter's page, where everything stands that is to be judged."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a row asks for; ``press`` acts are done from here."""

    label: str
    url: str
    press: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A task with its facts in words and what can be done with it."""

    task: Task
    url: str
    facts: SafeString
    button: Button | None


@dataclass(frozen=True, slots=True)
class Panel:
    """A list as the page shows it; ``together`` is where its ticked rows go."""

    shown: Shown
    rows: list[Row]
    query: str
    together: str
    together_label: str


def home(request: ActorRequest) -> HttpResponse:
    """The lists, most urgent first."""
    actor = request.actor
    desk = board.read(actor, today=request.today)
    context: dict[str, Any] = {
        "piles": piles(actor),
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
    base = reverse("matters")
    rows = [_row(shown, task, f"{base}{task.line.id}/") for task in shown.tasks]
    verbs = set(shown.section.verbs.values())
    verb = verbs.pop() if len(verbs) == 1 else ""
    return Panel(
        shown,
        rows,
        shown.section.wanted.query(),
        together=reverse(TOGETHER[verb]) if verb in TOGETHER else "",
        together_label=f"批量{ACTS[verb].label}" if verb in TOGETHER else "",
    )


def _row(shown: Shown, task: Task, url: str) -> Row:
    return Row(task, url, _facts(task), _button(shown, task, url))


def _facts(task: Task) -> SafeString:
    """How it stands, who must do what by when, the lead unit if that is somebody else, the number."""
    line, step = task.line, task.step
    who = format_html("<b>{}</b>：", step.who) if step.who else ""
    until = f"，{day(step.by)}前" if step.by else ""
    lead = (
        format_html("<span>牵头：{}</span>", line.lead_name)
        if line.lead_name and line.lead_name != step.who
        else ""
    )
    number = format_html('<span class="nowrap">{}</span>', line.number) if line.number else ""
    how = standing(line.light, line.days) or status_chip(line.status)
    return format_html("{}<span>{}{}{}</span>{}{}", how, who, step.what, until, lead, number)


def _button(shown: Shown, task: Task, url: str) -> Button | None:
    verb = shown.section.verbs.get(task.line.status)
    if verb is None:
        return None
    if verb in LOOK_FIRST:
        return Button(LOOK_FIRST[verb], url, press=False)
    return Button(ACTS[verb].label, f"{url}{verb}/", press=ACTS[verb].one_press)


def _watches(actor: Actor) -> bool:
    """Those who look after the ledger and have no matters to handle."""
    return allowed(actor, "ledger") and not actor.may(Permission.MATTER_VERIFY)


def _missing_years(request: ActorRequest) -> list[int]:
    """This year, and from November on the next, when their holidays have not been entered."""
    needed = [request.today.year] + ([request.today.year + 1] if request.today.month >= 11 else [])
    entered = units.calendar().years
    return [year for year in needed if year not in entered]
