"""Acts a second that the ledger takes from several writers; an act is a number and an entry in one transaction.

    python bench/ledger.py                                      SQLite in a temporary directory
    python bench/ledger.py --database postgres://…/postgres     in a database of its own, dropped afterwards

Every run is checked: none lost, no fork, no gap, and the whole ledger verified.
"""

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.pool import Pool, ThreadPool
from pathlib import Path
from urllib.parse import urlsplit

DATA = {
    "from": "under_way",
    "to": "reported_done",
    "text": "主体工程已完工，正在进行内部装修和设备安装。" * 3,
}


def write(acts: int) -> tuple[float, float, list[float], set[int]]:
    """One writer: its begin and end on the clock, the seconds of each act, the places it was given."""
    import django

    django.setup()
    from django.db import connection

    waits, places = [], set()
    connection.ensure_connection()
    begin = time.time()
    for _ in range(acts):
        started = time.perf_counter()
        places.add(act())
        waits.append(time.perf_counter() - started)
    end = time.time()
    connection.close()
    return begin, end, waits, places


def act() -> int:
    from django.db import transaction

    from luoshi.ledger import actions

    with transaction.atomic():
        number = actions.next_number("督办", 2026)
        return actions.append(
            tag="matter:report",
            subject=f"matter/{number}",
            data={**DATA, "number": number},
            actor_id=number % 100,
            actor_name="张三",
            at=datetime.now(UTC),
        )


def check(total: int, places: set[int]) -> None:
    from luoshi.ledger import queries

    verification = queries.verify()
    numbers = {queries.entry(seq).facts()["number"] for seq in range(total)}
    expectations = {
        "none lost": verification.size == total and places == set(range(total)),
        "numbers without gap": numbers == set(range(1, total + 1)),
        "verified": verification.ok,
    }
    broken = [name for name, held in expectations.items() if not held]
    if broken:
        raise SystemExit(f"FAILED: {', '.join(broken)}: {verification}")


def run(kind: str, *, writers: int, acts: int) -> None:
    pool: Pool = Pool(writers) if kind == "processes" else ThreadPool(writers)
    with pool:
        pool.map(write, [0] * writers, chunksize=1)  # everybody is started and connected once
        results = pool.map(write, [acts] * writers, chunksize=1)
    seconds = max(end for _, end, _, _ in results) - min(begin for begin, _, _, _ in results)
    waits = sorted(wait for _, _, waits, _ in results for wait in waits)
    places = set().union(*(places for _, _, _, places in results))
    check(writers * acts, places)
    median, p99, worst = (1000 * waits[int(len(waits) * share)] for share in (0.5, 0.99, 0.999999))
    print(
        f"{writers} {kind:9} {writers * acts / seconds:7.0f} acts/s   per act median {median:.1f} ms, "
        f"99 % {p99:.1f} ms, longest {worst:.0f} ms   none lost, verified"
    )


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as directory:
        yield f"sqlite:///{Path(directory) / 'ledger.sqlite3'}"


@contextmanager
def postgresql(url: str) -> Iterator[str]:
    import psycopg

    name = f"luoshi_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def trial(kind: str, writers: int, acts: int) -> None:
    """In a process of its own, because settings are read once."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", "ledger", verbosity=0, skip_checks=True)
    connection.close()
    run(kind, writers=writers, acts=acts)
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", help="URL of a PostgreSQL database from which another may be created")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--acts", type=int, default=500, help="per writer")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    multiprocessing.set_start_method("spawn")
    for kind in ("processes", "threads"):
        with postgresql(asked.database) if asked.database else sqlite() as url:
            os.environ["LUOSHI_DATABASE_URL"] = url
            child = multiprocessing.Process(target=trial, args=(kind, asked.writers, asked.acts))
            child.start()
            child.join()
        if child.exitcode:
            raise SystemExit(child.exitcode)


if __name__ == "__main__":
    main()
