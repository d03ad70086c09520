"""One act on many matters that were ticked in the register: what is ready is shown, all of it is done or none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.boards.bulk import Candidate, candidates
from luoshi.boards.register import SIZES, RegisterFilter
from luoshi.kernel.errors import BadInput
from luoshi.matters import actions
from luoshi.matters.terms import Status
from luoshi.web.asking import ask
from luoshi.web.http import ActorRequest, number
from luoshi.web.matters.acting import approval_of
from luoshi.web.matters.forms import ActForm, ApprovalForm, IssueForm, Setting

MOST = 500


@dataclass(frozen=True, slots=True)
class Bulk:
    """An act on many; ``after`` is the state in which the register then shows them."""

    verb: str
    label: str
    lead: str
    form: type[ActForm]
    run: Callable[[ActorRequest, list[int], Any], object]
    after: Status


def _docket(request: ActorRequest, ids: list[int], form: ApprovalForm) -> object:
    return actions.docket_many(ids, form.approval(), by=request.actor, at=request.now)


def _issue(request: ActorRequest, ids: list[int], form: IssueForm) -> object:
    sign_by = form.cleaned_data["sign_by"]
    return actions.issue_many(ids, by=request.actor, at=request.now, sign_by=sign_by)


_BULKS = {
    "docket": Bulk(
        "docket", "批量立项", "核对以下事项，用同一个批准一并立项。", ApprovalForm, _docket, Status.DOCKETED
    ),
    "issue": Bulk(
        "issue", "批量交办", "核对以下事项，一并交办各牵头单位。", IssueForm, _issue, Status.ISSUED
    ),
}


@require_http_methods(["GET", "POST"])
def together(request: ActorRequest, verb: str) -> HttpResponseBase:
    """Show what was ticked and ask what is common to all; then do it."""
    bulk, ids = _BULKS[verb], _ids(request)
    found = candidates(request.actor, ids, verb=verb, today=request.today)
    form = _form(request, bulk, found)

    def do() -> HttpResponse:
        bulk.run(request, ids, form)
        messages.success(request, f"{bulk.label}{len(ids)}项，已完成。")
        return redirect(f"{reverse('matters')}?{_after(bulk, found).query()}")

    return ask(
        request, form, do=do, page=lambda status: _page(request, bulk, found, form=form, status=status)
    )


def _form(request: ActorRequest, bulk: Bulk, found: list[Candidate]) -> ActForm:
    setting = Setting(request.actor, request.today)
    if request.method == "POST":
        return bulk.form(request.POST, setting=setting)
    return bulk.form(setting=setting, initial=_initial(request, bulk.verb, found))


def _ids(request: ActorRequest) -> list[int]:
    given = request.POST if request.method == "POST" else request.GET
    ids = [one for one in map(number, given.getlist("id")) if one is not None]
    if not ids:
        raise BadInput("nothing-chosen", "还没有选择事项。请返回台账，勾选要办理的事项后再试。")
    if len(ids) > MOST:
        raise BadInput("too-many-chosen", f"一次最多办理{MOST}项，请分批勾选。")
    return list(dict.fromkeys(ids))


def _initial(request: ActorRequest, verb: str, found: list[Candidate]) -> dict[str, Any]:
    return approval_of(request, found[0].matter) if verb == "docket" and found else {}


def _after(bulk: Bulk, found: list[Candidate]) -> RegisterFilter:
    sources = {candidate.matter.directive_id for candidate in found}
    directive = sources.pop() if len(sources) == 1 else None
    return RegisterFilter(status=bulk.after, directive=directive, size=SIZES[-1])


def _page(
    request: ActorRequest, bulk: Bulk, found: list[Candidate], *, form: ActForm, status: int
) -> HttpResponse:
    chosen = set(_ids(request))
    context = {
        "bulk": bulk,
        "form": form,
        "found": found,
        "ready": sum(not candidate.problem for candidate in found),
        "missing": len(chosen) - len(found),
        "action": reverse(f"matters_{bulk.verb}_many"),
    }
    return render(request, "matters/bulk.html", context, status=status)
