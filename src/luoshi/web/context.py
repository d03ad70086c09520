"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest

from luoshi.units import queries as units


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The place's name, the actor, and today, for the page frame."""
    return {"place": units.place(), "actor": getattr(request, "actor", None), "today": getattr(request, "today", None)}
