"""What may be said about a person, and the temporary passwords that an administrator hands over."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from luoshi.kernel.errors import BadInput
from luoshi.units.rules import one_line

USERNAME_LENGTH = 60
NAME_LENGTH = 40
PHONE_LENGTH = 40
TITLE_LENGTH = 60
FIELD_LENGTH = 120

# Without 0, O, 1, l, I: a temporary one is read from paper and typed.
LEGIBLE = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, GROUP_LENGTH = 4, 4

_USERNAME = re.compile(r"[\w.@+-]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What an administrator says about a person; ``chief`` is the head of the government (主要领导)."""

    username: str
    name: str
    phone: str = ""
    email: str = ""
    chief: bool = False


def tidy_person(facts: PersonFacts) -> PersonFacts:
    """The same facts as they are stored; raises BadInput."""
    return PersonFacts(
        username=tidy_username(facts.username),
        name=one_line(facts.name, label="姓名", limit=NAME_LENGTH),
        phone=one_line(facts.phone, label="电话", limit=PHONE_LENGTH, required=False),
        email=_email(facts.email),
        chief=facts.chief,
    )


def tidy_username(username: str) -> str:
    """Full-width letters become plain ones, because nobody sees the difference when logging in."""
    plain = unicodedata.normalize("NFKC", username)
    tidy = one_line(plain, label="登录名", limit=USERNAME_LENGTH)
    if not _USERNAME.fullmatch(tidy):
        raise BadInput("username-letters", f"登录名“{tidy}”只能用字母、汉字、数字和 . _ @ + -，请修改。")
    return tidy


def temporary_password() -> str:
    """About 92 bits, in groups that can be read aloud."""
    groups = ("".join(secrets.choice(LEGIBLE) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def _email(email: str) -> str:
    tidy = one_line(email, label="邮箱", limit=254, required=False)
    if tidy and not _EMAIL.fullmatch(tidy):
        raise BadInput("email-form", f"邮箱“{tidy}”写法不对，应类似 name@example.cn，请修改或留空。")
    return tidy
