"""What the commands of the ledger have in common: heads as arguments, JSON as output."""

import json
import os

import click

from luoshi.ledger.rules import Head

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="输出为文字或 JSON。"
)


def printed_head(value: str) -> Head:
    """A head as printed in a circular, SIZE:ROOT; spaces do not matter."""
    size, _, root = "".join(value.split()).partition(":")
    if not size.isdecimal() or len(root) != 64 or not set(root.lower()) <= set("0123456789abcdef"):
        raise click.BadParameter(f"“{value}”不是存证头，应为“条数:64位校验值”。")
    return Head(int(size), root.lower())


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    django.setup()
