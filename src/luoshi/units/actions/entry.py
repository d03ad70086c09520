"""The ledger entry of an act on units, and the check that an act rests on what there is."""

from collections.abc import Mapping
from datetime import datetime

from luoshi.kernel.errors import Conflict
from luoshi.ledger.actions import append
from luoshi.units.models import CalendarYear, Place
from luoshi.units.policy import Acting
from luoshi.units.terms import Tag


def record(tag: Tag, subject: str, *, by: Acting, at: datetime, data: Mapping[str, object]) -> None:
    """Append one act to the ledger, in the transaction of the act."""
    append(tag=tag, subject=subject, data=data, actor_id=by.person_id, actor_name=by.name, at=at)


def check_seen(row: Place | CalendarYear | None, seen: int | None) -> None:
    """Refuse a form that somebody else's act has overtaken; what is not there yet has version 0."""
    if seen is not None and seen != (row.version if row else 0):
        raise Conflict(
            "settings-changed", "这项设置刚刚被他人修改，您的修改没有保存。请刷新页面，核对后重新修改。"
        )
