"""What a password must be, said in Chinese; the rules themselves are AUTH_PASSWORD_VALIDATORS."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

HELP = "至少10个字符，不要使用姓名、登录名、纯数字或常见密码。"

CHANGING = "account_change_password"
"""The one page that is open to somebody with a temporary password."""

_SENTENCES = {
    "password_too_short": "密码太短，至少要有10个字符。",
    "password_entirely_numeric": "密码不能全是数字，请加入字母或符号。",
    "password_too_common": "这个密码太常见，容易被猜到，请换一个。",
    "password_too_similar": "密码与姓名或登录名太接近，请换一个。",
}


def check(password: str, *, person: Any) -> None:
    """Raise ValidationError with a sentence for each rule that the password breaks. ``person`` may be None."""
    try:
        validate_password(password, person)
    except ValidationError as refusal:
        raise ValidationError(
            [ValidationError(_SENTENCES[str(error.code)], code=error.code) for error in refusal.error_list]
        ) from refusal


def is_owed(request: HttpRequest) -> bool:
    """Whether the person who is signed in has a temporary password and has to choose another first."""
    return bool(getattr(request.user, "must_change_password", False))
