"""``luoshi ledger``: verify the ledger, show its head, prove an entry to somebody without the database."""

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, BinaryIO

import click

from luoshi.ledger.rules import Head, holds, read_inclusion

if TYPE_CHECKING:
    from luoshi.ledger.queries import Verification

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="输出为文字或 JSON。"
)


def printed_head(value: str) -> Head:
    """A head as printed in a circular, SIZE:ROOT."""
    size, _, root = value.partition(":")
    if not size.isdecimal() or len(root) != 64 or not set(root.lower()) <= set("0123456789abcdef"):
        raise click.BadParameter(f"“{value}”不是存证头，应为“条数:64位校验值”。")
    return Head(int(size), root.lower())


@click.group(help="存证链：核验、查看存证头、出具证明。")
def ledger() -> None:
    """See the help text."""


@ledger.command(help="逐条重算整个存证链；有问题时退出码为 1。")
@click.option(
    "--against",
    "printed",
    type=printed_head,
    multiple=True,
    metavar="条数:校验值",
    help="另与通报上印的存证头核对，可多次给出。",
)
@FORMAT
def verify(printed: tuple[Head, ...], form: str) -> None:
    _setup()
    from luoshi.ledger import queries

    with click.progressbar(length=queries.tail()[0], label="核验", file=sys.stderr) as bar:
        verification = queries.verify(lambda done, _: bar.update(done - bar.pos), heads=printed)
    if form == "json":
        _print_json({"ok": verification.ok, **asdict(verification)})
    else:
        click.echo("\n".join(_sentences(verification)))
    sys.exit(0 if verification.ok else 1)


@ledger.command(help="显示当前（或前 N 条时）的存证头。")
@click.option("--size", type=click.IntRange(min=0), help="前多少条时的存证头，默认为全部。")
@FORMAT
def head(size: int | None, form: str) -> None:
    _setup()
    from luoshi.ledger import queries

    found = queries.head(size)
    if form == "json":
        _print_json(asdict(found))
    else:
        click.echo(f"存证链前{found.size}条的存证头：{found.size}:{found.root}")


@ledger.command(help="出具第 SEQ 条（从 0 开始）的存证证明，JSON 格式，可用 check 命令脱离数据库核对。")
@click.argument("seq", type=click.IntRange(min=0))
@click.option("--size", type=click.IntRange(min=1), help="对应前多少条时的存证头，默认为全部。")
def prove(seq: int, size: int | None) -> None:
    _setup()
    from luoshi.ledger import queries

    _print_json(asdict(queries.inclusion(seq, size)))


@ledger.command(help="核对 prove 出具的证明文件（- 为标准输入）；不需要数据库，不成立时退出码为 1。")
@click.argument("proof", type=click.File("rb"))
def check(proof: BinaryIO) -> None:
    inclusion = read_inclusion(proof.read())
    printed = f"{inclusion.head.size}:{inclusion.head.root}"
    if not holds(inclusion):
        click.echo(f"证明不成立：第{inclusion.seq}条的内容不在存证头 {printed} 之内。")
        sys.exit(1)
    click.echo(f"证明成立：下列第{inclusion.seq}条在存证头 {printed} 之内，请核对通报上印的是同一存证头。")
    click.echo(inclusion.record)


def _sentences(verification: "Verification") -> list[str]:
    if verification.ok:
        return [f"存证链完整：共{verification.size}条，存证头 {verification.size}:{verification.root}"]
    first = f"存证链有{verification.found}处问题（共{verification.size}条），请立即停止写入并与备份核对："
    unlisted = verification.found - len(verification.problems)
    rest = [f"其余{unlisted}处未列出。"] if unlisted else []
    return [first, *(problem.text for problem in verification.problems), *rest]


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _setup() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    django.setup()
