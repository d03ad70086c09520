"""Reading a desk: a few rows of each list, with who must do what by when."""

from dataclasses import dataclass
from datetime import date

from luoshi.accounts.policy import Actor
from luoshi.boards import register
from luoshi.boards.desk.sections import Section, sections_for
from luoshi.boards.register import Line
from luoshi.boards.steps import Position, Step, next_step

ROWS = 8
MOST = 999
NEEDS = ("number", "title", "lead_name", "sponsor_name", "next_check_on", "accepted_on")


@dataclass(frozen=True, slots=True)
class Task:
    """A matter on the desk."""

    line: Line
    step: Step


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with its first rows; ``total`` above MOST says only that there are more."""

    section: Section
    tasks: list[Task]
    total: int

    @property
    def total_words(self) -> str:
        """The number, or that there are more than are counted."""
        return f"{MOST}+" if self.total > MOST else str(self.total)


@dataclass(frozen=True, slots=True)
class Desk:
    """The lists that have something in them, and the titles of those that are empty."""

    shown: list[Shown]
    empty: list[str]


def read(actor: Actor, *, today: date) -> Desk:
    """One query a list, two where it is long."""
    lists = [_list(actor, section, today) for section in sections_for(actor, today)]
    return Desk([one for one in lists if one.total], [one.section.title for one in lists if not one.total])


def _list(actor: Actor, section: Section, today: date) -> Shown:
    wanted = section.wanted.changed(size=ROWS)
    page = register.top(actor, wanted, needs=NEEDS, today=today, most=MOST)
    return Shown(section, [Task(line, next_step(_position(line))) for line in page.lines], page.total)


def _position(line: Line) -> Position:
    return Position(
        status=line.status,
        lead=line.lead_name or "",
        sponsor=line.sponsor_name or "",
        due_on=line.due_on,
        sign_by=line.sign_by,
        next_check_on=line.next_check_on,
        accepted=line.accepted_on is not None,
    )
