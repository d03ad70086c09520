"""The people and units that lists and forms offer."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Q

from luoshi.accounts import queries as accounts
from luoshi.accounts.models import Person, Post
from luoshi.accounts.terms import Role
from luoshi.units.models import Unit

KEPT_SECONDS = 10
Choices = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a register can be narrowed to; units by short name."""

    units: Choices
    leaders: Choices
    staff: Choices


def offered(today: date) -> Offered:
    """Read once in a few seconds; three queries."""
    key = f"offered-{today.isoformat()}"
    found: Offered | None = cache.get(key)
    if found is None:
        units = Unit.objects.filter(closed_on=None).values_list("pk", "short")
        found = Offered(list(units), accounts.leader_choices(on=today), accounts.staff_choices(on=today))
        cache.set(key, found, KEPT_SECONDS)
    return found


def inspectors(today: date) -> Choices:
    """Invited inspectors, with the unit that they come from."""
    held = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today))
    posts = Post.objects.filter(held, role=Role.INSPECTOR, person__is_active=True).order_by("person_id")
    named = posts.values_list("person_id", "person__name", "unit__short")
    return [(person_id, f"{name}（{unit}）") for person_id, name, unit in named]


def approvers(today: date) -> Choices:
    """Who may approve that a matter is docketed: leaders, and heads of the office."""
    held = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today))
    heads = Post.objects.filter(held, role=Role.OFFICE_HEAD, person__is_active=True)
    named = heads.order_by("person_id").values_list("person_id", "person__name")
    return [*accounts.leader_choices(on=today), *dict(named).items()]


def names(person_ids: set[int]) -> dict[int, str]:
    """What people are called, whoever they are today."""
    return dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "name"))


def unit_names(unit_ids: set[int]) -> dict[int, str]:
    """Short names of units, closed ones too."""
    return dict(Unit.objects.filter(pk__in=unit_ids).values_list("pk", "short"))
