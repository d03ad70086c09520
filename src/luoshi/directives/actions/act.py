"""How every act on a draft is done: the version that the clerk saw, a legal move, compare-and-set, ledger entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import queries, rules
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftStatus, Tag
from luoshi.kernel.dates import long_date
from luoshi.kernel.errors import Conflict
from luoshi.ledger import actions as ledger
from luoshi.ledger.rules import Act as Entry


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts and when; ``day`` is the calendar day of the place."""

    by: Actor
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


def day_in_words(at: datetime) -> str:
    """2025年6月30日, in the place's time zone."""
    return long_date(timezone.localtime(at))


def open_draft(draft_id: int, act: Act, *, version: int) -> Draft:
    """The draft as the clerk saw it; refused without the permission or when somebody has changed it since."""
    require(act.by, Permission.DIRECTIVE_WRITE)
    draft = queries.one_draft(act.by, draft_id)
    if draft.version != version:
        raise _changed()
    return draft


def change(draft: Draft, verb: str, **changes: Any) -> None:
    """Take the step ``verb`` with ``changes``; IllegalMove, or Conflict when somebody else was faster."""
    changes["status"] = rules.DRAFTS.target(DraftStatus(draft.status), verb)
    won = Draft.objects.filter(pk=draft.pk, version=draft.version).update(
        version=draft.version + 1, **changes
    )
    if not won:
        raise _changed()
    draft.version += 1
    for name, value in changes.items():
        setattr(draft, name, value)


def entry(directive_id: int, tag: Tag, *, act: Act, data: Mapping[str, object]) -> Entry:
    """An act as the ledger takes it, under the document's story."""
    return Entry(
        tag=tag,
        subject=f"directive/{directive_id}",
        data=data,
        actor_id=act.by.person_id,
        actor_name=act.by.name,
        at=act.at,
    )


def record(directive_id: int, tag: Tag, *, act: Act, data: Mapping[str, object]) -> None:
    """One entry, written last in its transaction."""
    ledger.append_many([entry(directive_id, tag, act=act, data=data)])


def words(draft: Draft) -> dict[str, object]:
    """What the ledger keeps of a draft; its support units must have been fetched."""
    return {
        "draft": draft.pk,
        "kind": draft.kind,
        "text": draft.text,
        "start": draft.start,
        "end": draft.end,
        "lead": draft.lead_id,
        "support": [unit.pk for unit in draft.support.all()],
        "deadline": draft.deadline_raw,
        "due_on": draft.due_on,
        "next_check_on": draft.next_check_on,
    }


def _changed() -> Conflict:
    return Conflict("draft-changed", "这条事项刚刚被他人更新，您的操作没有生效。请核对最新内容后再办理。")
