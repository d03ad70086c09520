"""The settings of the place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from luoshi.units import actions
from luoshi.units import queries as units
from luoshi.units.rules import PlaceFacts
from luoshi.web.http import ActorRequest
from luoshi.web.units.forms import PlaceForm


def settings(request: ActorRequest) -> HttpResponse:
    """What the place is called, and the limits it works with."""
    here = units.place()
    initial = {name: getattr(here, name) for name in PlaceForm.base_fields} if here else {}
    form = PlaceForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_place(PlaceFacts(**form.cleaned_data), by=request.actor, at=request.now)
        messages.success(request, "本级设置已保存。")
        return redirect("place")
    return render(request, "units/place.html", {"form": form, "tab": "place"})
