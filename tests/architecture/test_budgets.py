"""Sizes, and the habits that a linter does not know: who may write state, what a module may hold."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "luoshi"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
MODULES = (
    "ledger",
    "units",
    "accounts",
    "files",
    "directives",
    "advice",
    "matters",
    "precedents",
    "bulletins",
)
INSIDE = {"__init__", "terms", "rules", "policy", "models", "queries", "actions", "migrations"}


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


PURE = {"kernel", "extraction", "documents", "config"}
"""No row is within their reach."""

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
STATEMENT = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE\s)", re.IGNORECASE)


def writes(tree: ast.AST) -> list[str]:
    """What changes rows: of a model, a queryset or a related manager, however it is reached, and SQL that does.

    A queryset's ``update`` takes fields by name, that of a dictionary or a digest does not; a relation's ``set``
    takes one argument, that of a cache takes two.
    """
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            found.append(node.value)
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb, given, named = node.func.attr, len(node.args), bool(node.keywords)
        if (
            verb in WRITES
            or (verb == "update" and not given and named)
            or (verb == "set" and given == 1 and not named)
        ):
            found.append(ast.unparse(node.func))
    return found


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("matter.save()", 1),
        ("Matter.objects.filter(pk=1).update(title='')", 1),
        ("rows = Matter.objects.all(); rows.delete()", 1),
        ("matter.parties.create(unit=unit)", 1),
        ("draft.support.set(units)", 1),
        ("cursor.execute('update matters_matter SET title = 1')", 1),
        ("found.update({1: 2}); digest.update(b''); cache.set('a', 1); names.add('a')", 0),
        ("cursor.execute('SELECT 1'); 'update'", 0),
    ],
)
def test_what_counts_as_a_write(code: str, count: int) -> None:
    assert len(writes(ast.parse(code))) == count


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in FILES
        if path.relative_to(SOURCE).parts[0] not in PURE and "actions" not in {path.stem, *path.parts}
    ],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_only_actions_write(path: Path) -> None:
    assert writes(ast.parse(path.read_text(encoding="utf-8"))) == []


CLOCKS = {"web/middleware.py", "web/templatetags/luoshi.py"}
"""The moment of a request is read once; a filter says in which year it is shown."""


def test_pages_read_no_clock_of_their_own() -> None:
    reads = re.compile(r"timezone\.(now|localdate)\(|datetime\.now\(|date\.today\(")
    found = {
        str(path.relative_to(SOURCE)) for path in FILES if reads.search(path.read_text(encoding="utf-8"))
    }
    assert {name for name in found if name.startswith("web/")} == CLOCKS


@pytest.mark.django_db
def test_migrations_agree_with_models() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
