"""What a matter says before it is issued."""

from collections.abc import Sequence
from typing import Any

from django import forms

from luoshi.accounts import queries as accounts
from luoshi.matters import actions
from luoshi.matters.terms import Category, MatterKind, Urgency
from luoshi.web.directives.forms import UnitField, UnitsField
from luoshi.web.forms import choice_of, day_field, words_field
from luoshi.web.matters.forms.fields import NOBODY, ActForm, Setting


class TermsForm(ActForm):
    """What a matter says."""

    title = forms.CharField(
        label="标题", max_length=120, required=False, help_text="留空取督办内容的前几个字。"
    )
    content = words_field("督办内容", rows=6)
    lead = UnitField(
        label="牵头单位", required=False, widget=forms.TextInput({"list": "units", "autocomplete": "off"})
    )
    support = UnitsField(
        label="配合单位",
        required=False,
        help_text="多个单位用顿号隔开，可写简称。",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    due_on = day_field("完成时限", required=False)
    next_check_on = day_field(
        "下次检查日期", required=False, help_text="长期性工作没有完成时限的，填这一项。"
    )
    sponsor = choice_of("责任领导", required=False)
    keeper = choice_of("督办人", required=False)
    kind = forms.ChoiceField(label="类型", choices=MatterKind.choices())
    urgency = forms.ChoiceField(label="缓急", choices=Urgency.choices())
    category = forms.ChoiceField(
        label="督查内容类别", choices=Category.choices(), initial=Category.DEPLOYMENT
    )
    deadline_raw = forms.CharField(label="时限原文", required=False, max_length=80)

    def offer(self, setting: Setting) -> None:
        """Leaders and the office's people."""
        self._choose("sponsor", [NOBODY, *accounts.leader_choices(on=setting.today)])
        self._choose("keeper", [NOBODY, *accounts.staff_choices(on=setting.today)])

    def terms(
        self, *, deadline_kind: str = "", measures: Sequence[Any] = (), basis: str = ""
    ) -> actions.Terms:
        """What was filled in, with what the form does not ask."""
        said = self.cleaned_data
        return actions.Terms(
            title=said["title"],
            content=said["content"],
            lead_id=said["lead"],
            support_ids=tuple(unit_id for unit_id in said["support"] if unit_id != said["lead"]),
            kind=MatterKind(said["kind"]),
            category=Category(said["category"]),
            urgency=Urgency(said["urgency"]),
            due_on=said["due_on"],
            next_check_on=said["next_check_on"],
            deadline_raw=said["deadline_raw"],
            deadline_kind=deadline_kind,
            sponsor_id=said["sponsor"],
            keeper_id=said["keeper"],
            measures=measures,
            basis=basis,
        )
