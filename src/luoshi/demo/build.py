"""Building the city: one year, played from its first document to yesterday, in one transaction: all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction

from luoshi.accounts.policy import SYSTEM
from luoshi.accounts.terms import Role
from luoshi.demo.calls import calls
from luoshi.demo.circulars import circulars
from luoshi.demo.city import Paper, read_city, rows
from luoshi.demo.clock import last_day, moment
from luoshi.demo.intake import arrive, unread
from luoshi.demo.life import Play
from luoshi.demo.people import FOUNDED, PASSWORD, changes, found
from luoshi.demo.views import keep_views
from luoshi.kernel.errors import Conflict
from luoshi.ledger import actions as ledger
from luoshi.ledger import queries as ledger_queries

__all__ = ["PASSWORD", "Account", "Scale", "Standing", "accounts", "build", "standing"]

SEED = "云州"
SUBJECT, TAG = "demo", "demo:city"


class Scale(StrEnum):
    """How much of the year is played."""

    SMALL = "small"
    FULL = "full"


SMALL_PAPERS = 2
"""The last ones: about three months."""

Progress = Callable[[int, int], None]
"""Told how many days of how many have been played."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger says of an installation: nothing in it, a city up to a day, or something real."""

    empty: bool
    city_until: date | None


def standing() -> Standing:
    """What there is, by the first entry of the ledger."""
    size, _ = ledger_queries.tail()
    if not size:
        return Standing(empty=True, city_until=None)
    first = ledger_queries.entry(0)
    until = date.fromisoformat(first.facts()["until"]) if first.tag == TAG else None
    return Standing(empty=False, city_until=until)


@transaction.atomic
def build(today: date, *, scale: Scale = Scale.FULL, progress: Progress | None = None) -> Play:
    """Play the year up to the day before ``today``, or as far as working days are known; the stage as it is left."""
    if not standing().empty:
        raise Conflict(
            "demo-not-empty", "这里已经有数据，演示城市只能建在空的数据目录里。请另指定一个数据目录。"
        )
    until = last_day(today)
    papers = [paper for paper in _papers(scale) if paper.dated_on <= until]
    if not papers:
        raise Conflict("demo-too-early", "系统日期早于演示城市的第一份文件，请核对系统日期后重试。")
    start = moment(FOUNDED, 8)
    data = {"seed": SEED, "scale": str(scale), "until": until}
    ledger.append(tag=TAG, subject=SUBJECT, data=data, actor_id=None, actor_name=SYSTEM.name, at=start)
    city = read_city()
    play = Play(SEED, found(city), until=moment(until, 23, 59))
    since = papers[0].dated_on
    for process in (
        *changes(city, play.cast),
        *(arrive(paper, play) for paper in papers),
        *calls(play, since=since),
        *unread(play),
        *circulars(play, since=since),
    ):
        play.agenda.add(process)
    days = (until - since).days
    play.agenda.run(play.until, lambda day: progress and progress(max((day - since).days, 0), days))
    keep_views(play)
    return play


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can log in."""

    username: str
    name: str
    role: str
    unit: str
    note: str


def accounts() -> list[Account]:
    """Who can log in, and what there is for them."""
    city = read_city()
    shorts = {unit.code: unit.short for unit in city.units}
    people = {person.username: person for person in city.people}
    listed = [(people[row["username"]], row["note"]) for row in rows("script/accounts.csv")]
    return [
        Account(who.username, who.name, Role(who.role).label, shorts[who.unit], note) for who, note in listed
    ]


def _papers(scale: Scale) -> tuple[Paper, ...]:
    papers = read_city().papers
    return papers[-SMALL_PAPERS:] if scale is Scale.SMALL else papers
