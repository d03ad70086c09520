"""Whether the server answers; for a proxy or a watchdog."""

from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """``ok``."""
    return HttpResponse("ok", content_type="text/plain")
