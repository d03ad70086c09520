"""The office head approves what was proposed (or does not), the office hands it out and joins what is the same."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.utils import timezone

from luoshi.accounts.policy import Actor
from luoshi.accounts.terms import Role
from luoshi.demo.city import Paper, read_city, rows
from luoshi.demo.clock import Process, later
from luoshi.demo.course import live
from luoshi.demo.life import Case, Life, Play
from luoshi.directives.terms import DirectiveKind
from luoshi.matters import actions, queries
from luoshi.matters.actions import Approval, Terms
from luoshi.matters.rules import RUNNING
from luoshi.matters.terms import Category, MatterKind, Status

_OPENED_SHARE = 0.08
_OPENED_KINDS = (DirectiveKind.PLAN, DirectiveKind.PROPOSAL, DirectiveKind.DIVISION)
_CATEGORIES = {
    str(DirectiveKind.SUPERIOR): Category.CENTRAL,
    str(DirectiveKind.PROPOSAL): Category.DUTY,
    str(DirectiveKind.OPINION): Category.EFFECTIVENESS,
}


def terms_of(case: Case, play: Play, *, by: Actor) -> Terms:
    """What the proposal says, with a title, the leader in charge and the keeper put in."""
    cast, matter = play.cast, queries.one(by, case.matter_id)
    return Terms(
        title=case.title,
        content=matter.content,
        lead_id=cast.units[case.lead],
        support_ids=tuple(cast.units[code] for code in case.support),
        kind=MatterKind(matter.kind),
        category=_CATEGORIES.get(case.origin, Category.DEPLOYMENT),
        urgency=case.urgency,
        due_on=matter.due_on,
        next_check_on=matter.next_check_on,
        deadline_raw=matter.deadline_raw,
        deadline_kind=matter.deadline_kind,
        sponsor_id=cast.sponsors[case.lead].person_id,
        keeper_id=cast.keepers[case.lead].person_id,
        measures=matter.measures,
    )


def approve(cases: list[Case], paper: Paper, play: Play, *, clerk: Actor, at: datetime) -> Process:
    """From proposals to issued matters, each of which then lives its own life."""
    rng, cast = play.rng(f"docket/{paper.file}"), play.cast
    pressing = paper.kind is DirectiveKind.INSTRUCTION
    at = yield later(at, 0 if pressing else 1, rng)
    head = cast.secretary if paper.kind is DirectiveKind.MINUTES else cast.office_head
    refused = _refusals()
    for case in cases:
        if case.key in refused:
            actions.decline(case.matter_id, reason=refused[case.key], by=head, at=at)
    going = [case for case in cases if case.key not in refused]
    approval = Approval(cast.mayor.person_id, timezone.localtime(at).date(), _basis(paper), on_paper=True)
    actions.docket_many([case.matter_id for case in going], approval, by=head, at=at)
    at = yield later(at, 0 if pressing else rng.randint(0, 1), rng)
    hand_out(going, play, by=clerk, at=at)
    if paper.kind in _OPENED_KINDS:
        _open(going, play, by=clerk, at=at)
    at = yield later(at, rng.randint(2, 4), rng)
    _join(play, at=at)


def hand_out(cases: Iterable[Case], play: Play, *, by: Actor, at: datetime) -> None:
    """Issue in one go; from here on each matter goes its way."""
    going = list(cases)
    actions.issue_many([case.matter_id for case in going], by=by, at=at)
    for case in going:
        life = Life(case, play, at)
        play.lives[case.key] = life
        play.agenda.add(live(life))


def _open(cases: Iterable[Case], play: Play, *, by: Actor, at: datetime) -> None:
    """Some matters are opened to the invited inspectors."""
    rng = play.rng(f"opened/{at:%Y%m%d}")
    inspectors = play.cast.by_role[Role.INSPECTOR]
    for case in cases:
        if rng.random() < _OPENED_SHARE:
            person_id = rng.choice(inspectors).person_id or 0
            actions.open_to(case.matter_id, person_id, by=by, at=at)


def _join(play: Play, *, at: datetime) -> None:
    """Matters that order the same thing twice go on as one, while both are still worked on."""
    head = play.cast.office_head
    for row in rows("script/aside.csv"):
        if row["verb"] != "merge":
            continue
        life, into = (play.lives.get(_key(row[name])) for name in ("start", "into"))
        if life is None or into is None or life.over:
            continue
        states = [Status(queries.one(head, one.case.matter_id).status) for one in (life, into)]
        if all(state in RUNNING for state in states):
            ids = life.case.matter_id, into.case.matter_id
            actions.merge(*ids, reason=row["reason"], by=head, at=at)
            life.over = True


def _refusals() -> dict[str, str]:
    return {_key(row["start"]): row["reason"] for row in rows("script/aside.csv") if row["verb"] == "decline"}


@cache
def _key(start: str) -> str:
    """The task that begins with these words, as its whole text."""
    return next(task.text for task in read_city().tasks if task.text.startswith(start))


def _basis(paper: Paper) -> str:
    return f"《{paper.title}》（{paper.number}）" if paper.number else f"《{paper.title}》"
