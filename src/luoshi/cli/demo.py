"""``luoshi demo``: the demonstration city 云州市, built on first use, then opened.

Delivery modules do not know each other; the city is loaded by its name, as the commands themselves are.
"""

import importlib
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from luoshi.kernel.dates import long_date
from luoshi.kernel.errors import Conflict

DATA = "var/demo"
DURATION = {"small": "10秒", "full": "半分钟到一分钟"}
WARNING = "这是演示：单位、人员、文件和数据都是虚构的，口令是公开的，请不要录入真实信息，也不要对外开放。"


@click.command()
@click.option("--no-serve", is_flag=True, help="只建成或检查演示城市，不启动网页服务。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口。")
@click.option(
    "--scale",
    default="full",
    show_default=True,
    type=click.Choice(["small", "full"]),
    help="full 为全年；small 为最近三个月左右。",
)
@click.option("--fresh", is_flag=True, help="删去已有的演示城市，重新建到昨天。")
@click.pass_context
def demo(ctx: click.Context, *, no_serve: bool, port: int, scale: str, fresh: bool) -> None:
    """建成并打开演示城市云州市。数据放在 LUOSHI_DATA，没有指定时为 var/demo。"""
    os.environ.setdefault("LUOSHI_DATA", DATA)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    import django

    django.setup()
    city = importlib.import_module("luoshi.demo.build")
    until = _standing(city, fresh=fresh)
    if until is None:
        until = _build(city, scale)
    click.echo(_welcome(city, until))
    if not no_serve:
        from luoshi.cli.serve import serve

        ctx.invoke(serve, host="127.0.0.1", port=port, threads=8, migrate=True)


def _standing(city: Any, *, fresh: bool) -> date | None:
    """The day up to which there is a city, None where one can be built; anything else is refused."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if "ledger_entry" in connection.introspection.table_names():
        found = city.standing()
        if not (found.empty or found.city_until):
            raise Conflict(
                "not-a-demo",
                "这里是正式使用的数据，不能建演示城市。请用 LUOSHI_DATA 另指定一个空目录后再运行。",
            )
        if found.city_until:
            until: date = found.city_until
            if not fresh:
                return until
            connection.close()
            database = Path(settings.DATABASES["default"]["NAME"])
            _clear(connection.vendor, database=database, directory=settings.DATA)
    call_command("migrate", interactive=False, verbosity=0)
    return None


def _clear(vendor: str, *, database: Path, directory: Path) -> None:
    """Remove the database and files of a city; other databases than SQLite are the operator's to remove."""
    if vendor != "sqlite":
        raise Conflict(
            "demo-clear-by-hand", "演示城市在数据库服务器上，请新建一个空数据库，再重新运行 luoshi demo。"
        )
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(directory / "files", ignore_errors=True)


def _build(city: Any, scale: str) -> date:
    click.echo(f"第一次打开先要建成演示城市，约需{DURATION[scale]}，请稍候。", err=True)
    started = time.perf_counter()
    with click.progressbar(length=1, label="正在建成云州市", show_eta=False, file=sys.stderr) as bar:

        def progress(done: int, days: int) -> None:
            bar.length = days
            bar.update(done - bar.pos)

        city.build(_today(), scale=city.Scale(scale), progress=progress)
        bar.update(max((bar.length or 1) - bar.pos, 0))
    click.echo(f"用时 {time.perf_counter() - started:.0f} 秒。", err=True)
    until: date = city.standing().city_until
    return until


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def _welcome(city: Any, until: date) -> str:
    accounts = city.accounts()
    rows = [
        (account.role, account.name, account.unit, account.username, account.note) for account in accounts
    ]
    lines = [
        "",
        f"云州市（虚构）的一年，演到{long_date(until)}。可以这样登录：",
        "",
        *_table([("岗位", "姓名", "单位", "登录名", "看什么"), *rows]),
        "",
        f"口令都是：{city.PASSWORD}",
        WARNING,
        "要重新建到昨天：luoshi demo --fresh",
        "",
    ]
    return "\n".join(lines)


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns under one another; a Han character is two columns wide."""
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
