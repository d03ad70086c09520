"""The ledger entry of an act on people."""

from collections.abc import Mapping
from datetime import datetime

from luoshi.accounts.policy import Actor
from luoshi.accounts.terms import Tag
from luoshi.ledger.actions import append


def record(tag: Tag, person_id: int, *, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    """Append one act to the ledger, in the transaction of the act."""
    append(
        tag=tag, subject=f"person/{person_id}", data=data, actor_id=by.person_id, actor_name=by.name, at=at
    )
