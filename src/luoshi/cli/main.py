"""The ``luoshi`` command. Each command imports what it runs, so that starting one stays fast."""

import importlib
import sys
from collections.abc import Callable
from typing import Any

import click

from luoshi.kernel.errors import LuoshiError

COMMANDS = {
    "init": "luoshi.cli.init:init",
    "import": "luoshi.cli.units_import:import_",
    "demo": "luoshi.cli.demo:demo",
    "serve": "luoshi.cli.serve:serve",
    "decompose": "luoshi.cli.decompose:decompose",
    "eval": "luoshi.cli.evaluate:evaluate",
    "ledger": "luoshi.cli.ledger:ledger",
    "files": "luoshi.cli.files:files",
}


class Lazy(click.Group):
    """A group that imports a command only when it is called or listed in help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=Lazy, help="落实：让决定落地。各命令的说明用 luoshi 命令 --help 查看。")
@click.version_option(package_name="luoshi", prog_name="luoshi")
def cli() -> None:
    """See the help text."""


def main(run: Callable[..., Any] = cli) -> None:
    """Run a command; a refusal is one Chinese sentence on stderr and exit code 1."""
    try:
        run()
    except LuoshiError as refusal:
        click.echo(f"{refusal.message}（代码：{refusal.code}）", err=True)
        sys.exit(1)
