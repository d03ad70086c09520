"""Temporary passwords and the person's own, and letting somebody in again after too many failed logins."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from luoshi.accounts import rules
from luoshi.accounts.actions.entry import record
from luoshi.accounts.actions.people import active
from luoshi.accounts.models import Person
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.accounts.terms import Tag
from luoshi.kernel.errors import BadInput, RuleBroken

RANDOM_PASSWORD_ROUNDS = 1_000
"""A random password of 92 bits needs no slow hash, and hundreds of them are made at one import. The first login
hashes it again with the full number of rounds."""


@transaction.atomic
def set_password(
    person_id: int, *, by: Actor, at: datetime, password: str | None = None, temporary: bool = True
) -> str:
    """Set the given or a random password and return it: it is shown once and kept nowhere. A temporary one
    opens nothing but the page on which the person chooses another."""
    require(by, Permission.PEOPLE_WRITE)
    person = active(person_id, by=by)
    if password is None:
        password = rules.temporary_password()
        hasher = PBKDF2PasswordHasher()
        person.password = hasher.encode(password, hasher.salt(), RANDOM_PASSWORD_ROUNDS)
    else:
        _check_strength(password, person)
        person.set_password(password)
    Person.objects.filter(pk=person.pk).update(password=person.password, must_change_password=temporary)
    data = {"username": person.username, "temporary": temporary}
    record(Tag.PASSWORD_SET, person.pk, by=by, at=at, data=data)
    return password


def change_password(password: str, *, by: Actor, at: datetime) -> None:
    """The person's own new password, after which a temporary one no longer binds. Hashed before the transaction:
    that takes long on purpose."""
    person = Person.objects.get(pk=by.person_id or 0)
    _check_strength(password, person)
    if person.check_password(password):
        raise RuleBroken("password-same", "新密码与原密码相同，请另设一个密码。")
    person.set_password(password)
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(password=person.password, must_change_password=False)
        record(Tag.PASSWORD_CHANGED, person.pk, by=by, at=at, data={"username": person.username})


@transaction.atomic
def unlock_login(person_id: int, *, by: Actor, at: datetime) -> int:
    """Forget the failed logins of a person; how many there were."""
    require(by, Permission.PEOPLE_WRITE)
    person = active(person_id, by=by)
    forgotten: int = reset(username=person.username)
    record(
        Tag.LOGIN_UNLOCKED, person.pk, by=by, at=at, data={"username": person.username, "failures": forgotten}
    )
    return forgotten


@transaction.atomic
def reset_second_step(person_id: int, *, by: Actor, at: datetime) -> None:
    """Forget a lost second-step device: the person logs in with the password and sets up a new one."""
    require(by, Permission.PEOPLE_WRITE)
    person = active(person_id, by=by)
    forgotten, _ = Authenticator.objects.filter(user=person).delete()
    if not forgotten:
        raise RuleBroken("no-second-step", "这个账号没有启用两步验证，不需要重置。")
    record(Tag.SECOND_STEP_RESET, person.pk, by=by, at=at, data={"username": person.username})


def _check_strength(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadInput("password-weak", "密码不合要求：" + "".join(error.messages)) from error
