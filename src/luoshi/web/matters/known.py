"""What is known of a matter before a report is filed, so that nothing is asked twice; and how reports read against it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards.filed import Attached, Filed, filed
from luoshi.boards.planned import Planned, Step, planned
from luoshi.extraction.substance import Asked, Context, Examined, examine, unanswered
from luoshi.matters.queries import Matter

SOON = timedelta(days=7)
"""How long before its day a milestone is asked about."""

MEASURES = 3
"""Amounts of the matter that a report is held against."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the unit need not write again; the plan and the amounts are asked of the lead unit only."""

    leads: bool
    percent: int | None
    reported_at: datetime | None
    problem: str
    steps: Sequence[Step]
    evidence: Sequence[Attached]
    earlier: str

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        return bool(self.percent is not None or self.problem or self.steps or self.evidence)


def known(matter: Matter, actor: Actor) -> Known:
    """From the reports of the actor's units and the plan."""
    own = [report for report in filed(matter) if report.unit_id in actor.unit_ids]
    last = next((report for report in own if report.text), None)
    plan = planned(matter)
    leads = matter.lead_unit_id in actor.unit_ids
    return Known(
        leads=leads,
        percent=matter.percent,
        reported_at=own[0].filed_at if own else None,
        problem=last.problem if last else "",
        steps=plan.open() if plan and leads else (),
        evidence=[file for report in own for file in report.evidence],
        earlier=_words(last) if last else "",
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What is being written, as far as it is read; ``done`` are the milestones ticked."""

    text: str
    problem: str = ""
    done: Collection[int] = ()
    files: int = 0


def reading(matter: Matter, typed: Typed, *, before: Known, today: date) -> Examined:
    """How a report reads that is not filed yet."""
    steps = [step for step in before.steps if step.due_on <= today + SOON and step.pk not in typed.done]
    context = Context(
        earlier=before.earlier,
        asked=unanswered(typed.problem, [*_due(steps), *_amounts(matter)]) if before.leads else (),
        files=typed.files,
        finished=bool(typed.done),
    )
    return examine(typed.text, context)


def reading_of_filed(
    report: Filed, *, matter: Matter, reports: Iterable[Filed], plan: Planned | None
) -> Examined:
    """How a report read on its day; ``reports`` are all of the matter, newest first."""
    day = timezone.localtime(report.filed_at).date()
    before = next(
        (one for one in reports if one.unit_id == report.unit_id and one.text and _precedes(one, report)),
        None,
    )
    steps = plan.milestones if plan and plan.submitted_at <= report.filed_at else []
    open_then = [
        step for step in steps if step.due_on <= day and (step.done_on is None or step.done_on > day)
    ]
    leads = report.unit_id == matter.lead_unit_id
    context = Context(
        earlier=_words(before) if before else "",
        asked=unanswered(report.problem, [*_due(open_then), *_amounts(matter)]) if leads else (),
        files=len(report.evidence),
    )
    return examine(_words(report), context)


def reading_of_last(matter: Matter, actor: Actor) -> Examined | None:
    """Of the last report with words, for those who verify."""
    if not actor.may(Permission.MATTER_VERIFY):
        return None
    reports = filed(matter)
    last = next((report for report in reports if report.text), None)
    return reading_of_filed(last, matter=matter, reports=reports, plan=planned(matter)) if last else None


def _precedes(one: Filed, report: Filed) -> bool:
    return (one.filed_at, one.pk) < (report.filed_at, report.pk) and one.pk != report.corrects_id


def _words(report: Filed) -> str:
    return f"{report.text}\n{report.next_step}"


def _due(steps: Iterable[Step]) -> list[Asked]:
    return [Asked(step.title, step.due_on) for step in steps]


def _amounts(matter: Matter) -> list[Asked]:
    return [Asked(measure["raw"], unit=measure.get("unit") or "") for measure in matter.measures[:MEASURES]]
