"""People who log in, the posts they hold, and what each leader is in charge of."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from luoshi.accounts.terms import Role
from luoshi.units.models import Unit


class PersonManager(BaseUserManager["Person"]):
    """Django's contract for a user model: find by login name."""


class Person(AbstractBaseUser):
    """Somebody with a login. Names are kept when a person leaves; nothing is ever re-attributed."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    chief = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["id"]


class Post(models.Model):
    """A person's role in a unit from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=Role.choices())
    title = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "valid_to"]), models.Index(fields=["unit", "role"])]
        constraints = [
            models.UniqueConstraint(
                "person", "unit", "role", condition=Q(valid_to=None), name="post_once_at_a_time"
            )
        ]


class Portfolio(models.Model):
    """A unit that a leader is in charge of (分管), with the field in words."""

    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="portfolio")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="portfolios")
    field = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "leader", "unit", condition=Q(valid_to=None), name="portfolio_once_at_a_time"
            )
        ]
