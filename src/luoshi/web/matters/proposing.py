"""Proposing a matter by hand or from a document, and editing one that has not been issued."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.accounts.policy import Permission, require
from luoshi.boards.register import RegisterFilter
from luoshi.matters import actions, rules
from luoshi.matters import queries as matters
from luoshi.matters.queries import Matter
from luoshi.matters.terms import PartyRole, Status
from luoshi.units import queries as units
from luoshi.web.http import ActorRequest
from luoshi.web.matters.acting import attempt
from luoshi.web.matters.forms import Setting, TermsForm

WHOLE_DOCUMENT = 100


@require_POST
def propose(request: ActorRequest, directive_id: int) -> HttpResponseRedirect:
    """Every confirmed draft of the document becomes a proposal; then the register shows them."""
    made = actions.propose_from(directive_id, by=request.actor, at=timezone.now())
    messages.success(request, f"已提请立项{len(made)}项，等待批准。")
    shown = RegisterFilter(directive=directive_id, status=Status.PROPOSED, size=WHOLE_DOCUMENT)
    return redirect(f"{reverse('matters')}?{shown.query()}")


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """A matter that has no document, for instance a telephone instruction."""
    setting = Setting(request.actor, request.today)
    initial = {"keeper": request.actor.person_id}
    form = TermsForm(request.POST or None, setting=setting, initial=initial)
    made: list[Matter] = []

    def do() -> None:
        made.append(actions.propose(form.terms(), by=request.actor, at=timezone.now()))

    def again(status: int) -> HttpResponse:
        return _page(request, form, title="拟立项", submit="提请立项", status=status)

    refused = attempt(request, form, do=do, again=again) if request.method == "POST" else again(200)
    if refused is not None:
        return refused
    messages.success(request, "已提请立项，等待批准。")
    return redirect("matters_show", made[0].pk)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, matter_id: int) -> HttpResponse:
    """What a matter says, while it is proposed or docketed."""
    matter = matters.whole(request.actor, matter_id)
    require(request.actor, Permission.MATTER_EDIT)
    rules.LOOP.target(Status(matter.status), "edit")
    setting = Setting(request.actor, request.today)
    form = TermsForm(request.POST or None, setting=setting, initial=_initial(matter))

    def do() -> None:
        terms = form.terms(deadline_kind=matter.deadline_kind, measures=matter.measures, basis=matter.basis)
        actions.edit(matter_id, terms, by=request.actor, at=timezone.now(), seen=_seen(request))

    def again(status: int) -> HttpResponse:
        return _page(request, form, title="修改", submit="保存", status=status, matter=matter)

    refused = attempt(request, form, do=do, again=again) if request.method == "POST" else again(200)
    if refused is not None:
        return refused
    messages.success(request, "已保存。")
    return redirect("matters_show", matter_id)


def _seen(request: ActorRequest) -> int | None:
    """The version that the form was made from."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _initial(matter: Matter) -> dict[str, Any]:
    supporting = [party.unit.name for party in matters.parties(matter) if party.role == PartyRole.SUPPORT]
    same = ("title", "content", "kind", "category", "urgency", "due_on", "next_check_on", "deadline_raw")
    return {name: getattr(matter, name) for name in same} | {
        "lead": matter.lead_unit.name if matter.lead_unit else "",
        "support": "、".join(supporting),
        "sponsor": matter.sponsor_id,
        "keeper": matter.keeper_id,
    }


def _page(request: ActorRequest, form: TermsForm, *, status: int, **context: Any) -> HttpResponse:
    return render(
        request, "matters/terms.html", {"form": form, "units": units.choices(), **context}, status=status
    )
