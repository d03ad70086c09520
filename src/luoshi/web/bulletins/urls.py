"""Circulars: the list, one circular, its acts, its figures, its paper."""

from django.urls import path

from luoshi.web.bulletins import views

urlpatterns = [
    path("", views.bulletins, name="bulletins"),
    path("new/", views.new, name="bulletins_new"),
    path("<int:bulletin_id>/", views.show, name="bulletins_show"),
    path("<int:bulletin_id>/edit/", views.edit, name="bulletins_edit"),
    path("<int:bulletin_id>/refresh/", views.refresh, name="bulletins_refresh"),
    path("<int:bulletin_id>/approve/", views.approve, name="bulletins_approve"),
    path("<int:bulletin_id>/reopen/", views.reopen, name="bulletins_reopen"),
    path("<int:bulletin_id>/publish/", views.publish, name="bulletins_publish"),
    path("<int:bulletin_id>/void/", views.void, name="bulletins_void"),
    path("<int:bulletin_id>/figures/<slug:figure>/", views.figure, name="bulletins_figure"),
    path("<int:bulletin_id>/paper/", views.paper, name="bulletins_paper"),
]
