"""A matter's page: what must happen next, what this person may do, and the whole story."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards import register as board
from luoshi.boards.acts import ONWARD, offered
from luoshi.boards.filed import filed
from luoshi.boards.planned import planned
from luoshi.boards.source import clause_of
from luoshi.boards.steps import Position, next_step
from luoshi.bulletins.queries import notice_slip
from luoshi.files.rules import disposition
from luoshi.files.terms import Kind
from luoshi.ledger import queries as ledger
from luoshi.matters import queries as matters
from luoshi.matters.queries import Matter
from luoshi.matters.terms import MatterKind, PartyRole, Status, Tag, Urgency
from luoshi.precedents import queries as precedents
from luoshi.web.http import ActorRequest
from luoshi.web.matters.acts import ACTS
from luoshi.web.matters.cells import SILENT_LIGHTS
from luoshi.web.matters.story import tell
from luoshi.web.matters.wording import Names

STORY_SHOWN = 200
RECENT = 3
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
    light = matters.light_of(matter, request.today, near_days=board.near_days())
    context = {
        "matter": matter,
        "kind": MatterKind(matter.kind).label,
        "urgency": "" if matter.urgency == Urgency.NORMAL else Urgency(matter.urgency).label,
        "light": "" if light in SILENT_LIGHTS else light,
        "step": next_step(position(matter)),
        "source": _source(request, matter),
        "notice": reverse("matters_notice", args=[matter.pk]) if matter.issued_on else "",
        "plan": planned(matter),
        **_held_by(matter, parties),
        **_choices(request, matter, parties),
        **_filed(matter),
        **_told(request.actor, matter, parties),
    }
    return render(request, "matters/show.html", context)


def _held_by(matter: Matter, parties: Iterable[Any]) -> dict[str, Any]:
    former = [party for party in parties if matter.issued_on and not party.current]
    supporting = [party for party in parties if party.role == PartyRole.SUPPORT and party not in former]
    return {
        "supporting": [party.unit.name for party in supporting],
        "former": [party.unit.name for party in former],
    }


def _choices(request: ActorRequest, matter: Matter, parties: Iterable[Any]) -> dict[str, Any]:
    held = {party.unit_id for party in parties if party.current}
    may = offered(request.actor, matter, today=request.today, party_ids=held)
    onward = ONWARD - {"plan"} if matter.status == Status.UNDER_WAY else ONWARD
    return {
        "onward": [_choice(matter, verb) for verb in may if verb in onward],
        "aside": [_choice(matter, verb) for verb in may if verb not in onward],
        "own_units": request.actor.unit_ids,
        "corrects": reverse("matters_report", args=[matter.pk]) if "report" in may else "",
    }


def _filed(matter: Matter) -> dict[str, Any]:
    reports = filed(matter)
    return {"recent_reports": reports[:RECENT], "earlier_reports": reports[RECENT:]}


def _told(actor: Actor, matter: Matter, parties: Iterable[Any]) -> dict[str, Any]:
    records = ledger.recent(subject=f"matter/{matter.pk}", limit=STORY_SHOWN)
    judged = any(record.tag in JUDGED for record in records)
    return {
        "proves": reverse("ledger") if actor.may(Permission.LEDGER_READ) else "",
        "story": tell(records[::-1], _known(matter, parties)),
        "story_cut": len(records) == STORY_SHOWN,
        "sources": precedents.sources(matter.pk) if any(r.tag == Tag.SOURCE_ADDED for r in records) else [],
        "checks": list(matters.checks(matter)) if judged else [],
        "objections": list(matters.objections(matter)) if judged else [],
    }


def notice(request: ActorRequest, matter_id: int) -> HttpResponse:
    """The 督办通知单 as a Word file."""
    matter = matters.whole(request.actor, matter_id)
    response = HttpResponse(notice_slip(request.actor, matter_id), content_type=Kind.DOCX.value)
    response["Content-Disposition"] = disposition(f"督办通知单{matter.number}.docx")
    return response


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
