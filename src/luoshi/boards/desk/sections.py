"""What awaits a person, list by list: which matters, in which order, and what to do with them.

Each list is a view of the register, so that its count leads to the same rows there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards.register import Answer, Part, RegisterFilter, Span
from luoshi.matters import rules
from luoshi.matters.terms import Light, Status

SILENT_DAYS = 30
P = Permission
Lists = list["Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """``verbs`` are the acts that the list waits for, by state; ``grave`` lists are late."""

    code: str
    title: str
    wanted: RegisterFilter
    verbs: Mapping[Status, str] = field(default_factory=dict, hash=False)
    grave: bool = False


_WORK = {Status.ISSUED: "sign", Status.ACCEPTED: "plan", Status.UNDER_WAY: "report"}
_CHECK = dict.fromkeys(rules.RUNNING, "check")
_INSTRUCT = dict.fromkeys(rules.RUNNING, "instruct")


def sections_for(actor: Actor, today: date) -> Lists:
    """The lists of all that the person is, most urgent first, each once."""
    found = {
        section.code: section
        for permission, make in _LISTS.items()
        if actor.may(permission)
        for section in make(actor, today)
    }
    return sorted(found.values(), key=lambda section: _URGENCY.index(section.code))


def _rulings(actor: Actor, today: date) -> Lists:
    return [Section("returned", "退回待裁定", RegisterFilter(status=Status.RETURNED), grave=True)]


def _checks(actor: Actor, today: date) -> Lists:
    return [
        Section(
            "done",
            "申请办结待核查",
            RegisterFilter(status=Status.REPORTED_DONE),
            {Status.REPORTED_DONE: "verify"},
        ),
        Section(
            "check", "下次检查到期", RegisterFilter(light=Light.NO_DATE, check_to=today), _CHECK, grave=True
        ),
    ]


def _closing(actor: Actor, today: date) -> Lists:
    return [
        Section("accepted", "已认可待销号", RegisterFilter(accepted=Answer.YES), {Status.VERIFIED: "close"})
    ]


def _issuing(actor: Actor, today: date) -> Lists:
    return [
        Section(
            "docketed", "已立项待交办", RegisterFilter(status=Status.DOCKETED), {Status.DOCKETED: "issue"}
        ),
        Section("unanswered", "超时未签收", RegisterFilter(light=Light.UNANSWERED), grave=True),
        Section("overdue", "已超期", RegisterFilter(light=Light.OVERDUE), grave=True),
        Section("near", "临近时限", RegisterFilter(light=Light.NEAR_DUE)),
    ]


def _approving(actor: Actor, today: date) -> Lists:
    return [
        Section("proposed", "待批准立项", RegisterFilter(status=Status.PROPOSED), {Status.PROPOSED: "docket"})
    ]


def _instructing(actor: Actor, today: date) -> Lists:
    """Leaders: what they sponsor before what is in their field; the head of government has every field."""
    me, verified = actor.person_id, RegisterFilter(accepted=Answer.NO)
    field = {} if actor.chief else {"portfolio": me}
    return [
        Section("mine", "待您认可", verified.changed(sponsor=me), {Status.VERIFIED: "accept"}),
        Section(
            "sponsored",
            "您负责的已超期",
            RegisterFilter(light=Light.OVERDUE, sponsor=me),
            _INSTRUCT,
            grave=True,
        ),
        Section(
            "field_accept",
            "其他待认可" if actor.chief else "分管领域待认可",
            verified.changed(**field),
            {Status.VERIFIED: "accept"},
        ),
        Section(
            "field_overdue",
            "全市已超期" if actor.chief else "分管领域已超期",
            RegisterFilter(light=Light.OVERDUE).changed(**field),
            _INSTRUCT,
            grave=True,
        ),
    ]


def _working(actor: Actor, today: date) -> Lists:
    lead = RegisterFilter(part=Part.LEAD)
    silent = today - timedelta(days=SILENT_DAYS)
    return [
        Section("sign", "待签收", lead.changed(status=Status.ISSUED), _WORK),
        Section("late", "已超期", lead.changed(light=Light.OVERDUE), _WORK, grave=True),
        Section("soon", "临近时限", lead.changed(light=Light.NEAR_DUE), _WORK),
        Section("plan", "待报办法", lead.changed(status=Status.ACCEPTED), _WORK),
        Section(
            "silent",
            f"超过{SILENT_DAYS}天未反馈",
            lead.changed(status=Status.UNDER_WAY, heard_to=silent),
            _WORK,
        ),
        Section("support", "配合办理的事项", RegisterFilter(part=Part.SUPPORT), {Status.UNDER_WAY: "report"}),
    ]


def _opened(actor: Actor, today: date) -> Lists:
    """Only for those who see just what was opened to them."""
    if actor.sees_all or actor.may(P.MATTER_SIGN):
        return []
    return [Section("opened", "向您开放的事项", RegisterFilter(span=Span.ALL))]


_LISTS: Mapping[Permission, Callable[[Actor, date], Lists]] = {
    P.MATTER_RULE: _rulings,
    P.MATTER_VERIFY: _checks,
    P.MATTER_CLOSE: _closing,
    P.MATTER_ISSUE: _issuing,
    P.MATTER_DOCKET: _approving,
    P.MATTER_INSTRUCT: _instructing,
    P.MATTER_SIGN: _working,
    P.MATTER_READ: _opened,
}
_URGENCY = (
    *("sign", "returned", "mine", "proposed", "late", "done", "accepted", "unanswered", "docketed"),
    *("sponsored", "soon", "plan", "field_accept", "overdue", "field_overdue", "near", "check", "silent"),
    *("support", "opened"),
)
