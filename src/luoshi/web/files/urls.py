"""Stored files, as downloads."""

from django.urls import path

from luoshi.web.files import views

urlpatterns = [path("<int:file_id>/", views.download, name="file")]
