"""Asking a language model on the intranet for a second reading, going on with it, taking over what it says.

Each answer of a script goes on with the next batch until the document is read; without a script the clerk presses
the button for each batch.
"""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.advice import actions
from luoshi.advice import queries as advice
from luoshi.advice.queries import SecondReading
from luoshi.advice.terms import Field
from luoshi.directives import queries
from luoshi.kernel.errors import BadInput, LuoshiError
from luoshi.web.directives.answers import changed, or_fresh_card
from luoshi.web.directives.sheet import sheet_of, with_second
from luoshi.web.http import ActorRequest, is_htmx, number


@require_POST
def begin(request: ActorRequest, directive_id: int) -> HttpResponseBase:
    """Start over from the first clause, and read the first batch."""

    def run() -> SecondReading:
        reading = actions.begin(directive_id, by=request.actor, at=request.now)
        return actions.read_on(reading.pk, by=request.actor)

    return _step(request, directive_id, run)


@require_POST
def go_on(request: ActorRequest, reading_id: int) -> HttpResponseBase:
    """The next batch."""
    reading = advice.one(request.actor, reading_id)
    return _step(request, reading.directive_id, lambda: actions.read_on(reading_id, by=request.actor))


@require_POST
def pass_over(request: ActorRequest, reading_id: int) -> HttpResponseBase:
    """Leave a batch out, and read the one behind it."""
    reading = advice.one(request.actor, reading_id)

    def run() -> SecondReading:
        actions.pass_over(reading_id, by=request.actor)
        return actions.read_on(reading_id, by=request.actor)

    return _step(request, reading.directive_id, run)


@require_POST
def take(request: ActorRequest, *, draft_id: int, opinion_id: int, field: str) -> HttpResponseBase:
    """Write one field of an opinion into the draft, as an edit by this clerk."""
    if field not in set(Field):
        raise Http404
    version = number(request.POST.get("version", ""))
    if version is None:
        raise BadInput("bad-request", "请求不完整，操作没有生效。请刷新页面后重试。")

    def run() -> HttpResponseBase:
        draft = actions.take_over(
            opinion_id, Field(field), draft_id=draft_id, by=request.actor, at=request.now, version=version
        )
        return changed(request, draft, verb="second")

    return or_fresh_card(request, draft_id, run)


def _step(request: ActorRequest, directive_id: int, run: Callable[[], SecondReading]) -> HttpResponseBase:
    """What went wrong is said in the panel; the rest of the page is as before."""
    directive = queries.one(request.actor, directive_id)
    says, going = "", False
    try:
        reading = run()
        going = not (reading.complete or reading.failure)
    except LuoshiError as refusal:
        if not advice.enabled() or not is_htmx(request):
            raise
        says = refusal.message
    if not is_htmx(request):
        return redirect(f"{reverse('directive_drafts', args=[directive_id])}#second")
    sheet = with_second(sheet_of(directive, today=request.today), says=says, going=going)
    shown = {"directive": directive, "sheet": sheet, "slot": True}
    return HttpResponse(render_to_string("directives/_second_step.html", shown))
