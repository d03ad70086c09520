"""``luoshi serve``: the server for one machine, ready after one command."""

import os
import signal
from types import FrameType
from typing import Any

import click

from luoshi.kernel.errors import Conflict, LuoshiError

CONNECTIONS = 1000
"""Open connections of browsers that wait for the next click; they cost little memory each."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址；供其他电脑访问时填 0.0.0.0。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口。")
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 128), help="同时处理的请求数。"
)
@click.option("--migrate", is_flag=True, help="升级后首次启动时使用：先更新数据库结构。请先备份数据目录。")
def serve(*, host: str, port: int, threads: int, migrate: bool) -> None:
    """启动网页服务，按 Ctrl+C 停止。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    import django

    django.setup()
    _prepare_database(migrate=migrate)
    _collect_static()
    server = _server(host=host, port=port, threads=threads)
    click.echo(f"落实已启动：http://{_shown(host)}:{port}/ （按 Ctrl+C 停止）")
    for number in (
        signal.SIGTERM,
        signal.SIGINT,
    ):  # a shell may have told its background jobs to ignore SIGINT
        signal.signal(number, _stop)
    server.run()
    click.echo("落实已停止。")


def _prepare_database(*, migrate: bool) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    is_new = not executor.loader.applied_migrations
    if not (is_new or migrate):
        raise Conflict(
            "database-behind",
            f"数据库结构有{len(plan)}处待更新。请先备份数据目录，再用 luoshi serve --migrate 启动。",
        )
    click.echo("正在建立数据库……" if is_new else "正在更新数据库结构……")
    call_command("migrate", interactive=False, verbosity=0)


def _collect_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _server(*, host: str, port: int, threads: int) -> Any:
    import waitress
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    proxies = _proxy_options(settings.AXES_IPWARE_PROXY_COUNT)
    try:
        return waitress.create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            connection_limit=CONNECTIONS,
            asyncore_use_poll=True,
            max_request_body_size=4 * settings.UPLOAD_BYTES,
            **proxies,
        )
    except OSError as error:
        message = (
            f"不能在 {host}:{port} 上启动：{error.strerror}。请停掉占用端口的程序，或用 --port 换一个端口。"
        )
        raise LuoshiError("address-in-use", message) from error


def _proxy_options(count: int) -> dict[str, Any]:
    """Take the client's address and scheme from as many reverse proxies as are declared, from none else."""
    if not count:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": count,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
    }


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _stop(number: int, frame: FrameType | None) -> None:
    """End like Ctrl+C: requests under way are finished first."""
    raise SystemExit(0)
