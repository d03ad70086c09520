"""Reading people and their posts."""

from datetime import date

from django.db.models import Q

from luoshi.accounts.models import Person, Post
from luoshi.accounts.policy import Actor, granted
from luoshi.accounts.terms import Role


def actor_for(person: Person, *, on: date) -> Actor:
    """Who the person is on a day: roles and units of the posts held then; one query."""
    held = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    posts = Post.objects.filter(held, person=person).values_list("role", "unit_id")
    roles = frozenset(Role(role) for role, _ in posts)
    return Actor(
        person_id=person.pk,
        name=person.name,
        roles=roles,
        unit_ids=tuple(dict.fromkeys(unit_id for _, unit_id in posts)),
        permissions=granted(roles) if person.is_active else frozenset(),
        chief=person.chief,
    )
