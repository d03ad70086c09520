"""Parsers in native code run in a process of their own: a crafted file may crash or stall that one only."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from luoshi.documents import refusals
from luoshi.documents.formats import Format
from luoshi.kernel.errors import BadInput

if sys.platform != "win32":  # pragma: no branch
    import resource

SECONDS = 60
MEMORY = 2 * 1024**3


def call(worker: str, content: bytes, *, kind: Format, seconds: float = SECONDS) -> Any:
    """What the module ``worker`` makes of ``content``; raises its refusal, or one for damage when it fails."""
    command = [sys.executable, "-P", "-m", worker]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise refusals.unreadable(kind) from error
    reply = json.loads(done.stdout)
    if "refusal" in reply:
        raise BadInput(*reply["refusal"])
    return reply["answer"]


def serve(answer: Callable[[bytes], Any]) -> None:
    """The worker's side: content on standard input, the answer as JSON on standard output."""
    limit_resources()
    try:
        reply = {"answer": answer(sys.stdin.buffer.read())}
    except BadInput as refused:
        reply = {"refusal": [refused.code, refused.message]}
    json.dump(reply, sys.stdout)


def limit_resources() -> None:
    """Windows knows no such limits."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
