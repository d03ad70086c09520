"""Carrying out an act: the form on its own page or inside the matter's, the refusal at the form."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from luoshi.kernel.errors import LuoshiError
from luoshi.matters import queries as matters
from luoshi.matters.queries import Matter
from luoshi.web.http import ActorRequest, is_htmx
from luoshi.web.matters.acts import ACTS, Act
from luoshi.web.matters.forms import ActForm, Setting


def act(request: ActorRequest, matter_id: int, verb: str) -> HttpResponse:
    """Ask, then do."""
    shown, matter = ACTS[verb], matters.one(request.actor, matter_id)
    setting = _setting(request, matter, verb)
    if request.method != "POST":
        form = shown.form(setting=setting, initial=_initial(request, matter, verb))
        return _page(request, matter, verb, form=form)
    form = shown.form(request.POST, request.FILES, setting=setting)
    if not form.is_valid():
        return _page(request, matter, verb, form=form, status=200 if is_htmx(request) else 422)
    try:
        with transaction.atomic():
            shown.run(request, matter_id, form)
    except LuoshiError as refusal:
        return refused(request, form, refusal, lambda: _page(request, matter, verb, form=form, status=refusal.status))
    messages.success(request, shown.done)
    return redirect("matters_show", matter_id)
