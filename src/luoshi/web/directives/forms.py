"""Forms of documents and drafts."""

import re
from typing import Any

from django import forms

from luoshi.directives import rules
from luoshi.directives.actions import Wording
from luoshi.directives.queries import Draft
from luoshi.directives.terms import DirectiveKind, DirectiveStatus, DraftKind
from luoshi.units import queries as units
from luoshi.web.forms import Form, day_field

_SEPARATORS = re.compile(r"[、，,；;\n]+")


class SourceForm(Form):
    """First step: the question on secrecy, and the text or the file. The acts themselves refuse what is wrong."""

    classified = forms.ChoiceField(
        label="是否涉密",
        choices=[("no", "否，不涉及国家秘密"), ("yes", "是")],
        widget=forms.RadioSelect,
        error_messages={"required": rules.UNANSWERED},
        help_text="必答。涉密文件、涉密事项严禁进入本系统。",
    )
    text = forms.CharField(
        label="粘贴正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text="从文件中全选、复制后粘贴到这里；标题、文号、日期一并粘贴。",
    )
    file = forms.FileField(
        label="或上传文件",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf,.doc,.wps"}),
        help_text="支持 Word（docx、doc）、PDF（有文字层）和纯文本。",
    )
    stored = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def handed(self) -> list[forms.BoundField]:
        """Of these one is to be filled in."""
        return [self["text"], self["file"]]

    def declared(self) -> bool | None:
        """The answer to the question; None when there was none."""
        return {"no": False, "yes": True}.get(self.cleaned_data.get("classified", ""))


class FaceForm(Form):
    """Second step: what the engine has read of the face of the document, to be put right."""

    title = forms.CharField(label="标题", max_length=rules.TITLE_LENGTH)
    kind = forms.ChoiceField(label="来源类别", choices=DirectiveKind.choices())
    number = forms.CharField(label="文号", max_length=rules.NUMBER_LENGTH, required=False)
    issuer = forms.CharField(label="发文单位", max_length=rules.ISSUER_LENGTH, required=False)
    dated_on = day_field("成文日期", help_text="“月底前”“10个工作日内”等时限都从这一天推算。")

    def face(self) -> rules.Face:
        """What was filled in."""
        data = self.cleaned_data
        return rules.Face(**{**data, "kind": DirectiveKind(data["kind"])})


class DescribeForm(FaceForm):
    """The face of a document that is here already."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def face(self) -> rules.Face:
        """What was filled in; the version is not part of it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return rules.Face(**{**data, "kind": DirectiveKind(data["kind"])})


class SearchForm(Form):
    """What the list is narrowed to."""

    q = forms.CharField(label="标题、文号、发文单位", required=False)
    kind = forms.ChoiceField(
        label="来源类别", choices=[("", "全部"), *DirectiveKind.choices()], required=False
    )
    status = forms.ChoiceField(
        label="进度", choices=[("", "全部"), *DirectiveStatus.choices()], required=False
    )


class UnitField(forms.CharField):
    """A unit by full name, short name or alias; gives its id, or None when left empty."""

    def clean(self, value: Any) -> int | None:
        """Refuse what leads to no unit or to several."""
        text = super().clean(value).strip()
        return _unit_id(text) if text else None


class UnitsField(forms.CharField):
    """Several units, parted by 、 or a comma; gives their ids."""

    def clean(self, value: Any) -> tuple[int, ...]:
        """Refuse names that lead to no unit or to several."""
        names = [name.strip() for name in _SEPARATORS.split(super().clean(value))]
        return tuple(dict.fromkeys(_unit_id(name) for name in names if name))


class DraftForm(Form):
    """The inline form of a card."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="类别", choices=DraftKind.choices())
    text = forms.CharField(label="事项内容", widget=forms.Textarea(attrs={"rows": 2}), max_length=4_000)
    lead = UnitField(
        label="牵头单位",
        required=False,
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )
    support = UnitsField(
        label="配合单位（用顿号隔开，可写简称）",
        required=False,
        widget=forms.TextInput(attrs={"list": "units", "data-units": "", "autocomplete": "off"}),
    )
    deadline_raw = forms.CharField(label="时限原文", required=False, max_length=80)
    due_on = day_field("完成时限", required=False)
    next_check_on = day_field("下次检查（长期事项填）", required=False)
    measures = forms.CharField(
        label="量化指标（一行一个）", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def wording(self) -> Wording:
        """What was filled in."""
        data = self.cleaned_data
        return Wording(
            kind=DraftKind(data["kind"]),
            text=data["text"],
            lead_id=data["lead"],
            support_ids=data["support"],
            deadline_raw=data["deadline_raw"],
            due_on=data["due_on"],
            next_check_on=data["next_check_on"],
            measures=tuple(data["measures"].splitlines()),
        )


def initial_of(draft: Draft) -> dict[str, Any]:
    """What the inline form of a draft starts with."""
    return {
        "version": draft.version,
        "kind": draft.kind,
        "text": draft.text,
        "lead": draft.lead.name if draft.lead else "",
        "support": "、".join(unit.name for unit in draft.support.all()),
        "deadline_raw": draft.deadline_raw,
        "due_on": draft.due_on,
        "next_check_on": draft.next_check_on,
        "measures": "\n".join(measure["raw"] for measure in draft.measures),
    }


def _unit_id(text: str) -> int:
    found = units.candidates(text)
    if len(found) == 1:
        return found[0].pk
    if found:
        several = "、".join(unit.name for unit in found)
        raise forms.ValidationError(f"“{text}”可能指{several}，请写全称。", code="unit-ambiguous")
    raise forms.ValidationError(f"没有找到单位“{text}”，请从列表中选择。", code="unit-unknown")
