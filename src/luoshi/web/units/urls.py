"""Units, the working-day calendar and the settings of the place."""

from django.urls import path

from luoshi.web.units import calendar, imports, place, views

urlpatterns = [
    path("", views.units, name="units"),
    path("new/", views.unit_new, name="unit_new"),
    *imports.INTAKE.urls(),
    path("place/", place.settings, name="place"),
    path("calendar/", calendar.this_year, name="calendar"),
    path("calendar/<int:year>/", calendar.year, name="calendar_year"),
    path("calendar/<int:year>/edit/", calendar.edit, name="calendar_edit"),
    path("calendar/<int:year>/day/", calendar.day, name="calendar_day"),
    path("<int:unit_id>/", views.unit, name="unit"),
    path("<int:unit_id>/rename/", views.unit_rename, name="unit_rename"),
    path("<int:unit_id>/edit/", views.unit_edit, name="unit_edit"),
    path("<int:unit_id>/close/", views.unit_close, name="unit_close"),
]
