"""What the units do: sign or return, plan, report, say “no change”, say “done”."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.files import actions as files
from luoshi.files.actions import Kept
from luoshi.kernel.errors import BadInput, NotPermitted, RuleBroken
from luoshi.matters import queries
from luoshi.matters.actions.act import Act, move, record
from luoshi.matters.actions.docket import bounded, said
from luoshi.matters.models import Evidence, Matter, Milestone, Objection, Plan, Report
from luoshi.matters.terms import ReportKind, Tag


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as planned."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit files; ``percent`` is overall completion 0 to 100, ``done_milestones`` are ids."""

    text: str
    problem: str = ""
    next_step: str = ""
    percent: int | None = None
    done_milestones: Sequence[int] = ()
    files: Sequence[Kept] = ()
    corrects_id: int | None = None


@transaction.atomic
def sign(matter_id: int, *, by: Actor, at: datetime) -> Matter:
    """The lead unit takes the matter."""
    require(by, Permission.MATTER_SIGN)
    act = Act(by, at)
    matter, lead = _mine(matter_id, act)
    move(matter, "sign", act, changes={"signed_on": act.day})
    record(matter, Tag.SIGNED, act, data={"unit": lead})
    return matter


@transaction.atomic
def object_to(
    matter_id: int, *, reason: str, duty: str, by: Actor, at: datetime, suggested_id: int | None = None
) -> Matter:
    """The lead unit says “not mine”, in time, with the duty that it relies on (退回)."""
    require(by, Permission.MATTER_RETURN)
    act = Act(by, at)
    matter, lead = _mine(matter_id, act)
    why = said(reason, "请填写退回的理由。")
    relied_on = said(duty, "请填写所依据的职责规定，例如本单位“三定”规定的有关条款。")
    if suggested_id == lead:
        raise BadInput("suggests-itself", "建议的承办单位不能是本单位。")
    if matter.objections.filter(unit_id=lead, upheld_unit=False).exists():
        raise RuleBroken(
            "already-ruled", "督查室已就本单位的异议作出维持交办的决定，不能再次退回。请签收办理。"
        )
    move(matter, "return", act)
    Objection.objects.create(
        matter=matter,
        unit_id=lead,
        reason=why,
        duty=relied_on,
        suggested_id=suggested_id,
        raised_by_id=by.person_id,
        raised_at=at,
    )
    record(
        matter,
        Tag.RETURNED,
        act,
        data={"unit": lead, "reason": why, "duty": relied_on, "suggested": suggested_id},
    )
    return matter


@transaction.atomic
def plan(
    matter_id: int,
    *,
    approach: str,
    responsible: str,
    by: Actor,
    at: datetime,
    means: str = "",
    milestones: Sequence[Step] = (),
) -> Matter:
    """The lead unit says how: approach, means, responsible person, milestones (办法)."""
    require(by, Permission.MATTER_PLAN)
    act = Act(by, at)
    matter, _ = _mine(matter_id, act)
    approach = said(approach, "请填写办理措施。")
    responsible = said(responsible, "请填写具体责任人。")
    _check_steps(matter, milestones, act.day)
    move(matter, "plan", act)
    version = matter.plans.count() + 1
    made = Plan.objects.create(
        matter=matter,
        version=version,
        approach=approach,
        means=bounded(means),
        responsible=responsible,
        submitted_by_id=by.person_id,
        submitted_at=at,
    )
    Milestone.objects.bulk_create(
        Milestone(plan=made, ordinal=ordinal, title=step.title, due_on=step.due_on)
        for ordinal, step in enumerate(milestones, 1)
    )
    steps = [[step.title, step.due_on.isoformat()] for step in milestones]
    words = {"approach": approach, "means": means.strip(), "responsible": responsible}
    record(matter, Tag.PLANNED, act, data={"version": version, "milestones": steps, **words})
    return matter


@transaction.atomic
def report(matter_id: int, words: Said, *, by: Actor, at: datetime) -> Report:
    """Progress, from the lead unit or one in support."""
    require(by, Permission.MATTER_REPORT)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    unit_id = _unit_in(matter, act)
    said(words.text, "请填写进展情况。没有新进展的，请使用“无变化”。")
    filed = _file(matter, ReportKind.PROGRESS, words, unit_id=unit_id, act=act)
    from_lead = unit_id == matter.lead_unit_id
    percent = words.percent if from_lead and words.percent is not None else matter.percent
    move(matter, "report", act, changes=_counted(matter, words, act.day) | {"percent": percent})
    _told(filed, words, tag=Tag.REPORTED, act=act)
    return filed


@transaction.atomic
def no_change(matter_id: int, *, by: Actor, at: datetime) -> Report:
    """One click: nothing has changed since the last report."""
    require(by, Permission.MATTER_REPORT)
    act = Act(by, at)
    matter = queries.one(by, matter_id)
    unit_id = _unit_in(matter, act)
    if not matter.report_count:
        raise RuleBroken("nothing-reported-yet", "这个事项还没有反馈过进展，请先填写一次进展情况。")
    words = Said(text="")
    filed = _file(matter, ReportKind.NO_CHANGE, words, unit_id=unit_id, act=act)
    move(matter, "report", act, changes=_counted(matter, words, act.day))
    record(matter, Tag.NO_CHANGE, act, data={"report": filed.pk, "unit": unit_id})
    return filed


