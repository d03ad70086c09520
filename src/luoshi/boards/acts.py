"""Which acts a page offers: legal in this state, granted to this person, and this unit's to do.

What is offered is a help to the reader; each action decides again for itself.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.accounts.policy import Actor, Permission
from luoshi.kernel.errors import RuleBroken
from luoshi.matters import queries as matters
from luoshi.matters import rules
from luoshi.matters.models import Matter
from luoshi.matters.terms import Status

P = Permission


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an offer depends on. ``supporting``: the actor's unit holds the matter in support."""

    actor: Actor
    matter: Matter
    supporting: bool
    today: date

    @property
    def leading(self) -> bool:
        """Whether the actor's unit is the lead."""
        return self.actor.serves(self.matter.lead_unit_id)


def _always(facts: Circumstances) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Offer:
    """When to offer an act: its move in the loop ("" for none), who may, and on what further condition."""

    move: str
    permissions: tuple[Permission, ...]
    when: Callable[[Circumstances], bool] = _always


def _leading(facts: Circumstances) -> bool:
    return facts.leading


def _taking_part(facts: Circumstances) -> bool:
    return facts.leading or facts.supporting


def _in_time(facts: Circumstances) -> bool:
    return facts.leading and _allowed("return", facts)


def _reported_before(facts: Circumstances) -> bool:
    return _taking_part(facts) and facts.matter.report_count > 0


def _accepted(facts: Circumstances) -> bool:
    return _allowed("close", facts)


def _not_accepted(facts: Circumstances) -> bool:
    return facts.matter.accepted_on is None and _judging(facts)


def _judging(facts: Circumstances) -> bool:
    return matters.may_accept(facts.actor, facts.matter, on=facts.today)


def _checking_or_judging(facts: Circumstances) -> bool:
    return facts.actor.may(P.MATTER_VERIFY) or _judging(facts)


def _undated(facts: Circumstances) -> bool:
    return facts.matter.due_on is None


def _open(facts: Circumstances) -> bool:
    return Status(facts.matter.status) in rules.OPEN


def _allowed(verb: str, facts: Circumstances) -> bool:
    try:
        rules.check(verb, matters.facts_of(facts.matter, facts.today))
    except RuleBroken:
        return False
    return True


OFFERS: Mapping[str, Offer] = {
    "docket": Offer("docket", (P.MATTER_DOCKET,)),
    "issue": Offer("issue", (P.MATTER_ISSUE,)),
    "sign": Offer("sign", (P.MATTER_SIGN,), _leading),
    "object_to": Offer("return", (P.MATTER_RETURN,), _in_time),
    "reassign": Offer("reassign", (P.MATTER_RULE,)),
    "uphold": Offer("uphold", (P.MATTER_RULE,)),
    "plan": Offer("plan", (P.MATTER_PLAN,), _leading),
    "report": Offer("report", (P.MATTER_REPORT,), _taking_part),
    "no_change": Offer("report", (P.MATTER_REPORT,), _reported_before),
    "report_done": Offer("report_done", (P.MATTER_REPORT,), _leading),
    "verify": Offer("verify", (P.MATTER_VERIFY,)),
    "accept": Offer("accept", (P.MATTER_ACCEPT,), _not_accepted),
    "close": Offer("close", (P.MATTER_CLOSE,), _accepted),
    "send_back": Offer("send_back", (P.MATTER_VERIFY, P.MATTER_ACCEPT), _checking_or_judging),
    "resume": Offer("resume", (P.MATTER_CLOSE_ASIDE,)),
    "instruct": Offer("instruct", (P.MATTER_INSTRUCT,)),
    "check": Offer("check", (P.MATTER_VERIFY,), _undated),
    "edit": Offer("edit", (P.MATTER_EDIT,)),
    "decline": Offer("decline", (P.MATTER_DOCKET,)),
    "reopen": Offer("reopen", (P.MATTER_VERIFY,)),
    "suspend": Offer("suspend", (P.MATTER_CLOSE_ASIDE,)),
    "merge": Offer("merge", (P.MATTER_CLOSE_ASIDE,)),
    "terminate": Offer("terminate", (P.MATTER_CLOSE_ASIDE,)),
    "open_to": Offer("", (P.MATTER_OPEN_TO,), _open),
}
"""In the order in which a page shows them: first what moves the matter on, then what turns it aside."""

ONWARD = frozenset(OFFERS) - {
    *("send_back", "object_to", "instruct", "check", "edit", "decline", "reopen"),
    *("suspend", "merge", "terminate", "open_to"),
}
"""The acts that move the matter on; a page puts them first."""


def offered(actor: Actor, matter: Matter, *, today: date, party_ids: Collection[int]) -> list[str]:
    """The acts that this person may do now, in order. ``party_ids`` are the units that hold the matter."""
    supporting = any(unit_id in party_ids for unit_id in actor.unit_ids)
    facts = Circumstances(actor, matter, supporting, today)
    legal = {*rules.LOOP.verbs(Status(matter.status)), ""}
    return [
        verb
        for verb, offer in OFFERS.items()
        if offer.move in legal and any(actor.may(p) for p in offer.permissions) and offer.when(facts)
    ]
