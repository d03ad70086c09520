"""docs/proofs.zh-CN.md is carried out, command by command, as a recipient would."""

import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from luoshi.cli.ledger import ledger
from luoshi.ledger import actions, queries
from luoshi.ledger.rules import Act

PAGE = Path(__file__).parents[2] / "docs" / "proofs.zh-CN.md"
COMMANDS = re.findall(r"^    ((?:luoshi ledger|python) .+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def carry_out(command, *, printed, signed):
    words = shlex.split(command.replace("上次的条数:摘要", signed).replace("条数:摘要", printed))
    target = None
    if ">" in words:
        words, target = words[: words.index(">")], words[-1]
    if words[0] == "python":
        done = subprocess.run(
            [sys.executable, *words[1:]],
            capture_output=True,
            check=False,
            env={"PYTHONIOENCODING": "utf-8"},
        )
        code, said = done.returncode, done.stdout.decode()
    else:
        result = CliRunner().invoke(ledger, words[2:], catch_exceptions=False)
        code, said = result.exit_code, result.stdout
    if target:
        Path(target).write_text(said, encoding="utf-8")
    return code, said


@pytest.mark.django_db
def test_every_command_of_the_page_does_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    act = Act(tag="matter:report", subject="matter/17", data={}, actor_id=7, actor_name="周婷", at=at)
    actions.append_many([act] * 9)
    printed = str(queries.head(6))
    told = []
    for command in COMMANDS:
        signed = str(queries.head(9))
        code, said = carry_out(command, printed=printed, signed=signed)
        assert (command, code) == (command, 0)
        told += [said] if command.startswith("python") else []
    assert ["证明成立" in said for said in told] == [True, True, False, False]
    assert [f"一致：存证头 {printed} 与文件相符。" in said for said in told] == [True] * 4
    assert queries.verify().ok


def test_the_page_has_an_example_of_every_command_but_help():
    named = {command.split()[2] for command in COMMANDS if command.startswith("luoshi")}
    assert named == set(ledger.commands)
