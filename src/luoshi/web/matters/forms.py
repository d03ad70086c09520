"""What is asked for each act on a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from luoshi.accounts import queries as accounts
from luoshi.accounts.policy import Actor
from luoshi.boards import people
from luoshi.matters import actions
from luoshi.matters.terms import Category, CheckMethod, MatterKind, Urgency
from luoshi.units import queries as units
from luoshi.web.directives.forms import UnitField, UnitsField

BLANK_STEPS = 5
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


class ApprovalForm(ActForm):
    """What Art. 11 asks to be on record."""

    approver = choice_of("批准人")
    approved_on = day_field("批准日期")
    basis = forms.CharField(
        label="立项依据",
        max_length=200,
        help_text="会议名称、文件名称文号，或批示内容（政府督查工作条例第十一条）。",
    )

    def offer(self, setting: Setting) -> None:
        """Leaders, and heads of the office."""
        self._choose("approver", people.approvers(setting.today))

    def approval(self) -> actions.Approval:
        """What was filled in."""
        said = self.cleaned_data
        return actions.Approval(said["approver"], said["approved_on"], said["basis"])


class IssueForm(ActForm):
    """The last day to sign."""

    sign_by = day_field(
        "签收期限", required=False, help_text="留空按本级规定的工作日计算；急件、特急件相应缩短。"
    )


class ObjectForm(ActForm):
    """“Not mine”, with the duty relied on."""

    reason = words_field("退回理由")
    duty = forms.CharField(label="依据的职责规定", max_length=200, help_text="如本单位“三定”规定的有关条款。")
    suggested = choice_of("建议承办单位", required=False)

    def offer(self, setting: Setting) -> None:
        """Every open unit."""
        self._choose("suggested", [NOBODY, *units.choices()])


class ReassignForm(ActForm):
    """Another lead unit."""

    lead = choice_of("改派给")
    reason = words_field("改派理由")

    def offer(self, setting: Setting) -> None:
        """Every open unit."""
        self._choose("lead", [("", "请选择"), *units.choices()])


class PlanForm(ActForm):
    """Approach, means, responsible person, milestones; a row without title and date is no milestone."""

    approach = words_field("办理措施", rows=6, help_text="具体怎么办：做什么、怎么做、分几步。")
    means = words_field("所需条件", rows=2, required=False, help_text="除资金外，还可以用哪些办法推进。")
    responsible = forms.CharField(label="具体责任人", max_length=60, help_text="姓名、职务。")

    def offer(self, setting: Setting) -> None:
        """The steps there are and some blank ones."""
        self.rows = range(1, setting.steps + BLANK_STEPS + 1)
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
    """The files chosen; empty ones reach the store, which says what is wrong with them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=FilesInput(), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, also of one."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


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
        """The milestones that are still open; none, no question."""
        if setting.milestones:
            self._choose("done_milestones", list(setting.milestones))
        else:
            del self.fields["done_milestones"]


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


class VerifyForm(ActForm):
    """What the office checked and found."""

    method = forms.ChoiceField(label="核查方式", choices=CheckMethod.choices())
    finding = words_field("核查情况", help_text="查了什么、看到什么、结论是什么。")


class SendBackForm(ActForm):
    """Why it is not done, and what is still owed."""

    method = forms.ChoiceField(label="核查方式", choices=CheckMethod.choices())
    reason = words_field("退回理由和补办要求")


class AcceptForm(ActForm):
    """The leader's word, if any."""

    comment = words_field("意见", rows=3, required=False)


class MergeForm(ActForm):
    """Into which matter, and why."""

    into = forms.CharField(
        label="并入事项的编号", max_length=40, help_text="照台账中的编号填写，如：云督〔2026〕3号。"
    )
    reason = words_field("并案理由")


class InstructForm(ActForm):
    """The leader's instruction."""

    text = words_field("批示内容")


class OpenForm(ActForm):
    """To whom."""

    person = choice_of("特邀督查员")

    def offer(self, setting: Setting) -> None:
        """Invited inspectors."""
        self._choose("person", [("", "请选择"), *people.inspectors(setting.today)])


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

    def terms(self, *, deadline_kind: str = "", measures: Sequence[Any] = ()) -> actions.Terms:
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
        )
