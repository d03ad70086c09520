"""A register taken in from a spreadsheet: new proposals, and changes to matters that are not issued yet."""

from datetime import datetime

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.documents.tables import Table
from luoshi.ledger import actions as ledger
from luoshi.matters import queries
from luoshi.matters.actions.act import Act
from luoshi.matters.actions.propose import Terms, create, edit
from luoshi.matters.models import Matter
from luoshi.matters.queries import MatterRow
from luoshi.matters.terms import Category, Tag
from luoshi.units.rules.importing import Step, Tally, check_ready, tally


@transaction.atomic
def import_matters(
    table: Table, *, by: Actor, at: datetime, skip_errors: bool = False, expected: str | None = None
) -> Tally:
    """All of it or nothing; ``expected`` is the fingerprint of the preview that was confirmed."""
    require(by, Permission.MATTER_PROPOSE)
    require(by, Permission.MATTER_EDIT)
    ledger.take_turn()
    act = Act(by, at)
    plan = queries.plan_import(table, on=act.day)
    check_ready(plan, skip_errors=skip_errors, expected=expected)
    for row in plan:
        if row.step is Step.CREATE:
            create(_terms(row, None), act, tag=Tag.IMPORTED)
        elif row.step is Step.UPDATE:
            _update(row, act)
    count = tally(plan)
    ledger.append(
        tag=Tag.IMPORTED,
        subject=f"person/{by.person_id}",
        data={"created": count.created, "updated": count.updated, "same": count.same, "wrong": count.wrong},
        actor_id=by.person_id,
        actor_name=by.name,
        at=at,
    )
    return count


def _update(row: MatterRow, act: Act) -> None:
    matter = queries.one(act.by, row.matter_id or 0)
    edit(matter.pk, _terms(row, matter), by=act.by, at=act.at)


def _terms(row: MatterRow, matter: Matter | None) -> Terms:
    """What the row says; what no column holds stays."""
    return Terms(
        title=row.title,
        content=_content(row, matter),
        lead_id=row.lead_id,
        support_ids=tuple(unit_id for unit_id in row.support_ids if unit_id != row.lead_id),
        kind=row.kind,
        category=Category(matter.category) if matter else Category.DEPLOYMENT,
        urgency=row.urgency,
        due_on=row.due_on,
        next_check_on=row.next_check_on,
        deadline_raw=row.deadline_raw,
        deadline_kind=matter.deadline_kind if matter else "",
        sponsor_id=row.sponsor_id,
        keeper_id=matter.keeper_id if matter else None,
        measures=matter.measures if matter else (),
        basis=row.basis,
    )


def _content(row: MatterRow, matter: Matter | None) -> str:
    """A cell has lost its line breaks; where the words are the same, the matter keeps its own."""
    if matter is not None and " ".join(matter.content.split()) == row.text:
        return matter.content
    return row.text
