"""The settings of the place."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from luoshi.units import actions
from luoshi.units import queries as units
from luoshi.units.rules import PlaceFacts
from luoshi.web.asking import ask, seen, sent
from luoshi.web.http import ActorRequest
from luoshi.web.units.forms import PlaceForm


def settings(request: ActorRequest) -> HttpResponseBase:
    """What the place is called, and the limits it works with."""
    here = units.place()
    initial = {name: getattr(here, name) for name in PlaceForm.base_fields} if here else {}
    form = PlaceForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        facts = PlaceFacts(**form.cleaned_data)
        actions.set_place(facts, by=request.actor, at=request.now, seen=seen(request))
        messages.success(request, "本级设置已保存。")
        return redirect("place")

    def page(status: int) -> HttpResponse:
        version = request.POST.get("version", here.version if here else 0)
        context = {"form": form, "tab": "place", "version": version}
        return render(request, "units/place.html", context, status=status)

    return ask(request, form, do=do, page=page)
