"""How a unit behaves, the same from its first matter to its last: prompt or slow, plain or evasive."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

_GOOD, _FAIR = 0.30, 0.80
"""Shares of units: good up to the first, fair up to the second, poor the rest."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """``promptness`` between 0 and 1 decides over delays; the others are chances of a single act."""

    promptness: float
    objects: float
    silent: float
    empty: float
    stuck: float


@cache
def conduct_of(seed: str, code: str) -> Conduct:
    """The unit's conduct."""
    rng = Random(f"{seed}/unit/{code}")
    rank = rng.random()
    if rank < _GOOD:
        return Conduct(rng.uniform(0.96, 0.99), objects=0.01, silent=0.14, empty=0.01, stuck=0.05)
    if rank < _FAIR:
        return Conduct(rng.uniform(0.91, 0.97), objects=0.045, silent=0.22, empty=0.06, stuck=0.15)
    return Conduct(rng.uniform(0.60, 0.76), objects=0.10, silent=0.32, empty=0.20, stuck=0.35)


def finish_day(start: date, due: date | None, *, conduct: Conduct, rng: Random) -> date | None:
    """When the unit will call it done: mostly in time, sometimes late; None for much of the work without an end."""
    if due is None:
        return start + timedelta(days=rng.randint(80, 190)) if rng.random() < 0.55 else None
    span = max((due - start).days, 2)
    if rng.random() < conduct.promptness:
        return due - timedelta(days=min(rng.randint(span // 10, max(span // 3, 1)), 40))
    if rng.random() < conduct.stuck:
        return due + timedelta(days=rng.randint(60, 170))
    return due + timedelta(days=rng.randint(2, 18 + round(90 * (1 - conduct.promptness))))


def sign_workdays(conduct: Conduct, rng: Random, *, pressing: bool) -> int:
    """Working days until the unit signs; three are allowed."""
    if pressing:
        return 0
    if rng.random() < 0.5 + 0.5 * conduct.promptness:
        return rng.choice((0, 1, 1, 2))
    return rng.randint(4, 8)


def plan_workdays(conduct: Conduct, rng: Random, *, pressing: bool) -> int:
    """Working days from signature to plan."""
    return 0 if pressing else rng.randint(1, 4 + round(9 * (1 - conduct.promptness)))


def cadence_days(span: int, conduct: Conduct) -> int:
    """Calendar days between reports: about one a month on long work, a few on short."""
    usual = min(max(span // 5, 4), 29)
    return round(usual * (1.35 - 0.4 * conduct.promptness))


def percent_on(day: date, start: date, finish: date, *, before: int) -> int:
    """Completion as the unit sees it: slow at first, then quicker, never back, never all of it before the end."""
    share = min(max((day - start).days / max((finish - start).days, 1), 0.0), 1.0)
    return max(before, min(95, round(100 * float(share**1.25))))
