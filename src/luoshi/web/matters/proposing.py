"""Proposing a matter by hand or from a document, and editing one that has not been issued."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.accounts.policy import Permission, require
from luoshi.boards.register import RegisterFilter
from luoshi.matters import actions, rules
from luoshi.matters import queries as matters
from luoshi.matters.queries import Matter
from luoshi.matters.terms import PartyRole, Status
from luoshi.units import queries as units
from luoshi.web.asking import ask, seen, sent
from luoshi.web.http import ActorRequest
from luoshi.web.matters.forms import Setting, TermsForm

WHOLE_DOCUMENT = 100


@require_POST
def propose(request: ActorRequest, directive_id: int) -> HttpResponseRedirect:
    """Every confirmed draft of the document becomes a proposal; then the register shows them."""
    made = actions.propose_from(directive_id, by=request.actor, at=request.now)
    messages.success(request, f"已提请立项{len(made)}项，等待批准。")
    shown = RegisterFilter(directive=directive_id, status=Status.PROPOSED, size=WHOLE_DOCUMENT)
    return redirect(f"{reverse('matters')}?{shown.query()}")


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """A matter that has no document, for instance a telephone instruction."""
    setting = Setting(request.actor, request.today)
    initial = {"keeper": request.actor.person_id}
    form = TermsForm(sent(request), setting=setting, initial=initial)

    def do() -> HttpResponse:
        made = actions.propose(form.terms(), by=request.actor, at=request.now)
        messages.success(request, "已提请立项，等待批准。")
        return redirect("matters_show", made.pk)

    return ask(
        request,
        form,
        do=do,
        page=lambda status: _page(request, form, title="拟立项", submit="提请立项", status=status),
    )


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, matter_id: int) -> HttpResponseBase:
    """What a matter says, while it is proposed or docketed."""
    matter = matters.whole(request.actor, matter_id)
    require(request.actor, Permission.MATTER_EDIT)
    rules.LOOP.target(Status(matter.status), "edit")
    setting = Setting(request.actor, request.today)
    form = TermsForm(sent(request), setting=setting, initial=_initial(matter))

    def do() -> HttpResponse:
        terms = form.terms(deadline_kind=matter.deadline_kind, measures=matter.measures, basis=matter.basis)
        actions.edit(matter_id, terms, by=request.actor, at=request.now, seen=seen(request))
        messages.success(request, "已保存。")
        return redirect("matters_show", matter_id)

    def page(status: int) -> HttpResponse:
        return _page(request, form, title="修改", submit="保存", status=status, matter=matter)

    return ask(request, form, do=do, page=page)


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
