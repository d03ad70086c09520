"""Tampers with a ledger and with its export, at random, and counts what verification finds.

    python bench/tamper.py                       10,000 tampers, in a temporary directory
    python bench/tamper.py --count 400 --seed 7

The tamperer owns the SQLite database: no triggers, no checks. One tamper at a time, undone afterwards; each really
changes what is stored. What is not found is printed, and the exit code is 1.
"""

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROWS, EXPORTED = 61, 600
"""Entries while rows are tampered with (the last one stands alone in the tree), and when the export is made."""

KEYS = {
    "ledger_entry": ("seq",),
    "ledger_node": ("level", "index"),
    "ledger_counter": ("series", "year"),
    "ledger_tree": ("id",),
    "ledger_witness": ("key", "size"),
}
Row = dict[str, Any]


def fill(entries: int) -> None:
    """Acts of which some take a number, and two witnesses on the way."""
    from django.db import transaction

    from luoshi.ledger import actions, queries
    from luoshi.ledger.rules import Act, WitnessKey

    key = WitnessKey.generate("云州市审计局")
    for number in range(queries.size(), entries):
        at = datetime(2026, 3, 2, 1, tzinfo=UTC) + timedelta(minutes=number)
        if number in {20, 40}:
            head = queries.head()
            said = key.sign(head, by=queries.state().by.name, at=at.isoformat())
            actions.witness(said, actor_id=None, actor_name="系统", at=at)
            continue
        with transaction.atomic():
            data = {"text": "主体工程已完工" * (number % 3), "percent": number % 100}
            if number % 5 == 0:
                data["number"] = actions.next_number(["督办", "通报", "简报"][number % 3], 2025 + number % 2)
            tag, actor = f"matter:{number % 4}", None if number % 7 == 0 else number
            actions.append_many(
                [
                    Act(
                        tag=tag,
                        subject=f"matter/{number}",
                        data=data,
                        actor_id=actor,
                        actor_name="张三",
                        at=at,
                    )
                ]
            )


class Tamperer:
    """Changes, deletes, inserts and exchanges rows; every method says what it did."""

    def __init__(self, cursor: Any, dice: random.Random) -> None:
        self.cursor, self.dice = cursor, dice

    def own(self) -> None:
        """Whatever the database would refuse, it refuses no more."""
        self.cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'"
        )
        for (name,) in self.cursor.fetchall():
            self.cursor.execute(f"DROP TRIGGER {name}")
        self.cursor.execute("PRAGMA ignore_check_constraints = ON")

    def rows(self, table: str) -> list[Row]:
        self.cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in self.cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def change(self, table: str) -> str:
        row = self.dice.choice(self.rows(table))
        column = self.dice.choice(list(row))
        value = self.other(row[column])
        self.update(table, row, {column: value})
        return f"{table} {self.key(table, row)} {column}: {row[column]!r} -> {value!r}"

    def delete(self, table: str) -> str:
        row = self.dice.choice(self.rows(table))
        self.cursor.execute(f"DELETE FROM {table} WHERE {self.where(table)}", self.key(table, row))
        return f"{table} {self.key(table, row)} deleted"

    def insert(self, table: str) -> str:
        row = dict(self.dice.choice(self.rows(table)))
        changed = [self.dice.choice(KEYS[table]), *(name for name in row if self.dice.random() < 0.2)]
        row |= {name: self.other(row[name]) for name in changed}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(["%s"] * len(row))
        self.cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
        return f"{table} inserted {row}"

    def reorder(self, table: str) -> str:
        one, other = self.dice.sample(self.rows(table), 2)
        rest = [name for name in one if name not in KEYS[table]]
        self.update(table, one, {name: other[name] for name in rest})
        self.update(table, other, {name: one[name] for name in rest})
        return f"{table} {self.key(table, one)} and {self.key(table, other)} exchanged"

    def update(self, table: str, row: Row, values: Row) -> None:
        assignments = ", ".join(f'"{name}" = %s' for name in values)
        self.cursor.execute(
            f"UPDATE {table} SET {assignments} WHERE {self.where(table)}",
            [*values.values(), *self.key(table, row)],
        )

    @staticmethod
    def where(table: str) -> str:
        return " AND ".join(f'"{name}" = %s' for name in KEYS[table])

    @staticmethod
    def key(table: str, row: Row) -> tuple[Any, ...]:
        return tuple(row[name] for name in KEYS[table])

    def other(self, value: Any) -> Any:
        if self.dice.random() < 0.05:
            return self.dice.choice([0, -1, 2**62, 2**63 - 1, 1.5, "", "text", b"", b"\xff", bytes(32), "1"])
        if value is None or isinstance(value, int):
            return (value or 0) + self.dice.choice([-1, 1, self.dice.randrange(-(10**6), 10**6)])
        if isinstance(value, bytes):
            place = self.dice.randrange(len(value) or 1)
            return value[:place] + bytes([self.dice.randrange(256)]) + value[place + 1 :]
        return spoiled(str(value), self.dice, lambda: chr(self.dice.choice([0x30, 0x31, 0x20, 0x4E00, 0x7A])))


