"""An installation of its own: data directory, database, people, and a server process, by the product's own commands."""

import csv
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

LUOSHI = str(Path(sys.executable).with_name("luoshi"))
START_SECONDS = 60

UNITS = (
    ("单位全称", "单位简称", "类别", "别名"),
    ("云州市住房和城乡建设局", "市住建局", "部门", "住建局"),
    ("云州市财政局", "市财政局", "部门", "财政局"),
    ("云州市教育局", "市教育局", "部门", "教育局"),
    ("云州市发展和改革委员会", "市发改委", "部门", "发改委、市发展改革委"),
    ("云州市审计局", "市审计局", "部门", "审计局"),
)
PEOPLE = (
    ("登录名", "姓名", "单位", "岗位", "职务", "主要领导"),
    ("staff", "王敏", "督查室", "督查室工作人员", "科长", ""),
    ("head", "李国强", "督查室", "督查室主任", "主任", ""),
    ("mayor", "陈志远", "云州市人民政府", "市领导", "市长", "是"),
    ("housing", "周婷", "市住建局", "单位联络员", "综合科科长", ""),
    ("auditor", "冯静", "市审计局", "审计监督员", "", ""),
    ("inspector", "郑和平", "市审计局", "特邀督查员", "", ""),
    ("director", "孙立", "市住建局", "单位负责人", "局长", ""),
)


class Site:
    """Where it runs, the passwords that its commands printed, by login name, and whose are still temporary."""

    def __init__(self, data: Path, database_url: str) -> None:
        self.data = data
        self.passwords: dict[str, str] = {}
        self.temporary: set[str] = set()
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            "LUOSHI_DATA": str(data),
            "LUOSHI_DATABASE_URL": database_url,
            "LUOSHI_HOSTS": "127.0.0.1",
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, *arguments: str) -> str:
        """What a command of the product prints."""
        done = subprocess.run(
            [LUOSHI, *arguments], env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"luoshi {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def found(self) -> None:
        """Place, calendar, first administrator, then units and people out of tables."""
        said = self.run(
            "init", "--name", "云州市", "--phone", "0000-1234567", "--admin", "admin", "--admin-name", "韩雪"
        )
        self.passwords["admin"] = re.search(r"临时密码 (\S+)", said).group(1)
        self._import("units", UNITS)
        told = json.loads(self._import("people", PEOPLE))
        self.passwords |= {login["username"]: login["password"] for login in told["logins"]}
        self.temporary = set(self.passwords)

    def _import(self, what: str, rows: tuple[tuple[str, ...], ...]) -> str:
        path = self.data / f"{what}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return self.run("import", what, str(path), "--format", "json")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The server process; what it logs is kept in ``server.log`` of the data directory."""
        command = [LUOSHI, "serve", "--port", str(self.port)]
        with (self.data / "server.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=subprocess.STDOUT)
            try:
                self._wait(process)
                yield
            finally:
                process.terminate()
                process.wait(20)

    def log(self) -> str:
        """What the server has said so far."""
        return (self.data / "server.log").read_text(encoding="utf-8")

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log()}")


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """A fresh database on the server of that address; none for SQLite."""
    if not server_url:
        yield ""
        return
    import psycopg
    from psycopg import sql

    name = f"luoshi_browser_{secrets.token_hex(4)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
