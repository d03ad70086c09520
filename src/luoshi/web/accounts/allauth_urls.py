"""The account pages of allauth that exist here, under the names that allauth itself looks up; sign-up, e-mail
and password-reset pages do not exist."""

from django.urls import path

from luoshi.web.accounts import views

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", views.sign_out, name="account_logout"),
    path("password/", views.change_password, name="account_change_password"),
    path("confirm/", views.confirm_password, name="account_reauthenticate"),
    path("2fa/", views.overview, name="mfa_index"),
    path("2fa/authenticate/", views.enter_code, name="mfa_authenticate"),
    path("2fa/confirm/", views.confirm_code, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", views.activate, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", views.deactivate, name="mfa_deactivate_totp"),
    path("2fa/recovery/", views.codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery/generate/", views.renew_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery/download/", views.download_codes, name="mfa_download_recovery_codes"),
]
