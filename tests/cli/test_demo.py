"""``luoshi demo`` as somebody runs it who wants to see what this is."""

import os
import subprocess
import sys
from datetime import date

import click
import pytest
from click.testing import CliRunner

from luoshi.cli import demo
from luoshi.cli.main import cli
from luoshi.demo.build import PASSWORD, accounts
from luoshi.kernel.errors import Conflict

START = "from luoshi.cli.main import main; main()"
STALE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.config.settings"
import django
django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
from django.db import transaction
from luoshi.ledger.actions import append
call_command("migrate", verbosity=0)
with transaction.atomic():
    append(tag="demo:city", subject="demo", data={"until": "2026-01-05"}, actor_id=None, actor_name="系统",
           at=datetime.now(UTC))
"""


def run(*options: str):
    return CliRunner().invoke(cli, ["demo", "--no-serve", "--scale", "small", *options])


@pytest.mark.django_db
def test_it_builds_the_city_and_says_who_can_log_in():
    first = run()
    assert (first.exit_code, first.exception) == (0, None)
    assert first.stderr.startswith("第一次打开先要建成演示城市，约需10秒，请稍候。\n正在建成云州市")
    assert [account.username for account in accounts() if account.username not in first.stdout] == []
    assert PASSWORD in first.stdout
    assert "这是演示" in first.stdout
    again = run()
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == first.stdout


@pytest.mark.django_db
def test_it_never_builds_over_a_real_installation(place):
    refused = run("--fresh")
    assert isinstance(refused.exception, Conflict)
    assert refused.exception.code == "not-a-demo"


@pytest.mark.django_db
def test_it_serves_what_it_has_built(monkeypatch):
    monkeypatch.setattr("luoshi.cli.demo._standing", lambda city, fresh: date(2026, 1, 5))
    served = {}
    monkeypatch.setattr("luoshi.cli.serve.serve", click.Command("serve", callback=served.update))
    assert CliRunner().invoke(cli, ["demo", "--port", "8042"]).exit_code == 0
    assert served == {"host": "127.0.0.1", "port": 8042, "threads": 8, "migrate": True}


def test_only_files_of_sqlite_are_taken_away(tmp_path):
    database = tmp_path / "luoshi.sqlite3"
    for name in ("luoshi.sqlite3", "luoshi.sqlite3-wal", "files/ab/abcd", "secret.key"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    with pytest.raises(Conflict) as refused:
        demo._clear("postgresql", database=database, directory=tmp_path)
    assert refused.value.code == "demo-clear-by-hand"
    assert database.exists()
    demo._clear("sqlite", database=database, directory=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_fresh_takes_the_old_city_away(tmp_path):
    environment = {**os.environ, "LUOSHI_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    environment.pop("LUOSHI_DATABASE_URL", None)

    def python(code: str, *options: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-c", code, *options]
        done = subprocess.run(
            line, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done

    python(STALE)
    stale = tmp_path / "files" / "ab" / "abcd"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"old")
    assert "演到2026年1月5日" in python(START, "demo", "--no-serve").stdout
    built = python(START, "demo", "--no-serve", "--scale", "small", "--fresh")
    assert "演到2026年1月5日" not in built.stdout
    assert "用时" in built.stderr
    assert not stale.exists()
    assert "存证链完整" in python(START, "ledger", "verify").stdout
