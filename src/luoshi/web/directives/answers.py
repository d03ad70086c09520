"""How an act on a draft is answered: with what has changed for a script, with a redirect without one."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from luoshi.directives import queries
from luoshi.directives.queries import Draft
from luoshi.kernel.errors import Conflict, IllegalMove
from luoshi.units import queries as units
from luoshi.web import errors
from luoshi.web.directives.hints import hints_of
from luoshi.web.directives.second import panel_of
from luoshi.web.directives.sheet import Card, card_of, hinted, sheet_of, with_hints, with_second
from luoshi.web.http import ActorRequest, is_htmx


def place_of(draft: Draft) -> str:
    """Where a draft's card is on its page."""
    return f"{reverse('directive_drafts', args=[draft.directive_id])}#draft-{draft.pk}"


def card_in(request: ActorRequest, draft: Draft, outline: Sequence[tuple[int, str]]) -> Card:
    number = [pk for pk, _ in outline].index(draft.pk) + 1
    card = card_of(draft, number=number, today=request.today)
    card = hinted(card, hints_of([draft])[draft.pk])
    panel = panel_of(draft.directive_id, queries.drafts(draft.directive_id))
    return replace(card, second=panel.of(draft)) if panel else card


def changed(request: ActorRequest, draft: Draft, *, verb: str) -> HttpResponseBase:
    """The card and the counts after an act on one draft."""
    if not is_htmx(request):
        return redirect(place_of(draft))
    return _told(HttpResponse(_card_html(request, draft)), verb=verb, ids=[draft.pk])


def _card_html(request: ActorRequest, draft: Draft) -> str:
    outline = queries.outline(draft.directive_id)
    shown = {
        "card": card_in(request, draft, outline),
        "directive": draft.directive,
        "progress": queries.progress_in(outline),
        "actor": request.actor,
        "oob": True,
    }
    return render_to_string("directives/_changed.html", shown)


def redrawn(request: ActorRequest, directive_id: int, *, verb: str, ids: Sequence[int]) -> HttpResponseBase:
    """Both sides of the page after an act that changed which words belong to which draft."""
    if not is_htmx(request):
        return redirect(f"{reverse('directive_drafts', args=[directive_id])}#draft-{ids[0]}")
    return _told(HttpResponse(_sheet_html(request, directive_id)), verb=verb, ids=ids)


def _sheet_html(request: ActorRequest, directive_id: int) -> str:
    directive = queries.one(request.actor, directive_id)
    sheet = with_second(with_hints(sheet_of(directive, today=request.today)))
    shown = {"directive": directive, "sheet": sheet, "actor": request.actor, "oob": True}
    return render_to_string("directives/_redrawn.html", shown)


def _told(response: HttpResponse, *, verb: str, ids: Sequence[int]) -> HttpResponse:
    """Tell the page's script what has been done; everything is swapped out of band."""
    response.headers["HX-Reswap"] = "none"
    response.headers["HX-Trigger-After-Settle"] = json.dumps(
        {"drafts:done": {"verb": verb, "ids": list(ids)}}
    )
    return response


def inline(request: ActorRequest, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """In place of the card for a script, on a page of its own without."""
    if is_htmx(request):
        return render(request, template, shown, status=status)
    page_shown = {**shown, "inline": template, "units": units.choices()}
    return render(request, "directives/inline.html", page_shown, status=status)


def or_fresh_card(
    request: ActorRequest, draft_id: int, run: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """When somebody was faster: the refusal, and the card as it now stands."""
    try:
        return run()
    except (Conflict, IllegalMove) as refusal:
        response = errors.refusal(request, refusal)
        if is_htmx(request):
            draft = queries.one_draft(request.actor, draft_id)
            if draft.pk in dict(queries.outline(draft.directive_id)):
                response.content += _card_html(request, draft).encode()
            else:
                response.content += _sheet_html(request, draft.directive_id).encode()
        return response


def or_fresh_sheet(
    request: ActorRequest, directive_id: int, run: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """When somebody was faster: the refusal, and the page as it now stands."""
    try:
        return run()
    except (Conflict, IllegalMove) as refusal:
        response = errors.refusal(request, refusal)
        if is_htmx(request):
            response.content += _sheet_html(request, directive_id).encode()
        return response
