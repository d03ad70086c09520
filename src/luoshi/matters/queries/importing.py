"""What each row of an uploaded register would do: read, resolved to units and people, held against what there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from luoshi.accounts import queries as accounts
from luoshi.documents.tables import Row, Table
from luoshi.matters.models import Matter
from luoshi.matters.terms import MatterKind, PartyRole, Status, Urgency
from luoshi.units import queries as units
from luoshi.units.rules.importing import Cells, Change, RowPlan, Step, check_headers

NUMBER, TITLE, CONTENT, KIND, URGENCY = "编号", "标题", "督办内容", "类型", "缓急"
LEAD, SUPPORT, SPONSOR = "牵头单位", "配合单位", "责任领导"
DUE, DEADLINE, CHECK, BASIS = "完成时限", "时限原文", "下次检查", "立项依据"
HEADERS = (NUMBER, TITLE, CONTENT, KIND, URGENCY, LEAD, SUPPORT, SPONSOR, DUE, DEADLINE, CHECK, BASIS)
REQUIRED = (TITLE, LEAD)
EXAMPLES = (
    ("", "城区供热管网改造", "完成老旧小区供热管网改造12公里", "任务", "一般", "市住建局", "市发改委、市财政局",
     "", "2026-10-31", "供暖期前", "", "市政府常务会议研究确定"),
)  # fmt: skip
EDITABLE = {Status.PROPOSED, Status.DOCKETED}
PART = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow(RowPlan):
    """A row with what it says; what a column leaves blank is as it was, or the usual for a new matter."""

    matter_id: int | None = None
    text: str = ""
    kind: MatterKind = MatterKind.TASK
    urgency: Urgency = Urgency.NORMAL
    lead_id: int | None = None
    support_ids: tuple[int, ...] = ()
    sponsor_id: int | None = None
    due_on: date | None = None
    next_check_on: date | None = None
    deadline_raw: str = ""
    basis: str = ""
    written: Mapping[str, str] = field(default_factory=dict, repr=False)


def plan_import(table: Table, *, on: date) -> tuple[MatterRow, ...]:
    """What each row would do as of a day; nothing is written. For people who see every matter."""
    check_headers(table.headers, REQUIRED)
    reader = _Reader(table.rows, today=on)
    return tuple(_without_repeats(reader.plan(row) for row in table.rows))


def _without_repeats(planned: Iterable[MatterRow]) -> list[MatterRow]:
    """The second row for the same matter, or the same new matter twice, is a mistake."""
    first: dict[tuple[object, ...], int] = {}
    kept = []
    for row in planned:
        key = (row.matter_id,) if row.matter_id else (row.title, row.lead_id, row.text)
        again = row.step is not Step.ERROR and key in first
        kept.append(replace(row, step=Step.ERROR, problems=(f"与第{first[key]}行重复",)) if again else row)
        first.setdefault(key, row.number)
    return kept


class _Reader:
    """Knows the units, the leaders, and the matters that the table may mean."""

    def __init__(self, rows: Sequence[Row], *, today: date) -> None:
        self._today = today
        self._units = units.names()
        self._unit_names = dict(units.open_units().values_list("pk", "short"))
        self._leaders = accounts.leader_choices(on=today)
        self._by_number = _by_number({row.cells.get(NUMBER, "").strip() for row in rows} - {""})
        waiting = Matter.objects.filter(status__in=EDITABLE).values_list("title", "lead_unit_id", "content")
        self._waiting = {(title, lead, " ".join(content.split())) for title, lead, content in waiting}

    def plan(self, row: Row) -> MatterRow:
        """One row."""
        cells = Cells(row.cells)
        number = cells.text(NUMBER, limit=40)
        known = self._by_number.get(number)
        if number and known is None:
            cells.problems.append(f"没有编号为“{number}”的事项。新增事项请把“编号”留空，批准立项时由系统编号")
        said = self._read(cells, row, known)
        if cells.problems:
            return replace(said, step=Step.ERROR, problems=tuple(cells.problems))
        if known is None:
            again = (said.title, said.lead_id, said.text) in self._waiting
            return replace(said, step=Step.SAME) if again else self._checked(said, Step.CREATE)
        changes = self._changes(known, said)
        if not changes:
            return replace(said, step=Step.SAME)
        if Status(known.status) not in EDITABLE:
            problem = f"事项{Status(known.status).label}，不能通过导入修改“{'、'.join(one.label for one in changes)}”"
            return replace(said, step=Step.ERROR, problems=(problem,))
        return self._checked(replace(said, changes=tuple(changes)), Step.UPDATE)

    def _checked(self, said: MatterRow, step: Step) -> MatterRow:
        late = [
            f"“{header}”早于今天，请核对后填写新的日期"
            for header, day in ((DUE, said.due_on), (CHECK, said.next_check_on))
            if day is not None and day < self._today and header in said.written
        ]
        return replace(said, step=Step.ERROR, problems=tuple(late)) if late else replace(said, step=step)

    def _read(self, cells: Cells, row: Row, known: Matter | None) -> MatterRow:
        title = cells.text(TITLE, limit=120, required=known is None)
        text = cells.text(CONTENT, limit=4000)
        kind, urgency = cells.term(KIND, MatterKind), cells.term(URGENCY, Urgency)
        before = known or Matter(content=title)
        return MatterRow(
            number=row.number,
            step=Step.SAME,
            matter_id=before.pk,
            title=title or before.title,
            text=text or " ".join(before.content.split()),
            kind=MatterKind(kind or before.kind),
            urgency=Urgency(urgency or before.urgency),
            lead_id=self._lead(cells) or before.lead_unit_id,
            support_ids=self._support(cells) or _supporting(known),
            sponsor_id=self._sponsor(cells) or before.sponsor_id,
            due_on=cells.day(DUE) or before.due_on,
            next_check_on=cells.day(CHECK) or before.next_check_on,
            deadline_raw=cells.text(DEADLINE, limit=80) or before.deadline_raw,
            basis=cells.text(BASIS, limit=200) or before.basis,
            written={header: value for header, value in row.cells.items() if value},
        )

    def _lead(self, cells: Cells) -> int | None:
        name = cells.text(LEAD, limit=80)
        return self._unit(cells, LEAD, name) if name else None

    def _support(self, cells: Cells) -> tuple[int, ...]:
        found = [self._unit(cells, SUPPORT, name) for name in cells.texts(SUPPORT, limit=80)]
        return tuple(sorted({unit_id for unit_id in found if unit_id is not None}))

    def _unit(self, cells: Cells, header: str, name: str) -> int | None:
        found = self._units.candidates(name)
        if len(found) == 1:
            return found[0]
        several = "、".join(self._unit_names[unit_id] for unit_id in found)
        why = f"可能指{several}，请写全称" if found else "不是本级的单位，请核对名称，或请系统管理员先登记"
        cells.problems.append(f"“{header}”中的“{name}”{why}")
        return None

    def _sponsor(self, cells: Cells) -> int | None:
        name = cells.text(SPONSOR, limit=40)
        found = [person_id for person_id, known in self._leaders if known == name]
        if name and len(found) != 1:
            why = "有同名的领导，请在系统中指定" if found else "不在本级领导名单中，请核对姓名"
            cells.problems.append(f"“{SPONSOR}”中的“{name}”{why}")
        return found[0] if len(found) == 1 else None

    def _changes(self, known: Matter, said: MatterRow) -> list[Change]:
        leaders = dict(self._leaders)
        pairs = {
            TITLE: (known.title, said.title),
            CONTENT: (" ".join(known.content.split()), said.text),
            KIND: (MatterKind(known.kind).label, said.kind.label),
            URGENCY: (Urgency(known.urgency).label, said.urgency.label),
            LEAD: (self._named(known.lead_unit_id), self._named(said.lead_id)),
            SUPPORT: (self._all_named(_supporting(known)), self._all_named(said.support_ids)),
            SPONSOR: (leaders.get(known.sponsor_id or 0, ""), leaders.get(said.sponsor_id or 0, "")),
            DUE: (_written(known.due_on), _written(said.due_on)),
            DEADLINE: (known.deadline_raw, said.deadline_raw),
            CHECK: (_written(known.next_check_on), _written(said.next_check_on)),
            BASIS: (known.basis, said.basis),
        }
        return [Change(label, before, after) for label, (before, after) in pairs.items() if before != after]

    def _named(self, unit_id: int | None) -> str:
        return self._unit_names.get(unit_id or 0, "")

    def _all_named(self, unit_ids: Iterable[int]) -> str:
        return "、".join(self._named(unit_id) for unit_id in unit_ids)


def _by_number(numbers: set[str]) -> dict[str, Matter]:
    wanted = sorted(numbers)
    found = {}
    for start in range(0, len(wanted), PART):
        matters = Matter.objects.filter(number__in=wanted[start : start + PART]).prefetch_related("parties")
        found.update({matter.number: matter for matter in matters})
    return found


def _supporting(matter: Matter | None) -> tuple[int, ...]:
    held = matter.parties.all() if matter else ()
    return tuple(sorted(party.unit_id for party in held if party.role == PartyRole.SUPPORT))


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
