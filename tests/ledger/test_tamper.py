"""Random tampers, one at a time, undone afterwards; all are found."""

import os
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench" / "tamper.py"
TABLES = ["ledger_counter", "ledger_entry", "ledger_node", "ledger_witness"]


def test_four_hundred_tampers_are_found():
    command = [sys.executable, BENCH, "--count", "400", "--seed", "7"]
    environment = {name: value for name, value in os.environ.items() if name != "LUOSHI_HASH"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment | {"PYTHONWARNINGS": "error"}
    )
    *table, last = done.stdout.strip().splitlines()
    assert (done.returncode, done.stderr, last) == (0, "", "400 tampers, 400 found, 0 missed")
    tried = {tuple(line.split()[:2]) for line in table}
    assert tried == {
        *((name, kind) for name in TABLES for kind in ("change", "delete", "insert", "reorder")),
        *(("ledger_tree", kind) for kind in ("change", "delete", "insert")),
        *(("export", kind) for kind in ("byte", "cut", "delete", "insert", "reorder")),
    }
