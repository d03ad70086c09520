"""A city of any size for measuring: 60 units, N matters over ten years, 12 reports and a full ledger story each.

Rows go in by the database's own bulk path; the ledger's tree is real, so that it verifies.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from luoshi.accounts.models import Person, Post
from luoshi.accounts.terms import Role
from luoshi.kernel.canonical import canonical
from luoshi.kernel.hashing import SHA256
from luoshi.ledger.models import Entry, Node
from luoshi.matters.models import Matter, Milestone, Party, Plan, Report
from luoshi.matters.rules import RUNNING, index_words
from luoshi.matters.terms import Status, Tag
from luoshi.units.models import Place, Unit

UNITS = 60
REPORTS = 12
YEARS = 10
TODAY = date(2026, 11, 16)
WORDS = (
    "改造",
    "治理",
    "招商",
    "项目",
    "整治",
    "建设",
    "审批",
    "攻坚",
    "提升",
    "排查",
    "供水",
    "道路",
    "学校",
    "医院",
    "园区",
)
BATCH = 20_000


class Table:
    """Bulk insertion of one table in batches."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.columns = [f for f in model._meta.concrete_fields if not f.generated]
        self.defaults = {f.attname: _blank(f) for f in self.columns}
        self.rows: list[tuple[Any, ...]] = []

    def add(self, **values: Any) -> None:
        row = self.defaults | values
        self.rows.append(tuple(row[f.attname] for f in self.columns))
        if len(self.rows) >= BATCH:
            self.flush()

    def flush(self) -> None:
        names = ", ".join(f'"{f.column}"' for f in self.columns)
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
            else:
                marks = ", ".join("?" * len(self.columns))
                raw = connection.connection.cursor()
                raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", map(_plain, self.rows))
        self.rows.clear()


def _blank(column: models.Field) -> Any:
    if column.has_default():
        value = column.get_default()
        return "[]" if value == [] else value
    return None if column.null else ""


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """As Django's SQLite backend stores them."""
    return tuple(
        v.strftime("%Y-%m-%d %H:%M:%S.%f")
        if isinstance(v, datetime)
        else v.isoformat()
        if isinstance(v, date)
        else v
        for v in row
    )


@dataclass
class Tree:
    """Leaves in order → nodes; the same tree that single appends would have made."""

    add_node: Callable[..., None]
    size: int = 0
    pending: dict[int, bytes] = field(default_factory=dict)

    def add(self, leaf: bytes) -> None:
        level, index, hash_ = 0, self.size, leaf
        self.size += 1
        while index & 1:
            hash_ = SHA256.node(self.pending.pop(level), hash_)
            level, index = level + 1, index >> 1
            self.add_node(level=level, index=index, hash=hash_)
        self.pending[level] = hash_


def people() -> tuple[Person, Person, Person]:
    """Place and units; one of the office's staff, one liaison of the first unit, one leader."""
    Place.objects.create(
        name="云州市",
        government="云州市人民政府",
        office="云州市人民政府督查室",
        number_word="云督",
        contact_phone="",
    )
    opened = date(2000, 1, 1)
    Unit.objects.bulk_create(
        Unit(
            code=f"U{n:02}",
            kind="department",
            name=f"云州市第{n}局",
            short=f"{n}局",
            opened_on=opened,
            position=n,
        )
        for n in range(1, UNITS + 1)
    )
    first = Unit.objects.order_by("pk").first()
    made = []
    for name, role in (("staff", Role.OFFICE_HEAD), ("liaison", Role.LIAISON), ("leader", Role.LEADER)):
        person = Person.objects.create(username=name, name=name)
        Post.objects.create(person=person, unit=first, role=role, valid_from=opened)
        made.append(person)
    return made[0], made[1], made[2]


def statuses(share: float) -> Status:
    """Nine tenths are closed, as in an office that keeps its old matters."""
    if share > 0.10:
        return Status.CLOSED
    if share > 0.03:
        return Status.UNDER_WAY
    if share > 0.02:
        return Status.ISSUED
    return Status.REPORTED_DONE if share > 0.01 else Status.VERIFIED


def build(
    matters: int, *, progress: Callable[[int], None] = lambda done: None
) -> tuple[Person, Person, Person]:
    """Fill the empty database; returns staff, liaison, leader."""
    random.seed(7)
    staff, liaison, leader = people()
    units = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    tables = {model: Table(model) for model in (Matter, Party, Plan, Milestone, Report, Entry, Node)}
    tree = Tree(tables[Node].add)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO ledger_tree (id, hash, size) VALUES (1, 'sha256', 0)")
        for number in range(1, matters + 1):
            _matter(number, tables, tree, units=units, actor=staff.pk, sponsor=leader.pk)
            if number % BATCH == 0:
                progress(number)
        for table in tables.values():
            table.flush()
        _sequences()
        _search(matters)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return staff, liaison, leader


