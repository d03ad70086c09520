"""Moments of the city: acts happen on working days, in working hours, in order."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random

from django.utils import timezone

from luoshi.kernel.errors import RuleBroken
from luoshi.kernel.workdays import load_national

Process = Generator[datetime, datetime, None]
"""Somebody's doings: yields when to go on, is sent when that is, and acts then."""

OPENS, CLOSES = time(8, 45), time(17, 40)
HORIZON_WORKDAYS = 10
"""Limits are set up to this many working days ahead, so the city can act only as long as these are known."""

_NEVER = date(2099, 1, 1)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of the day in the place."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def workday(day: date, later: int = 0) -> date:
    """The day or the first working day after it, then ``later`` working days on; never beyond the calendar."""
    calendar = load_national()
    try:
        return calendar.add_workdays(calendar.next_workday(day), later)
    except RuleBroken:
        return _NEVER


def workday_before(day: date, earlier: int = 0) -> date:
    """The day or the last working day before it, then ``earlier`` working days back."""
    calendar = load_national()
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    for _ in range(earlier):
        day -= timedelta(days=1)
        while not calendar.is_workday(day):
            day -= timedelta(days=1)
    return day


def last_day(today: date) -> date:
    """The last day on which the city acts: yesterday, or as far as the working days ahead are known."""
    years = load_national().years
    day = min(today - timedelta(days=1), date(max(years), 12, 31))
    while workday(day, HORIZON_WORKDAYS) == _NEVER:
        day -= timedelta(days=1)
    return day


def in_hours(day: date, rng: Random) -> datetime:
    """Some moment in the working hours of the first working day from ``day`` on."""
    opens = moment(workday(day), OPENS.hour, OPENS.minute)
    span = (CLOSES.hour - OPENS.hour) * 3600 + (CLOSES.minute - OPENS.minute) * 60
    return opens + timedelta(seconds=rng.randrange(span))


def later(now: datetime, workdays: int, rng: Random) -> datetime:
    """So many working days after ``now``; 0 is within hours, the next working day when it is late."""
    if workdays:
        return in_hours(workday(timezone.localtime(now).date(), workdays), rng)
    soon = now + timedelta(minutes=rng.randrange(15, 150))
    local = timezone.localtime(soon)
    return soon if local.time() < CLOSES else in_hours(local.date() + timedelta(days=1), rng)


@dataclass(slots=True)
class Agenda:
    """Who acts next; nobody acts before somebody else has."""

    _heap: list[tuple[datetime, int, Process]] = field(default_factory=list)
    _count: int = 0

    def add(self, process: Process) -> None:
        """Take up somebody's doings at the moment that they name first."""
        self._push(next(process, None), process)

    def run(self, until: datetime, progress: Callable[[date], None]) -> None:
        """Let everything happen that happens by ``until``; ``progress`` is told each new day."""
        day = date.min
        while self._heap and self._heap[0][0] <= until:
            now, _, process = heappop(self._heap)
            if timezone.localtime(now).date() != day:
                day = timezone.localtime(now).date()
                progress(day)
            try:
                wanted = process.send(now)
            except StopIteration:
                continue
            self._push(max(wanted, now + timedelta(seconds=20)), process)

    def _push(self, at: datetime | None, process: Process) -> None:
        if at is not None:
            self._count += 1
            heappush(self._heap, (at, self._count, process))
