"""Proofs from a large ledger: bytes, milliseconds to make and to check; with --export entries a second as well.

    python bench/proofs.py --entries 10000000
    python bench/proofs.py --entries 1000000 --export

The ledger is a real SQLite one in a temporary directory: every entry, leaf and node stands in its table as the
actions would have left it; only the way in is shorter (one writer, plain SQL, one transaction).
"""

import argparse
import contextlib
import io
import json
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

STEPS = 500
Entry = tuple[int, str, str, int, str, str, str, str, None, bytes]


def entries(count: int) -> Iterator[Entry]:
    """About 330 bytes each, as reports are."""
    said = "主体工程已完工，正在进行内部装修和设备安装，"
    day = "2026-03-02"
    for seq in range(count):
        clock = f"{seq // 3600 % 24:02}:{seq // 60 % 60:02}:{seq % 60:02}"
        data = f'{{"number":{seq},"percent":{seq % 100},"text":"{said}"}}'
        subject = f"matter/{seq % 100_000}"
        line = (
            f'{{"actor_id":7,"actor_name":"张三","at":"{day}T{clock}.000000+00:00","data":{data},'
            f'"recorded_at":"{day}T{clock}.000000+00:00","seq":{seq},"subject":"{subject}","tag":"matter:report"}}'
        )
        leaf = sha256(b"\x00" + line.encode()).digest()
        at = f"{day} {clock}"
        yield seq, "matter:report", subject, 7, "张三", at, at, data, None, leaf


def build(path: Path, count: int) -> None:
    """Entries in order, then the tree level by level."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("INSERT INTO ledger_tree (id, hash, size) VALUES (1, 'sha256', 0)")
    trigger = database.execute("SELECT sql FROM sqlite_master WHERE name = 'ledger_entry_counted'").fetchone()
    database.execute("DROP TRIGGER ledger_entry_counted")
    level: list[bytes] = []

    def kept(rows: Iterator[Entry]) -> Iterator[Entry]:
        for row in rows:
            level.append(row[-1])
            yield row

    database.executemany(
        "INSERT INTO ledger_entry (seq, tag, subject, actor_id, actor_name, at, recorded_at, data, numbers, leaf) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        kept(entries(count)),
    )
    database.execute("UPDATE ledger_tree SET size = ?", [count])
    database.execute(*trigger)
    height = 0
    while len(level) > 1:
        pairs = iter(level)
        level = [sha256(b"\x01" + one + other).digest() for one, other in zip(pairs, pairs, strict=False)]
        height += 1
        rows = ((height, index, subtree) for index, subtree in enumerate(level))
        database.executemany('INSERT INTO ledger_node (level, "index", hash) VALUES (?, ?, ?)', rows)
    database.commit()
    database.close()


def timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begin)


def told(name: str, figures: list[float], unit: str) -> None:
    figures = sorted(figures)
    print(
        f"{name:32} median {figures[len(figures) // 2]:8.2f}   99 % {figures[int(0.99 * len(figures))]:8.2f}   "
        f"most {figures[-1]:8.2f} {unit}"
    )


def proofs(directory: Path, count: int) -> None:
    from luoshi.kernel import luoshi_verify
    from luoshi.ledger import queries
    from luoshi.ledger.rules import holds, read_inclusion

    dice = random.Random(7)
    made, sizes, checked, program, spans = [], [], [], [], []
    file = directory / "proof.json"
    for _ in range(STEPS):
        seq = dice.randrange(count)
        begin = time.perf_counter()
        text = json.dumps(asdict(queries.inclusion(seq)), ensure_ascii=False).encode()
        made.append(1000 * (time.perf_counter() - begin))
        sizes.append(len(text))
        checked.append(timed(lambda text=text: read_inclusion(text)))
        proof = read_inclusion(text)
        checked[-1] += timed(lambda proof=proof: holds(proof))
        file.write_bytes(text)
        with contextlib.redirect_stdout(io.StringIO()):
            program.append(timed(lambda: luoshi_verify.main([str(file)])))
            assert luoshi_verify.main([str(file), str(proof.head)]) == 0
        spans.append(timed(lambda seq=seq: queries.consistency(seq + 1)))
    told("inclusion proof, size", list(map(float, sizes)), "bytes")
    told("inclusion proof, made", made, "ms")
    told("inclusion proof, checked", checked, "ms")
    told("the same by luoshi_verify", program, "ms")
    told("consistency proof, made", spans, "ms")


def export(directory: Path, count: int) -> None:
    from luoshi.kernel import luoshi_verify
    from luoshi.ledger import queries

    file = directory / "ledger.jsonl"
    seconds = timed(lambda: queries.export(file)) / 1000
    print(f"export {file.stat().st_size / 1e6:.0f} MB in {seconds:.1f} s: {count / seconds:,.0f} entries/s")
    for _ in range(3):
        cpu = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()) as said:
            seconds = timed(lambda: luoshi_verify.main([str(file)])) / 1000
        cpu = time.process_time() - cpu
        assert "导出文件成立" in said.getvalue()
        print(
            f"luoshi_verify {count / seconds:,.0f} entries/s ({count / cpu:,.0f} a second of processor time)"
        )
    seconds = timed(queries.verify) / 1000
    print(f"luoshi ledger verify {count / seconds:,.0f} entries/s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=10_000_000)
    parser.add_argument("--export", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        os.environ["LUOSHI_DATA"] = name
        os.environ["LUOSHI_DATABASE_URL"] = f"sqlite:///{name}/ledger.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", "ledger", verbosity=0, skip_checks=True)
        connection.close()
        seconds = timed(lambda: build(directory / "ledger.sqlite3", asked.entries)) / 1000
        print(f"{asked.entries:,} entries built in {seconds:.0f} s")
        proofs(directory, asked.entries)
        if asked.export:
            export(directory, asked.entries)


if __name__ == "__main__":
    main()
