"""Reading a desk: a few rows of each list, with who must do what by when, and the figures at its head."""

from dataclasses import dataclass
from datetime import date

from luoshi.accounts.policy import Actor
from luoshi.boards import register
from luoshi.boards.desk.sections import Section, sections_for
from luoshi.boards.register import Line, RegisterFilter
from luoshi.boards.steps import Position, Step, next_step
from luoshi.matters.terms import Light

ROWS = 8
NEEDS = ("number", "title", "lead_name", "sponsor_name", "next_check_on", "accepted_on")
FIGURES = (
    ("在办", RegisterFilter(), ""),
    ("超期", RegisterFilter(light=Light.OVERDUE), "count-bad"),
    ("临期", RegisterFilter(light=Light.NEAR_DUE), "count-warn"),
    ("待核查认可", RegisterFilter(light=Light.IN_REVIEW), ""),
)


@dataclass(frozen=True, slots=True)
class Task:
    """A matter on the desk."""

    line: Line
    step: Step


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with its first rows; ``repeated`` more are shown in a list before it."""

    section: Section
    tasks: list[Task]
    total: int
    repeated: int

    @property
    def words(self) -> str:
        """How many, or that there are more than are counted."""
        return _words(self.total, most=register.GLANCE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that leads to its rows."""

    label: str
    words: str
    query: str
    tone: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The lists that have something in them, the titles of those that are empty, and the figures."""

    shown: list[Shown]
    empty: list[str]
    figures: list[Figure]


def read(actor: Actor, *, today: date) -> Desk:
    """One query a list, one for all their rows, and one for each figure."""
    sections = sections_for(actor, today)
    views = [section.wanted.changed(size=ROWS) for section in sections]
    tops = register.tops(actor, views, needs=NEEDS, today=today)
    lists = [
        Shown(
            section, [Task(line, next_step(_position(line))) for line in top.lines], top.total, top.repeated
        )
        for section, top in zip(sections, tops, strict=True)
    ]
    return Desk(
        shown=[one for one in lists if one.tasks],
        empty=[one.section.title for one in lists if not one.total],
        figures=_figures(actor, today=today) if actor.sees_all else [],
    )


def _figures(actor: Actor, *, today: date) -> list[Figure]:
    found = []
    for label, wanted, tone in FIGURES:
        total = register.count(actor, wanted, today=today, most=register.COUNTED)
        words = _words(total, most=register.COUNTED)
        found.append(Figure(label, words, wanted.query(), tone if total else ""))
    return found


def _words(total: int, *, most: int) -> str:
    return f"{most}+" if total > most else str(total)


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
