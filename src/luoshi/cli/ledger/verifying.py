"""Recomputing the whole ledger where the database is."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from luoshi.cli.ledger.speaking import FORMAT, print_json, printed_head, set_up
from luoshi.ledger.rules import Head

if TYPE_CHECKING:
    from luoshi.ledger.queries import Verification


@click.command(help="逐条重算整个存证链；有问题时退出码为 1。")
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
    set_up()
    from luoshi.ledger import queries

    with click.progressbar(length=queries.size(), label="核验", file=sys.stderr) as bar:
        verification = queries.verify(lambda done, _: bar.update(done - bar.pos), heads=printed)
    if form == "json":
        print_json({"ok": verification.ok, **asdict(verification)})
    else:
        click.echo("\n".join(_sentences(verification)))
    sys.exit(0 if verification.ok else 1)


def _sentences(verification: "Verification") -> list[str]:
    if verification.ok:
        return [f"存证链完整：共{verification.size}条，存证头 {verification.size}:{verification.root}"]
    first = f"存证链有{verification.found}处问题（共{verification.size}条），请立即停止写入并与备份核对："
    unlisted = verification.found - len(verification.problems)
    rest = [f"其余{unlisted}处未列出。"] if unlisted else []
    return [first, *(problem.text for problem in verification.problems), *rest]
