"""The pages, by area. Each area's urls.py reads as its table of contents."""

from django.urls import include, path

from luoshi.web import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("", include("luoshi.web.desk.urls")),
    path("directives/", include("luoshi.web.directives.urls")),
    path("matters/", include("luoshi.web.matters.urls")),
    path("bulletins/", include("luoshi.web.bulletins.urls")),
    path("units/", include("luoshi.web.units.urls")),
    path("people/", include("luoshi.web.people.urls")),
    path("ledger/", include("luoshi.web.ledger.urls")),
    path("files/", include("luoshi.web.files.urls")),
]
