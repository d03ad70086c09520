"""The first page after login."""

from django.http import HttpResponse
from django.shortcuts import render

from luoshi.web.http import ActorRequest


def home(request: ActorRequest) -> HttpResponse:
    """What awaits this person today."""
    return render(request, "desk/home.html")
