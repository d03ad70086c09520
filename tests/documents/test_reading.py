import codecs

import pytest

from luoshi.documents import Format, read, sniff
from luoshi.documents import reading as module
from luoshi.documents import refusals as shared
from luoshi.documents.cleaning import clean, escaped
from luoshi.kernel.errors import BadInput

from .docx_samples import paragraph, with_body

TEXT = "一、总体要求\n加快推进城东新区建设，２０６国道改造年内完成。\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode("gbk"),
    ],
)
def test_text_in_every_encoding_of_an_office(content):
    document = read(content, filename="讲话.txt")
    assert document.text == TEXT
    assert document.format == "txt"
    assert (document.notes, document.pages) == ((), None)


def test_control_characters_are_taken_out_with_a_note():
    document = read("甲\x07乙\u200b丙\x0b丁\t戊\u2028己".encode(), filename="a.txt")
    assert document.text == "甲乙丙\n丁\t戊\n己"
    assert document.notes == ("已去除不可见的控制字符 2 个",)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT.encode()[:-3], TEXT[:-2] + "\ufffd"),
        (TEXT.encode().replace("新".encode(), b"\xff", 1), TEXT.replace("新", "\ufffd", 1)),
        (TEXT.encode("gb18030") + b"\xb0", TEXT + "\ufffd"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"\x00", TEXT + "\ufffd"),
    ],
)
def test_damaged_text_is_read_with_a_note(content, text):
    document = read(content, filename="a.txt")
    assert document.text == text
    assert document.notes == ("文字编码有 1 处损坏，以“\ufffd”标出",)


def test_bytes_in_no_encoding_are_refused():
    with pytest.raises(BadInput) as refused:
        read(b"\xff\xfa\xff\x80\xff\x81" * 100, filename="a.txt")
    assert refused.value.code == "unreadable-file"


@pytest.mark.parametrize("content", [b"", b"  \r\n\t ", codecs.BOM_UTF8])
def test_empty_files(content):
    with pytest.raises(BadInput) as refused:
        read(content, filename="a.txt")
    assert refused.value.code == "empty-file"


def test_too_large_in_bytes():
    with pytest.raises(BadInput) as refused:
        read(b"x" * 11, filename="a.txt", limit=10)
    assert refused.value.code == "file-too-large"
    assert read(b"x" * 10, filename="a.txt", limit=10).text == "x" * 10
    assert str(shared.too_large(module.SIZE_LIMIT)) == "文件超过 50 MB，请删去图片或拆分后上传。"


def test_too_large_in_characters(monkeypatch):
    monkeypatch.setattr(shared, "TEXT_LIMIT", 20_000)
    assert len(read(b"x" * 20_000, filename="a.txt").text) == 20_000
    for size in (20_001, 80_001):
        with pytest.raises(BadInput) as refused:
            read(b"x" * size, filename="a.txt")
    assert (refused.value.code, str(refused.value)) == (
        "file-too-large",
        "文件中的文字超过 2 万字，请拆分后上传。",
    )


def test_the_name_does_not_decide():
    document = read(with_body(paragraph("通知")), filename="通知.pdf")
    assert document.text == "通知"
    assert document.notes == ("文件扩展名为 .pdf，内容是 Word 文档（docx），已按 Word 文档（docx）读取",)
    document = read(with_body(paragraph("通知")), filename="通知")
    assert document.notes == ("文件没有扩展名，内容是 Word 文档（docx），已按 Word 文档（docx）读取",)
    assert read(b"x", filename="README").notes == ()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{\\rtf1 x}", Format.RTF),
        (b"\x89PNG\r\n", Format.IMAGE),
        (b"\xff\xd8\xff\xe0", Format.IMAGE),
        (b"Rar!\x1a\x07", Format.ARCHIVE),
        (b"\r\n<!DOCTYPE html><p>x", Format.HTML),
        ("\ufeff<html><body>".encode("utf-16"), Format.HTML),
        (b'<?xml version="1.0"?><html xmlns="x"/>', Format.HTML),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', Format.WORD_XML),
        (b'<?xml version="1.0"?><note/>', Format.TXT),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Format.HTML),
        (b"\x00\x01\x02\x03", Format.BINARY),
        (b"junk before %PDF-1.7", Format.PDF),
        (b"a,b\n1,2", Format.TXT),
        ("甲 <b>乙</b>".encode(), Format.TXT),
    ],
)
def test_sniff(content, kind):
    assert sniff(content, "a.doc") is kind


def test_sniff_tells_tables_by_name():
    assert sniff(b"a,b\n1,2", "A.CSV") is Format.CSV
    assert sniff(b"a\tb\n1\t2", "a.tsv") is Format.CSV


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (
            b"<html><p>x",
            "a.doc",
            "文件内容是网页，不能读取。请打开网页复制正文后粘贴，或另存为 Word、纯文本文件后上传。",
        ),
        (
            b"{\\rtf1 x}",
            "a.doc",
            "文件内容是 RTF 文档，不能读取。请另存为 Word（.docx）、PDF 或纯文本文件后上传。",
        ),
        (b"\x89PNG", "a.png", "文件内容是图片，不能读取。图片中的文字不能读取，请上传 Word 版或文本版。"),
        (b"a,b", "a.csv", "文件内容是 CSV 表格，不能读取。表格请到相应的导入页面上传。"),
        (
            b"\x7fELF\x00\x00\x00",
            "a.txt",
            "文件内容是无法识别的二进制文件，不能读取。请另存为 Word（.docx）、PDF 或纯文本文件后上传。",
        ),
    ],
)
def test_unsupported_kinds_say_what_to_do(content, name, sentence):
    with pytest.raises(BadInput) as refused:
        read(content, filename=name)
    assert (refused.value.code, str(refused.value)) == ("unsupported-type", sentence)


def test_clean_and_escaped():
    assert clean("a\r\nb\rc\x85d") == ("a\nb\nc\nd", 0)
    assert clean("\ud800\ufeff\ufffe\x00x\x7f") == ("x", 5)
    assert escaped('R&D <投资> "x"\x0b\x01') == "R&amp;D &lt;投资&gt; &quot;x&quot;\n"
