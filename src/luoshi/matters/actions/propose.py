"""Proposing matters: from a directive's confirmed drafts, or by hand; editing them before they are issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import actions as directives
from luoshi.directives import queries as drafts
from luoshi.directives.models import Draft
from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.ledger import actions as ledger
from luoshi.matters import queries, rules
from luoshi.matters.actions.act import Act, check_seen, index, move, record, set_parties
from luoshi.matters.actions.docket import bounded
from luoshi.matters.models import Matter
from luoshi.matters.terms import Category, MatterKind, PartyRole, Tag, Urgency

CONTENT_LENGTH = 20_000
"""Characters; several drafts of a long document may have been merged into one."""
_APPROVAL = ("approver_id", "approval_recorded_by_id", "approved_on", "docketed_on")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a matter says before it is issued; ids are of units and people."""

    title: str
    content: str
    lead_id: int | None
    support_ids: tuple[int, ...] = ()
    kind: MatterKind = MatterKind.TASK
    category: Category = Category.DEPLOYMENT
    urgency: Urgency = Urgency.NORMAL
    due_on: date | None = None
    next_check_on: date | None = None
    deadline_raw: str = ""
    deadline_kind: str = ""
    sponsor_id: int | None = None
    keeper_id: int | None = None
    measures: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    basis: str = ""


@transaction.atomic
def propose_from(directive_id: int, *, by: Actor, at: datetime) -> list[Matter]:
    """Turn every confirmed draft of the document into a proposed matter (拟立项)."""
    require(by, Permission.MATTER_PROPOSE)
    drafts.one(by, directive_id)
    ready = list(drafts.ready(directive_id))
    if not ready:
        raise RuleBroken("nothing-confirmed", "还没有已确认的事项。请先在分解页面确认要立项的事项。")
    act = Act(by, at)
    ledger.take_turn()
    directives.mark_proposed([draft.pk for draft in ready], by=by, at=at)
    return [_from_draft(draft, act) for draft in ready]


@transaction.atomic
def propose(terms: Terms, *, by: Actor, at: datetime) -> Matter:
    """Propose a matter that has no document, for instance a telephone instruction."""
    require(by, Permission.MATTER_PROPOSE)
    return create(terms, Act(by, at), tag=Tag.PROPOSED)


@transaction.atomic
def edit(matter_id: int, terms: Terms, *, by: Actor, at: datetime, seen: int | None = None) -> Matter:
    """Change what a matter says before it is issued; afterwards nothing changes silently.

    What was approved is not what it says any more: an approved matter keeps its number and needs approval
    again. ``seen`` is the version that the clerk had before their eyes.
    """
    require(by, Permission.MATTER_EDIT)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    check_seen(matter, seen)
    before = _words(matter)
    values = _columns(terms) | dict.fromkeys(_APPROVAL)
    move(matter, "edit", act, changes=values)
    set_parties(matter, terms.lead_id, support_ids=terms.support_ids, current=False)
    matter.refresh_from_db(fields=["lead_unit"])
    index(matter)
    after = _words(matter)
    record(
        matter,
        Tag.EDITED,
        act,
        data={"changed": {k: [before[k], after[k]] for k in after if before[k] != after[k]}},
    )
    return matter


def _from_draft(draft: Draft, act: Act) -> Matter:
    terms = Terms(
        title=rules.title_of(draft.text),
        content=draft.text,
        lead_id=draft.lead_id,
        support_ids=tuple(unit.pk for unit in draft.support.all()),
        kind=MatterKind(draft.kind),
        due_on=draft.due_on,
        next_check_on=draft.next_check_on,
        deadline_raw=draft.deadline_raw,
        deadline_kind=draft.deadline_kind,
        measures=draft.measures,
        sponsor_id=accounts.sponsor_for(draft.lead_id, draft.sponsor_raw, on=act.day),
        keeper_id=act.by.person_id,
    )
    source = {
        "directive": draft.directive,
        "draft": draft,
        "quote_start": draft.start,
        "quote_end": draft.end,
        "quote": draft.directive.text[draft.start : draft.end],
    }
    return create(terms, act, tag=Tag.PROPOSED, **source)


def create(terms: Terms, act: Act, *, tag: Tag, **source: Any) -> Matter:
    """A proposed matter with its units, its place in the search and its entry; for the verbs of this package."""
    matter = Matter.objects.create(
        proposed_at=act.at, proposed_by_id=act.by.person_id, **_columns(terms), **source
    )
    set_parties(matter, terms.lead_id, support_ids=terms.support_ids, current=False)
    index(matter, fresh=True)
    record(
        matter,
        tag,
        act,
        data={"words": _words(matter), "quote": matter.quote, "directive": matter.directive_id},
    )
    return matter


def _columns(terms: Terms) -> dict[str, Any]:
    if not terms.content.strip():
        raise BadInput("no-content", "请填写督办内容。")
    return {
        "title": (terms.title.strip() or rules.title_of(terms.content))[:120],
        "content": bounded(terms.content, limit=CONTENT_LENGTH),
        "lead_unit_id": terms.lead_id,
        "kind": terms.kind,
        "category": terms.category,
        "urgency": terms.urgency,
        "due_on": terms.due_on,
        "next_check_on": terms.next_check_on,
        "deadline_raw": terms.deadline_raw,
        "deadline_kind": terms.deadline_kind,
        "sponsor_id": terms.sponsor_id,
        "keeper_id": terms.keeper_id,
        "measures": list(terms.measures),
        "basis": terms.basis.strip(),
    }


def _words(matter: Matter) -> dict[str, Any]:
    """What the ledger keeps of a matter's wording."""
    names = (
        "title", "content", "kind", "category", "urgency", "lead_unit_id", "sponsor_id", "keeper_id", "deadline_raw", "basis",
    )  # fmt: skip
    dates = {
        name: value.isoformat() if (value := getattr(matter, name)) else None
        for name in ("due_on", "next_check_on")
    }
    support = (
        matter.parties.filter(role=PartyRole.SUPPORT).order_by("unit_id").values_list("unit_id", flat=True)
    )
    listed = {"support": list(support), "measures": [measure.get("raw", "") for measure in matter.measures]}
    return {name: getattr(matter, name) for name in names} | dates | listed
