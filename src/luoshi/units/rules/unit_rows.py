"""What each row of a list of units would do to the units that there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from luoshi.documents.tables import Row
from luoshi.units.rules.facts import CODE_LENGTH, DUTY_LENGTH, HIGHEST_POSITION, NAME_LENGTH, SHORT_LENGTH
from luoshi.units.rules.importing import Cells, Change, RowPlan, Step
from luoshi.units.terms import UnitKind

NAME, SHORT, KIND = "单位全称", "单位简称", "类别"
CODE, PARENT, ALIASES, POSITION, OPENED = "单位编码", "上级单位", "别名", "排序", "启用日期"
DUTIES = "职责"
HEADERS = (CODE, NAME, SHORT, KIND, PARENT, ALIASES, POSITION, OPENED, DUTIES)
REQUIRED = (NAME, SHORT, KIND)
EXAMPLES = (
    (
        "",
        "云州市发展和改革委员会",
        "市发改委",
        "部门",
        "",
        "发改委、市发展改革委",
        "10",
        "2020-01-01",
        "重大项目管理；价格管理",
    ),
    ("", "云州市能源局", "市能源局", "部门", "云州市发展和改革委员会", "", "11", "", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """An open unit as it stands."""

    unit_id: int
    code: str
    name: str
    short: str
    kind: UnitKind
    parent: str
    aliases: tuple[str, ...]
    position: int
    since: date
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow(RowPlan):
    """A row with what it says; None and "" mean that a column was left blank or is wrong."""

    unit_id: int | None = None
    code: str = ""
    name: str = ""
    short: str = ""
    kind: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    position: int | None = None
    opened_on: date | None = None
    duties: tuple[str, ...] = ()


def plan_units(
    rows: Sequence[Row], known: Sequence[KnownUnit], *, closed_codes: frozenset[str], today: date
) -> tuple[UnitRow, ...]:
    """Rows in the order of the sheet; those that depend on a wrong row are wrong as well."""
    registry = _Registry(known, closed_codes)
    read = _without_repeats(registry.read(row) for row in rows)
    settled = _with_parents(registry.without_clashes(read), registry)
    return tuple(registry.concluded(row, today=today) for row in settled)


class _Registry:
    """The open units, found by what a row may say."""

    def __init__(self, known: Sequence[KnownUnit], closed_codes: frozenset[str]) -> None:
        self._by_id = {unit.unit_id: unit for unit in known}
        self._by_code = {unit.code: unit for unit in known}
        self._by_name = {unit.name: unit for unit in known}
        self._closed_codes = closed_codes
        self.full_names = {unit.short: unit.name for unit in known} | {unit.name: unit.name for unit in known}
        self.parents = {unit.name: unit.parent for unit in known}

    def read(self, row: Row) -> UnitRow:
        """One row by itself: what it says and which unit it means."""
        cells = Cells(row.cells)
        name = cells.text(NAME, limit=NAME_LENGTH, required=True)
        short = cells.text(SHORT, limit=SHORT_LENGTH, required=True)
        kind = cells.term(KIND, UnitKind, required=True)
        code = cells.text(CODE, limit=CODE_LENGTH)
        target = self._target(code, name, cells)
        return UnitRow(
            number=row.number,
            title=name or short or code or "（空）",
            step=Step.SAME,
            unit_id=target.unit_id if target else None,
            code=code,
            name=name,
            short=short,
            kind=kind or "",
            parent=cells.text(PARENT, limit=NAME_LENGTH),
            aliases=cells.texts(ALIASES, limit=NAME_LENGTH),
            position=cells.whole(POSITION, most=HIGHEST_POSITION),
            opened_on=cells.day(OPENED),
            duties=cells.sentences(DUTIES, limit=DUTY_LENGTH),
            problems=tuple(cells.problems),
        )

    def _target(self, code: str, name: str, cells: Cells) -> KnownUnit | None:
        if code in self._by_code:
            return self._by_code[code]
        if code in self._closed_codes:
            cells.problems.append(f"单位编码“{code}”属于已撤销的单位，请换一个或留空")
        named = self._by_name.get(name)
        if named and code:
            cells.problems.append(f"“{name}”在系统中的编码是“{named.code}”，与表中的“{code}”不一致")
        return named

    def without_clashes(self, rows: Sequence[UnitRow]) -> list[UnitRow]:
        """Wrong are names that a unit outside the list has, and aliases that another row gives."""
        listed = {row.unit_id for row in rows}
        staying = {
            text: unit.name
            for unit in self._by_id.values()
            if unit.unit_id not in listed
            for text in (unit.name, unit.short, *unit.aliases)
        }
        given: dict[str, set[int]] = {}
        for row in rows:
            for text in (row.name, row.short, *row.aliases):
                given.setdefault(text, set()).add(row.number)
        return [_clashing(row, staying, given) for row in rows]

    def concluded(self, row: UnitRow, *, today: date) -> UnitRow:
        """The row with its step; a date of the future, or before the present name, makes it wrong."""
        known = None if row.unit_id is None else self._by_id[row.unit_id]
        changes = tuple(_changes(row, known)) if known else ()
        renamed = any(change.label in {NAME, SHORT, PARENT} for change in changes)
        if row.opened_on and row.opened_on > today:
            row = _wrong(row, "“启用日期”不能晚于今天")
        elif known and renamed and row.opened_on and row.opened_on < known.since:
            row = _wrong(row, f"“启用日期”不能早于现行名称的启用日期（{known.since:%Y-%m-%d}）")
        if row.problems:
            return replace(row, step=Step.ERROR)
        if known is None:
            return replace(row, step=Step.CREATE, changes=tuple(_said(row)))
        return replace(row, step=Step.UPDATE if changes else Step.SAME, changes=changes)


def _without_repeats(rows: Iterable[UnitRow]) -> list[UnitRow]:
    """Every row but the first of those that mean one unit is wrong."""
    seen: dict[tuple[str, str], int] = {}
    checked = []
    for row in rows:
        said = ((NAME, row.name), (SHORT, row.short), (CODE, row.code), ("所指单位", str(row.unit_id or "")))
        again = next(((label, text) for label, text in said if text and (label, text) in seen), None)
        if again:
            row = _wrong(row, f"与第{seen[again]}行重复：{again[0]}相同")  # noqa: PLW2901 -- the row as it stands now
        for key in said:
            seen.setdefault(key, row.number)
        checked.append(row)
    return checked


def _clashing(row: UnitRow, staying: Mapping[str, str], given: Mapping[str, set[int]]) -> UnitRow:
    for text in (row.name, row.short, *row.aliases):
        if text in staying:
            return _wrong(row, f"“{text}”已经是“{staying[text]}”的名称、简称或别名")
    for alias in row.aliases:
        others = given[alias] - {row.number}
        if others:
            return _wrong(row, f"别名“{alias}”与第{min(others)}行的名称、简称或别名相同")
    return row


def _with_parents(rows: Sequence[UnitRow], registry: _Registry) -> list[UnitRow]:
    """Parents by their full names; again until no further row is wrong because its parent is."""
    listed = {text: row.number for row in rows for text in (row.short, row.name) if text}
    full = registry.full_names | {row.short: row.name for row in rows} | {row.name: row.name for row in rows}
    settled = [row if row.problems else _with_parent(row, full) for row in rows]
    above = registry.parents | {row.name: row.parent for row in settled if row.parent}
    settled = [
        _wrong(row, "上级单位不能是本单位或本单位的下级") if _loops(row, above) else row for row in settled
    ]
    wrong = -1
    while wrong != (wrong := sum(bool(row.problems) for row in settled)):
        bad = {row.number for row in settled if row.problems}
        settled = [_below(row, listed.get(row.parent), bad) for row in settled]
    return settled


def _with_parent(row: UnitRow, full: Mapping[str, str]) -> UnitRow:
    if row.parent and row.parent not in full:
        return _wrong(row, f"没有找到上级单位“{row.parent}”，请先新增这个单位，或在本表中列出")
    return replace(row, parent=full.get(row.parent, ""))


def _loops(row: UnitRow, above: Mapping[str, str]) -> bool:
    seen = {row.name}
    parent = row.parent
    while parent and parent not in seen:
        seen.add(parent)
        parent = above.get(parent, "")
    return bool(parent)


def _below(row: UnitRow, parent_number: int | None, bad: set[int]) -> UnitRow:
    if row.problems or parent_number not in bad:
        return row
    return _wrong(row, f"上级单位所在的第{parent_number}行有错误，请先改正")


def _said(row: UnitRow) -> Iterable[Change]:
    pairs = (
        (SHORT, row.short),
        (KIND, UnitKind(row.kind).label),
        (PARENT, row.parent),
        (ALIASES, "、".join(row.aliases)),
        (DUTIES, "；".join(row.duties)),
    )
    return (Change(label, "", text) for label, text in pairs if text)


def _changes(row: UnitRow, known: KnownUnit) -> Iterable[Change]:
    pairs = (
        (NAME, known.name, row.name),
        (SHORT, known.short, row.short),
        (KIND, known.kind.label, UnitKind(row.kind).label if row.kind else known.kind.label),
        (PARENT, known.parent, row.parent or known.parent),
        (ALIASES, "、".join(known.aliases), "、".join(row.aliases or known.aliases)),
        (DUTIES, "；".join(known.duties), "；".join(row.duties or known.duties)),
        (POSITION, str(known.position), str(known.position if row.position is None else row.position)),
    )
    return (Change(label, before, after) for label, before, after in pairs if before != after)


def _wrong(row: UnitRow, problem: str) -> UnitRow:
    return replace(row, problems=(*row.problems, problem))
