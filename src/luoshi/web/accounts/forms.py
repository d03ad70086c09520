"""The forms of allauth with our words, and one lockout for passwords and codes alike."""

import unicodedata
from typing import Any

from allauth.account import forms as account
from allauth.account.utils import filter_users_by_username
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from luoshi.web.accounts import passwords
from luoshi.web.forms import Spoken


def _word(field: forms.Field, label: str, **attrs: Any) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(Spoken, account.LoginForm):  # type: ignore[misc]
    """Login name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "登录名", autofocus=True, autocapitalize="none", spellcheck="false")
        _word(self.fields["password"], "密码")

    def clean_login(self) -> str:
        """As the name is stored, however it was typed: else each spelling had its own count of failures."""
        typed: str = super().clean_login()
        login = unicodedata.normalize("NFKC", typed)
        person = filter_users_by_username(login).first()
        return person.get_username() if person is not None else login.lower()


class ChangePasswordForm(Spoken, account.ChangePasswordForm):  # type: ignore[misc]
    """Old password once, new password twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], "原密码")
        _word(self.fields["password1"], "新密码")
        _word(self.fields["password2"], "再输一次新密码")
        self.fields["password1"].help_text = passwords.HELP


class ConfirmPasswordForm(Spoken, account.ReauthenticateForm):  # type: ignore[misc]
    """The password again, before a change to the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], "密码", autofocus=True)


class CodeForm(Spoken, mfa.AuthenticateForm):  # type: ignore[misc]
    """The code at login; a recovery code does as well, so letters are possible."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "验证码", autofocus=True, autocapitalize="none", spellcheck="false")
        self.fields["code"].help_text = "验证器上显示的6位数字；手机不在身边时，可填一个恢复码。"


class ConfirmCodeForm(Spoken, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code again, before a change to the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "验证码", autofocus=True, autocapitalize="none", spellcheck="false")


class ActivateForm(Spoken, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "验证器显示的6位数字", inputmode="numeric", **{"class": "short"})
