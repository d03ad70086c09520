"""What the office and leaders fill in: approval, issue, ruling, check, acceptance, instruction."""

from django import forms

from luoshi.boards import people
from luoshi.matters import actions
from luoshi.matters.terms import CheckMethod
from luoshi.units import queries as units
from luoshi.web.forms import choice_of, day_field, words_field
from luoshi.web.matters.forms.fields import ActForm, Setting


class ApprovalForm(ActForm):
    """What Art. 11 asks to be on record."""

    approver = choice_of("批准人")
    approved_on = day_field("批准日期")
    basis = forms.CharField(
        label="立项依据",
        max_length=200,
        help_text="会议名称、文件名称文号，或批示内容（政府督查工作条例第十一条）。",
    )

    on_paper = forms.BooleanField(
        label="书面批准，由我代为登记",
        required=False,
        help_text="批准人不是本人的，必须勾选；批示的文件和日期写在立项依据中，登记人一并记录。",
    )

    def offer(self, setting: Setting) -> None:
        """Leaders, and heads of the office."""
        self._choose("approver", people.approvers(setting.today))

    def approval(self) -> actions.Approval:
        """What was filled in."""
        said = self.cleaned_data
        return actions.Approval(said["approver"], said["approved_on"], said["basis"], said["on_paper"])


class IssueForm(ActForm):
    """The last day to sign."""

    sign_by = day_field(
        "签收期限", required=False, help_text="留空按本级规定的工作日计算；急件、特急件相应缩短。"
    )


class ReassignForm(ActForm):
    """Another lead unit."""

    lead = choice_of("改派给")
    reason = words_field("改派理由")

    def offer(self, setting: Setting) -> None:
        """Every open unit."""
        self._choose("lead", [("", "请选择"), *units.choices()])


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


class CheckForm(ActForm):
    """What the office found, and when it looks again."""

    note = words_field("本次检查情况")
    next_check_on = day_field("下次检查日期")


class OpenForm(ActForm):
    """To whom."""

    person = choice_of("特邀督查员")

    def offer(self, setting: Setting) -> None:
        """Invited inspectors."""
        self._choose("person", [("", "请选择"), *people.inspectors(setting.today)])
