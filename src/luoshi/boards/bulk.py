"""The matters that somebody wants to act on together, with what still stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.accounts.policy import Actor
from luoshi.kernel.errors import IllegalMove
from luoshi.matters import queries as matters
from luoshi.matters import rules
from luoshi.matters.models import Matter
from luoshi.matters.terms import Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """``problem`` is why the act would be refused, as far as the matter itself says; empty when ready.
    ``mendable`` by editing the matter."""

    matter: Matter
    problem: str
    mendable: bool = False


def candidates(actor: Actor, matter_ids: Sequence[int], *, verb: str, today: date) -> list[Candidate]:
    """In the order of the register; those out of the actor's view are left out."""
    found = matters.visible(actor).filter(pk__in=matter_ids).select_related("lead_unit", "directive")
    shown = found.defer("directive__text", "directive__notes").order_by("due_key", "pk")
    return [_candidate(matter, verb, today) for matter in shown]


def _candidate(matter: Matter, verb: str, today: date) -> Candidate:
    """The approval itself is still to be filled in, so only what the form does not ask is looked at."""
    try:
        rules.LOOP.target(Status(matter.status), verb)
    except IllegalMove as refusal:
        return Candidate(matter, refusal.message)
    facts = matters.facts_of(matter, today)
    problem = next((one.message for one in rules.REQUIREMENTS["issue"] if not one.met(facts)), "")
    return Candidate(matter, problem, mendable=bool(problem))
