"""CPU per request, page and database together, on one core, at several sizes on SQLite and PostgreSQL.

    python bench/pages.py [--sizes 10000,100000,1000000] [--databases sqlite,postgres] [--rounds 40] [--keep DIR]

PostgreSQL needs LUOSHI_BENCH_POSTGRES=postgres://user:password@host/ of a server where databases may be made;
its CPU is read from the connection's own server process. Prints one table, in milliseconds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGETS = {
    "台账 25 行（按时限）": 15, "台账 25 行（单位＋超期）": 15, "台账 100 行（按时限）": 30, "台账 100 行（单位＋超期）": 30,
    "台账 25 行（联络员）": 15, "台账 检索两字词": 15, "事项页（12 次反馈）": 12, "今日待办（督查室）": 15, "今日待办（联络员）": 15,
    "报送进展": 8, "通报（60 单位）": 1000, "导出全部超期": None,
}  # fmt: skip


def main() -> None:
    """Run each size on each database in a process of its own, then print them side by side."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", type=Path, help="keep the databases in this folder and use them again")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        from measure import measure

        measure(int(options.one), rounds=options.rounds)
        return
    columns = [
        (database, int(size))
        for database in options.databases.split(",")
        for size in options.sizes.split(",")
    ]
    results = [_run(database, size, options) for database, size in columns]
    print("\n| 请求（CPU 毫秒，中位数） | 目标 | " + " | ".join(f"{d} {s:,}" for d, s in columns) + " |")
    print("|---|--:|" + "--:|" * len(columns))
    for name, target in TARGETS.items():
        cells = " | ".join(result.get(name, "–") for result in results)
        print(f"| {name} | {'' if target is None else f'≤ {target}'} | {cells} |")


def _run(database: str, size: int, options: argparse.Namespace) -> dict[str, str]:
    folder = (options.keep or Path(tempfile.mkdtemp(prefix="luoshi-bench-"))) / f"{database}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"LUOSHI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "luoshi.config.settings"}
    if database == "postgres":
        server = os.environ.get("LUOSHI_BENCH_POSTGRES")
        if not server:
            print("PostgreSQL left out: LUOSHI_BENCH_POSTGRES is not set", file=sys.stderr)
            return {}
        env["LUOSHI_DATABASE_URL"] = server.rstrip("/") + f"/luoshi_bench_{size}"
    command = [sys.executable, __file__, "--one", str(size), "--rounds", str(options.rounds)]
    started = time.monotonic()
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    print(f"{database} {size:,}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    return dict(line.split("\t", 1) for line in done.stdout.splitlines() if "\t" in line)


def median(samples: list[float]) -> float:
    """In the unit given."""
    return statistics.median(samples)


if __name__ == "__main__":
    main()
