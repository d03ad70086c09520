"""Sizes, and the habits that a linter does not know: who may write state, what a module may hold."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "luoshi"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
MODULES = ("ledger", "units", "accounts", "files", "directives", "matters", "bulletins")
INSIDE = {"__init__", "terms", "rules", "policy", "models", "queries", "actions", "migrations"}
HAN_ALLOWED = {"terms", "rules", "policy", "actions", "queries", "forms"}


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_sizes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    long = [f.name for f in functions(ast.parse(text)) if (f.end_lineno or 0) - f.lineno + 1 > 40]
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_hidden_behaviour(path: Path) -> None:
    """No save() overrides, no signals: what an act does is written in the act."""
    text = path.read_text(encoding="utf-8")
    assert [f.name for f in functions(ast.parse(text)) if f.name == "save"] == []
    assert "django.db.models.signals" not in text
    assert "receiver(" not in text


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_nothing_else(module: str) -> None:
    names = {path.stem for path in (SOURCE / module).iterdir() if path.name != "__pycache__"}
    assert names <= INSIDE


def test_no_junk_drawers() -> None:
    junk = {"utils", "helpers", "common", "services", "managers", "signals", "admin"}
    assert [str(path) for path in SOURCE.rglob("*") if path.stem in junk] == []


WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_update",
}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in FILES
        if path.relative_to(SOURCE).parts[0] in {"web", "boards", "cli", "demo"} or "queries" in str(path)
    ],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_only_actions_write(path: Path) -> None:
    """No queryset write outside actions; the attribute name on ``objects`` gives it away."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and ".objects" in ast.unparse(node.func)
    ]
    assert found == []


@pytest.mark.django_db
def test_migrations_agree_with_models() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
