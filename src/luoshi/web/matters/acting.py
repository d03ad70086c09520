"""Carrying out an act: the form on its own page or inside the matter's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.accounts.policy import Actor
from luoshi.boards import people
from luoshi.boards.acts import OFFERS, offered
from luoshi.boards.planned import Planned, planned
from luoshi.boards.steps import next_step
from luoshi.extraction.substance import Examined
from luoshi.kernel.errors import IllegalMove
from luoshi.matters import queries as matters
from luoshi.matters import rules
from luoshi.matters.queries import Matter
from luoshi.matters.terms import Status
from luoshi.web.asking import ask
from luoshi.web.http import ActorRequest, number
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.forms import ActForm, PlanForm, ReportForm, Setting
from luoshi.web.matters.known import known, reading_of_last
from luoshi.web.matters.show import position


@require_http_methods(["GET", "POST"])
def act(request: ActorRequest, matter_id: int, verb: str) -> HttpResponseBase:
    """Ask, then do. What is sent is checked by the action itself: the matter is only read here to be shown."""
    form = _form(request, matter_id, verb)

    def shown(status: int) -> HttpResponse:
        return page(request, matters.whole(request.actor, matter_id), verb, form=form, status=status)

    def do() -> HttpResponse:
        ACTS[verb].run(request, matter_id, form)
        messages.success(request, ACTS[verb].done)
        return redirect("home") if request.POST.get("back") == "desk" else redirect("matters_show", matter_id)

    return ask(request, form, do=do, page=shown)


def _form(request: ActorRequest, matter_id: int, verb: str) -> ActForm:
    setting = Setting(
        request.actor, request.today, lambda: plan_of(matters.one(request.actor, matter_id), request.actor)
    )
    if request.method == "POST":
        return ACTS[verb].form(request.POST, request.FILES, setting=setting)
    matter = matters.whole(request.actor, matter_id)
    check_offered(request, matter, verb)
    return ACTS[verb].form(setting=setting, initial=_INITIAL.get(verb, _nothing)(request, matter))


def plan_of(matter: Matter, actor: Actor) -> Planned | None:
    """The plan for a form of the lead unit, which alone says what of it is done; None for others."""
    return planned(matter) if matter.lead_unit_id in actor.unit_ids else None


def check_offered(request: ActorRequest, matter: Matter, verb: str) -> None:
    """Nobody is asked to fill in what would be refused as the matter stands; the action decides again."""
    move = OFFERS[verb].move
    if move:
        rules.LOOP.target(Status(matter.status), move)
    held = {party.unit_id for party in matters.parties(matter) if party.current}
    if verb not in offered(request.actor, matter, today=request.today, party_ids=held):
        raise IllegalMove(
            "act-not-open", f"“{ACTS[verb].label}”现在不能由您办理。请返回事项页面，按页面列出的步骤办理。"
        )


def page(
    request: ActorRequest,
    matter: Matter,
    verb: str,
    *,
    form: ActForm,
    status: int,
    reading: Examined | None = None,
) -> HttpResponse:
    """The form; with a report's, what is known already and, when asked for, how the typed words read."""
    shown = ACTS[verb]
    reporting = isinstance(form, ReportForm)
    context = {
        "matter": matter,
        "step": next_step(position(matter)),
        "verb": verb,
        "act": shown,
        "form": form,
        "known": known(matter, request.actor) if reporting else None,
        "look": reverse(f"matters_{verb}_look", args=[matter.pk]) if reporting else "",
        "reading": reading,
        "last_reading": reading_of_last(matter, request.actor) if shown.beside == "report" else None,
        "pairs": form.pairs() if isinstance(form, PlanForm) else (),
        "last_report": matters.reports(matter).exclude(text="").first() if shown.beside == "report" else None,
        "objection": matters.objections(matter).first() if shown.beside == "objection" else None,
    }
    return render(request, "matters/act.html", context, status=status)


def _nothing(request: ActorRequest, matter: Matter) -> dict[str, Any]:
    return {}


def approval_of(request: ActorRequest, matter: Matter) -> dict[str, Any]:
    """The approver who is filling it in, or else the first leader; today; the document as the basis."""
    able = [person_id for person_id, _ in people.approvers(request.today)]
    approver = request.actor.person_id if request.actor.person_id in able else next(iter(able), None)
    source = matter.directive
    basis = f"《{source.title}》{source.number}" if source else ""
    return {"approver": approver, "approved_on": request.today, "basis": basis[:200]}


def _plan(request: ActorRequest, matter: Matter) -> dict[str, Any]:
    """The plan there is, with the milestones that are still open."""
    plan = planned(matter)
    if plan is None:
        return {}
    steps = enumerate(plan.open(), 1)
    rows = {
        f"{name}_{row}": value
        for row, step in steps
        for name, value in (("step", step.title), ("due", step.due_on))
    }
    return {"approach": plan.approach, "means": plan.means, "responsible": plan.responsible} | rows


def _report(request: ActorRequest, matter: Matter) -> dict[str, Any]:
    return {"percent": matter.percent, "corrects": number(request.GET.get("corrects", ""))}


_INITIAL: dict[str, Callable[[ActorRequest, Matter], dict[str, Any]]] = {
    "docket": approval_of,
    "plan": _plan,
    "report": _report,
}
