"""All URLs: our pages and the account pages of allauth that we use."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("luoshi.web.accounts.allauth_urls")),
    path("", include("luoshi.web.urls")),
]
handler400 = "luoshi.web.errors.bad_request"
handler403 = "luoshi.web.errors.forbidden"
handler404 = "luoshi.web.errors.not_found"
handler429 = "luoshi.web.errors.too_many"
handler500 = "luoshi.web.errors.server_error"
