"""Every act on one matter as the web does it: which form is asked, which action is called, what is said then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.accounts.policy import Permission
from luoshi.boards.lookup import numbered
from luoshi.matters import actions
from luoshi.matters.terms import CheckMethod
from luoshi.web.http import ActorRequest
from luoshi.web.matters import forms
from luoshi.web.matters.forms import ActForm

P = Permission
Run = Callable[[ActorRequest, int, Any], object]


@dataclass(frozen=True, slots=True)
class Act:
    """``form`` NothingForm means one press. ``beside`` names what the page shows next to the form."""

    label: str
    done: str
    run: Run
    permissions: frozenset[Permission]
    form: type[ActForm] = forms.NothingForm
    lead: str = ""
    danger: bool = False
    beside: str = ""

    @property
    def one_press(self) -> bool:
        """Whether nothing is asked."""
        return self.form is forms.NothingForm


def _plain(action: Callable[..., object]) -> Run:
    """The form's fields are the action's arguments."""
    return lambda request, matter_id, form: action(
        matter_id, **form.cleaned_data, by=request.actor, at=request.now
    )


def _docket(request: ActorRequest, matter_id: int, form: forms.ApprovalForm) -> object:
    return actions.docket(matter_id, form.approval(), by=request.actor, at=request.now)


def _object_to(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    said = form.cleaned_data
    return actions.object_to(
        matter_id,
        reason=said["reason"],
        duty=said["duty"],
        suggested_id=said["suggested"],
        by=request.actor,
        at=request.now,
    )


def _reassign(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    said = form.cleaned_data
    return actions.reassign(matter_id, said["lead"], reason=said["reason"], by=request.actor, at=request.now)


def _plan(request: ActorRequest, matter_id: int, form: forms.PlanForm) -> object:
    said = form.cleaned_data
    return actions.plan(
        matter_id,
        approach=said["approach"],
        means=said["means"],
        responsible=said["responsible"],
        milestones=form.steps(),
        by=request.actor,
        at=request.now,
    )


def _said(form: ActForm) -> actions.Said:
    said = form.cleaned_data
    return actions.Said(
        text=said["text"],
        problem=said.get("problem", ""),
        next_step=said.get("next_step", ""),
        percent=said.get("percent"),
        done_milestones=tuple(said.get("done_milestones", ())),
        files=said["evidence"],
        corrects_id=said.get("corrects"),
    )


def _report(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    return actions.report(matter_id, _said(form), by=request.actor, at=request.now)


def _report_done(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    return actions.report_done(matter_id, _said(form), by=request.actor, at=request.now)


def _verify(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    said = form.cleaned_data
    return actions.verify(
        matter_id,
        method=CheckMethod(said["method"]),
        finding=said["finding"],
        by=request.actor,
        at=request.now,
    )


def _send_back(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    said = form.cleaned_data
    return actions.send_back(
        matter_id,
        method=CheckMethod(said["method"]),
        reason=said["reason"],
        by=request.actor,
        at=request.now,
    )


def _merge(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    into = numbered(request.actor, form.cleaned_data["into"])
    reason = form.cleaned_data["reason"]
    return actions.merge(matter_id, into.pk, reason=reason, by=request.actor, at=request.now)


def _open_to(request: ActorRequest, matter_id: int, form: ActForm) -> object:
    return actions.open_to(matter_id, form.cleaned_data["person"], by=request.actor, at=request.now)


_ASIDE = frozenset({P.MATTER_CLOSE_ASIDE})
_RULING = frozenset({P.MATTER_RULE})

ACTS: Mapping[str, Act] = {
    "docket": Act(
        "批准立项", "已批准立项。", _docket, frozenset({P.MATTER_DOCKET}), forms.ApprovalForm,
        lead="批准后编号立项，由督查室交办。",
    ),
    "decline": Act(
        "不予立项", "已记录不予立项的决定。", _plain(actions.decline), frozenset({P.MATTER_DOCKET}), forms.ReasonForm,
        danger=True,
    ),
    "issue": Act(
        "交办", "已交办牵头单位。", _plain(actions.issue), frozenset({P.MATTER_ISSUE}), forms.IssueForm,
        lead="交办后牵头单位须在签收期限内签收，或说明理由退回。",
    ),
    "sign": Act("签收", "已签收，请尽快报送办法。", _plain(actions.sign), frozenset({P.MATTER_SIGN})),
    "object_to": Act(
        "退回", "已退回督查室裁定。", _object_to, frozenset({P.MATTER_RETURN}), forms.ObjectForm,
        lead="只在不属本单位职责时退回。督查室裁定维持交办的，不能再次退回。", danger=True,
    ),
    "reassign": Act("改派", "已改派，新的牵头单位须重新签收。", _reassign, _RULING, forms.ReassignForm, beside="objection"),
    "uphold": Act("维持交办", "已维持交办，原单位须签收办理。", _plain(actions.uphold), _RULING, forms.ReasonForm, beside="objection"),
    "plan": Act(
        "报送办法", "办法已报送。", _plan, frozenset({P.MATTER_PLAN}), forms.PlanForm,
        lead="写清怎么办、谁负责、分几步、每步什么时候完成。节点日期不能晚于完成时限。",
    ),
    "report": Act("反馈进展", "进展已反馈。", _report, frozenset({P.MATTER_REPORT}), forms.ReportForm, beside="report"),
    "no_change": Act("无变化", "已反馈：无变化。", _plain(actions.no_change), frozenset({P.MATTER_REPORT})),
    "report_done": Act(
        "申请办结", "已申请办结，等待督查室核查。", _report_done, frozenset({P.MATTER_REPORT}), forms.DoneForm,
        lead="申请办结后由督查室核查、领导认可，再办结销号。", beside="report",
    ),
    "verify": Act("核查通过", "已记录核查通过，等待领导认可。", _verify, frozenset({P.MATTER_VERIFY}), forms.VerifyForm, beside="report"),
    "accept": Act("认可", "已认可，由督查室办结销号。", _plain(actions.accept), frozenset({P.MATTER_ACCEPT}), forms.AcceptForm, beside="report"),
    "close": Act("办结销号", "已办结销号。", _plain(actions.close), frozenset({P.MATTER_CLOSE})),
    "send_back": Act(
        "退回补办", "已退回补办，完成时限不变。", _send_back, frozenset({P.MATTER_VERIFY, P.MATTER_ACCEPT}), forms.SendBackForm,
        danger=True, beside="report",
    ),
    "resume": Act("恢复办理", "已恢复办理。", _plain(actions.resume), _ASIDE, forms.ReasonForm),
    "instruct": Act("批示", "批示已记录。", _plain(actions.instruct), frozenset({P.MATTER_INSTRUCT}), forms.InstructForm),
    "check": Act(
        "安排下次检查", "已记录本次检查，安排了下次检查。", _plain(actions.check_on), frozenset({P.MATTER_VERIFY}),
        forms.CheckForm, lead="长期推进、没有完成时限的事项，每次检查后约定下次检查的日期。",
    ),
    "reopen": Act(
        "重新办理", "已恢复为办理中。", _plain(actions.reopen), frozenset({P.MATTER_VERIFY}), forms.ReasonForm, danger=True,
    ),
    "suspend": Act("中止", "已中止，暂停计时。", _plain(actions.suspend), _ASIDE, forms.ReasonForm, danger=True),
    "merge": Act(
        "并案", "已并案。", _merge, _ASIDE, forms.MergeForm,
        lead="本事项并入另一个在办事项后不再单独督办，来源一并保留。", danger=True,
    ),
    "terminate": Act("终止", "已终止。", _plain(actions.terminate), _ASIDE, forms.ReasonForm, lead="终止后不再督办，不能恢复。", danger=True),
    "open_to": Act("开放给督查员", "已开放。", _open_to, frozenset({P.MATTER_OPEN_TO}), forms.OpenForm),
}  # fmt: skip
"""One entry for each verb but ``edit``, which has its page with the proposals."""
