"""A list of people taken in: all of it in one transaction, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from luoshi.accounts import queries
from luoshi.accounts.actions.passwords import set_password
from luoshi.accounts.actions.people import change_person, create_person
from luoshi.accounts.actions.posts import give_post, retitle_post, set_portfolio
from luoshi.accounts.models import Person, Portfolio, Post
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.rules.people_rows import PersonRow, with_row
from luoshi.accounts.terms import Role, Tag
from luoshi.documents.tables import Table
from luoshi.ledger.actions import append, take_turn
from luoshi.units.rules.importing import Step, Tally, check_ready, tally


@dataclass(frozen=True, slots=True)
class NewLogin:
    """What is handed to a person who has just been given a login; shown once."""

    name: str
    username: str
    password: str


@transaction.atomic
def import_people(
    table: Table, *, by: Actor, at: datetime, skip_errors: bool = False, expected: str | None = None
) -> tuple[Tally, list[NewLogin]]:
    """Create and update people and their posts; ``expected`` is the fingerprint of the preview."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    plan = queries.plan_import(table, on=localtime(at).date())
    check_ready(plan, skip_errors=skip_errors, expected=expected)
    logins: list[NewLogin] = []
    for row in plan:
        if row.step in {Step.CREATE, Step.UPDATE}:
            logins.extend(_apply(row, by=by, at=at))
    count = tally(plan)
    data = {"created": count.created, "updated": count.updated, "same": count.same, "wrong": count.wrong}
    append(
        tag=Tag.PEOPLE_IMPORTED, subject="people", data=data, actor_id=by.person_id, actor_name=by.name, at=at
    )
    return count, logins


@transaction.atomic
def admit(
    facts: PersonFacts, *, by: Actor, at: datetime, unit_id: int, role: Role, title: str = ""
) -> NewLogin:
    """A new person with a first post and a temporary password."""
    person = create_person(facts, by=by, at=at)
    give_post(person.pk, by=by, at=at, unit_id=unit_id, role=role, title=title)
    return NewLogin(person.name, person.username, set_password(person.pk, by=by, at=at))


def _apply(row: PersonRow, *, by: Actor, at: datetime) -> list[NewLogin]:
    person = Person.objects.filter(username__iexact=row.username).first()
    logins = []
    if person is None:
        person = create_person(with_row(None, row), by=by, at=at)
        password = set_password(person.pk, by=by, at=at)
        logins = [NewLogin(person.name, person.username, password)]
    else:
        facts = with_row(queries.facts_of(person), row)
        change_person(person.pk, by=by, at=at, facts=facts)
    _put_post(person, row, by=by, at=at)
    if row.portfolio:
        held = Portfolio.objects.filter(leader=person, valid_to=None)
        fields = dict(held.values_list("unit_id", "field"))
        units = {unit_id: fields.get(unit_id, "") for unit_id in sorted(row.portfolio)}
        set_portfolio(person.pk, by=by, at=at, units=units)
    return logins


def _put_post(person: Person, row: PersonRow, *, by: Actor, at: datetime) -> None:
    post = Post.objects.filter(person=person, unit_id=row.unit_id, role=row.role, valid_to=None).first()
    if post is None:
        role, title = Role(row.role), row.title_of_post
        give_post(person.pk, by=by, at=at, unit_id=row.unit_id, role=role, title=title)
    elif row.title_of_post:
        retitle_post(post.pk, by=by, at=at, title=row.title_of_post)
