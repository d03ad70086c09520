"""Reading units, the place and its calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Prefetch, Q, QuerySet

from luoshi.documents.tables import Table
from luoshi.extraction.lexicon import UnitLexicon
from luoshi.kernel.errors import NotFound
from luoshi.kernel.workdays import NamedDay, WorkCalendar
from luoshi.units.models import CalendarDay, CalendarYear, Place, Unit, UnitAlias, UnitVersion
from luoshi.units.policy import READ, Acting
from luoshi.units.rules import NameIndex, Names
from luoshi.units.rules.holidays import Month, Square, months_of
from luoshi.units.rules.importing import check_headers
from luoshi.units.rules.unit_rows import REQUIRED, KnownUnit, UnitRow, plan_units
from luoshi.units.terms import UnitKind

KEPT_SECONDS = 10


def place() -> Place | None:
    """The place that this installation serves, or None before ``luoshi init``; kept for a few seconds."""
    found: Place | None = cache.get("place")
    if found is None:
        found = Place.objects.first()
        cache.set("place", found, KEPT_SECONDS)
    return found


def visible(actor: Acting) -> QuerySet[Unit]:
    """The structure is one: who may read units sees all of them, closed ones too."""
    return Unit.objects.all() if READ in actor.permissions else Unit.objects.none()


def one(actor: Acting, unit_id: int) -> Unit:
    """One unit, or NotFound."""
    unit = visible(actor).select_related("parent").filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("not-found", "没有找到这个单位，或者它不在您的查看范围内。")
    return unit


def open_units() -> QuerySet[Unit]:
    """The units of today, in the order of lists."""
    return Unit.objects.filter(closed_on=None)


def choices() -> list[tuple[int, str]]:
    """Open units as a form offers them."""
    return list(open_units().values_list("pk", "name"))


def short_names() -> dict[int, str]:
    """What every unit is called today, closed ones as they were called last."""
    return dict(Unit.objects.values_list("pk", "short"))


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree; ``depth`` 0 stands at the top."""

    unit: Unit
    depth: int

    @property
    def aliases(self) -> list[str]:
        """The other names."""
        return [alias.alias for alias in self.unit.aliases.all()]

    @property
    def written(self) -> str:
        """All names in one text, to search in."""
        return " ".join([self.unit.name, self.unit.short, *self.aliases])


def tree(actor: Acting, *, with_closed: bool = False) -> list[Branch]:
    """Units with their aliases, each directly after its parent; two queries."""
    units = visible(actor).prefetch_related(Prefetch("aliases", queryset=UnitAlias.objects.order_by("pk")))
    shown = list(units if with_closed else units.filter(closed_on=None))
    ids = {unit.pk for unit in shown}
    children: dict[int | None, list[Unit]] = {}
    for unit in shown:
        above = unit.parent_id if unit.parent_id in ids else None
        children.setdefault(above, []).append(unit)
    return list(_branches(children, None, 0))


def _branches(children: Mapping[int | None, list[Unit]], above: int | None, depth: int) -> list[Branch]:
    branches: list[Branch] = []
    for unit in children.get(above, []):
        branches.append(Branch(unit, depth))
        branches.extend(_branches(children, unit.pk, depth + 1))
    return branches


def children(unit: Unit) -> QuerySet[Unit]:
    """The open units directly below."""
    return open_units().filter(parent=unit)


def versions(unit: Unit) -> QuerySet[UnitVersion]:
    """What the unit was called, the present name first."""
    return unit.versions.select_related("parent").order_by("-valid_from", "-pk")


def as_of(day: date) -> dict[int, UnitVersion]:
    """The versions that held on a day, by unit; units not yet or no longer there are absent."""
    held = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return {version.unit_id: version for version in UnitVersion.objects.filter(held)}


def duties() -> dict[int, tuple[str, ...]]:
    """What each open unit is charged with today; units without duties are absent."""
    current = UnitVersion.objects.filter(valid_to=None, unit__closed_on=None).exclude(duties=[])
    return {pk: tuple(listed) for pk, listed in current.values_list("unit_id", "duties")}


def name_on(unit: Unit, day: date) -> str:
    """What the unit was called on a day; before its first day its first name, after its last its last."""
    name = unit.name
    for version in unit.versions.order_by("-valid_from", "-pk"):
        name = version.name
        if version.valid_from <= day:
            return name
    return name


def holder_of(text: str, *, but: Unit | None = None) -> Unit | None:
    """The open unit, other than ``but``, whose name, short name or alias is exactly this."""
    written = Q(name=text) | Q(short=text) | Q(aliases__alias=text)
    return (open_units().exclude(pk=but.pk) if but else open_units()).filter(written).first()


