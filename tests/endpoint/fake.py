"""A service on this machine that speaks the chat-completions protocol, and misbehaves as told."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Fake:
    """``asked`` are the requests as (path, headers, body); ``behave`` answers each with the handler at hand."""

    def __init__(self, behave: Callable[["Handler", dict], None]) -> None:
        self.behave = behave
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.url = ""


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """One that hangs up, or does not trust the certificate, is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    fake: Fake

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        self.fake.asked.append((self.path, dict(self.headers), body))
        with suppress(ConnectionError):
            self.fake.behave(self, body)

    def send(self, content: bytes, *, status: int = 200, kind: str = "application/json", **headers) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def say(self, words: str) -> None:
        """What the model says, in the protocol's envelope."""
        self.send(json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode())

    def log_message(self, *args: object) -> None:
        """Quiet."""


@contextmanager
def serving(
    behave: Callable[[Handler, dict], None], *, context: ssl.SSLContext | None = None
) -> Iterator[Fake]:
    """The service while the block runs; ``fake.url`` is its address."""
    fake = Fake(behave)
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"fake": fake}))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    fake.url = f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answers(*items: dict, words: str = "{}") -> Callable[[Handler, dict], None]:
    """Says these items to every question; ``words`` may put something around their JSON."""
    said = words.replace("{}", json.dumps({"items": items}, ensure_ascii=False))
    return lambda handler, body: handler.say(said)
