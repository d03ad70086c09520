"""The working-day calendar: each year as its holiday notice arranges it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from luoshi.kernel.errors import RuleBroken
from luoshi.kernel.workdays import NamedDay, national_days
from luoshi.ledger.actions import take_turn
from luoshi.units import rules
from luoshi.units.actions.entry import check_seen, record
from luoshi.units.models import CalendarDay, CalendarYear
from luoshi.units.policy import Acting, require_write
from luoshi.units.rules.holidays import FIRST_YEAR, LAST_YEAR, check_holidays
from luoshi.units.terms import Tag

DAY_NAME_LENGTH = 20
NATIONAL_SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知"


@transaction.atomic
def set_calendar_year(
    year: int,
    *,
    by: Acting,
    at: datetime,
    source: str,
    days: Sequence[NamedDay],
    seen: int | None = None,
) -> CalendarYear:
    """Replace all that was entered for a year; no days means that every weekday is worked. ``seen`` is the version
    that the form was made from."""
    require_write(by)
    take_turn()
    before = CalendarYear.objects.filter(year=year).first()
    check_seen(before, seen)
    rules.check_within(year, label="年份", least=FIRST_YEAR, most=LAST_YEAR)
    source = rules.one_line(source, label="放假通知", limit=200)
    check_holidays(year, days)
    version = before.version + 1 if before else 1
    stored, _ = CalendarYear.objects.update_or_create(
        year=year, defaults={"source": source, "version": version}
    )
    CalendarDay.objects.filter(day__year=year).delete()
    CalendarDay.objects.bulk_create([_row(day) for day in days])
    data = {"source": source, "days": [_plain(day) for day in days]}
    _done(f"calendar/{year}", by=by, at=at, data=data)
    return stored


@transaction.atomic
def set_calendar_day(
    day: date, *, by: Acting, at: datetime, is_workday: bool | None, name: str = ""
) -> CalendarDay | None:
    """Mark one day as worked or free; None takes the mark away, so that the weekly rhythm holds again."""
    require_write(by)
    take_turn()
    if not CalendarYear.objects.filter(year=day.year).update(version=F("version") + 1):
        raise RuleBroken(
            "calendar-year-missing", f"{day.year}年的放假安排尚未录入，请先录入全年安排，再修改单日。"
        )
    CalendarDay.objects.filter(day=day).delete()
    marked = None
    if is_workday is not None:
        named = NamedDay(day, is_workday, _day_name(name))
        marked = _row(named)
        marked.save(force_insert=True)
    data = {"day": day, "is_workday": is_workday, "name": marked.name if marked else ""}
    _done(f"calendar/{day.year}", by=by, at=at, data=data)
    return marked


@transaction.atomic
def seed_calendar(*, by: Acting, at: datetime) -> list[int]:
    """Enter the national arrangements of every year that has none yet; the years entered."""
    require_write(by)
    present = set(CalendarYear.objects.values_list("year", flat=True))
    missing = {
        year: list(days)
        for year, days in groupby(national_days(), key=lambda named: named.day.year)
        if year not in present
    }
    if missing:
        CalendarYear.objects.bulk_create(
            [CalendarYear(year=year, source=NATIONAL_SOURCE.format(year=year)) for year in missing]
        )
        CalendarDay.objects.bulk_create([_row(day) for days in missing.values() for day in days])
        _done("calendar", by=by, at=at, data={"seeded": sorted(missing)})
    return sorted(missing)


def _row(named: NamedDay) -> CalendarDay:
    return CalendarDay(day=named.day, is_workday=named.is_workday, name=_day_name(named.name))


def _day_name(name: str) -> str:
    return rules.one_line(name, label="节日名称", limit=DAY_NAME_LENGTH, required=False)


def _plain(named: NamedDay) -> list[object]:
    return [named.day, named.is_workday, named.name]


def _done(subject: str, *, by: Acting, at: datetime, data: Mapping[str, object]) -> None:
    cache.delete("calendar")
    record(Tag.CALENDAR_SET, subject, by=by, at=at, data=data)
