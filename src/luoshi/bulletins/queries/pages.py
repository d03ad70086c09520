"""The matters behind a figure, page by page: as they are while the circular is a draft, as they were frozen after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.accounts.policy import Actor
from luoshi.bulletins.models import Bulletin, FrozenMatter
from luoshi.bulletins.queries.facts import Span, matters_behind
from luoshi.bulletins.queries.reading import frozen_behind
from luoshi.bulletins.terms import BulletinStatus
from luoshi.kernel.cursor import Place
from luoshi.matters import queries as matters
from luoshi.matters.models import Matter

SIZE = 100
FROZEN = frozenset({BulletinStatus.APPROVED, BulletinStatus.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Behind:
    """A page. ``hidden`` of ``every`` are not in the reader's view; ``after`` is where the next page begins."""

    is_frozen: bool
    rows: Sequence[Matter] | Sequence[FrozenMatter]
    every: int
    hidden: int
    after: Place | None


def behind(
    actor: Actor, bulletin: Bulletin, figure: str, *, unit_id: int | None = None, after: Place | None = None
) -> Behind:
    """Of all units or of one, by due date."""
    is_frozen = bulletin.status in FROZEN
    if is_frozen:
        rows: QuerySet[Any] = frozen_behind(bulletin, figure, unit_id=unit_id)
    else:
        span = Span(bulletin.period_from, bulletin.period_to, bulletin.as_of)
        rows = matters_behind(actor, span, bulletin.scope, figure=figure, unit_id=unit_id)
    every = rows.count()
    hidden = 0
    if is_frozen and not actor.sees_all:
        rows = rows.filter(matter_id__in=matters.visible(actor).values("pk"))
        hidden = every - rows.count()
    key = "matter_id" if is_frozen else "id"
    taken = list(_beyond(rows, after, key=key)[: SIZE + 1])
    last = taken[SIZE - 1] if len(taken) > SIZE else None
    end = Place(last.due_key, getattr(last, key)) if last else None
    return Behind(is_frozen, taken[:SIZE], every, hidden, end)


def _beyond(rows: QuerySet[Any], after: Place | None, *, key: str) -> QuerySet[Any]:
    if after is None:
        return rows
    same_day = Q(**{"due_key": after.on, f"{key}__gt": after.number})
    return rows.filter(Q(due_key__gt=after.on) | same_day, due_key__gte=after.on)
