"""Several writers at once, on the kind of database that the tests run on."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

BENCH = Path(__file__).parents[2] / "bench" / "ledger.py"


def database():
    given = settings.DATABASES["default"]
    if "postgresql" not in given["ENGINE"]:
        return []
    user, password = quote(given["USER"]), quote(given["PASSWORD"])
    return ["--database", f"postgres://{user}:{password}@{given['HOST']}:{given['PORT']}/postgres"]


def test_nothing_is_lost_and_nothing_forks():
    command = [sys.executable, BENCH, "--writers", "4", "--acts", "15", *database()]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONWARNINGS": "error"}
    )
    assert (result.returncode, result.stderr) == (0, "")
    lines = [
        re.split(r"\s{2,}", line)[0] + line[line.rindex("none") :] for line in result.stdout.splitlines()
    ]
    assert lines == ["4 processes" + "none lost, verified", "4 threads" + "none lost, verified"]
