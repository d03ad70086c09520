"""What the forms of all acts are made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.forms import BoundField

from luoshi.accounts.policy import Actor
from luoshi.boards.planned import Planned, Step
from luoshi.web.forms import Form, words_field

NOBODY = ("", "未指定")
Choices = Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class Setting:
    """What a form may offer: who fills it in, on which day, and the plan of which matter; the plan is read when
    a form asks for it."""

    actor: Actor
    today: date
    plan: Callable[[], Planned | None] = lambda: None

    @cached_property
    def open_steps(self) -> list[Step]:
        """The milestones that no report has marked."""
        plan = self.plan()
        return plan.open() if plan else []


class ActForm(Form):
    """A form that knows its setting."""

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(setting)

    def offer(self, setting: Setting) -> None:
        """Fill in the choices."""

    def asked(self) -> list[BoundField]:
        """The fields to show: where there is nothing to choose from, nothing is asked."""
        return [bound for bound in self if any(True for _ in getattr(bound.field, "choices", "-"))]

    def _choose(self, name: str, choices: Choices | Callable[[], Iterable[tuple[Any, str]]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class NothingForm(ActForm):
    """Nothing to ask."""


class ReasonForm(ActForm):
    """Why."""

    reason = words_field("理由和依据")
