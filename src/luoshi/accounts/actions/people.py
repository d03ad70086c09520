"""People come, are corrected, and leave; nothing they did is ever re-attributed."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from luoshi.accounts import queries, rules
from luoshi.accounts.actions.entry import record
from luoshi.accounts.models import Person, Portfolio, Post
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.terms import Tag
from luoshi.kernel.errors import Conflict, IllegalMove, RuleBroken
from luoshi.ledger.actions import take_turn


@transaction.atomic
def create_person(facts: PersonFacts, *, by: Actor, at: datetime) -> Person:
    """A person without posts and without a password: ``give_post`` and ``set_password`` come next."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    facts = rules.tidy_person(facts)
    _refuse_duplicate(facts.username)
    person = Person(**asdict(facts))
    person.set_unusable_password()
    person.save(force_insert=True)
    record(Tag.PERSON_CREATED, person.pk, by=by, at=at, data=asdict(facts))
    return person


@transaction.atomic
def change_person(person_id: int, *, by: Actor, at: datetime, facts: PersonFacts) -> Person:
    """Correct what is said about a person; the login name may change too."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    person = active(person_id, by=by)
    facts = rules.tidy_person(facts)
    if facts.username != person.username:
        _refuse_duplicate(facts.username)
    after = asdict(facts)
    before = {field: getattr(person, field) for field in after}
    if before != after:
        Person.objects.filter(pk=person.pk).update(**after)
        changed = {field: [before[field], after[field]] for field in after if before[field] != after[field]}
        record(Tag.PERSON_CHANGED, person.pk, by=by, at=at, data=changed)
        person.refresh_from_db()
    return person


@transaction.atomic
def close_person(person_id: int, *, by: Actor, at: datetime) -> Person:
    """The person can no longer log in; posts and portfolio end, open work stays where it is."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    person = active(person_id, by=by)
    if person.pk == by.person_id:
        raise RuleBroken("close-oneself", "不能停用自己的账号，请由另一位系统管理员办理。")
    today = localtime(at).date()
    check_administrators_left(person.pk, today=today)
    last_day = today - timedelta(days=1)
    posts = Post.objects.filter(person=person, valid_to=None).update(valid_to=last_day)
    units = Portfolio.objects.filter(leader=person, valid_to=None).update(valid_to=last_day)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    data = {"name": person.name, "username": person.username, "posts": posts, "portfolio": units}
    record(Tag.PERSON_CLOSED, person.pk, by=by, at=at, data=data)
    person.refresh_from_db()
    return person


def active(person_id: int, *, by: Actor) -> Person:
    """A person who has not left, or the refusal that says so."""
    person = queries.one(by, person_id)
    if not person.is_active:
        raise IllegalMove("person-closed", f"{person.name}的账号已停用，不能再修改。如人员返岗，请新建账号。")
    return person


def check_administrators_left(person_id: int, *, today: date) -> None:
    """Raise RuleBroken if nobody could maintain people and units without this person."""
    administrators = set(queries.administrators(on=today).values_list("pk", flat=True))
    if administrators == {person_id}:
        raise RuleBroken(
            "last-administrator", "这是最后一名系统管理员，请先指定另一名系统管理员，再办理停用或免去岗位。"
        )


def _refuse_duplicate(username: str) -> None:
    holder = Person.objects.filter(username__iexact=username).first()
    if holder:
        raise Conflict("username-exists", f"登录名“{username}”已由{holder.name}使用，请换一个登录名。")