def _matter(
    n: int, tables: dict[Any, Table], tree: Tree, *, units: list[int], actor: int, sponsor: int
) -> None:
    status = statuses(random.random())
    age = random.randrange(400) if status is not Status.CLOSED else random.randrange(YEARS * 365)
    issued = TODAY - timedelta(days=age)
    due = issued + timedelta(days=random.randrange(20, 400))
    done = min(due + timedelta(days=random.randrange(-20, 10)), TODAY)
    closed = status is Status.CLOSED
    running = status in RUNNING
    lead, support = random.sample(units, 2)
    moment = datetime.combine(issued, datetime.min.time(), tzinfo=UTC) + timedelta(hours=2)
    title = f"推进第{n}号{random.choice(WORDS)}{random.choice(WORDS)}工作"
    content = f"{title}，由牵头单位制定方案，明确责任人和节点，{due.month}月底前取得实质进展。"
    tables[Matter].add(
        id=n, number=f"云督〔{issued.year}〕{n}号", title=title, content=content, status=status.value, running=running,
        lead_unit_id=lead, sponsor_id=sponsor, keeper_id=actor, due_on=due, proposed_at=moment, docketed_on=issued,
        issued_on=issued, sign_by=issued + timedelta(days=5), signed_on=issued + timedelta(days=1),
        reported_done_on=done if status in {Status.CLOSED, Status.VERIFIED, Status.REPORTED_DONE} else None,
        closed_on=done if closed else None, percent=random.randrange(101), last_report_on=done,
        report_count=REPORTS, evidence_count=1, approver_id=sponsor, approved_on=issued, basis="市政府常务会议",
    )  # fmt: skip
    for role, unit in (("lead", lead), ("support", support)):
        tables[Party].add(
            id=2 * n - (role == "lead"),
            matter_id=n,
            unit_id=unit,
            role=role,
            due_on=due,
            running=running,
            current=True,
        )
    tables[Plan].add(
        id=n, matter_id=n, version=1, approach="分三步推进。", responsible="负责人", submitted_at=moment
    )
    for k in (1, 2, 3):
        tables[Milestone].add(
            id=3 * n + k - 3,
            plan_id=n,
            ordinal=k,
            title=f"第{k}步",
            due_on=due,
            done_on=done if closed else None,
        )
    _story(n, tables, tree, moment=moment, lead=lead, actor=actor, sponsor=sponsor)


def _story(
    n: int, tables: dict[Any, Table], tree: Tree, *, moment: datetime, lead: int, actor: int, sponsor: int
) -> None:
    day = f"{moment:%Y-%m-%d}"
    acts = [
        (
            Tag.DOCKETED,
            moment,
            f'{{"approved_on":"{day}","approver":{sponsor},"basis":"市政府常务会议","number":"云督{n}","status":"docketed"}}',
        ),
        (
            Tag.ISSUED,
            moment,
            f'{{"due_on":"{day}","lead":{lead},"sign_by":"{day}","status":"issued","support":[]}}',
        ),
        (Tag.SIGNED, moment, f'{{"status":"accepted","unit":{lead}}}'),
        (
            Tag.PLANNED,
            moment,
            '{"approach":"分三步推进。","means":"","milestones":[],"responsible":"负责人","status":"under_way","version":1}',
        ),
    ]
    for k in range(REPORTS):
        at = moment + timedelta(days=7 * (k + 1))
        text, percent = (
            f"本期完成阶段任务第{k + 1}项，现场推进有序，已完成工程量的{8 * (k + 1)}%。",
            8 * (k + 1),
        )
        report = REPORTS * (n - 1) + k + 1
        tables[Report].add(
            id=report,
            matter_id=n,
            unit_id=lead,
            kind="progress",
            text=text,
            percent=percent,
            filed_by_id=actor,
            filed_at=at,
        )
        said = (
            f'{{"corrects":null,"evidence":[],"milestones":[],"next_step":"","percent":{percent},"problem":"",'
            f'"report":{report},"status":"under_way","text":"{text}","unit":{lead}}}'
        )
        acts.append((Tag.REPORTED, at, said))
    for tag, at, data in acts:
        _entry(tables[Entry], tree, tag=str(tag), subject=f"matter/{n}", actor=actor, at=at, data=data)


def _entry(table: Table, tree: Tree, *, tag: str, subject: str, actor: int, at: datetime, data: str) -> None:
    """The bytes that are hashed are written out here for speed; verification of the result shows that they are right."""
    iso = canonical(at).decode()
    leaf = SHA256.leaf(
        f'{{"actor_id":{actor},"actor_name":"staff","at":{iso},"data":{data},"recorded_at":{iso},"seq":{tree.size},'
        f'"subject":"{subject}","tag":"{tag}"}}'.encode()
    )
    table.add(
        seq=tree.size,
        tag=tag,
        subject=subject,
        actor_id=actor,
        actor_name="staff",
        at=at,
        recorded_at=at,
        data=data,
        leaf=leaf,
    )
    tree.add(leaf)


def _sequences() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in (Matter, Party, Plan, Milestone, Report):
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )


def _search(matters: int) -> None:
    """The full-text index, as actions fill it."""
    rows = (
        (m.pk, index_words(f"{m.number}\n{m.title}\n{m.content}"))
        for m in Matter.objects.only("number", "title", "content").iterator(BATCH)
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for chunk in _chunks(rows):
                marks = ", ".join(["(%s, to_tsvector('simple', %s))"] * len(chunk))
                cursor.execute(
                    f"INSERT INTO matters_search VALUES {marks}", [v for row in chunk for v in row]
                )
        else:
            connection.connection.cursor().executemany(
                "INSERT INTO matters_search (rowid, words) VALUES (?, ?)", rows
            )


def _chunks(rows: Iterable[tuple[int, str]], size: int = 1000) -> Iterator[list[tuple[int, str]]]:
    chunk: list[tuple[int, str]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