def match(text: str) -> Unit | None:
    """The one unit that a name in a document means; None for an unknown or ambiguous name."""
    found = candidates(text)
    return found[0] if len(found) == 1 else None


def candidates(text: str) -> list[Unit]:
    """Every open unit that the name may mean, in the order of lists."""
    ids = names().candidates(text)
    return list(open_units().filter(pk__in=ids)) if ids else []


def names() -> NameIndex:
    """The index of all written names, read once in a few seconds."""
    return _read_names(_stamp("unit-names"))


def written_names() -> list[Names]:
    """Every open unit with all its names, in the order of lists; three queries."""
    units = open_units().prefetch_related("aliases", "versions")
    return [
        Names(
            unit_id=unit.pk,
            name=unit.name,
            short=unit.short,
            aliases=tuple(alias.alias for alias in unit.aliases.all()),
            former=_former(unit),
        )
        for unit in units
    ]


def lexicon() -> UnitLexicon:
    """The same names as the text engine takes them, each leading to the present full name."""
    return UnitLexicon(
        {named.name: (named.short, *named.aliases, *named.former) for named in written_names()}
    )


def plan_import(table: Table, *, on: date) -> tuple[UnitRow, ...]:
    """What each row of a list would do as of today; nothing is written. Raises BadInput for missing columns."""
    check_headers(table.headers, REQUIRED)
    closed = Unit.objects.exclude(closed_on=None).values_list("code", flat=True)
    return plan_units(table.rows, _known_units(), closed_codes=frozenset(closed), today=on)


def _known_units() -> list[KnownUnit]:
    current = UnitVersion.objects.filter(valid_to=None)
    units = (
        open_units()
        .select_related("parent")
        .prefetch_related("aliases", Prefetch("versions", queryset=current))
    )
    return [
        KnownUnit(
            unit_id=unit.pk,
            code=unit.code,
            name=unit.name,
            short=unit.short,
            kind=UnitKind(unit.kind),
            parent=unit.parent.name if unit.parent else "",
            aliases=tuple(alias.alias for alias in unit.aliases.all()),
            position=unit.position,
            since=unit.versions.all()[0].valid_from,
            duties=tuple(unit.versions.all()[0].duties),
        )
        for unit in units
    ]


def _former(unit: Unit) -> tuple[str, ...]:
    written = [text for version in unit.versions.all() for text in (version.name, version.short)]
    return tuple(dict.fromkeys(text for text in written if text not in {unit.name, unit.short}))


@lru_cache(maxsize=1)
def _read_names(_stamp: str) -> NameIndex:
    here = place()
    return NameIndex(written_names(), place=here.name if here else "")


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A year as people look it up; ``source`` is None and ``version`` 0 while the year has not been entered."""

    year: int
    source: str | None
    months: tuple[Month, ...]
    years: tuple[int, ...]
    version: int

    @property
    def missing(self) -> str:
        """What to say of a year without data."""
        return "" if self.source is not None else f"{self.year}年放假安排尚未录入"

    @property
    def workdays(self) -> int:
        """How many days of the year are worked."""
        return sum(square.is_workday for square in self._squares())

    @property
    def lines(self) -> list[str]:
        """The marked days, each as a line that can be read again."""
        return [
            f"{square.day} {square.mark} {square.name}".rstrip() for square in self._squares() if square.mark
        ]

    def _squares(self) -> Iterator[Square]:
        for month in self.months:
            for week in month.weeks:
                yield from (square for square in week if square)


def calendar_page(year: int) -> CalendarPage:
    """The sheets of a year, and the years that have been entered."""
    days = CalendarDay.objects.filter(day__year=year)
    marked = {row.day: NamedDay(row.day, row.is_workday, row.name) for row in days}
    entered = {row.year: row for row in CalendarYear.objects.order_by("year")}
    here = entered.get(year)
    source, version = (here.source, here.version) if here else (None, 0)
    return CalendarPage(year, source, months_of(year, marked), tuple(entered), version)


def calendar() -> WorkCalendar:
    """The place's working days as entered, read once in a few seconds; a year not entered is refused by it."""
    return _read_calendar(_stamp("calendar"))


@lru_cache(maxsize=1)
def _read_calendar(_stamp: str) -> WorkCalendar:
    days = dict(CalendarDay.objects.values_list("day", "is_workday"))
    return WorkCalendar(days, frozenset(CalendarYear.objects.values_list("year", flat=True)))


def _stamp(key: str) -> str:
    """A token that a write takes away and that ages, so that what was read under it is read again."""
    return str(cache.get_or_set(key, lambda: uuid4().hex, KEPT_SECONDS))
