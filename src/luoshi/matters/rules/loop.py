"""The loop: which move is legal, what each step requires, how a matter stands on a day."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.kernel.errors import RuleBroken
from luoshi.kernel.machine import Machine, Move
from luoshi.matters.terms import Light, Status
from luoshi.units.rules import FARTHEST_YEARS

S = Status
OPEN = frozenset({S.ISSUED, S.RETURNED, S.ACCEPTED, S.UNDER_WAY, S.REPORTED_DONE, S.VERIFIED, S.SUSPENDED})
RUNNING = frozenset({S.ISSUED, S.RETURNED, S.ACCEPTED, S.UNDER_WAY})
ASIDE = frozenset({S.TERMINATED, S.MERGED, S.DECLINED})

LOOP: Machine[Status] = Machine(
    {
        "edit": Move("修改", frozenset({S.PROPOSED, S.DOCKETED}), S.PROPOSED),
        "docket": Move("批准立项", frozenset({S.PROPOSED}), S.DOCKETED),
        "decline": Move("作出不予立项的决定", frozenset({S.PROPOSED}), S.DECLINED),
        "issue": Move("交办", frozenset({S.DOCKETED}), S.ISSUED),
        "sign": Move("签收", frozenset({S.ISSUED}), S.ACCEPTED),
        "return": Move("退回", frozenset({S.ISSUED}), S.RETURNED),
        "reassign": Move("改派", frozenset({S.RETURNED}), S.ISSUED),
        "uphold": Move("维持交办", frozenset({S.RETURNED}), S.ISSUED),
        "plan": Move("报送办法", frozenset({S.ACCEPTED, S.UNDER_WAY}), S.UNDER_WAY),
        "report": Move("反馈进展", frozenset({S.UNDER_WAY}), S.UNDER_WAY),
        "report_done": Move("申请办结", frozenset({S.UNDER_WAY}), S.REPORTED_DONE),
        "verify": Move("核查通过", frozenset({S.REPORTED_DONE}), S.VERIFIED),
        "send_back": Move("退回补办", frozenset({S.REPORTED_DONE, S.VERIFIED}), S.UNDER_WAY),
        "accept": Move("认可", frozenset({S.VERIFIED}), S.VERIFIED),
        "close": Move("办结销号", frozenset({S.VERIFIED}), S.CLOSED),
        "reopen": Move("重新办理", frozenset({S.CLOSED}), S.UNDER_WAY),
        "suspend": Move("中止", frozenset({S.ACCEPTED, S.UNDER_WAY}), S.SUSPENDED),
        "resume": Move("恢复办理", frozenset({S.SUSPENDED}), None),
        "terminate": Move("终止", OPEN | {S.DOCKETED}, S.TERMINATED),
        "merge": Move("并案", RUNNING | {S.DOCKETED, S.PROPOSED}, S.MERGED),
        "instruct": Move("批示", OPEN, None),
        "check": Move("安排下次检查", RUNNING, None),
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at; ``today`` is the day of the act."""

    status: Status
    today: date
    lead_unit_id: int | None = None
    approver_id: int | None = None
    approved_on: date | None = None
    basis: str = ""
    due_on: date | None = None
    next_check_on: date | None = None
    sign_by: date | None = None
    signed_on: date | None = None
    reported_done_on: date | None = None
    accepted_on: date | None = None
    was_accepted: bool = False
    verified_by_actor: bool = False
    evidence_count: int = 0
    open_milestones: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of a step; ``code`` is stable."""

    code: str
    met: Callable[[Facts], bool]
    message: str


_OWNER = Requirement(
    "no-lead-unit", lambda f: f.lead_unit_id is not None, "尚未确定牵头单位。请先指定一个牵头单位。"
)
_DATE = Requirement(
    "no-date",
    lambda f: f.due_on is not None or f.next_check_on is not None,
    "没有办理时限。请填写完成时限；长期性工作请填写下次检查日期。",
)
_DUE_AHEAD = Requirement(
    "due-in-past",
    lambda f: f.due_on is None or f.due_on >= f.today,
    "完成时限早于今天。请核对原文后填写新的完成时限。",
)
_DUE_IN_SIGHT = Requirement(
    "due-too-far",
    lambda f: f.due_on is None or f.due_on.year <= f.today.year + FARTHEST_YEARS,
    f"完成时限在{FARTHEST_YEARS}年以后。请核对年份；长期性工作请只填下次检查日期。",
)
_CHECK_IN_SIGHT = Requirement(
    "check-too-far",
    lambda f: f.next_check_on is None or f.next_check_on.year <= f.today.year + FARTHEST_YEARS,
    f"下次检查日期在{FARTHEST_YEARS}年以后。请核对年份。",
)
_CHECK_AHEAD = Requirement(
    "check-in-past",
    lambda f: f.next_check_on is None or f.due_on is not None or f.next_check_on >= f.today,
    "下次检查日期早于今天。请填写今天或以后的日期。",
)

REQUIREMENTS: Mapping[str, tuple[Requirement, ...]] = {
    "docket": (
        _OWNER,
        _DATE,
        _DUE_AHEAD,
        _DUE_IN_SIGHT,
        _CHECK_AHEAD,
        _CHECK_IN_SIGHT,
        Requirement(
            "no-approver", lambda f: f.approver_id is not None, "请填写批准人（政府督查工作条例第十一条）。"
        ),
        Requirement(
            "no-approval-date",
            lambda f: f.approved_on is not None,
            "请填写批准日期（政府督查工作条例第十一条）。",
        ),
        Requirement(
            "approval-in-future",
            lambda f: f.approved_on is None or f.approved_on <= f.today,
            "批准日期晚于今天。请核对后重新填写。",
        ),
        Requirement(
            "no-basis", lambda f: bool(f.basis.strip()), "请填写立项依据，如会议名称、文件名称或批示内容。"
        ),
    ),
    "issue": (_OWNER, _DATE, _DUE_AHEAD, _CHECK_AHEAD),
    "return": (
        Requirement(
            "return-too-late",
            lambda f: f.sign_by is None or f.today <= f.sign_by,
            "已超过提出异议的期限，不能退回。请签收办理，确有困难的在进展反馈中说明。",
        ),
    ),
    "report_done": (
        Requirement(
            "no-evidence",
            lambda f: f.evidence_count > 0,
            "申请办结须附能证明办理结果的材料，请上传至少一份。",
        ),
        Requirement(
            "open-milestones",
            lambda f: f.open_milestones == 0,
            "还有节点没有完成。请在申请中勾选已完成的节点，或先调整办法。",
        ),
    ),
    "accept": (
        Requirement("already-accepted", lambda f: not f.was_accepted, "这项结果已经认可过，不需要再次认可。"),
        Requirement(
            "verified-it-oneself",
            lambda f: not f.verified_by_actor,
            "核查和认可不能由同一人办理。请报责任领导认可。",
        ),
    ),
    "check": (
        Requirement("no-check-date", lambda f: f.next_check_on is not None, "请填写下次检查日期。"),
        Requirement(
            "check-in-past",
            lambda f: f.next_check_on is None or f.next_check_on >= f.today,
            "下次检查日期早于今天。请填写今天或以后的日期。",
        ),
        _CHECK_IN_SIGHT,
    ),
    "close": (
        Requirement(
            "not-accepted",
            lambda f: f.accepted_on is not None,
            "领导尚未认可办理结果，不能销号。请先报领导认可。",
        ),
    ),
}


def index_words(text: str) -> str:
    """The text as words that every database's full-text index takes alike: one per Han character, one per
    run of ASCII letters and digits. A search for two characters is a phrase of two words."""
    words = re.findall(r"[a-z0-9]+|[^\W_]", unicodedata.normalize("NFKC", text).lower())
    return " ".join(word if word.isascii() else f"u{ord(word):x}" for word in words)


def check(verb: str, facts: Facts) -> None:
    """Raise RuleBroken for the first requirement of ``verb`` that is not met."""
    for requirement in REQUIREMENTS.get(verb, ()):
        if not requirement.met(facts):
            raise RuleBroken(requirement.code, requirement.message)


def light(facts: Facts, *, near_days: int) -> Light:
    """How the matter stands on ``facts.today``. ``near_days`` are calendar days before the due date."""
    fixed = _light_of_status(facts)
    if fixed is not None:
        return fixed
    if facts.due_on is not None and facts.due_on < facts.today:
        return Light.OVERDUE
    if facts.status is S.ISSUED and facts.sign_by is not None and facts.sign_by < facts.today:
        return Light.UNANSWERED
    if facts.due_on is None:
        return Light.NO_DATE
    if facts.due_on - timedelta(days=near_days) <= facts.today:
        return Light.NEAR_DUE
    return Light.RUNNING


def _light_of_status(facts: Facts) -> Light | None:
    if facts.status in {S.PROPOSED, S.DOCKETED}:
        return Light.NOT_ISSUED
    if facts.status in ASIDE:
        return Light.ASIDE
    if facts.status is S.SUSPENDED:
        return Light.PAUSED
    if facts.status is S.CLOSED:
        return Light.DONE_LATE if days_late(facts) > 0 else Light.DONE_IN_TIME
    if facts.status in {S.REPORTED_DONE, S.VERIFIED}:
        return Light.IN_REVIEW
    return None


def days_late(facts: Facts) -> int:
    """Calendar days by which the unit's word of completion, or today if there is none, passed the due date."""
    if facts.due_on is None:
        return 0
    return max(((facts.reported_done_on or facts.today) - facts.due_on).days, 0)
