import json
import subprocess
import sys

import pytest

from luoshi.documents import pdf as module
from luoshi.documents import read
from luoshi.documents.pdf import pages, read_pdf, worker
from luoshi.kernel.errors import BadInput

from .pdf_samples import BLANK, SCAN, pdf

LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >> /ID [<00><00>]" % (
    b"00" * 32,
    b"11" * 32,
)


def code(content):
    with pytest.raises(BadInput) as refused:
        read(content, filename="a.pdf")
    return refused.value.code


def test_pages_with_and_without_text():
    content = pdf(["关于“落实”的通知", "R&D <投资>"], BLANK, SCAN, ["第二页"], SCAN)
    found = read(content, filename="a.pdf")
    assert found.text == "关于“落实”的通知\nR&D <投资>\n\n\n第二页\n"
    assert (found.format, found.media_type, found.pages) == ("pdf", "application/pdf", 5)
    assert found.notes == ("第 3、5 页没有文字层，未能读出",)


def test_page_numbers_and_gaps_of_typesetting():
    first = ["— 1 —", "2026 年 6 月底前完成 77 项", "— 2 —", "正文", "第 1 页 共 2 页"]
    assert worker.answer(pdf(first, ["— 2 —"])) == {
        "refusal": "",
        "text": "2026年6月底前完成 77项\n— 2 —\n正文\n",
        "notes": [],
        "pages": 2,
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pdf(SCAN, SCAN), "scanned-pdf"),
        (pdf(BLANK), "empty-file"),
        (pdf(), "unreadable-file"),
        (pdf(["x"], trailer=LOCKED), "encrypted-file"),
        (pdf(["x"] * 50)[:-8], "unreadable-file"),
        (pdf(["x"] * 50)[:2000], "unreadable-file"),
        (b"%PDF-1.7\nnothing\n%%EOF", "unreadable-file"),
    ],
)
def test_refusals(content, expected):
    assert code(content) == expected
    if content.endswith(b"%%EOF\n") or content.endswith(b"%%EOF"):
        assert worker.answer(content)["refusal"] == expected.split("-")[0]


def test_more_text_than_can_be_used(monkeypatch):
    monkeypatch.setattr(worker, "TEXT_LIMIT", 3)
    assert worker.answer(pdf(["四个字了"])) == {"refusal": "too-long"}
    assert worker.answer(pdf(["三个字"]))["text"] == "三个字"
    assert str(module._REFUSALS["too-long"]()) == "文件中的文字超过 500 万字，请拆分后上传。"


def test_a_page_that_cannot_be_opened(monkeypatch):
    def broken(*_):
        raise pages.pypdfium2.PdfiumError("x")

    monkeypatch.setattr(pages.pypdfium2.PdfPage, "get_textpage", broken)
    assert worker.answer(pdf(["x"])) == {"refusal": "scanned"}


def test_a_file_that_takes_too_long():
    with pytest.raises(BadInput) as refused:
        read_pdf(pdf(["x"]), seconds=0)
    assert refused.value.code == "unreadable-file"


def test_a_crash_of_the_worker_is_a_refusal(monkeypatch):
    monkeypatch.setattr(module, "_WORKER", "luoshi.documents.nowhere")
    assert code(pdf(["x"])) == "unreadable-file"


def test_the_worker_is_limited():
    program = (
        "import resource; from luoshi.documents.pdf.worker import limit_resources; limit_resources();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert shown.stdout.split() == [b"2147483648", b"60"]


def test_the_worker_speaks_json(monkeypatch, capsys):
    class Standard:
        class buffer:  # noqa: N801 -- the name that sys.stdin has
            read = staticmethod(lambda: pdf(["x"]))

    monkeypatch.setattr(worker, "limit_resources", lambda: None)
    monkeypatch.setattr(worker.sys, "stdin", Standard)
    worker.main()
    assert json.loads(capsys.readouterr().out)["text"] == "x"


def test_limits_where_the_system_has_none(monkeypatch):
    monkeypatch.setattr(worker.sys, "platform", "win32")
    monkeypatch.setattr(worker, "resource", None)
    assert worker.limit_resources() is None
