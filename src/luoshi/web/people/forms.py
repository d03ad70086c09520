"""What is asked about people, posts and portfolios."""

from dataclasses import dataclass
from typing import Any

from django import forms

from luoshi.accounts import rules
from luoshi.accounts.terms import Role
from luoshi.units import queries as units
from luoshi.web.forms import Form, day_field


class PersonForm(Form):
    """Who somebody is, and the login name."""

    name = forms.CharField(label="姓名", max_length=rules.NAME_LENGTH)
    username = forms.CharField(
        label="登录名",
        max_length=rules.USERNAME_LENGTH,
        help_text="用字母、汉字、数字，登录时不区分大小写。",
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    phone = forms.CharField(label="电话", required=False, max_length=rules.PHONE_LENGTH)
    email = forms.CharField(label="邮箱", required=False, max_length=254)
    chief = forms.BooleanField(label="政府主要领导（市长、县长）", required=False)

    def facts(self) -> rules.PersonFacts:
        """What was filled in of the person."""
        return rules.PersonFacts(**{name: self.cleaned_data[name] for name in PersonForm.base_fields})


class PostForm(Form):
    """A role in a unit."""

    unit = forms.TypedChoiceField(label="单位", coerce=int)
    role = forms.ChoiceField(label="岗位", choices=Role.choices(), initial=Role.LIAISON)
    title = forms.CharField(
        label="职务", required=False, max_length=rules.TITLE_LENGTH, help_text="如：综合科科长。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "请选择"), *units.choices()]  # type: ignore[attr-defined]


class GivePostForm(PostForm):
    """A role in a unit from a day on."""

    on = day_field("任用日期", required=False, help_text="留空为今天。")


class NewPersonForm(PersonForm, PostForm):
    """Somebody with a first post."""

    field_order = ("name", "username", "unit", "role", "title", "phone", "email", "chief")


class FilterForm(Form):
    """Narrowing the list; nothing here is ever wrong, an unknown choice is no choice."""

    q = forms.CharField(label="姓名、登录名、职务或电话", required=False)
    role = forms.ChoiceField(label="岗位", required=False, choices=[("", "全部岗位"), *Role.choices()])
    unit = forms.TypedChoiceField(label="单位", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "全部单位"), *units.choices()]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Charge:
    """A unit as the form offers it."""

    unit_id: int
    name: str
    chosen: bool
    field: str


class PortfolioForm(Form):
    """The units that a leader is in charge of, each with a field in words; ``initial`` is the fields by unit."""

    units = forms.TypedMultipleChoiceField(label="分管单位", required=False, coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = units.choices()
        self.fields["units"].choices = self.offered  # type: ignore[attr-defined]

    def fields_by_unit(self) -> dict[int, str]:
        """What was chosen."""
        return {unit_id: self._words(unit_id) for unit_id in self.cleaned_data["units"]}

    def rows(self) -> list[Charge]:
        """Every unit, as it was before or as it has been filled in."""
        chosen = set(map(str, self["units"].value() or () if self.is_bound else self.initial))
        return [
            Charge(unit_id, name, str(unit_id) in chosen, self._words(unit_id))
            for unit_id, name in self.offered
        ]

    def _words(self, unit_id: int) -> str:
        if self.is_bound:
            return str(self.data.get(f"field_{unit_id}", ""))
        return str(self.initial.get(unit_id, ""))  # type: ignore[call-overload]
