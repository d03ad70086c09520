"""What is asked to draft a circular, and to change its words."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from luoshi.accounts import queries as accounts
from luoshi.bulletins import rules
from luoshi.directives import queries as directives
from luoshi.units import queries as units
from luoshi.web.forms import Form, day_field
from luoshi.web.http import ActorRequest


def last_month(today: date) -> tuple[date, date]:
    """The first and last day of the month before."""
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


class DraftForm(Form):
    """Period and scope."""

    period_from = day_field("期间从")
    period_to = day_field("到")
    sponsor = forms.TypedChoiceField(label="责任领导", required=False, coerce=int, empty_value=None)
    directive = forms.TypedChoiceField(label="来源文件", required=False, coerce=int, empty_value=None)
    units = forms.TypedMultipleChoiceField(
        label="牵头单位", required=False, coerce=int, help_text="不选表示全部单位；按住 Ctrl 可选多个。",
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip

    def __init__(self, request: ActorRequest, *args: Any, **kwargs: Any) -> None:
        start, end = last_month(request.today)
        kwargs.setdefault("initial", {"period_from": start, "period_to": end})
        super().__init__(*args, **kwargs)
        self._choose("sponsor", [("", "全部"), *((p.pk, p.name) for p in accounts.leaders(on=request.today))])
        recent = (
            directives.visible(request.actor).order_by("-dated_on", "-pk").values_list("pk", "title")[:100]
        )
        self._choose("directive", [("", "全部"), *recent])
        self._choose("units", units.choices())

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def scope(self) -> dict[str, Any]:
        """The scope as the action takes it; only what narrows."""
        said = {name: self.cleaned_data[name] for name in ("sponsor", "directive", "units")}
        return {name: value for name, value in said.items() if value}


class WordsForm(Form):
    """Title, recipients, and one field a paragraph; ``[[total]]`` stands for a figure."""

    title = forms.CharField(label="标题", max_length=120)
    recipients = forms.CharField(label="主送", max_length=200, required=False)

    def __init__(self, body: Sequence[dict[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"part_{n}" for n in range(len(body))]
        for name, part in zip(self.names, body, strict=True):
            rows = max(1, len(part["text"]) // 45 + 1)
            self.fields[name] = forms.CharField(
                label="小标题" if part["kind"] == "heading" else "正文",
                required=False,
                initial=part["text"],
                max_length=rules.PART_LENGTH,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    def texts(self) -> list[str]:
        """The words of the parts in order; an emptied part is dropped."""
        return [self.cleaned_data[name] for name in self.names]


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=200)
