"""``luoshi serve`` as an operator starts it: a process, a port, a signal."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from luoshi.cli import serve as command

START = "from luoshi.cli.main import main; main()"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path, port) -> Iterator[Callable[..., subprocess.Popen]]:
    started = []
    environment = {**os.environ, "LUOSHI_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8"}
    environment.pop("LUOSHI_DATABASE_URL", None)

    def run(*options: str) -> subprocess.Popen:
        line = [sys.executable, "-c", START, "serve", "--port", str(port), *options]
        process = subprocess.Popen(
            line,
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def answer(port: int, path: str, process: subprocess.Popen) -> tuple[int, str, dict]:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
                return response.status, response.read().decode(), dict(response.headers)
        except urllib.error.HTTPError:
            raise
        except OSError:
            assert process.poll() is None, process.communicate()
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def test_first_start_serves_pages_and_stops_on_request(start, port, tmp_path) -> None:
    process = start()
    assert answer(port, "/healthz", process)[:2] == (200, "ok")
    status, page, headers = answer(port, "/accounts/login/", process)
    assert (status, "登录落实" in page, "Server" in headers) == (200, True, False)
    style = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    status, css, headers = answer(port, style, process)
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
    assert ".table" in css
    process.send_signal(signal.SIGTERM)
    said, complaints = process.communicate(timeout=180)
    assert process.returncode == 0, complaints
    assert said.splitlines() == [
        "正在建立数据库……",
        f"落实已启动：http://127.0.0.1:{port}/ （按 Ctrl+C 停止）",
        "落实已停止。",
    ]


def test_a_database_that_is_behind_is_not_touched_without_being_told(start, port, tmp_path) -> None:
    process = start()
    answer(port, "/healthz", process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=180)
    with closing(sqlite3.connect(tmp_path / "data" / "luoshi.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.execute("DROP TABLE django_session")

    said, complaints = start().communicate(timeout=60)
    assert said == ""
    assert complaints.startswith(
        "数据库结构有1处待更新。请先备份数据目录，再用 luoshi serve --migrate 启动。"
    )

    process = start("--migrate")
    assert answer(port, "/healthz", process)[0] == 200
    process.terminate()
    assert process.communicate(timeout=180)[0].startswith("正在更新数据库结构……\n")


def test_a_port_in_use_is_said(start, port) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        process = start()
        complaints = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert f"不能在 127.0.0.1:{port} 上启动" in complaints
    assert "（代码：address-in-use）" in complaints


def test_addresses_are_taken_only_from_declared_proxies() -> None:
    assert command._proxy_options(0) == {}
    assert command._proxy_options(2) == {
        "trusted_proxy": "*",
        "trusted_proxy_count": 2,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
    }


def test_the_printed_address_can_be_opened() -> None:
    assert command._shown("::1") == "[::1]"
    assert command._shown("192.0.2.1") == "192.0.2.1"
