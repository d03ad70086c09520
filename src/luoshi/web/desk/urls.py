"""Pages of this area."""

from django.urls import path

from luoshi.web.desk import views

urlpatterns = [path("", views.home, name="home")]
