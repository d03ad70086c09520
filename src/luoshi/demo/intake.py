"""Documents come in, are read and taken apart, and become proposals."""

from datetime import date, datetime, timedelta
from functools import cache

from luoshi.accounts.policy import Actor
from luoshi.demo.city import Paper, read_city, rows, text_of
from luoshi.demo.clerk import Clerk, confirm_some
from luoshi.demo.clock import Process, later, moment, workday, workday_before
from luoshi.demo.docketing import approve, terms_of
from luoshi.demo.life import Case, Play
from luoshi.directives import actions as directives
from luoshi.directives.actions import Source
from luoshi.directives.queries import Directive
from luoshi.directives.rules import Face
from luoshi.directives.terms import DirectiveKind
from luoshi.kernel.dates import long_date
from luoshi.matters import actions
from luoshi.matters.rules import title_of as made_title
from luoshi.matters.terms import Urgency
from luoshi.precedents import actions as precedents

_AT_ONCE = "24小时内"
_EDIT = timedelta(seconds=25)


def arrive(paper: Paper, play: Play) -> Process:
    """One document from the letter box to its approval."""
    rng = play.rng(f"paper/{paper.file}")
    pressing = paper.kind is DirectiveKind.INSTRUCTION
    clerk = rng.choice(play.cast.staff)
    at = yield moment(workday(paper.dated_on), 9 if pressing else 14, rng.randrange(60))
    directive = _receive(paper, by=clerk, at=at)
    play.directives[paper.file] = directive.pk
    at = yield at + timedelta(minutes=20) if pressing else later(at, rng.randint(0, 1), rng)
    sitting = Clerk(directive, clerk, at, play.cast.units, check_on=_check_on(paper.dated_on))
    yield from sitting.decide([task for task in read_city().tasks if task.file == paper.file])
    at = yield sitting.at + timedelta(minutes=5)
    cases = []
    for matter in actions.propose_from(directive.pk, by=clerk, at=at):
        task = sitting.taken[matter.draft_id or 0]
        case = Case(
            key=task.text,
            title=title_of(task.text),
            text=task.text,
            topic=task.topic,
            lead=task.lead,
            support=task.support,
            due_on=task.due_on,
            origin="flood" if "防汛" in paper.title else str(paper.kind),
            urgency=_urgency(paper, task.text),
            matter_id=matter.pk,
        )
        at = yield at + _EDIT
        actions.edit(matter.pk, terms_of(case, play, by=clerk), by=clerk, at=at)
        cases.append(case)
    yield from approve(cases, paper, play, clerk=clerk, at=at)


def lie_unread(row: dict[str, str], play: Play) -> Process:
    """A document of the last days, of which a clerk has confirmed some drafts, or has not yet begun."""
    clerk = play.cast.staff[0]
    day = workday_before(play.until.date(), int(row["ago"]))
    text = text_of(f"script/papers/{row['file']}").format(
        year=day.year, date=long_date(day), **{f"d{n}": _ahead(day, n) for n in (10, 15, 20, 25, 30, 40)}
    )
    paper = Paper(
        file=row["file"],
        title=row["title"],
        kind=DirectiveKind(row["kind"]),
        number=row["number"].format(year=day.year),
        issuer=row["issuer"],
        dated_on=day,
        text=text,
    )
    at = yield moment(day, 15)
    directive = _receive(paper, by=clerk, at=at)
    at = yield later(at, 1, play.rng(f"paper/{paper.file}"))
    confirm_some(directive, int(row["share"]), by=clerk, at=at)


def _receive(paper: Paper, *, by: Actor, at: datetime) -> Directive:
    source = Source(text=paper.text)
    if (
        paper.kind is not DirectiveKind.INSTRUCTION
    ):  # those are telephoned or typed in, the others sent as files
        source = Source(content=paper.text.encode(), filename=f"{paper.title}.txt")
    reading = directives.take(source, classified=False, by=by, at=at)
    face = Face(
        title=paper.title,
        kind=paper.kind,
        dated_on=paper.dated_on,
        number=paper.number,
        issuer=paper.issuer,
    )
    directive = directives.receive(reading, face, classified=False, by=by, at=at)
    precedents.advise(directive.pk, by=by)
    return directive


def title_of(text: str) -> str:
    """The clerk's own name for a task whose words do not begin with what is to be done, else that of its words."""
    given = next((row["title"] for row in _titles() if text.startswith(row["start"])), "")
    return given or made_title(text)


@cache
def _titles() -> list[dict[str, str]]:
    return rows("script/titles.csv")


def _check_on(day: date) -> date:
    """When the office looks at work without an end: at the end of the next half year but one."""
    return date(day.year + 1, 6, 30) if day.month > 9 else date(day.year, 12, 31)


def _urgency(paper: Paper, text: str) -> Urgency:
    if _AT_ONCE in text:
        return Urgency.EXTRA
    return Urgency.URGENT if paper.kind is DirectiveKind.INSTRUCTION else Urgency.NORMAL


def _ahead(day: date, days: int) -> str:
    """A day of the document's own text; the year stands where it is another one."""
    then = day + timedelta(days=days)
    return f"{then.month}月{then.day}日" if then.year == day.year else long_date(then)


def unread(play: Play) -> list[Process]:
    """The documents that await the visitor."""
    return [lie_unread(row, play) for row in rows("script/papers.csv")]
