"""The plan that a matter is carried out by, as its pages show it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from luoshi.matters.models import Matter, Plan


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone; ``done_on`` is the day on which a report marked it."""

    pk: int
    title: str
    due_on: date
    done_on: date | None


@dataclass(slots=True)
class Planned:
    """The newest plan, its milestones in order."""

    version: int
    approach: str
    means: str
    responsible: str
    submitted_at: datetime
    submitted_by: str | None
    milestones: list[Step] = field(default_factory=list)

    def open(self) -> list[Step]:
        """The milestones that no report has marked."""
        return [step for step in self.milestones if step.done_on is None]


_PLAN = ("version", "approach", "means", "responsible", "submitted_at", "submitted_by__name")
_STEP = tuple(f"milestones__{name}" for name in ("pk", "title", "due_on", "done_on"))


def planned(matter: Matter) -> Planned | None:
    """The newest plan of the matter, or None while there is none; one query."""
    rows = Plan.objects.filter(matter=matter).order_by("-version", "milestones__ordinal")
    plan: Planned | None = None
    for row in rows.values_list(*_PLAN, *_STEP):
        facts, step = row[: len(_PLAN)], row[len(_PLAN) :]
        plan = plan or Planned(*facts)
        if plan.version != facts[0]:
            break
        if step[0] is not None:
            plan.milestones.append(Step(*step))
    return plan