def spoiled(text: Any, dice: random.Random, letter: Callable[[], Any]) -> Any:
    """One letter changed, inserted or left out."""
    place = dice.randrange(len(text) + 1)
    kind = dice.randrange(3)
    return text[:place] + (letter() if kind else text[:0]) + text[place + (kind < 2) :]


def row_tampers(dice: random.Random, count: int) -> Iterator[tuple[str, str, bool, str]]:
    from django.db import IntegrityError, connection, transaction

    from luoshi.ledger import queries

    with connection.cursor() as cursor:
        tamperer = Tamperer(cursor, dice)
        made = 0
        while made < count:
            table = dice.choice(list(KEYS))
            kind = dice.choice(["change", "delete", "insert", "reorder"])
            if (table, kind) == ("ledger_tree", "reorder"):
                continue
            with transaction.atomic():
                try:
                    tamperer.own()
                    before = snapshot(cursor, table)
                    said = getattr(tamperer, kind)(table)
                    if snapshot(cursor, table) == before:
                        continue
                    found = not queries.verify().ok
                except (IntegrityError, OverflowError):  # the table itself has no room for such a row
                    continue
                finally:
                    transaction.set_rollback(True)
            made += 1
            yield table, kind, found, said


def snapshot(cursor: Any, table: str) -> list[Any]:
    cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")
    columns = ", ".join(f'quote("{name}")' for (name,) in cursor.fetchall())
    cursor.execute(f"SELECT {columns} FROM {table}")
    return sorted(cursor.fetchall())


def export_tampers(path: Path, dice: random.Random, count: int) -> Iterator[tuple[str, str, bool, str]]:
    from luoshi.kernel import luoshi_verify

    honest = path.read_bytes()
    ways: dict[str, Callable[[bytes], bytes]] = {
        "byte": lambda data: spoiled(data, dice, lambda: bytes([dice.randrange(256)])),
        "cut": lambda data: data[: dice.randrange(len(data))],
        "delete": lambda data: b"".join(without(data.splitlines(keepends=True), dice)),
        "insert": lambda data: b"".join(with_another(data.splitlines(keepends=True), dice)),
        "reorder": lambda data: b"".join(exchanged(data.splitlines(keepends=True), dice)),
    }
    made = 0
    while made < count:
        kind = dice.choice(list(ways))
        forged = ways[kind](honest)
        if forged == honest:
            continue
        path.write_bytes(forged)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code = luoshi_verify.main([str(path)])
        made += 1
        yield "export", kind, code != 0, said.getvalue()


def without(lines: list[bytes], dice: random.Random) -> list[bytes]:
    place = dice.randrange(len(lines))
    return lines[:place] + lines[place + 1 :]


def with_another(lines: list[bytes], dice: random.Random) -> list[bytes]:
    place = dice.randrange(len(lines) + 1)
    return [*lines[:place], dice.choice(lines), *lines[place:]]


def exchanged(lines: list[bytes], dice: random.Random) -> list[bytes]:
    one, other = dice.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def run(directory: Path, *, count: int, seed: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from luoshi.ledger import queries

    call_command("migrate", "ledger", verbosity=0, skip_checks=True)
    dice = random.Random(seed)
    fill(ROWS)
    assert queries.verify().ok
    tried: Counter[tuple[str, str]] = Counter()
    missed: list[str] = []
    of_export = count // 4
    for table, kind, found, said in row_tampers(dice, count - of_export):
        tried[table, kind] += 1
        missed += [] if found else [said]
    assert queries.verify().ok, "an undone tamper is no tamper"
    fill(EXPORTED)
    queries.export(directory / "ledger.jsonl")
    for table, kind, found, said in export_tampers(directory / "ledger.jsonl", dice, of_export):
        tried[table, kind] += 1
        missed += [] if found else [f"export {kind}: {said}"]
    for (table, kind), number in sorted(tried.items()):
        print(f"{table:15} {kind:8} {number:6}")
    print(f"{count} tampers, {count - len(missed)} found, {len(missed)} missed")
    print("\n".join(missed))
    return 1 if missed else 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20260316)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ["LUOSHI_DATA"] = directory
        os.environ["LUOSHI_DATABASE_URL"] = f"sqlite:///{directory}/ledger.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
        return run(Path(directory), count=asked.count, seed=asked.seed)


if __name__ == "__main__":
    sys.exit(main())
