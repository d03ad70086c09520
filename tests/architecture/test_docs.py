"""Documents that tests can fail: every setting, command, permission and module is described."""

from pathlib import Path

from luoshi.accounts.policy import Permission
from luoshi.cli.main import COMMANDS
from luoshi.config.environment import SETTINGS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def missing(words: list[str], page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [word for word in words if f"`{word}`" not in text]


def test_every_setting_is_documented() -> None:
    assert missing([setting.name for setting in SETTINGS], "install.md") == []


def test_every_command_is_documented() -> None:
    assert missing([f"luoshi {name}" for name in COMMANDS], "install.md") == []


def test_every_permission_is_documented() -> None:
    assert missing([str(permission) for permission in Permission], "security-model.md") == []


def test_every_module_is_documented() -> None:
    modules = [path.name for path in (ROOT / "src" / "luoshi").iterdir() if (path / "__init__.py").exists()]
    assert missing(modules, "architecture.md") == []


def test_every_row_of_the_mission_is_accounted_for() -> None:
    text = (DOCS / "requirements.md").read_text(encoding="utf-8")
    assert [row for row in (f"S{number:02}" for number in range(1, 32)) if row not in text] == []


def test_no_registry_host_and_no_local_path_is_named() -> None:
    hosts = ("pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian.org")
    lock_files = sorted((ROOT / "requirements").glob("*.txt"))
    assert [path.name for path in lock_files if any(host in path.read_text() for host in hosts)] == []
