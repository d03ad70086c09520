import json
import subprocess
import sys

import pytest

from luoshi.documents import Format, isolation, read, read_table, write_table
from luoshi.documents.pdf.worker import extract
from luoshi.kernel.errors import BadInput

from .pdf_samples import SCAN, pdf


def test_real_workers_answer_and_refuse():
    assert read(pdf(["通知"]), filename="a.pdf").text == "通知"
    assert read_table(write_table(["甲", "乙"], [["1", "2"]]), filename="a.xlsx").rows[0].cells == {
        "甲": "1",
        "乙": "2",
    }
    with pytest.raises(BadInput) as refused:
        read(pdf(SCAN), filename="a.pdf")
    assert (refused.value.code, str(refused.value)[:10]) == ("scanned-pdf", "这份 PDF 是扫描")


@pytest.mark.parametrize(
    ("worker", "seconds"), [("luoshi.documents.pdf.worker", 0), ("luoshi.documents.nowhere", 60)]
)
def test_a_worker_that_stalls_or_crashes_is_a_refusal(worker, seconds):
    with pytest.raises(BadInput) as refused:
        isolation.call(worker, pdf(["x"]), kind=Format.PDF, seconds=seconds)
    assert refused.value.code == "unreadable-file"


class Standard:
    """Standard input that holds ``content``."""

    def __init__(self, content):
        self.buffer = self
        self.read = lambda: content


@pytest.mark.parametrize(("content", "key"), [(pdf(["x"]), "answer"), (pdf(SCAN), "refusal")])
def test_the_worker_speaks_json(monkeypatch, capsys, content, key):
    monkeypatch.setattr(isolation, "limit_resources", lambda: None)
    monkeypatch.setattr(isolation.sys, "stdin", Standard(content))
    isolation.serve(extract)
    assert list(json.loads(capsys.readouterr().out)) == [key]


def test_the_worker_is_limited():
    program = (
        "import resource; from luoshi.documents.isolation import limit_resources; limit_resources();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert shown.stdout.split() == [b"2147483648", b"60"]


def test_limits_as_set(monkeypatch):
    asked = []
    monkeypatch.setattr(isolation.resource, "setrlimit", lambda *limit: asked.append(limit))
    isolation.limit_resources()
    assert [limit for _, limit in asked] == [(2 * 1024**3,) * 2, (60, 60)]
    monkeypatch.setattr(isolation.sys, "platform", "win32")
    isolation.limit_resources()
    assert len(asked) == 2
