"""A unit works and reports; others support it, leaders look in, and now and then the work is stopped."""

from datetime import date, timedelta

from luoshi.demo.clock import Process, in_hours, later
from luoshi.demo.conduct import cadence_days, finish_day, percent_on
from luoshi.demo.life import Life, Over
from luoshi.matters import actions
from luoshi.matters.actions import Said

SUPPORT_SHARE = 0.16
INSTRUCT_SHARE, INSTRUCT_LATE_SHARE = 0.016, 0.15
EVIDENCE_SHARE = 0.16
STOP_SHARE = 0.0055
ASK_SHARE = 0.05
LEEWAY = 4
"""Percentage points short of a milestone within which a unit calls it done."""

BEHIND = 15
"""Percentage points behind an even pace from which a unit writes of trouble."""


def work(life: Life) -> Process:
    """From the plan to the day on which the unit calls the matter done."""
    start = life.day
    life.finish = _held(life) or finish_day(start, life.case.due_on, conduct=life.conduct, rng=life.rng)
    aim = life.finish or (life.case.due_on or start) + timedelta(days=120)
    span = (aim - start).days if life.case.due_on or life.finish else 180
    while True:
        nearly = life.day + timedelta(
            days=round(cadence_days(span, life.conduct) * life.rng.uniform(0.75, 1.3))
        )
        if life.finish is not None and nearly >= life.finish:
            yield from life.wait(in_hours(max(life.finish, life.day), life.rng))
            return
        yield from _meanwhile(life, nearly)
        life.percent = percent_on(life.day, start, aim, before=life.percent)
        _report(life, start)


def _held(life: Life) -> date | None:
    """The day for those that are to wait for the office or the leader when the visitor comes."""
    if life.case.hold not in {"reported_done", "verified"}:
        return None
    return life.day + (life.play.until.date() - life.day) * 2 // 3


def _meanwhile(life: Life, nearly: date) -> Process:
    """What others do before the next report is filed."""
    if life.case.hold == "suspended" or life.rng.random() < STOP_SHARE:
        yield from _stop(life)
    yield from life.wait(in_hours(nearly, life.rng))
    if life.case.support and life.rng.random() < SUPPORT_SHARE:
        _support(life)
        yield from life.wait(later(life.now, 0, life.rng))
    if life.rng.random() < (INSTRUCT_LATE_SHARE if life.days_late else INSTRUCT_SHARE):
        _instruct(life)
        yield from life.wait(later(life.now, life.rng.randint(2, 4), life.rng))


def _report(life: Life, start: date) -> None:
    """One report of the lead unit, in the manner of the unit."""
    by = life.unit_actor()
    chance = life.rng.random()
    if not life.instructed_by and life.reports and not life.was_silent and chance < life.conduct.silent:
        actions.no_change(life.case.matter_id, by=by, at=life.now)
        life.was_silent = True
    elif not life.instructed_by and chance < life.conduct.silent + life.conduct.empty:
        said = Said(text=life.words.say("empty", life.scene()), percent=_shown(life))
        actions.report(life.case.matter_id, said, by=by, at=life.now)
        life.was_silent = False
    else:
        said = _told(life, start)
        files = life.show(said.text) if life.rng.random() < EVIDENCE_SHARE else []
        done = _reached(life)
        told = Said(said.text, said.problem, said.next_step, _shown(life), done_milestones=done, files=files)
        actions.report(life.case.matter_id, told, by=by, at=life.now)
        life.was_silent = False
    life.reports += 1


def _shown(life: Life) -> int | None:
    """Work without an end has no percentage."""
    return life.percent if life.case.due_on or life.finish else None


def _told(life: Life, start: date) -> Said:
    trouble = bool(life.days_late) or _pace(life, start) - life.percent > BEHIND
    stage = "trouble" if trouble else ("start" if life.percent < 30 else "middle")
    sentences = [life.words.say("progress", life.scene(), stage="middle" if trouble else stage)]
    if life.words.goal and life.percent and life.rng.random() < 0.5:
        sentences.insert(0, life.words.say("measure", life.scene(), stage=stage))
    if life.instructed_by:
        sentences.insert(0, life.words.say("instructed", life.scene(person=life.instructed_by)))
        life.instructed_by = ""
    problem = ""
    if trouble:
        problem = life.words.say("delay", life.scene()) or life.words.say(
            "progress", life.scene(), stage="trouble"
        )
        if life.case.support and life.rng.random() < ASK_SHARE:
            problem += life.words.say("question", life.scene())
    return Said(
        "".join(sentences),
        problem,
        life.words.say("next", life.scene(), repeat=life.rng.random() < 0.4)
        .removeprefix("下一步")
        .lstrip("，"),
    )


def _pace(life: Life, start: date) -> int:
    due = life.case.due_on
    return round(100 * (life.day - start).days / max((due - start).days, 1)) if due else 0


def _reached(life: Life) -> list[int]:
    """Milestones of the past that the unit now says are done; the last ones only with the whole."""
    prompt = life.rng.random() < life.conduct.promptness
    reached = [
        a.pk for a in life.milestones if prompt and a.due_on <= life.day and a.share <= life.percent + LEEWAY
    ]
    life.milestones = [ahead for ahead in life.milestones if ahead.pk not in reached]
    return reached


def _support(life: Life) -> None:
    code = life.rng.choice(life.case.support)
    text = life.words.say("support", life.scene())
    by = life.unit_actor(code)
    actions.report(life.case.matter_id, Said(text), by=by, at=life.now)
    life.reports += 1


def _instruct(life: Life) -> None:
    """The leader in charge, or the mayor, writes on the matter."""
    by = life.play.cast.mayor if life.rng.random() < 0.2 else life.sponsor
    text = life.words.say("comment", life.scene("instructing"))
    actions.instruct(life.case.matter_id, text=text, by=by, at=life.now)
    life.instructed_by = f"{by.name}同志"


def _stop(life: Life) -> Process:
    """The work is suspended for a time, or ended, by decision."""
    head = life.play.cast.office_head
    yield from life.wait(later(life.now, 2, life.rng))
    if not life.case.hold and life.rng.random() < 0.3:
        actions.terminate(
            life.case.matter_id, reason=life.words.say("terminate", life.scene()), by=head, at=life.now
        )
        raise Over
    actions.suspend(life.case.matter_id, reason=life.words.say("suspend", life.scene()), by=head, at=life.now)
    if life.case.hold == "suspended" or life.rng.random() < 0.3:
        raise Over
    yield from life.wait(later(life.now, life.rng.randint(15, 60), life.rng))
    actions.resume(life.case.matter_id, reason=life.words.say("resume", life.scene()), by=head, at=life.now)
