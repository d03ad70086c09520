"""What each row of a list of people would do: one row is one post of one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from luoshi.accounts.rules.facts import (
    NAME_LENGTH,
    PHONE_LENGTH,
    TITLE_LENGTH,
    USERNAME_LENGTH,
    PersonFacts,
    tidy_person,
)
from luoshi.accounts.terms import Role
from luoshi.documents.tables import Row
from luoshi.kernel.errors import BadInput
from luoshi.units.rules import NAME_LENGTH as UNIT_NAME_LENGTH
from luoshi.units.rules import NameIndex
from luoshi.units.rules.importing import Cells, Change, RowPlan, Step

USERNAME, NAME, UNIT, ROLE = "登录名", "姓名", "单位", "岗位"
TITLE, PHONE, EMAIL, CHIEF, PORTFOLIO = "职务", "电话", "邮箱", "主要领导", "分管单位"
HEADERS = (USERNAME, NAME, UNIT, ROLE, TITLE, PHONE, EMAIL, CHIEF, PORTFOLIO)
REQUIRED = (USERNAME, NAME, UNIT, ROLE)
EXAMPLES = (
    ("zhouting", "周婷", "市发改委", "单位联络员", "综合科科长", "0000-1234567", "", "", ""),
    ("zhaochunmei", "赵春梅", "市政府", "市领导", "副市长", "", "", "否", "市发改委、市住建局"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody with a login: titles by (unit, role) of present posts, and the units in charge of."""

    person_id: int
    facts: PersonFacts
    active: bool
    posts: Mapping[tuple[int, Role], str]
    portfolio: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow(RowPlan):
    """A row with what it says; "", 0 and None mean that a column was left blank or is wrong."""

    username: str
    name: str
    phone: str = ""
    email: str = ""
    chief: bool | None = None
    unit_id: int = 0
    role: str = ""
    title_of_post: str = ""
    portfolio: frozenset[int] = frozenset()


def plan_people(
    rows: Sequence[Row], known: Mapping[str, KnownPerson], *, units: NameIndex, unit_names: Mapping[int, str]
) -> tuple[PersonRow, ...]:
    """Rows in the order of the sheet; ``known`` by login name in lower case."""
    registry = _Registry(known, units, unit_names)
    planned: list[PersonRow] = []
    first: dict[str, PersonRow] = {}
    posts: dict[tuple[str, int, str], int] = {}
    for row in map(registry.read, rows):
        key = row.username.lower()
        checked = _against_earlier(row, first.get(key), posts)
        posts.setdefault((key, row.unit_id, row.role), row.number)
        planned.append(registry.concluded(checked, is_first=key not in first))
        if planned[-1].step is not Step.ERROR:
            first.setdefault(key, row)
    return tuple(planned)


def with_row(facts: PersonFacts | None, row: PersonRow) -> PersonFacts:
    """The facts as the row would have them: what it leaves blank stays."""
    before = facts or PersonFacts(username=row.username, name=row.name)
    return replace(
        before,
        name=row.name,
        phone=row.phone or before.phone,
        email=row.email or before.email,
        chief=before.chief if row.chief is None else row.chief,
    )


