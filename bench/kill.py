"""Kill the server with SIGKILL again and again while units file reports; then look for what it had acknowledged.

    python bench/kill.py [--kills 50] [--writers 8]

Uses LUOSHI_DATABASE_URL if set (the database must be empty), else SQLite in a folder of its own. Exits 1 if anything
that a writer was told is missing, or if the ledger does not verify.
"""

import argparse
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

MATTERS = 400
PASSWORD = "kill-nine-times"  # noqa: S105 -- of a throw-away city


def prepare() -> list[int]:
    """A small city; returns the matters that the liaison may report on."""
    import django

    sys.path.insert(0, str(Path(__file__).parent))
    django.setup()
    from dataset import build
    from django.core.management import call_command

    from luoshi.accounts.models import Person
    from luoshi.matters.models import Matter
    from luoshi.matters.terms import Status

    call_command("migrate", verbosity=0)
    _, liaison, _ = build(MATTERS)
    liaison.set_password(PASSWORD)
    liaison.save()
    unit = Person.objects.get(username="liaison").posts.get().unit_id
    Matter.objects.update(lead_unit_id=unit, status=Status.UNDER_WAY, running=True)
    for matter in Matter.objects.prefetch_related("parties"):
        matter.parties.filter(role="support").delete()
        matter.parties.update(unit_id=unit, running=True)
    return list(Matter.objects.values_list("pk", flat=True))


class Server:
    """The server process on a port of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "luoshi"), "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).read()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("the server did not come up")

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Writer(threading.Thread):
    """One liaison's browser: logs in, files reports, remembers which were acknowledged."""

    def __init__(self, server: Server, matters: list[int], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.server, self.matters, self.stop_event = server, matters, stop
        self.told: list[str] = []
        self.opener = self._browser()

    def _browser(self) -> urllib.request.OpenerDirector:
        class NoRedirect(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *args: object, **kwargs: object) -> None:
                return None

        return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), NoRedirect())

    def run(self) -> None:
        while not self.stop_event.is_set():
            try:
                self._session()
            except (OSError, ValueError, HTTPException):
                time.sleep(0.05)

    def _session(self) -> None:
        base = f"http://127.0.0.1:{self.server.port}"
        self.opener = self._browser()
        token = self._token(base + "/accounts/login/")
        self._post(
            base + "/accounts/login/",
            {"login": "liaison", "password": PASSWORD, "csrfmiddlewaretoken": token},
        )
        while not self.stop_event.is_set():
            matter = random.choice(self.matters)
            url = f"{base}/matters/{matter}/report/"
            token = self._token(url)
            text = f"进展{random.getrandbits(64):016x}"
            if self._post(url, {"text": text, "percent": "50", "csrfmiddlewaretoken": token}) == 302:
                self.told.append(text)

    def _token(self, url: str) -> str:
        page = self.opener.open(url, timeout=20).read().decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if found is None:
            raise ValueError(url)
        return found.group(1)

    def _post(self, url: str, fields: dict[str, str]) -> int:
        try:
            response = self.opener.open(url, urllib.parse.urlencode(fields).encode(), timeout=20)
        except urllib.error.HTTPError as answer:
            return answer.code
        return int(response.status)


def main() -> int:
    """Kill, start again, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--writers", type=int, default=8)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    os.environ["LUOSHI_DATA"] = tempfile.mkdtemp(prefix="luoshi-kill-")
    matters = prepare()
    server, stop = Server(), threading.Event()
    server.start()
    writers = [Writer(server, matters, stop) for _ in range(options.writers)]
    for writer in writers:
        writer.start()
    for number in range(options.kills):
        time.sleep(random.uniform(0.5, 3))
        server.kill()
        server.start()
        print(f"kill {number + 1}: {sum(len(w.told) for w in writers)} acknowledged", file=sys.stderr)
    stop.set()
    for writer in writers:
        writer.join(timeout=30)
    server.kill()
    return report({text for writer in writers for text in writer.told}, options.kills)


def report(told: set[str], kills: int) -> int:
    """What is missing, and whether the ledger holds."""
    from luoshi.ledger import queries
    from luoshi.ledger.models import Entry
    from luoshi.matters.models import Report

    kept = set(Report.objects.filter(text__startswith="进展").values_list("text", flat=True))
    entries = Entry.objects.filter(tag="matter:report", data__contains="进展").count()
    lost, verified = told - kept, queries.verify()
    print(
        f"{kills} kills, {len(told)} acknowledged, {len(kept)} kept, {len(lost)} lost, {entries} ledger entries of them"
    )
    print(f"ledger: {verified.size} entries, {'verifies' if verified.ok else verified.problems}")
    return 1 if lost or not verified.ok or entries != len(kept) else 0


if __name__ == "__main__":
    sys.exit(main())
