"""Carrying out an act: the form on its own page or inside the matter's, the refusal at the form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.accounts.policy import Actor
from luoshi.boards import people
from luoshi.boards.steps import next_step
from luoshi.kernel.errors import LuoshiError, NotPermitted
from luoshi.matters import queries as matters
from luoshi.matters.queries import Matter
from luoshi.web.http import ActorRequest, is_htmx
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.forms import ActForm, PlanForm, Setting
from luoshi.web.matters.show import position

WITH_MILESTONES = {"report", "report_done", "plan"}


@require_http_methods(["GET", "POST"])
def act(request: ActorRequest, matter_id: int, verb: str) -> HttpResponse:
    """Ask, then do."""
    read = matters.one if request.method == "POST" else matters.whole
    matter = read(request.actor, matter_id)
    _permit(request.actor, verb)
    setting = _setting(request, matter, verb)
    if request.method != "POST":
        initial = _INITIAL.get(verb, _nothing)(request, matter)
        return _page(request, matter, verb, form=ACTS[verb].form(setting=setting, initial=initial))
    form = ACTS[verb].form(request.POST, request.FILES, setting=setting)

    def again(status: int) -> HttpResponse:
        return _page(request, matter, verb, form=form, status=status)

    def do() -> None:
        ACTS[verb].run(request, matter_id, form)

    refused = attempt(request, form, do=do, again=again)
    if refused is not None:
        return refused
    messages.success(request, ACTS[verb].done)
    return redirect("home") if request.POST.get("back") == "desk" else redirect("matters_show", matter_id)


def attempt(
    request: ActorRequest, form: Form, *, do: Callable[[], object], again: Callable[[int], HttpResponse]
) -> HttpResponse | None:
    """Do it if the form is complete; otherwise the form again, with what was typed and what is wrong.

    A script that sent the form keeps it in the browser, with the chosen files: it gets the sentence alone.
    """
    if not form.is_valid():
        return again(200 if is_htmx(request) else 422)
    try:
        with transaction.atomic():
            do()
    except LuoshiError as refusal:
        if is_htmx(request):
            raise
        form.add_error(None, refusal.message)
        return again(refusal.status)
    return None


def _permit(actor: Actor, verb: str) -> None:
    """Nobody is asked to fill in what would be refused; the action decides again."""
    if ACTS[verb].permissions.isdisjoint(actor.permissions):
        raise NotPermitted("not-permitted", f"您的岗位没有“{ACTS[verb].label}”的权限，请由有权限的人员办理。")


def _setting(request: ActorRequest, matter: Matter, verb: str) -> Setting:
    if verb not in WITH_MILESTONES:
        return Setting(request.actor, request.today)
    steps = list(matters.open_milestones(matter))
    labels = [(step.pk, f"{step.title}（{step.due_on:%Y-%m-%d}前）") for step in steps]
    return Setting(request.actor, request.today, labels, len(steps))


def _page(
    request: ActorRequest, matter: Matter, verb: str, *, form: ActForm, status: int = 200
) -> HttpResponse:
    shown = ACTS[verb]
    context = {
        "matter": matter,
        "step": next_step(position(matter)),
        "verb": verb,
        "act": shown,
        "form": form,
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
    plan = matters.current_plan(matter)
    if plan is None:
        return {}
    steps = enumerate(matters.open_milestones(matter), 1)
    rows = {
        f"{name}_{row}": value
        for row, step in steps
        for name, value in (("step", step.title), ("due", step.due_on))
    }
    return {"approach": plan.approach, "means": plan.means, "responsible": plan.responsible} | rows


def _report(request: ActorRequest, matter: Matter) -> dict[str, Any]:
    corrects = request.GET.get("corrects", "")
    return {
        "percent": matter.percent,
        "corrects": int(corrects) if corrects.isdecimal() and len(corrects) < 19 else None,
    }


_INITIAL: dict[str, Callable[[ActorRequest, Matter], dict[str, Any]]] = {
    "docket": approval_of,
    "plan": _plan,
    "report": _report,
}
