"""Builds the dataset of one size where it is missing, then times requests in this process."""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent))
django.setup()

from dataset import TODAY, UNITS, build  # noqa: E402 -- Django must be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from luoshi.accounts import queries as accounts  # noqa: E402
from luoshi.accounts.models import Person  # noqa: E402
from luoshi.accounts.policy import SYSTEM  # noqa: E402
from luoshi.bulletins import actions as bulletins  # noqa: E402
from luoshi.bulletins import queries as papers  # noqa: E402
from luoshi.matters.models import Matter  # noqa: E402
from luoshi.units import actions as units  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")


def measure(size: int, *, rounds: int) -> None:
    """Print one line a request: name, tab, milliseconds of CPU (median; page and database together)."""
    _prepare(size)
    staff, liaison = Person.objects.get(username="staff"), Person.objects.get(username="liaison")
    office, unit = _client(staff), _client(liaison)
    unit_ids = [unit_id for (unit_id,) in _rows("SELECT id FROM units_unit ORDER BY id")]
    mine = _rows(
        "SELECT id FROM matters_matter WHERE lead_unit_id = %s AND status = 'under_way' LIMIT 500",
        unit_ids[0],
    )
    some = count(1)
    own = cycle([pk for (pk,) in mine])
    pages: dict[str, Callable[[], object]] = {
        "台账 25 行（按时限）": lambda: office.get("/matters/", {"sort": "due"}),
        "台账 25 行（单位＋超期）": lambda: office.get(
            "/matters/", {"unit": unit_ids[next(some) % UNITS], "light": "overdue"}
        ),
        "台账 100 行（按时限）": lambda: office.get("/matters/", {"sort": "due", "size": 100}),
        "台账 100 行（单位＋超期）": lambda: office.get(
            "/matters/", {"unit": unit_ids[next(some) % UNITS], "light": "overdue", "size": 100}
        ),
        "台账 25 行（联络员）": lambda: unit.get("/matters/", {"sort": "due"}),
        "台账 检索两字词": lambda: office.get("/matters/", {"q": "改造"}),
        "事项页（12 次反馈）": lambda: office.get(f"/matters/{1 + 7919 * next(some) % size}/"),
        "今日待办（督查室）": lambda: office.get("/"),
        "今日待办（联络员）": lambda: unit.get("/"),
        "报送进展": lambda: unit.post(
            f"/matters/{next(own)}/report/",
            {"text": f"完成管网铺设{next(some)}公里，占本月计划的80%。", "percent": 60},
        ),
    }
    for name, page in pages.items():
        print(f"{name}\t{_median(page, rounds):.1f}", flush=True)
    actor = accounts.actor_for(staff, on=timezone.localdate())
    print(f"通报（60 单位）\t{_median(lambda: _circular(actor), 3, warm=1):.0f}", flush=True)
    spent, rows = _export(office)
    print(f"导出全部超期\t{spent:.0f}（{rows:,} 行）", flush=True)
    print(f"内存峰值 MB\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}", flush=True)


def _prepare(size: int) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    tables = connection.introspection.table_names()
    if "matters_matter" not in tables:
        call_command("migrate", verbosity=0)
    if Matter.objects.count() != size:
        build(size, progress=lambda done: print(f"  {done:,}", end="\r", file=sys.stderr))
        units.seed_calendar(by=SYSTEM, at=timezone.now())


def _client(person: Person) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _circular(actor: object) -> bytes:
    start = TODAY.replace(month=TODAY.month - 2, day=1)
    made = bulletins.draft(start, TODAY, by=actor, at=timezone.now())
    return papers.bulletin_paper(made)


def _export(client: Client) -> tuple[float, int]:
    started = _cpu()
    response = client.get("/matters/export/", {"light": "overdue"})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200 and body[:2] == b"PK", response.status_code
    return 1000 * (_cpu() - started), Matter.objects.filter(
        running=True, due_on__lt=timezone.localdate()
    ).count()


def _median(page: Callable[[], object], rounds: int, *, warm: int = 5) -> float:
    samples = []
    for round_number in range(rounds + warm):
        before = _cpu()
        response = page()
        if round_number >= warm:
            samples.append(1000 * (_cpu() - before))
        status = getattr(response, "status_code", 200)
        assert status == 200 or (status == 302 and "login" not in response.url), (
            f"{status}: {getattr(response, 'content', b'')[:400].decode()}"
        )
    # The database server's clock ticks are coarse, so its share is only right on average.
    return statistics.median(samples) if connection.vendor == "sqlite" else statistics.fmean(samples)


def _cpu() -> float:
    """Seconds of CPU of this process, and of the database connection's own server process."""
    return time.process_time() + _server_cpu()


def _server_cpu() -> float:
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _rows(sql: str, *params: object) -> Iterator[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        yield from cursor.fetchall()
