"""A person's own register views; and the record that a list was taken out of the system."""

from datetime import datetime

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.kernel.errors import BadInput, NotFound
from luoshi.ledger import actions as ledger
from luoshi.matters.models import SavedView
from luoshi.matters.terms import Tag

MOST_VIEWS = 30


@transaction.atomic
def save_view(name: str, query: str, *, by: Actor) -> SavedView:
    """Keep a register view under a name; the same name again replaces it."""
    require(by, Permission.MATTER_READ)
    name = name.strip()[:40]
    if not name:
        raise BadInput("no-view-name", "请填写视图名称。")
    if SavedView.objects.filter(person_id=by.person_id or 0).count() >= MOST_VIEWS:
        raise BadInput("too-many-views", f"最多保存{MOST_VIEWS}个视图，请先删除不用的。")
    view, _ = SavedView.objects.update_or_create(
        person_id=by.person_id or 0, name=name, defaults={"query": query[:1000]}
    )
    return view


@transaction.atomic
def drop_view(view_id: int, *, by: Actor) -> None:
    """Remove one of the person's own views."""
    dropped, _ = SavedView.objects.filter(pk=view_id, person_id=by.person_id or 0).delete()
    if not dropped:
        raise NotFound("view-not-found", "没有找到这个视图。")


@transaction.atomic
def exported(rows: int, query: str, *, by: Actor, at: datetime) -> None:
    """Put on record that the person took a list out of the system (Art. 24)."""
    require(by, Permission.MATTER_EXPORT)
    ledger.append(
        tag=Tag.EXPORTED,
        subject=f"person/{by.person_id}",
        data={"rows": rows, "query": query[:1000]},
        actor_id=by.person_id,
        actor_name=by.name,
        at=at,
    )
