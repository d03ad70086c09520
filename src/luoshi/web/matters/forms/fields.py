"""What the forms of all acts are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from luoshi.accounts.policy import Actor

NOBODY = ("", "未指定")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form may offer: who fills it in, on which day, and for which matter's open milestones."""

    actor: Actor
    today: date
    milestones: Sequence[tuple[int, str]] = ()
    steps: int = 0


class ActForm(forms.Form):
    """A form that knows its setting."""

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(setting)

    def offer(self, setting: Setting) -> None:
        """Fill in the choices."""

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def day_field(label: str, **options: Any) -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


def words_field(label: str, *, rows: int = 4, **options: Any) -> forms.CharField:
    """Sentences."""
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), max_length=4000, **options)


def choice_of(label: str, **options: Any) -> forms.TypedChoiceField:
    """An id out of a list."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **options)


class NothingForm(ActForm):
    """Nothing to ask."""


class ReasonForm(ActForm):
    """Why."""

    reason = words_field("理由和依据")
