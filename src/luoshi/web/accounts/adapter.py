"""allauth, closed: accounts are made by the administrator, never by sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from luoshi.accounts import actions
from luoshi.web import errors
from luoshi.web.accounts import passwords

SAID = {
    "account/messages/password_changed.txt": "密码已修改，下次登录请使用新密码。",
    "mfa/messages/totp_activated.txt": "两步验证已启用。",
    "mfa/messages/totp_deactivated.txt": "两步验证已停用。",
    "mfa/messages/recovery_codes_generated.txt": "恢复码已生成，请妥善保存；以前的恢复码不再有效。",
}
"""What allauth's events say here; those not listed say nothing."""


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, no e-mail, our own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "登录名或密码不正确。",
        "enter_current_password": "原密码不正确。",
        "incorrect_password": "密码不正确。",
        "too_many_login_attempts": "尝试次数过多，请稍后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        """The password was right, but the account is closed."""
        return errors.closed_account(request)

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """Refused in our words."""
        passwords.check(password, person=user)
        return password

    def set_password(self, user: Any, password: str) -> None:
        """By the act that puts it on record."""
        actions.change_password(password, by=self.request.actor, at=self.request.now)
        user.refresh_from_db(fields=["password", "must_change_password"])

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """To the entrance."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return "/"

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say what SAID has for the event."""
        template = args[0] if args else kwargs.get("message_template")
        if template in SAID:
            messages.add_message(request, level, SAID[template])
