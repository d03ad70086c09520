"""The founding of the city: its place, units, calendar, people and who is in charge of what; and who plays whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from luoshi.accounts import actions as accounts
from luoshi.accounts import queries as people
from luoshi.accounts.policy import SYSTEM, Actor
from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.terms import Role
from luoshi.demo.city import City, Somebody, UnitFacts, rows
from luoshi.demo.clock import Process, moment
from luoshi.units import actions as units
from luoshi.units.rules import NewUnit, PlaceFacts
from luoshi.units.terms import UnitKind

FOUNDED = date(2025, 10, 9)
PASSWORD = "yunzhou-2026"  # noqa: S105 -- of the demonstration, printed to whoever starts it

PLACE = PlaceFacts(
    name="云州市",
    government="云州市人民政府",
    office="云州市人民政府督查室",
    number_word="云督",
    near_due_days=10,
    contact_phone="0000-5550001",
    recipients="各县、区人民政府，经开区、高新区管委会，市政府各部门、各直属机构，各有关单位",
)
OFFICE = "001"
_STEP = timedelta(seconds=25)


@dataclass(slots=True)
class Cast:
    """Who is who, by login name and by code of the unit; sponsors and keepers by code of the unit they look after."""

    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    liaisons: dict[str, Actor] = field(default_factory=dict)
    heads: dict[str, Actor] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    sponsors: dict[str, Actor] = field(default_factory=dict)
    keepers: dict[str, Actor] = field(default_factory=dict)
    by_role: dict[Role, list[Actor]] = field(default_factory=dict)

    @property
    def office_head(self) -> Actor:
        return self.by_role[Role.OFFICE_HEAD][0]

    @property
    def staff(self) -> list[Actor]:
        return self.by_role[Role.OFFICE_STAFF]

    @property
    def mayor(self) -> Actor:
        return next(leader for leader in self.by_role[Role.LEADER] if leader.chief)

    @property
    def secretary(self) -> Actor:
        return self.sponsors[OFFICE]

    @property
    def administrator(self) -> Actor:
        return self.by_role[Role.ADMINISTRATOR][0]


def found(city: City) -> Cast:
    """Set the city up; everything by its administrator, except what makes the administrator."""
    cast = Cast()
    ticks = _ticks(moment(FOUNDED, 8, 30))
    units.set_place(PLACE, by=SYSTEM, at=next(ticks))
    administrator = next(person for person in city.people if person.role == Role.ADMINISTRATOR)
    positions = {unit.code: 10 * place for place, unit in enumerate(city.units, 1)}
    home = next(unit for unit in city.units if unit.code == administrator.unit)
    _make_unit(home, cast, by=SYSTEM, at=next(ticks), position=positions[home.code])
    _make_person(administrator, cast, by=SYSTEM, at=next(ticks))
    by = cast.administrator
    units.seed_calendar(by=by, at=next(ticks))
    for unit in city.units:
        if unit is not home:
            _make_unit(unit, cast, by=by, at=next(ticks), position=positions[unit.code])
    for person in city.people:
        if person is not administrator:
            _make_person(person, cast, by=by, at=next(ticks))
    _divide(city, cast, at=next(ticks))
    for row in rows("script/accounts.csv"):
        account = cast.actors[row["username"]].person_id or 0
        accounts.set_password(account, by=by, at=next(ticks), password=PASSWORD, temporary=False)
    return cast


def changes(city: City, cast: Cast) -> Iterator[Process]:
    """Units that are renamed or come under another one in the course of the year."""
    for unit in city.units:
        if unit.former is not None:
            yield _change(unit, cast, on=unit.former[3] + timedelta(days=1))


def _change(unit: UnitFacts, cast: Cast, *, on: date) -> Process:
    at = yield moment(on, 8, 30)
    units.rename_unit(
        cast.units[unit.code],
        by=cast.administrator,
        at=at,
        name=unit.name,
        short=unit.short,
        parent_id=cast.units[unit.parent] if unit.parent else None,
        on=on,
    )
    cast.shorts[unit.code] = unit.short


def _ticks(start: datetime) -> Iterator[datetime]:
    while True:
        yield start
        start += _STEP


def _make_unit(unit: UnitFacts, cast: Cast, *, by: Actor, at: datetime, position: int) -> None:
    name, short, parent, _ = unit.former or (unit.name, unit.short, unit.parent, FOUNDED)
    facts = NewUnit(
        name=name,
        short=short,
        kind=next(kind for kind in UnitKind if kind.label == unit.kind),
        parent_id=cast.units[parent] if parent else None,
        code=unit.code,
        position=position,
        opened_on=unit.opened_on,
        aliases=tuple(alias for alias in unit.aliases if alias not in {name, short}),
        duties=unit.duties,
    )
    cast.units[unit.code] = units.create_unit(facts, by=by, at=at).pk
    cast.shorts[unit.code] = short
    cast.kinds[unit.code] = unit.kind


def _make_person(person: Somebody, cast: Cast, *, by: Actor, at: datetime) -> None:
    facts = PersonFacts(username=person.username, name=person.name, phone=person.phone, chief=person.chief)
    made = accounts.create_person(facts, by=by, at=at)
    unit_id, role = cast.units[person.unit], Role(person.role)
    accounts.give_post(made.pk, by=by, at=at, unit_id=unit_id, role=role, title=person.title, on=FOUNDED)
    actor = people.actor_for(made, on=FOUNDED)
    cast.actors[person.username] = actor
    cast.titles[person.username] = person.title
    cast.by_role.setdefault(role, []).append(actor)
    if role is Role.LIAISON:
        cast.liaisons[person.unit] = actor
    elif role is Role.UNIT_HEAD:
        cast.heads[person.unit] = actor


def _divide(city: City, cast: Cast, *, at: datetime) -> None:
    """Who is in charge of what; each of the office's staff keeps the matters of some leaders."""
    fields: dict[str, dict[int, str]] = {}
    for username, code, field_in_words in city.charges:
        fields.setdefault(username, {})[cast.units[code]] = field_in_words
        cast.sponsors[code] = cast.actors[username]
    for username, charge in fields.items():
        person_id = cast.actors[username].person_id or 0
        accounts.set_portfolio(person_id, by=cast.administrator, at=at, units=charge)
    order: Mapping[str, int] = {name: place for place, name in enumerate(fields)}
    for username, code, _ in city.charges:
        cast.keepers[code] = cast.staff[(order[username] + 1) % len(cast.staff)]
