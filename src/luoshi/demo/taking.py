"""A unit takes a matter on: it signs or says “not mine”, and tells how it will go about it."""

from datetime import date, timedelta

from luoshi.demo.city import read_city
from luoshi.demo.clock import Process, later
from luoshi.demo.conduct import plan_workdays, sign_workdays
from luoshi.demo.life import Ahead, Life, Over
from luoshi.matters import actions, queries
from luoshi.matters.actions import Step
from luoshi.matters.terms import Urgency

SHORT = 12
"""Calendar days; a unit that has no more acts at once."""

_DATED_STEPS = {"一季度": (4, 20), "半年": (7, 20), "三季度": (10, 20), "全年": (12, 25)}
_UPHELD_SHARE = 0.55


def take_on(life: Life) -> Process:
    """From issue to plan."""
    case = life.case
    if case.hold == "issued":
        raise Over
    if case.hold == "returned" or (not _pressing(life) and life.rng.random() < life.conduct.objects):
        yield from _object(life)
    lag = 1 if case.hold else sign_workdays(life.conduct, life.rng, pressing=_pressing(life))
    yield from life.wait(later(life.now, lag, life.rng))
    actions.sign(case.matter_id, by=life.unit_actor(), at=life.now)
    if case.hold == "accepted":
        raise Over
    lag = plan_workdays(life.conduct, life.rng, pressing=_pressing(life))
    yield from life.wait(later(life.now, lag, life.rng))
    _plan(life)


def _pressing(life: Life) -> bool:
    due = life.case.due_on
    return life.case.urgency != Urgency.NORMAL or (due is not None and (due - life.day).days <= SHORT)


def _object(life: Life) -> Process:
    """The lead unit returns the matter, the office decides."""
    case, cast = life.case, life.play.cast
    suggested = case.support[0] if case.support else ""
    named = cast.shorts[suggested] if suggested else ""
    yield from life.wait(later(life.now, 1, life.rng))
    reason = life.words.say("objection", life.scene(f"to{suggested}", unit=named))
    if not reason:
        return
    actions.object_to(
        case.matter_id,
        reason=reason,
        duty=life.words.say("duty", life.scene()),
        by=life.unit_actor(),
        at=life.now,
        suggested_id=cast.units[suggested] if suggested else None,
    )
    if case.hold == "returned":
        raise Over
    yield from life.wait(later(life.now, life.rng.randint(1, 4), life.rng))
    _rule(life, suggested)


def _rule(life: Life, suggested: str) -> None:
    """The office reassigns the matter to the unit that was suggested, or upholds its decision."""
    case, cast = life.case, life.play.cast
    upheld = not suggested or life.rng.random() < _UPHELD_SHARE
    named = cast.shorts[suggested] if suggested else ""
    reason = life.words.say("ruling", life.scene("upheld" if upheld else "reassigned", unit=named))
    if upheld:
        actions.uphold(case.matter_id, reason=reason, by=life.keeper, at=life.now)
        return
    by = life.keeper
    actions.reassign(case.matter_id, cast.units[suggested], reason=reason, by=by, at=life.now)
    case.support = tuple(code for code in case.support if code != suggested)
    case.lead = suggested


def _plan(life: Life) -> None:
    case, cast = life.case, life.play.cast
    head, liaison = cast.heads[case.lead], cast.liaisons[case.lead]
    titles = [cast.titles[name] for name in _usernames(life)]
    steps = _steps(life)
    actions.plan(
        case.matter_id,
        approach=life.words.say("approach", life.scene(person=f"{titles[0]}{head.name}")),
        means=life.words.say("means", life.scene()),
        responsible=f"{head.name}（{titles[0]}）、{liaison.name}（{titles[1]}）",
        milestones=steps,
        by=life.unit_actor(),
        at=life.now,
    )
    if steps:
        made = queries.open_milestones(queries.one(life.keeper, case.matter_id))
        life.milestones = [
            Ahead(pk, due, 100 * place // len(steps))
            for place, (pk, due) in enumerate(made.values_list("pk", "due_on"), 1)
        ]


def _usernames(life: Life) -> tuple[str, str]:
    people = {person.unit: {} for person in read_city().people}  # type: dict[str, dict[str, str]]
    for person in read_city().people:
        people[person.unit][person.role] = person.username
    mine = people[life.case.lead]
    return mine["unit_head"], mine["liaison"]


def _steps(life: Life) -> list[Step]:
    """Some of the topic's steps in order, spread up to the due date; those of a quarter on its day."""
    due = life.case.due_on
    if due is None or (due - life.day).days < SHORT:
        return []
    titles = [
        phrase.text
        for phrase in read_city().phrases
        if phrase.category == "plan" and phrase.topic == life.case.topic
    ]
    count = min(len(titles), 2 + (due - life.day).days // 45)
    chosen = sorted(life.rng.sample(range(len(titles)), count))
    dated = [_dated(titles[place], life.day, due, share=(n + 1) / count) for n, place in enumerate(chosen)]
    return [step for step in dated if life.day <= step.due_on <= due]


def _dated(title: str, start: date, due: date, *, share: float) -> Step:
    for words, (month, day) in _DATED_STEPS.items():
        if words in title:
            return Step(title, date(due.year, month, day))
    return Step(title, start + timedelta(days=round((due - start).days * share)))
