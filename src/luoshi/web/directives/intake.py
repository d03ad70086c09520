"""A new document, in two steps on one address: what is handed in, then its face to be put right."""

from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.directives import actions, rules
from luoshi.directives.actions import Reading, Source
from luoshi.files.rules import check_size
from luoshi.kernel.errors import LuoshiError
from luoshi.precedents import actions as precedents
from luoshi.web.directives.forms import FaceForm, SourceForm
from luoshi.web.http import ActorRequest

_FIELD_OF = {"classified": "classified", "no-text": "text"}
"""The field that a refusal is about; others concern the whole form."""


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """Read what is handed in, propose its face, receive it."""
    if request.method == "GET":
        return _page(request, SourceForm())
    source = SourceForm(request.POST, request.FILES)
    source.is_valid()
    try:
        reading = _read(request, source)
    except LuoshiError as refusal:
        return _refused(request, source, refusal)
    if request.POST.get("step") != "face":
        return _page(request, source, face=FaceForm(initial=_initial(reading.face)), reading=reading)
    face = FaceForm(request.POST)
    if not face.is_valid():
        return _page(request, source, face=face, reading=reading, status=422)
    try:
        directive = actions.receive(
            reading, face.face(), classified=source.declared(), by=request.actor, at=request.now
        )
    except LuoshiError as refusal:
        face.add_error(None, refusal.message)
        return _page(request, source, face=face, reading=reading, status=refusal.status)
    precedents.advise(directive.pk, by=request.actor)
    messages.success(request, f"已接收《{directive.title}》，请逐条核对分解出的事项。")
    return redirect("directive_drafts", directive.pk)


def _read(request: ActorRequest, form: SourceForm) -> Reading:
    """The file of the first step is kept and need not be chosen again."""
    declared, by = form.declared(), request.actor
    upload, stored = form.cleaned_data.get("file"), form.cleaned_data.get("stored")
    if stored and upload is None:
        return actions.retake(stored, classified=declared, by=by)
    handed = Source(text=form.cleaned_data.get("text", ""))
    if upload is not None:
        check_size(upload.size, limit=settings.UPLOAD_BYTES)
        handed = replace(handed, content=upload.read(), filename=upload.name)
    return actions.take(handed, classified=declared, by=by, at=request.now)


def _initial(face: rules.Face) -> dict[str, object]:
    return {name: getattr(face, name) for name in ("title", "kind", "number", "issuer", "dated_on")}


def _refused(request: ActorRequest, form: SourceForm, refusal: LuoshiError) -> HttpResponse:
    if refusal.code != "classified-unanswered":  # the field itself says so
        form.add_error(_FIELD_OF.get(refusal.code), refusal.message)
    earlier = refusal.directive_id if isinstance(refusal, rules.AlreadyReceived) else None
    return _page(request, form, earlier=earlier, status=refusal.status)


def _page(request: ActorRequest, source: SourceForm, *, status: int = 200, **shown: object) -> HttpResponse:
    return render(request, "directives/new.html", {"form": source, **shown}, status=status)
