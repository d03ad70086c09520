"""``luoshi eval``: the place's own figures, and its documents as a corpus."""

import json

import pytest
from click.testing import CliRunner

from luoshi.cli.evaluate import evaluate
from luoshi.directives import actions, queries
from luoshi.kernel.errors import Conflict
from tests.conftest import NOW
from tests.directives.conftest import paper, units

__all__ = ["paper", "units"]


def test_figures_and_corpus(paper, actors, tmp_path) -> None:
    directive = paper()
    versions = {draft.pk: draft.version for draft in queries.drafts(directive.pk)}
    actions.confirm_many(directive.pk, by=actors.staff, at=NOW, versions=versions)
    actions.mark_proposed(list(versions), by=actors.staff, at=NOW)
    out = tmp_path / "corpus"
    result = CliRunner().invoke(evaluate, ["--out", str(out)])
    assert result.exit_code == 0
    count = len(versions)
    assert result.output.splitlines()[:2] == ["2026-03", f"  事项没有漏：100.0%（{count}/{count}）"]
    (text,), (marks,) = out.glob("*.txt"), out.glob("*.jsonl")
    head, *rows = map(json.loads, marks.read_text(encoding="utf-8").splitlines())
    assert head["document"]["title"] == directive.title
    assert all(row["text"] in text.read_text(encoding="utf-8") for row in rows)
    again = CliRunner().invoke(evaluate, ["--out", str(out)])
    assert isinstance(again.exception, Conflict)


@pytest.mark.django_db
def test_an_empty_place_says_nothing() -> None:
    assert CliRunner().invoke(evaluate, []).output == ""
