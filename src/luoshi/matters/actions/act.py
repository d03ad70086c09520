"""How every act on a matter is done: legal move, requirements, compare-and-set, ledger entry."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.utils import timezone

from luoshi.accounts.policy import Actor
from luoshi.kernel.errors import Conflict, RuleBroken
from luoshi.ledger import actions as ledger
from luoshi.matters import rules
from luoshi.matters.models import Matter, Party
from luoshi.matters.queries.facts import facts_of
from luoshi.matters.terms import PartyRole, Status, Tag
from luoshi.units import queries as units

CHANGED = "事项刚刚被他人更新，您的操作没有生效。请刷新页面，查看最新情况后再办理。"


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts and when; ``day`` is the calendar day of the place."""

    by: Actor
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


def move(
    matter: Matter,
    verb: str,
    act: Act,
    *,
    changes: Mapping[str, Any] = MappingProxyType({}),
    known: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Take the step ``verb`` and make ``changes``: refused if illegal (409), if a requirement is not met (422),
    or if somebody else has changed the matter since it was read (409).
    ``known`` are facts for the requirements that the matter's own row does not hold."""
    back_to = Status(matter.aside_from) if verb == "resume" and matter.aside_from else None
    target = rules.LOOP.target(Status(matter.status), verb, back_to=back_to)
    before = {name: getattr(matter, name) for name in changes}
    for name, value in changes.items():
        setattr(matter, name, value)
    try:
        rules.check(verb, replace(facts_of(matter, act.day), **known))
    except Exception:
        for name, value in before.items():
            setattr(matter, name, value)
        raise
    _write(matter, {**changes, "status": target, "running": target in rules.RUNNING})


def _write(matter: Matter, changes: dict[str, Any]) -> None:
    """Compare-and-set on the version, and the parties' copies of date and state with it."""
    mirrored = matter.due_on, matter.running
    won = Matter.objects.filter(pk=matter.pk, version=matter.version).update(
        version=matter.version + 1, **changes
    )
    if not won:
        raise Conflict("matter-changed", CHANGED)
    matter.version += 1
    for name, value in changes.items():
        setattr(matter, name, value)
    if "due_on" in changes or (matter.due_on, matter.running) != mirrored:
        matter.parties.update(due_on=matter.due_on, running=matter.running)


def check_seen(matter: Matter, seen: int | None) -> None:
    """Refuse an act that rests on a page which somebody else's act has overtaken."""
    if seen is not None and seen != matter.version:
        raise Conflict("matter-changed", CHANGED)


def record(matter: Matter, tag: Tag, act: Act, *, data: Mapping[str, Any]) -> None:
    """The act's entry in the ledger, under the matter's story."""
    ledger.append(
        tag=tag,
        subject=f"matter/{matter.pk}",
        data={"status": matter.status, **data},
        actor_id=act.by.person_id,
        actor_name=act.by.name,
        at=act.at,
    )


def set_parties(matter: Matter, lead_id: int | None, *, support_ids: tuple[int, ...], current: bool) -> None:
    """Make these the matter's units. Before issue (not ``current``) a unit that is no longer named was never a
    party; afterwards it keeps its row, no longer current."""
    wanted = dict.fromkeys(support_ids, PartyRole.SUPPORT)
    if lead_id is not None:
        wanted[lead_id] = PartyRole.LEAD
    require_open(wanted)
    dropped = matter.parties.exclude(unit_id__in=wanted)
    if current:
        dropped.update(current=False)
    else:
        dropped.delete()
    rows = [
        Party(
            matter=matter,
            unit_id=unit_id,
            role=role,
            due_on=matter.due_on,
            running=matter.running,
            current=current,
        )
        for unit_id, role in wanted.items()
    ]
    Party.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["matter", "unit"],
        update_fields=["role", "due_on", "running", "current"],
    )


def require_open(unit_ids: Collection[int]) -> None:
    """Refuse units that do not exist (any more): nobody there could sign."""
    found = units.open_units().filter(pk__in=unit_ids).count()
    if found != len(unit_ids):
        raise RuleBroken("unit-closed", "所选单位已经撤销或不存在，不能承办。请重新选择单位。")


_FORGET = "DELETE FROM matters_search WHERE {key} = %s"
_INDEX = {
    "sqlite": ("rowid", "INSERT INTO matters_search (rowid, words) VALUES (%s, %s)"),
    "postgresql": (
        "matter_id",
        "INSERT INTO matters_search (matter_id, words) VALUES (%s, to_tsvector('simple', %s))",
    ),
}


def index(matter: Matter, *, fresh: bool = False) -> None:
    """Put the matter's words into the full-text index; ``fresh`` for a matter that has none yet."""
    key, insert = _INDEX[connection.vendor]
    texts = [matter.number, matter.title, matter.content, matter.quote]
    texts += [matter.lead_unit.name, matter.lead_unit.short] if matter.lead_unit else []
    texts += [matter.directive.title] if matter.directive else []
    with connection.cursor() as cursor:
        if not fresh:
            cursor.execute(_FORGET.format(key=key), [matter.pk])
        cursor.execute(insert, [matter.pk, rules.index_words("\n".join(texts))])
