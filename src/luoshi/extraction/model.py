"""What the engine hands back: a document, its clauses, and the drafts read from it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Protocol

from luoshi.kernel.terms import Term


class ItemKind(Term):
    TASK = "task", "任务"
    TARGET = "target", "目标"
    PROHIBITION = "prohibition", "禁止事项"
    PROBLEM = "problem", "问题"


class Relation(Term):
    EXPLICIT = "explicit", "明确牵头"
    FIRST_IS_LEAD = "first_is_lead", "首位牵头"
    SINGLE = "single", "单独负责"
    JOINT = "joint", "共同负责（未定牵头）"
    NONE = "none", "未写明"


class DeadlineKind(Term):
    POINT = "point", "时点"
    WINDOW = "window", "时段"
    RELATIVE = "relative", "相对期限"
    RECURRING = "recurring", "周期性"
    ONGOING = "ongoing", "持续性"
    VAGUE = "vague", "未定期限"
    GOAL = "goal", "目标年份"
    TRIGGER = "trigger", "条件触发"


class ClauseRole(Term):
    TITLE = "title", "标题"
    ADDRESSEE = "addressee", "主送机关"
    HEADING = "heading", "小标题"
    PARAGRAPH = "paragraph", "正文"
    SIGNATURE = "signature", "落款"
    ANNEX = "annex", "附件"
    DEBRIS = "debris", "网页杂质"


class Base(Enum):
    """What a relative deadline counts from."""

    DOCUMENT = "document"
    RECEIPT = "receipt"
    ASSIGNMENT = "assignment"
    MEETING = "meeting"
    COMPLETION = "completion"
    EVENT = "event"


class WorkCalendar(Protocol):
    """The working days of a place."""

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after ``day``."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A phrase of time. ``on`` is the last day on which the task is still in time, or None when no day follows. ``others``
    are the other phrases of the same task, each with its own day; ``also`` the days of those that are of one kind with it."""

    raw: str
    kind: DeadlineKind
    on: date | None
    rule: str
    start: date | None = None
    soft: bool = False
    base: Base | None = None
    every: str | None = None
    also: tuple[date, ...] = ()
    note: str | None = None
    others: tuple["Deadline", ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity that the text sets: ``comparator`` is one of >=, >, <=, <, ~, =. ``baseline`` is where it starts from, in
    the same unit: 由28%提高到55%."""

    raw: str
    value: Decimal
    unit: str
    comparator: str
    upper: Decimal | None = None
    change: str | None = None
    subject: str | None = None
    baseline: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One draft. ``text`` is the source from ``start`` to ``end``, letter for letter."""

    kind: ItemKind
    text: str
    start: int
    end: int
    section: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    relation: Relation
    deadline: Deadline | None
    measures: tuple[Measure, ...]
    confidence: float
    why: tuple[str, ...]
    sponsor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph or heading. ``level`` is 0 for plain paragraphs, 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）."""

    start: int
    end: int
    level: int
    label: str
    text: str
    role: ClauseRole


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The face of the document; what was not found is None."""

    title: str | None
    number: str | None
    issuer: str | None
    addressee: str | None
    dated_on: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Decomposition:
    document: DocumentInfo
    items: tuple[Item, ...]
    clauses: tuple[Clause, ...]
