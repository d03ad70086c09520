"""Reading people, the posts they hold and what leaders are in charge of."""

from collections.abc import Collection, Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.db.models import Prefetch, Q, QuerySet

from luoshi.accounts.models import Person, Portfolio, Post
from luoshi.accounts.policy import Actor, Permission, acts_for_unit, granted
from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.rules.people_rows import REQUIRED, KnownPerson, PersonRow, plan_people
from luoshi.accounts.terms import Role
from luoshi.documents.tables import Table
from luoshi.kernel.errors import NotFound
from luoshi.units import queries as units
from luoshi.units.rules.importing import check_headers

OFFICE_ROLES = (Role.OFFICE_HEAD, Role.OFFICE_STAFF)


def actor_for(person: Person, *, on: date) -> Actor:
    """Who the person is on a day: roles and units of the posts held then; one query."""
    posts = list(Post.objects.filter(_held(on), person=person).values_list("role", "unit_id"))
    roles = frozenset(Role(role) for role, _ in posts)
    return Actor(
        person_id=person.pk,
        name=person.name,
        roles=roles,
        unit_ids=tuple(dict.fromkeys(unit_id for role, unit_id in posts if acts_for_unit(Role(role)))),
        permissions=granted(roles) if person.is_active else frozenset(),
        chief=person.chief,
    )


def holds(person_id: int, roles: Collection[Role], *, on: date) -> bool:
    """Whether the person has one of the roles on a day."""
    return Post.objects.filter(_held(on), person_id=person_id, role__in=roles).exists()


def visible(actor: Actor) -> QuerySet[Person]:
    """Who may read units also reads who serves in them."""
    return Person.objects.all() if actor.may(Permission.UNITS_READ) else Person.objects.none()


def one(actor: Actor, person_id: int) -> Person:
    """One person, or NotFound."""
    person = visible(actor).filter(pk=person_id).first()
    if person is None:
        raise NotFound("not-found", "没有找到这位人员，或者不在您的查看范围内。")
    return person


def listing(actor: Actor, *, on: date) -> QuerySet[Person]:
    """People, each with ``held_posts`` (posts and units of the day); one query more than the people."""
    return visible(actor).prefetch_related(_held_posts(on))


def search(
    people: QuerySet[Person], *, text: str = "", role: str = "", unit_id: int | None = None
) -> QuerySet[Person]:
    """Narrow a listing by name, login, title or phone, by role and by unit, as far as each is given."""
    present = Post.objects.filter(valid_to=None)
    if text:
        written = Q(name__icontains=text) | Q(username__icontains=text) | Q(phone__icontains=text)
        people = people.filter(written | Q(pk__in=present.filter(title__icontains=text).values("person_id")))
    if role or unit_id is not None:
        asked = {"role": role} if role else {}
        posts = present.filter(**asked) if unit_id is None else present.filter(unit_id=unit_id, **asked)
        people = people.filter(pk__in=posts.values("person_id"))
    return people


def people_of(unit_id: int, *, on: date) -> QuerySet[Person]:
    """Everybody who serves in a unit on a day, each with ``held_posts``."""
    held = Post.objects.filter(_held(on), unit_id=unit_id).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True).prefetch_related(_held_posts(on))


def holders(role: Role, unit_id: int, *, on: date) -> QuerySet[Person]:
    """Who holds a role in a unit on a day."""
    held = Post.objects.filter(_held(on), role=role, unit_id=unit_id).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True)


def leaders(*, on: date) -> QuerySet[Person]:
    """The leaders of the place on a day, the head of the government first."""
    held = Post.objects.filter(_held(on), role=Role.LEADER).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True).order_by("-chief", "pk")


def staff(*, on: date) -> QuerySet[Person]:
    """Everybody in the supervision office on a day."""
    held = Post.objects.filter(_held(on), role__in=OFFICE_ROLES).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True)


def stand_ins(*, on: date) -> QuerySet[Person]:
    """Who accepts where no leader is responsible: the head of the government, and the heads of the office."""
    heads = Post.objects.filter(_held(on), role=Role.OFFICE_HEAD).values("person_id")
    chiefs = leaders(on=on).order_by().filter(chief=True).values("pk")
    return Person.objects.filter(Q(pk__in=heads) | Q(pk__in=chiefs), is_active=True).order_by("-chief", "pk")


