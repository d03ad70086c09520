"""``luoshi import units|people FILE``: a list taken in, after a look at what it would do."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.units.rules.importing import RowPlan, Step, tally

if TYPE_CHECKING:
    from luoshi.documents.tables import Table

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="只显示每一行将做什么，不写入。")
SKIP = click.option(
    "--skip-errors", is_flag=True, help="只导入没有错误的行；不加此项时，有一行错误就都不导入。"
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="输出为文字或 JSON。"
)


@click.group("import", help="从 Excel 或 CSV 表格导入单位、人员。")
def import_() -> None:
    """See the help text."""


@import_.command(help="导入单位：已有的更新，没有的新增，表中未列的不变。")
@FILE
@DRY_RUN
@SKIP
@FORMAT
def units(*, file: Path, form: str, **how: bool) -> None:
    _setup()
    from luoshi.units import actions, queries
    from luoshi.units.rules.unit_rows import REQUIRED

    def write(table: "Table", **given: Any) -> list[dict[str, str]]:
        actions.import_units(table, **given)
        return []

    _report(_take_in(_read(file, REQUIRED), queries.plan_import, write, **how), form)


@import_.command(help="导入人员及其岗位；新增人员的临时密码只在这次输出中显示。")
@FILE
@DRY_RUN
@SKIP
@FORMAT
def people(*, file: Path, form: str, **how: bool) -> None:
    _setup()
    from luoshi.accounts import actions, queries
    from luoshi.accounts.rules.people_rows import REQUIRED

    def write(table: "Table", **given: Any) -> list[dict[str, str]]:
        return [asdict(login) for login in actions.import_people(table, **given)[1]]

    _report(_take_in(_read(file, REQUIRED), queries.plan_import, write, **how), form)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rows would do, whether it was done, and the logins that came of it."""

    rows: Sequence[RowPlan]
    written: bool
    logins: list[dict[str, str]]


def _read(file: Path, required: Sequence[str]) -> "Table":
    from luoshi.documents.tables import read_table

    return read_table(file.read_bytes(), filename=file.name, expected=required)


def _take_in(
    table: "Table",
    plan: Callable[..., Sequence[RowPlan]],
    write: Callable[..., list[dict[str, str]]],
    *,
    dry_run: bool,
    skip_errors: bool,
) -> Outcome:
    from django.utils import timezone

    from luoshi.accounts.policy import SYSTEM

    rows = plan(table, on=timezone.localdate())
    count = tally(rows)
    if dry_run or (count.wrong and not skip_errors) or not count.created + count.updated:
        return Outcome(rows, written=False, logins=[])
    logins = write(table, by=SYSTEM, at=timezone.now(), skip_errors=skip_errors)
    return Outcome(rows, written=True, logins=logins)


def _report(outcome: Outcome, form: str) -> None:
    """Exit code 1 when a row is wrong and nothing was written."""
    count = tally(outcome.rows)
    if form == "json":
        rows = [_plain(row) for row in outcome.rows]
        whole = {"counts": asdict(count), "written": outcome.written, "rows": rows, "logins": outcome.logins}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        for row in outcome.rows:
            if row.step is not Step.SAME:
                click.echo(f"第{row.number}行 {row.step.label} {row.title} {_said(row)}".rstrip())
        state = "已写入" if outcome.written else "未写入"
        click.echo(
            f"{state}：新增{count.created}，更新{count.updated}，无变化{count.same}，有错误{count.wrong}。"
        )
        for login in outcome.logins:
            click.echo("\t".join(login.values()))
    if count.wrong and not outcome.written:
        sys.exit(1)


def _plain(row: RowPlan) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "step": row.step.value,
        "changes": [asdict(change) for change in row.changes],
        "problems": list(row.problems),
    }


def _said(row: RowPlan) -> str:
    changes = (f"{change.label}：{change.before or '（空）'}→{change.after}" for change in row.changes)
    return "；".join(row.problems or changes)


def _setup() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    django.setup()
