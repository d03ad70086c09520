"""People, their posts and logins."""

from django.urls import path

from luoshi.web.people import imports, posts, views

urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.person_new, name="person_new"),
    *imports.INTAKE.urls(),
    path("posts/<int:post_id>/end/", posts.post_end, name="post_end"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/edit/", views.person_edit, name="person_edit"),
    path("<int:person_id>/close/", views.person_close, name="person_close"),
    path("<int:person_id>/password/", views.person_password, name="person_password"),
    path("<int:person_id>/second-step/", views.person_second_step, name="person_second_step"),
    path("<int:person_id>/unlock/", views.person_unlock, name="person_unlock"),
    path("<int:person_id>/posts/", posts.post_give, name="post_give"),
    path("<int:person_id>/portfolio/", posts.portfolio, name="portfolio"),
]