@transaction.atomic
def report_done(matter_id: int, words: Said, *, by: Actor, at: datetime) -> Report:
    """The lead unit says done; its word only, until the office has verified it."""
    require(by, Permission.MATTER_REPORT)
    act = Act(by, at)
    matter, lead = _mine(matter_id, act)
    said(words.text, "请填写办理结果。")
    filed = _file(matter, ReportKind.DONE, words, unit_id=lead, act=act)
    changes = _counted(matter, words, act.day) | {"percent": 100, "reported_done_on": act.day}
    move(
        matter,
        "report_done",
        act,
        changes=changes,
        known={"open_milestones": queries.open_milestones(matter).count()},
    )
    _told(filed, words, tag=Tag.REPORTED_DONE, act=act)
    return filed


def _mine(matter_id: int, act: Act) -> tuple[Matter, int]:
    """The matter, of which the actor's unit is the lead, and that unit."""
    matter = queries.one(act.by, matter_id)
    lead = matter.lead_unit_id
    if lead is None or not act.by.serves(lead):
        raise NotPermitted("not-the-lead", "这一步由牵头单位办理，您所在单位不是本事项的牵头单位。")
    return matter, lead


def _unit_in(matter: Matter, act: Act) -> int:
    """The actor's unit in this matter, the lead first."""
    lead = matter.lead_unit_id
    if lead is not None and act.by.serves(lead):
        return lead
    held = matter.parties.filter(unit_id__in=act.by.unit_ids, current=True).first()
    if held is None:
        raise NotPermitted("not-a-party", "您所在单位不是本事项的承办单位。")
    return held.unit_id


def _check_steps(matter: Matter, steps: Sequence[Step], today: date) -> None:
    for step in steps:
        said(step.title, "请填写每个节点的名称。")
        if step.due_on < today:
            raise RuleBroken("milestone-in-past", f"节点“{step.title}”的日期早于今天，请重新填写。")
        if matter.due_on is not None and step.due_on > matter.due_on:
            raise RuleBroken(
                "milestone-after-due",
                f"节点“{step.title}”的日期晚于完成时限{matter.due_on:%Y-%m-%d}，请重新安排。",
            )


def _file(matter: Matter, kind: ReportKind, words: Said, *, unit_id: int, act: Act) -> Report:
    if words.percent is not None and not 0 <= words.percent <= 100:
        raise BadInput("bad-percent", "完成百分比应在0到100之间。")
    if (
        words.corrects_id is not None
        and not matter.reports.filter(pk=words.corrects_id, unit_id=unit_id).exists()
    ):
        raise BadInput("bad-correction", "要更正的反馈不存在，或者不是本单位填报的。")
    _check_news(matter, kind, words, unit_id=unit_id, act=act)
    filed = Report.objects.create(
        matter=matter,
        unit_id=unit_id,
        kind=kind,
        text=words.text.strip(),
        problem=bounded(words.problem),
        next_step=bounded(words.next_step),
        percent=words.percent,
        corrects_id=words.corrects_id,
        filed_by_id=act.by.person_id,
        filed_at=act.at,
    )
    if words.done_milestones:
        if unit_id != matter.lead_unit_id:
            raise NotPermitted("milestones-of-the-lead", "节点由牵头单位确认完成。请取消勾选后提交。")
        _mark_done(matter, words.done_milestones, act.day)
    return filed


def _check_news(matter: Matter, kind: ReportKind, words: Said, *, unit_id: int, act: Act) -> None:
    """Once a day is enough to say that nothing has changed, or the same words with nothing to show for them."""
    if matter.last_report_on != act.day:
        return
    midnight = timezone.localtime(act.at).replace(hour=0, minute=0, second=0, microsecond=0)
    filed = matter.reports.filter(unit_id=unit_id, filed_at__gte=midnight).order_by("-filed_at", "-pk")
    today = list(filed.values_list("kind", "text", "problem", "next_step", "percent"))
    if kind is ReportKind.NO_CHANGE and any(said_kind == kind for said_kind, *_ in today):
        raise RuleBroken(
            "no-change-today", "今天已经反馈过“无变化”，不需要重复。有新进展时，请点“反馈进展”填写。"
        )
    said_now = (kind, words.text.strip(), words.problem.strip(), words.next_step.strip(), words.percent)
    shows_nothing = not (words.files or words.done_milestones or words.corrects_id)
    if kind is ReportKind.PROGRESS and shows_nothing and today[:1] == [said_now]:
        raise RuleBroken(
            "same-words-today",
            "这些内容今天已经反馈过，不需要重复。有新进展请写明新的情况；补充材料的，请附上材料一并提交。",
        )


def _mark_done(matter: Matter, milestone_ids: Sequence[int], day: date) -> None:
    marked = queries.open_milestones(matter).filter(pk__in=milestone_ids).update(done_on=day)
    if marked != len(set(milestone_ids)):
        raise BadInput("bad-milestone", "所选节点已完成或不属于当前办法，请刷新页面后重新勾选。")


def _counted(matter: Matter, words: Said, day: date) -> dict[str, object]:
    return {
        "last_report_on": day,
        "report_count": matter.report_count + 1,
        "evidence_count": matter.evidence_count + len(words.files),
    }


def _told(filed: Report, words: Said, *, tag: Tag, act: Act) -> None:
    """Evidence and entry come after the matter's row is won: the ledger's turn is taken last."""
    stored = [files.enter(kept, by=act.by, at=act.at) for kept in words.files]
    Evidence.objects.bulk_create(Evidence(report=filed, file=file) for file in stored)
    record(filed.matter, tag, act, data=_entry(filed, words))


def _entry(filed: Report, words: Said) -> dict[str, object]:
    return {
        "report": filed.pk,
        "unit": filed.unit_id,
        "text": filed.text,
        "problem": filed.problem,
        "next_step": filed.next_step,
        "percent": filed.percent,
        "milestones": sorted(words.done_milestones),
        "evidence": [[kept.name, kept.digest] for kept in words.files],
        "corrects": filed.corrects_id,
    }
