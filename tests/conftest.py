"""The little city that tests are played in: 云州市, with one person for each role.

``people.staff`` is the Person and ``actors.staff`` the Actor of the same somebody; both are made, with the unit
they serve, when a test first asks for them. ``unit`` and ``person`` make more. ``NOW`` is a Monday morning.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from luoshi.accounts import actions as accounts
from luoshi.accounts import queries as accounts_queries
from luoshi.accounts.models import Person
from luoshi.accounts.policy import SYSTEM, Actor
from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.terms import Role
from luoshi.kernel.workdays import WorkCalendar
from luoshi.units import actions as units
from luoshi.units import queries as units_queries
from luoshi.units.models import Place, Unit
from luoshi.units.rules import NewUnit, PlaceFacts
from luoshi.units.terms import UnitKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=SHANGHAI)
TODAY = date(2026, 3, 16)
FOUNDED = date(2020, 1, 1)

PLACE = PlaceFacts(
    name="云州市",
    government="云州市人民政府",
    office="云州市人民政府督查室",
    number_word="云督",
    contact_phone="0000-1234567",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody of the city: where from, in which role, in charge of what."""

    name: str
    role: Role
    unit: str
    chief: bool = False
    portfolio: tuple[str, ...] = ()


UNITS = {
    "government": NewUnit(name="云州市人民政府", short="市政府", kind=UnitKind.OFFICE, opened_on=FOUNDED),
    "office": NewUnit(name="云州市人民政府督查室", short="市政府督查室", kind=UnitKind.OFFICE, opened_on=FOUNDED),
    "reform": NewUnit(
        name="云州市发展和改革委员会", short="市发改委", kind=UnitKind.DEPARTMENT, opened_on=FOUNDED,
        aliases=("发改委", "市发展改革委"),
    ),
    "housing": NewUnit(name="云州市住房和城乡建设局", short="市住建局", kind=UnitKind.DEPARTMENT, opened_on=FOUNDED),
    "finance": NewUnit(name="云州市财政局", short="市财政局", kind=UnitKind.DEPARTMENT, opened_on=FOUNDED),
    "audit": NewUnit(name="云州市审计局", short="市审计局", kind=UnitKind.DEPARTMENT, opened_on=FOUNDED),
}  # fmt: skip

CAST = {
    "staff": Cast("王敏", Role.OFFICE_STAFF, "office"),
    "head": Cast("李国强", Role.OFFICE_HEAD, "office"),
    "leader": Cast("陈志远", Role.LEADER, "government", chief=True),
    "vice": Cast("赵春梅", Role.LEADER, "government", portfolio=("reform", "housing")),
    "unit_head": Cast("孙立", Role.UNIT_HEAD, "reform"),
    "liaison": Cast("周婷", Role.LIAISON, "reform"),
    "other_liaison": Cast("吴昊", Role.LIAISON, "housing"),
    "inspector": Cast("郑和平", Role.INSPECTOR, "audit"),
    "auditor": Cast("冯静", Role.AUDITOR, "audit"),
    "administrator": Cast("韩雪", Role.ADMINISTRATOR, "office"),
}


@pytest.fixture(autouse=True)
def place_apart(settings, tmp_path) -> None:
    """Each test has its own cache and file store; passwords are hashed fast, static files need no manifest."""
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = tmp_path
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    cache.clear()


@pytest.fixture
def place(db) -> Place:
    """云州市 as set up by ``luoshi init``."""
    return units.set_place(PLACE, by=SYSTEM, at=NOW)


@pytest.fixture
def calendar(db) -> WorkCalendar:
    """The national working days, entered."""
    units.seed_calendar(by=SYSTEM, at=NOW)
    return units_queries.calendar()


@pytest.fixture
def unit(db) -> Callable[..., Unit]:
    """``unit("云州市水利局", short="市水利局", …)``: any field of NewUnit."""

    def make(name: str, **facts) -> Unit:
        given = {
            "short": name.removeprefix("云州"),
            "kind": UnitKind.DEPARTMENT,
            "opened_on": FOUNDED,
            **facts,
        }
        return units.create_unit(NewUnit(name=name, **given), by=SYSTEM, at=NOW)

    return make


@pytest.fixture
def person(db) -> Callable[..., Person]:
    """``person("钱进", Role.LIAISON, unit)``: with a login, and with the post when a role is given."""

    def make(name: str, role: Role | None = None, unit: Unit | None = None, **facts) -> Person:
        username = facts.pop("username", f"login{Person.objects.count() + 1}")
        made = accounts.create_person(PersonFacts(username=username, name=name, **facts), by=SYSTEM, at=NOW)
        if role:
            accounts.give_post(made.pk, by=SYSTEM, at=NOW, unit_id=unit.pk, role=role, on=FOUNDED)
        return made

    return make


class City:
    """The units and people above, each made when first asked for."""

    def __init__(self, person: Callable[..., Person]) -> None:
        self._person = person
        self._units: dict[str, Unit] = {}
        self._people: dict[str, Person] = {}

    def unit(self, key: str) -> Unit:
        if key not in self._units:
            self._units[key] = units.create_unit(UNITS[key], by=SYSTEM, at=NOW)
        return self._units[key]

    def person(self, key: str) -> Person:
        if key not in self._people:
            cast = CAST[key]
            unit = self.unit(cast.unit)
            self._people[key] = self._person(cast.name, cast.role, unit, username=key, chief=cast.chief)
            if cast.portfolio:
                fields = {self.unit(name).pk: "" for name in cast.portfolio}
                accounts.set_portfolio(self._people[key].pk, by=SYSTEM, at=NOW, units=fields)
        return self._people[key]

    def actor(self, key: str) -> Actor:
        return accounts_queries.actor_for(self.person(key), on=TODAY)


class Lazy:
    """A namespace whose attributes are made on first use."""

    def __init__(self, make: Callable[[str], object], keys: dict) -> None:
        self._make, self._keys = make, keys

    def __getattr__(self, key: str) -> object:
        if key not in self._keys:
            raise AttributeError(key)
        made = self._make(key)
        setattr(self, key, made)
        return made

    def __iter__(self):
        return (getattr(self, key) for key in self._keys)


@pytest.fixture
def city(db, person) -> City:
    return City(person)


@pytest.fixture
def city_units(city) -> SimpleNamespace:
    """``city_units.reform``: government, office, reform, housing, finance, audit."""
    return Lazy(city.unit, UNITS)


@pytest.fixture
def people(city) -> SimpleNamespace:
    """``people.staff``: one Person for each key of CAST."""
    return Lazy(city.person, CAST)


@pytest.fixture
def actors(city) -> SimpleNamespace:
    """``actors.staff``: one Actor for each key of CAST, as of TODAY."""
    return Lazy(city.actor, CAST)


@pytest.fixture
def client_as(db) -> Callable[[Person], Client]:
    """``client_as(people.staff).get("/")``: a browser in which the person has logged in."""

    def login(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return login