def portfolio(leader_id: int, *, on: date) -> QuerySet[Portfolio]:
    """The units that a leader is in charge of on a day, in the order of lists."""
    held = Portfolio.objects.filter(_held(on), leader_id=leader_id).select_related("unit")
    return held.order_by("unit__position", "unit_id")


def portfolio_leaders(unit_id: int, *, on: date) -> QuerySet[Portfolio]:
    """The leaders in charge of a unit on a day, with the field of each."""
    return Portfolio.objects.filter(_held(on), unit_id=unit_id).select_related("leader")


def sponsor_for(unit_id: int | None, names: Iterable[str], *, on: date) -> int | None:
    """The leader whom a document names, else the one in charge of the unit; None when neither is one person."""
    named = [person.pk for person in leaders(on=on) if person.name in set(names)]
    if not named and unit_id is not None:
        named = [charge.leader_id for charge in portfolio_leaders(unit_id, on=on)]
    return named[0] if len(named) == 1 else None


def post_history(person_id: int) -> QuerySet[Post]:
    """Every post that the person has held, present ones first."""
    return Post.objects.filter(person_id=person_id).select_related("unit").order_by("-valid_from", "-pk")


def headcounts(*, on: date) -> dict[int, int]:
    """How many people serve in each unit on a day; units without anybody are absent."""
    held = Post.objects.filter(_held(on), person__is_active=True)
    counts: dict[int, int] = {}
    for unit_id, _ in held.values_list("unit_id", "person_id").distinct():
        counts[unit_id] = counts.get(unit_id, 0) + 1
    return counts


def leader_choices(*, on: date) -> list[tuple[int, str]]:
    """Leaders as a form offers them."""
    return list(leaders(on=on).values_list("pk", "name"))


def staff_choices(*, on: date) -> list[tuple[int, str]]:
    """The supervision office's people as a form offers them."""
    return list(staff(on=on).values_list("pk", "name"))


def administrators(*, on: date) -> QuerySet[Person]:
    """Who can maintain people and units on a day."""
    held = Post.objects.filter(_held(on), role=Role.ADMINISTRATOR).values("person_id")
    return Person.objects.filter(pk__in=held, is_active=True)


def has_second_step(person: Person) -> bool:
    """Whether the person logs in with a second step."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def failed_logins(person: Person) -> int:
    """How many failed logins are counted against the person now."""
    counted = AccessAttempt.objects.filter(username=person.username)
    return sum(counted.values_list("failures_since_start", flat=True))


def plan_import(table: Table, *, on: date) -> tuple[PersonRow, ...]:
    """What each row of a list would do as of a day; nothing is written. Raises BadInput for missing columns."""
    check_headers(table.headers, REQUIRED)
    return plan_people(table.rows, _known_people(on), units=units.names(), unit_names=dict(units.choices()))


def _known_people(on: date) -> dict[str, KnownPerson]:
    present = {"posts": Post.objects.filter(_held(on)), "portfolio": Portfolio.objects.filter(_held(on))}
    people = Person.objects.prefetch_related(*(Prefetch(name, rows) for name, rows in present.items()))
    return {
        person.username.lower(): KnownPerson(
            person_id=person.pk,
            facts=facts_of(person),
            active=person.is_active,
            posts={(post.unit_id, Role(post.role)): post.title for post in person.posts.all()},
            portfolio=frozenset(charge.unit_id for charge in person.portfolio.all()),
        )
        for person in people
    }


def facts_of(person: Person) -> PersonFacts:
    """What is said about a person, as ``change_person`` takes it."""
    return PersonFacts(
        username=person.username,
        name=person.name,
        phone=person.phone,
        email=person.email,
        chief=person.chief,
    )


def _held(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def _held_posts(on: date) -> "Prefetch[str, QuerySet[Post], str]":
    posts = Post.objects.filter(_held(on)).select_related("unit").order_by("valid_from", "pk")
    return Prefetch("posts", queryset=posts, to_attr="held_posts")
