"""“先看一看”: the writer sees how a report reads before it is sent. Nothing is stored, and what is typed is not refused."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from luoshi.matters import queries as matters
from luoshi.web.http import ActorRequest, is_htmx, number
from luoshi.web.matters.acting import check_offered, page, plan_of
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.forms import Setting
from luoshi.web.matters.known import Typed, known, reading

MOST = 8000
"""Letters that are read."""

READ = ("report", "report_done")
"""The acts whose words are read."""


@require_POST
def look(request: ActorRequest, matter_id: int, verb: str) -> HttpResponse:
    """The reading alone for a script, else the form again with what was typed and the reading below."""
    matter = matters.whole(request.actor, matter_id)
    check_offered(request, matter, verb)
    before = known(matter, request.actor)
    examined = reading(matter, _typed(request), before=before, today=request.today)
    if is_htmx(request):
        return render(request, "matters/_reading.html", {"reading": examined, "asked": True})
    setting = Setting(request.actor, request.today, lambda: plan_of(matter, request.actor))
    form = ACTS[verb].form(setting=setting, initial=_again(request.POST))
    return page(request, matter, verb, form=form, status=200, reading=examined)


def _typed(request: ActorRequest) -> Typed:
    said = request.POST
    return Typed(
        text=f"{said.get('text', '')[:MOST]}\n{said.get('next_step', '')[:MOST]}",
        problem=said.get("problem", "")[:MOST],
        done=_ticked(said),
        files=len(request.FILES.getlist("evidence")) + len(said.getlist("evidence")),
    )


def _again(said: QueryDict) -> dict[str, Any]:
    """What was typed, for the form; chosen files the browser does not give back."""
    return said.dict() | {"done_milestones": _ticked(said)}


def _ticked(said: QueryDict) -> list[int]:
    return [pk for pk in map(number, said.getlist("done_milestones")) if pk is not None]