class _Registry:
    """The people and units that there are, found by what a row may say."""

    def __init__(
        self, known: Mapping[str, KnownPerson], units: NameIndex, unit_names: Mapping[int, str]
    ) -> None:
        self._known = known
        self._units = units
        self._unit_names = unit_names

    def read(self, row: Row) -> PersonRow:
        """One row by itself."""
        cells = Cells(row.cells)
        username = cells.text(USERNAME, limit=USERNAME_LENGTH, required=True)
        name = cells.text(NAME, limit=NAME_LENGTH, required=True)
        role = cells.term(ROLE, Role, required=True)
        planned = PersonRow(
            number=row.number,
            title=name or username or "（空）",
            step=Step.SAME,
            username=username,
            name=name,
            phone=cells.text(PHONE, limit=PHONE_LENGTH),
            email=cells.text(EMAIL, limit=254),
            chief=cells.yes(CHIEF),
            unit_id=self._unit(cells.text(UNIT, limit=UNIT_NAME_LENGTH, required=True), cells),
            role=role or "",
            title_of_post=cells.text(TITLE, limit=TITLE_LENGTH),
            portfolio=self._portfolio(cells, role),
        )
        return self._tidy(replace(planned, problems=tuple(cells.problems)))

    def _unit(self, text: str, cells: Cells) -> int:
        found = self._units.candidates(text) if text else ()
        if len(found) > 1:
            named = "、".join(self._unit_names[unit_id] for unit_id in found)
            cells.problems.append(f"“{text}”可能指{named}，请写单位全称")
        elif text and not found:
            cells.problems.append(f"没有找到单位“{text}”，请先新增这个单位，或改写为单位全称")
        return found[0] if len(found) == 1 else 0

    def _portfolio(self, cells: Cells, role: object) -> frozenset[int]:
        written = cells.texts(PORTFOLIO, limit=UNIT_NAME_LENGTH)
        if written and role is not Role.LEADER:
            cells.problems.append(f"只有{Role.LEADER.label}可以填写“{PORTFOLIO}”")
            return frozenset()
        found = (self._unit(text, cells) for text in written)
        return frozenset(found) - {0}

    def _tidy(self, row: PersonRow) -> PersonRow:
        if row.problems:
            return row
        try:
            facts = tidy_person(PersonFacts(username=row.username, name=row.name, email=row.email))
        except BadInput as refusal:
            return _wrong(row, refusal.message.rstrip("。"))
        return replace(row, username=facts.username, name=facts.name, email=facts.email)

    def concluded(self, row: PersonRow, *, is_first: bool) -> PersonRow:
        """The row with its step and what it would change."""
        person = self._known.get(row.username.lower())
        if person and not person.active:
            row = _wrong(row, f"登录名“{row.username}”的账号已停用，请为返岗人员另取登录名")
        if row.problems:
            return replace(row, step=Step.ERROR)
        changes = tuple(self._changes(row, person))
        if person is None and is_first:
            return replace(row, step=Step.CREATE, changes=changes)
        return replace(row, step=Step.UPDATE if changes else Step.SAME, changes=changes)

    def _changes(self, row: PersonRow, person: KnownPerson | None) -> Iterable[Change]:
        if person:
            yield from _fact_changes(person.facts, with_row(person.facts, row))
        titles = person.posts if person else {}
        portfolio = person.portfolio if person else frozenset()
        before = titles.get((row.unit_id, Role(row.role)))
        if before is None:
            yield Change(ROLE, "", f"{self._named([row.unit_id])} {Role(row.role).label}")
        elif row.title_of_post and row.title_of_post != before:
            yield Change(TITLE, before, row.title_of_post)
        if row.portfolio and row.portfolio != portfolio:
            yield Change(PORTFOLIO, self._named(sorted(portfolio)), self._named(sorted(row.portfolio)))

    def _named(self, unit_ids: Iterable[int]) -> str:
        return "、".join(self._unit_names[unit_id] for unit_id in unit_ids)


def _against_earlier(
    row: PersonRow, first: PersonRow | None, posts: Mapping[tuple[str, int, str], int]
) -> PersonRow:
    """One login is one person; one post stands in the list once."""
    if row.problems:
        return row
    again = posts.get((row.username.lower(), row.unit_id, row.role))
    if again:
        return _wrong(row, f"与第{again}行重复：登录名、单位、岗位都相同")
    if first and first.name != row.name:
        return _wrong(row, f"与第{first.number}行登录名相同，姓名却不同（{first.name}、{row.name}）")
    return row


def _fact_changes(before: PersonFacts, after: PersonFacts) -> Iterable[Change]:
    pairs = (
        (NAME, before.name, after.name),
        (PHONE, before.phone, after.phone),
        (EMAIL, before.email, after.email),
        (CHIEF, "是" if before.chief else "否", "是" if after.chief else "否"),
    )
    return (Change(label, old, new) for label, old, new in pairs if old != new)


def _wrong(row: PersonRow, problem: str) -> PersonRow:
    return replace(row, problems=(*row.problems, problem))
