"""The ledger entry of an act on units."""

from collections.abc import Mapping
from datetime import datetime

from luoshi.ledger.actions import append
from luoshi.units.policy import Acting
from luoshi.units.terms import Tag


def record(tag: Tag, subject: str, *, by: Acting, at: datetime, data: Mapping[str, object]) -> None:
    """Append one act to the ledger, in the transaction of the act."""
    append(tag=tag, subject=subject, data=data, actor_id=by.person_id, actor_name=by.name, at=at)
