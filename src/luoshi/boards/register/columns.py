"""The columns of the register: one table for the page and for Excel, so that what is exported is what is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.expressions import Combinable

from luoshi.matters.models import Party
from luoshi.matters.terms import Light, MatterKind, PartyRole, Status, Urgency

Cell = str | int | date | None


@dataclass(slots=True)
class Line:
    """A matter in the register; only what the chosen columns need is filled in. ``days`` are calendar days
    until the due date, negative when it has passed, None when the clock does not run."""

    id: int
    status: Status
    light: Light
    days: int | None = None
    number: str = ""
    title: str = ""
    content: str = ""
    kind: str = ""
    urgency: str = ""
    lead_name: str | None = None
    supporters: int | None = None
    support: str = ""
    sponsor_name: str | None = None
    keeper_name: str | None = None
    approver_name: str | None = None
    basis: str = ""
    directive_title: str | None = None
    deadline_raw: str = ""
    due_on: date | None = None
    next_check_on: date | None = None
    issued_on: date | None = None
    sign_by: date | None = None
    signed_on: date | None = None
    reported_done_on: date | None = None
    accepted_on: date | None = None
    closed_on: date | None = None
    percent: int | None = None
    last_report_on: date | None = None


def _supporters() -> Subquery:
    """How many units support; counted for the rows of one page only."""
    mine = Party.objects.filter(matter=OuterRef("pk"), role=PartyRole.SUPPORT)
    return Subquery(mine.order_by().values("matter").annotate(n=Count("pk")).values("n"))


EXPRESSIONS: Mapping[str, Callable[[], Combinable]] = {
    "lead_name": lambda: F("lead_unit__short"),
    "sponsor_name": lambda: F("sponsor__name"),
    "keeper_name": lambda: F("keeper__name"),
    "approver_name": lambda: F("approver__name"),
    "directive_title": lambda: F("directive__title"),
    "supporters": _supporters,
}
"""The fields of a line that are not columns of the matter itself."""

ALWAYS = ("id", "status", "due_on", "sign_by", "reported_done_on")
"""What every line needs to know how it stands."""


@dataclass(frozen=True, slots=True)
class Column:
    """One choice of the reader. ``headers`` and ``cells`` are its columns in Excel."""

    code: str
    label: str
    needs: tuple[str, ...]
    headers: tuple[str, ...]
    cells: Callable[[Line], tuple[Cell, ...]]


def _plain(code: str, label: str, field: str = "") -> Column:
    field = field or code
    return Column(code, label, (field,), (label,), lambda line: (getattr(line, field),))


def _due(line: Line) -> tuple[Cell, ...]:
    return line.due_on, line.light.label, line.days


COLUMNS: Mapping[str, Column] = {
    column.code: column
    for column in (
        _plain("number", "编号"),
        _plain("title", "标题"),
        _plain("content", "督办内容"),
        Column("kind", "类型", ("kind",), ("类型",), lambda line: (MatterKind(line.kind).label,)),
        Column("urgency", "缓急", ("urgency",), ("缓急",), lambda line: (Urgency(line.urgency).label,)),
        _plain("lead", "牵头单位", "lead_name"),
        Column("support", "配合单位", ("supporters",), ("配合单位",), lambda line: (line.support,)),
        Column("due", "完成时限", (), ("完成时限", "时限状态", "剩余天数"), _due),
        _plain("deadline", "时限原文", "deadline_raw"),
        _plain("check", "下次检查", "next_check_on"),
        Column("status", "状态", (), ("状态",), lambda line: (line.status.label,)),
        _plain("percent", "进度（%）"),
        _plain("heard", "最近反馈", "last_report_on"),
        _plain("sponsor", "责任领导", "sponsor_name"),
        _plain("keeper", "督办人", "keeper_name"),
        _plain("approver", "批准人", "approver_name"),
        _plain("basis", "立项依据"),
        _plain("directive", "来源文件", "directive_title"),
        _plain("issued", "交办日期", "issued_on"),
        _plain("sign_by", "签收期限"),
        _plain("signed", "签收日期", "signed_on"),
        _plain("done", "申请办结", "reported_done_on"),
        _plain("closed", "办结日期", "closed_on"),
    )
}
DEFAULT = ("number", "title", "lead", "support", "due", "status", "percent", "heard", "sponsor")


def shown(cols: Sequence[str]) -> tuple[Column, ...]:
    """The chosen columns in their fixed order, the default ones when none is chosen."""
    chosen = cols or DEFAULT
    return tuple(column for code, column in COLUMNS.items() if code in chosen)
