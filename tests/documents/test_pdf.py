import pytest

from luoshi.documents import read, refusals
from luoshi.documents.pdf import pages
from luoshi.kernel.errors import BadInput

from .pdf_samples import BLANK, SCAN, pdf

pytestmark = pytest.mark.usefixtures("in_process")

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
    assert (found.format, found.pages) == ("pdf", 5)
    assert found.notes == ("第 3、5 页没有文字层，未能读出",)


def test_page_numbers_and_gaps_of_typesetting():
    first = ["— 1 —", "2026 年 6 月底前完成 77 项", "— 2 —", "正文", "第 1 页 共 2 页"]
    found = read(pdf(first, ["— 2 —"]), filename="a.pdf")
    assert (found.text, found.notes) == ("2026年6月底前完成 77项\n— 2 —\n正文\n", ())


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


def test_more_text_than_can_be_used(monkeypatch):
    monkeypatch.setattr(refusals, "TEXT_LIMIT", 3)
    assert code(pdf(["四个字了"])) == "file-too-large"
    assert read(pdf(["三个字"]), filename="a.pdf").text == "三个字"


def test_a_page_that_cannot_be_opened(monkeypatch):
    def broken(*_):
        raise pages.pypdfium2.PdfiumError("x")

    monkeypatch.setattr(pages.pypdfium2.PdfPage, "get_textpage", broken)
    assert code(pdf(["x"])) == "scanned-pdf"
