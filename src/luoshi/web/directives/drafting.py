"""The page on which a clerk turns a document into proposed matters, and the acts on its cards.

Each act answers a script with the cards and counts that changed, swapped out of band; without a script it
returns to the page at the card.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.directives import actions, queries, rules
from luoshi.directives.queries import Draft
from luoshi.kernel.errors import BadInput, LuoshiError
from luoshi.precedents import actions as precedents
from luoshi.units import queries as units
from luoshi.web.directives.answers import (
    card_in,
    changed,
    inline,
    or_fresh_card,
    or_fresh_sheet,
    place_of,
    redrawn,
)
from luoshi.web.directives.forms import DraftForm, initial_of
from luoshi.web.directives.sheet import sheet_of, with_hints, with_second
from luoshi.web.http import ActorRequest, is_htmx

_ONE: dict[str, Callable[..., Draft]] = {
    "confirm": actions.confirm,
    "reopen": actions.reopen,
    "discard": actions.discard,
    "restore": actions.restore,
}
_MANY: dict[str, Callable[..., list[Draft]]] = {
    "confirm": actions.confirm_many,
    "discard": actions.discard_many,
    "reopen": actions.reopen_many,
    "restore": actions.restore_many,
}


@require_GET
def page(request: ActorRequest, directive_id: int) -> HttpResponse:
    """The document on one side, the drafts on the other."""
    directive = queries.one(request.actor, directive_id)
    sheet = with_second(with_hints(sheet_of(directive, today=request.today)))
    shown = {"directive": directive, "sheet": sheet, "units": units.choices()}
    return render(request, "directives/drafts.html", shown)


@require_GET
def card(request: ActorRequest, draft_id: int) -> HttpResponseBase:
    """One card, as it stands."""
    draft = queries.one_draft(request.actor, draft_id)
    if not is_htmx(request):
        return redirect(place_of(draft))
    outline = queries.outline(draft.directive_id)
    return render(request, "directives/_card.html", {"card": card_in(request, draft, outline)})


@require_POST
def decide(request: ActorRequest, draft_id: int, verb: str) -> HttpResponseBase:
    """Confirm, reopen, discard or restore one draft."""
    act = _known(_ONE, verb)

    def run() -> HttpResponseBase:
        draft = act(draft_id, by=request.actor, at=request.now, version=_number(request, "version"))
        return changed(request, draft, verb=verb)

    return or_fresh_card(request, draft_id, run)


@require_POST
def decide_many(request: ActorRequest, directive_id: int, verb: str) -> HttpResponseBase:
    """The same for the marked drafts, all or none."""
    act = _known(_MANY, verb)

    def run() -> HttpResponseBase:
        drafts = act(directive_id, by=request.actor, at=request.now, versions=_marked(request))
        return redrawn(request, directive_id, verb=verb, ids=[draft.pk for draft in drafts])

    return or_fresh_sheet(request, directive_id, run)


@require_POST
def lead(request: ActorRequest, draft_id: int, unit_id: int) -> HttpResponseBase:
    """Name one of the units that share a duty as the lead."""

    def run() -> HttpResponseBase:
        version = _number(request, "version")
        draft = actions.choose_lead(draft_id, unit_id, by=request.actor, at=request.now, version=version)
        return changed(request, draft, verb="lead")

    return or_fresh_card(request, draft_id, run)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, draft_id: int) -> HttpResponseBase:
    """The inline form of a card."""
    draft = queries.one_draft(request.actor, draft_id)
    if request.method == "GET":
        return _form(request, draft, DraftForm(initial=initial_of(draft), auto_id=_auto_id(draft)))
    form = DraftForm(request.POST, auto_id=_auto_id(draft))
    if not form.is_valid():
        return _form(request, draft, form, status=422)
    try:
        version = form.cleaned_data["version"]
        edited = actions.edit(draft_id, form.wording(), by=request.actor, at=request.now, version=version)
    except LuoshiError as refusal:
        form.add_error(None, refusal.message)
        return _form(request, draft, form, status=refusal.status)
    precedents.advise(edited.directive_id, by=request.actor, only=[draft_id])
    return changed(request, edited, verb="edit")


@require_http_methods(["GET", "POST"])
def split(request: ActorRequest, draft_id: int) -> HttpResponseBase:
    """Show where a draft may be cut; cut it there, or around the words that were selected."""
    draft = queries.one_draft(request.actor, draft_id)
    if request.method == "GET":
        found = rules.pieces(draft.directive.text, (draft.start, draft.end))
        shown = {"draft": draft, "pieces": found[:-1], "last": found[-1]}
        return inline(request, "directives/_split.html", shown)

    def run() -> HttpResponseBase:
        part = (draft.start, _number(request, "cut")) if "cut" in request.POST else _selection(request)
        version = _number(request, "version")
        made = actions.split(draft_id, part, by=request.actor, at=request.now, version=version)
        ids = [piece.pk for piece in made]
        precedents.advise(draft.directive_id, by=request.actor, only=ids)
        return redrawn(request, draft.directive_id, verb="split", ids=ids)

    return or_fresh_card(request, draft_id, run)


@require_POST
def undo(request: ActorRequest, draft_id: int) -> HttpResponseBase:
    """Put back what was there before a split or a merge."""

    def run() -> HttpResponseBase:
        version = _number(request, "version")
        back = actions.undo(draft_id, by=request.actor, at=request.now, version=version)
        return redrawn(request, back[0].directive_id, verb="undo", ids=[draft.pk for draft in back])

    return or_fresh_card(request, draft_id, run)


@require_POST
def merge(request: ActorRequest, directive_id: int) -> HttpResponseBase:
    """Make one draft of the marked ones."""

    def run() -> HttpResponseBase:
        made = actions.merge(directive_id, by=request.actor, at=request.now, versions=_marked(request))
        precedents.advise(directive_id, by=request.actor, only=[made.pk])
        return redrawn(request, directive_id, verb="merge", ids=[made.pk])

    return or_fresh_sheet(request, directive_id, run)


@require_POST
def add(request: ActorRequest, directive_id: int) -> HttpResponseBase:
    """A draft from selected words."""

    def run() -> HttpResponseBase:
        made = actions.add(directive_id, _selection(request), by=request.actor, at=request.now)
        precedents.advise(directive_id, by=request.actor, only=[made.pk])
        return redrawn(request, directive_id, verb="add", ids=[made.pk])

    return or_fresh_sheet(request, directive_id, run)


def _known(acts: dict[str, Callable[..., Any]], verb: str) -> Callable[..., Any]:
    if verb not in acts:
        raise Http404
    return acts[verb]


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadInput("bad-request", "请求不完整，操作没有生效。请刷新页面后重试。")
    return int(text)


def _selection(request: HttpRequest) -> tuple[int, int]:
    return _number(request, "start"), _number(request, "end")


def _marked(request: HttpRequest) -> dict[int, int]:
    return marked(request.POST.getlist("marked"))


def marked(marks: Sequence[str]) -> dict[int, int]:
    """Drafts that were chosen, each as id:version."""
    pairs = [mark.partition(":")[::2] for mark in marks]
    if not all(part.isascii() and part.isdigit() and len(part) <= 18 for pair in pairs for part in pair):
        raise BadInput("bad-request", "请求不完整，操作没有生效。请刷新页面后重试。")
    return {int(pk): int(version) for pk, version in pairs}


def _form(request: ActorRequest, draft: Draft, form: DraftForm, *, status: int = 200) -> HttpResponse:
    return inline(request, "directives/_edit.html", {"draft": draft, "form": form}, status=status)


def _auto_id(draft: Draft) -> str:
    """Several cards may be open at once; each field needs an id of its own."""
    return f"draft-{draft.pk}-%s"
