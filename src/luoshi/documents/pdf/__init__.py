"""PDF as text. PDFium is native code, so it runs in a process of its own, which may be stopped or may crash."""

import json
import subprocess
import sys

from luoshi.documents import refusals
from luoshi.documents.extract import Extract
from luoshi.documents.formats import Format

SECONDS = 60
_END_MARK = b"%%EOF"
_END_WINDOW = 4096
_WORKER = "luoshi.documents.pdf.worker"


def read_pdf(content: bytes, *, seconds: float = SECONDS) -> Extract:
    """Raises BadInput for damage, passwords, scans, and files that take longer than ``seconds``."""
    if _END_MARK not in content[-_END_WINDOW:]:
        raise refusals.unreadable(Format.PDF)
    try:
        worker = subprocess.run(
            [sys.executable, "-m", _WORKER], input=content, capture_output=True, timeout=seconds, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise refusals.unreadable(Format.PDF) from error
    answer = json.loads(worker.stdout)
    if answer["refusal"]:
        refusal = _REFUSALS[answer["refusal"]]()
        raise refusal
    return Extract(answer["text"], tuple(answer["notes"]), answer["pages"])


_REFUSALS = {
    "encrypted": lambda: refusals.encrypted(Format.PDF),
    "unreadable": lambda: refusals.unreadable(Format.PDF),
    "too-long": refusals.too_long,
    "scanned": refusals.scanned,
    "empty": refusals.empty,
}
