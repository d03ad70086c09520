"""What a unit fills in: objection, plan, report, “done”."""

from typing import Any

from django import forms

from luoshi.files import actions as files
from luoshi.files.actions import Kept
from luoshi.kernel.errors import BadInput
from luoshi.matters import actions
from luoshi.units import queries as units
from luoshi.web.forms import choice_of, day_field, words_field
from luoshi.web.matters.forms.fields import NOBODY, ActForm, Setting

BLANK_STEPS = 5


class ObjectForm(ActForm):
    """“Not mine”, with the duty relied on."""

    reason = words_field("退回理由")
    duty = forms.CharField(label="依据的职责规定", max_length=200, help_text="如本单位“三定”规定的有关条款。")
    suggested = choice_of("建议承办单位", required=False)

    def offer(self, setting: Setting) -> None:
        """Every open unit."""
        self._choose("suggested", [NOBODY, *units.choices()])


class PlanForm(ActForm):
    """Approach, means, responsible person, milestones; a row without title and date is no milestone."""

    approach = words_field("办理措施", rows=6, help_text="具体怎么办：做什么、怎么做、分几步。")
    means = words_field("所需条件", rows=2, required=False, help_text="除资金外，还可以用哪些办法推进。")
    responsible = forms.CharField(label="具体责任人", max_length=60, help_text="姓名、职务。")

    def offer(self, setting: Setting) -> None:
        """The steps there are and some blank ones."""
        self.rows = range(1, len(setting.open_steps) + BLANK_STEPS + 1)
        for row in self.rows:
            self.fields[f"step_{row}"] = forms.CharField(label=f"节点{row}", max_length=120, required=False)
            self.fields[f"due_{row}"] = day_field(f"节点{row}完成日期", required=False)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each milestone."""
        return [(self[f"step_{row}"], self[f"due_{row}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """A milestone has both."""
        said = self.cleaned_data
        for row in self.rows:
            title, due = said.get(f"step_{row}"), said.get(f"due_{row}")
            if bool(title) != bool(due) and not self.errors.get(f"due_{row}"):
                missing = f"due_{row}" if title else f"step_{row}"
                self.add_error(missing, "请把节点的内容和日期都填上，或都留空。")
        return said

    def steps(self) -> list[actions.Step]:
        """The milestones by date."""
        said = self.cleaned_data
        filled = [(said[f"due_{row}"], said[f"step_{row}"]) for row in self.rows if said[f"step_{row}"]]
        return [actions.Step(title, due) for due, title in sorted(filled)]


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files chosen, with their bytes on disk when the form has been read: before the transaction of the act.
    The store says what is wrong with a file, also with an empty one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=FilesInput(), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, also of one."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [self._kept(super(FilesField, self).clean(one, initial)) for one in given]

    def _kept(self, upload: Any) -> Kept:
        try:
            return files.keep(upload, name=upload.name)
        except BadInput as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal


class ReportForm(ActForm):
    """Progress."""

    text = words_field(
        "进展情况", rows=5, help_text="写事实：做了什么、到什么程度。没有新进展的，返回后点“无变化”。"
    )
    problem = words_field("存在问题", rows=2, required=False, help_text="及早如实反映，不作为扣分因素。")
    next_step = words_field("下一步打算", rows=2, required=False)
    percent = forms.IntegerField(
        label="总体完成（%）",
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput({"class": "short"}),
    )
    done_milestones = forms.TypedMultipleChoiceField(
        label="已完成的节点", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    evidence = FilesField(
        label="证明材料", required=False, help_text="可一次选多个文件。上传后登记数字指纹，不能替换。"
    )
    corrects = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def offer(self, setting: Setting) -> None:
        """The milestones that are still open."""
        self._choose(
            "done_milestones",
            lambda: [(step.pk, f"{step.title}（{step.due_on:%Y-%m-%d}前）") for step in setting.open_steps],
        )


class DoneForm(ReportForm):
    """The unit says done."""

    text = words_field("办理结果", rows=5, help_text="办成了什么，达到什么要求，有什么证明。")
    problem = None  # type: ignore[assignment]
    next_step = None  # type: ignore[assignment]
    percent = None  # type: ignore[assignment]
    corrects = None  # type: ignore[assignment]
    evidence = FilesField(
        label="证明材料", required=False, help_text="申请办结须至少有一份证明材料（含以前反馈时上传的）。"
    )
