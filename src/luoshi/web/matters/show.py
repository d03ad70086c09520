"""A matter's page: what must happen next, what this person may do, and the whole story."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luoshi.accounts.policy import Permission
from luoshi.boards import register as board
from luoshi.boards.acts import ONWARD, offered
from luoshi.boards.source import clause_of
from luoshi.boards.steps import Position, next_step
from luoshi.ledger import queries as ledger
from luoshi.matters import queries as matters
from luoshi.matters.queries import Matter
from luoshi.matters.terms import MatterKind, Status, Tag, Urgency
from luoshi.web.http import ActorRequest
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.story import Names, tell

STORY_SHOWN = 200
JUDGED = {Tag.VERIFIED, Tag.SENT_BACK, Tag.RETURNED}


@dataclass(frozen=True, slots=True)
class Choice:
    """An act as the page offers it."""

    verb: str
    label: str
    url: str
    one_press: bool
    danger: bool


def show(request: ActorRequest, matter_id: int) -> HttpResponse:
    """The page."""
    matter = matters.whole(request.actor, matter_id)
    parties = list(matters.parties(matter))
    records = ledger.story(f"matter/{matter.pk}", limit=STORY_SHOWN)
    judged = any(record.tag in JUDGED for record in records)
    may = offered(
        request.actor,
        matter,
        today=request.today,
        party_ids={party.unit_id for party in parties if party.current},
    )
    choices = [_choice(matter, verb) for verb in may]
    context = {
        "matter": matter,
        "kind": MatterKind(matter.kind).label,
        "urgency": "" if matter.urgency == Urgency.NORMAL else Urgency(matter.urgency).label,
        "parties": parties,
        "light": matters.light_of(matter, request.today, near_days=board.near_days()),
        "step": next_step(position(matter)),
        "onward": [choice for choice in choices if choice.verb in ONWARD],
        "aside": [choice for choice in choices if choice.verb not in ONWARD],
        "plan": matters.current_plan(matter),
        "reports": list(matters.reports(matter)),
        "checks": list(matters.checks(matter)) if judged else [],
        "objections": list(matters.objections(matter)) if judged else [],
        "story": tell(records, _known(matter, parties)),
        "story_cut": len(records) == STORY_SHOWN,
        "source": _source(request, matter),
        "notice": matter.issued_on is not None,
    }
    return render(request, "matters/show.html", context)


def position(matter: Matter) -> Position:
    """Where the matter stands."""
    return Position(
        status=Status(matter.status),
        lead=matter.lead_unit.short if matter.lead_unit else "",
        sponsor=matter.sponsor.name if matter.sponsor else "",
        due_on=matter.due_on,
        sign_by=matter.sign_by,
        next_check_on=matter.next_check_on,
        accepted=matter.accepted_on is not None,
    )


def _choice(matter: Matter, verb: str) -> Choice:
    url = reverse(f"matters_{verb}", args=[matter.pk])
    if verb == "edit":
        return Choice(verb, "修改", url, one_press=False, danger=False)
    act = ACTS[verb]
    label = "调整办法" if verb == "plan" and matter.status == Status.UNDER_WAY else act.label
    return Choice(verb, label, url, act.one_press, act.danger)


def _known(matter: Matter, parties: Iterable[Any]) -> Names:
    people = {who.pk: who.name for who in (matter.approver, matter.sponsor, matter.keeper) if who}
    return Names(units={party.unit_id: party.unit.short for party in parties}, people=people)


def _source(request: ActorRequest, matter: Matter) -> str:
    """The address of the matter's clause, for those who may open documents."""
    if matter.directive_id is None or not request.actor.may(Permission.DIRECTIVE_READ):
        return ""
    clause = clause_of(matter)
    return reverse("directive_page", args=[matter.directive_id]) + (f"#clause-{clause}" if clause else "")
