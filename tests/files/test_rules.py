import struct
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from luoshi.documents.tables import write_table
from luoshi.files import rules
from luoshi.files.terms import Kind
from luoshi.kernel.errors import BadInput

PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 20
GIF = b"GIF89a" + b"\x00" * 20
MP4 = b"\x00\x00\x00\x20ftypisom" + b"\x00" * 20
TEXT = "说明：工程已开工。".encode()


def package(*names):
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def compound(*names):
    """A minimal OLE file: one sector of FAT, one of directory, empty streams by the names given."""
    entries = [("Root Entry", 5, -1, -1, 1 if names else -1)]
    for index, name in enumerate(names, 1):
        right = index + 1 if index < len(names) else -1
        entries.append((name, 2, -1, right, -1))
    directory = b""
    for name, kind, left, right, child in entries:
        encoded = name.encode("utf-16-le")
        directory += encoded.ljust(64, b"\x00") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
        directory += (
            struct.pack("<iii", left, right, child)
            + b"\x00" * 36
            + struct.pack("<II", 0xFFFFFFFE, 0)
            + b"\x00" * 4
        )
    directory = directory.ljust(512 * -(-len(directory) // 512), b"\x00")
    sectors = len(directory) // 512
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    fat = b"".join(struct.pack("<I", entry) for entry in chain).ljust(512, b"\xff")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\x00" * 6
    )
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    return header.ljust(512, b"\xff") + fat + directory


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "批复.pdf", Kind.PDF),
        (PNG, "现场.PNG", Kind.PNG),
        (JPEG, "现场.jpeg", Kind.JPEG),
        (GIF, "图.gif", Kind.GIF),
        (MP4, "录像.mp4", Kind.MP4),
        (TEXT, "说明.txt", Kind.TXT),
        (TEXT, "说明", Kind.TXT),
        ("甲,乙\n1,2".encode(), "表.csv", Kind.CSV),
        (package("word/document.xml"), "方案.docx", Kind.DOCX),
        (package("xl/workbook.xml"), "台账.et", Kind.XLSX),
        (package("ppt/presentation.xml"), "汇报.pptx", Kind.PPTX),
        (package("OFD.xml"), "公文.ofd", Kind.OFD),
        (compound("WordDocument"), "方案.wps", Kind.DOC),
        (compound("Workbook"), "台账.xls", Kind.XLS),
        (compound("PowerPoint Document"), "汇报.dps", Kind.PPT),
        (write_table(["甲"], [["1"]]), "表.xlsx", Kind.XLSX),
    ],
)
def test_a_kind_is_what_the_content_says(content, name, kind):
    assert rules.kind_of(content, name) is kind


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"MZ\x90\x00" + b"\x00" * 500, "工具.exe", "file-type"),
        (b"\x7fELF" + b"\x00" * 500, "批复.pdf", "file-type"),
        (b"<!DOCTYPE html><html></html>", "网页.html", "file-type"),
        (b"<svg xmlns='x'><script/></svg>", "图.svg", "file-type"),
        (b"<svg xmlns='x'><script/></svg>", "图.txt", "file-type"),
        (b"<?xml version='1.0'?><svg/>", "图.txt", "file-type"),
        (package("a.txt"), "材料.zip", "file-type"),
        (b"Rar!\x1a\x07\x00", "材料.rar", "file-type"),
        (b"{\\rtf1 }", "方案.doc", "file-type"),
        (b"II*\x00" + b"\x00" * 20, "扫描.tif", "file-type"),
        (compound("EncryptedPackage"), "方案.docx", "file-encrypted"),
        (package("word/document.xml", "word/vbaProject.bin"), "方案.docm", "file-macros"),
        (package("xl/workbook.xml", "xl/vbaProject.bin"), "表.xlsx", "file-macros"),
        (compound("WordDocument", "Macros"), "方案.doc", "file-macros"),
        (compound("Workbook", "_VBA_PROJECT_CUR"), "表.xls", "file-macros"),
        (PDF, "批复.docx", "file-mislabelled"),
        (TEXT, "脚本.bat", "file-mislabelled"),
        (TEXT, "a.txt.exe", "file-mislabelled"),
    ],
)
def test_what_is_not_taken(content, name, code):
    with pytest.raises(BadInput) as refused:
        rules.kind_of(content, name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("批复.pdf", "批复.pdf"),
        ("批复.PDF", "批复.PDF"),
        ("C:\\用户\\批复.pdf", "批复.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("批\r\n复\x00\u202e.pdf", "批 复.pdf"),
        ('a"b<c>:d|e?f*.pdf', "a b c d e f.pdf"),
        ("批复", "批复.pdf"),
        ("批复.exe .", "批复.pdf"),
        ("...", "附件.pdf"),
        ("", "附件.pdf"),
        (".pdf", "pdf.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(name, stored):
    assert rules.tidy_name(name, Kind.PDF) == stored


@pytest.mark.parametrize(("size", "code"), [(0, "file-empty"), (101, "file-too-large")])
def test_a_size_that_is_not_taken(size, code):
    with pytest.raises(BadInput) as refused:
        rules.check_size(size, limit=100)
    assert refused.value.code == code


def test_the_limit_itself_is_taken():
    rules.check_size(100, limit=100)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("plan.pdf", "attachment; filename=\"plan.pdf\"; filename*=UTF-8''plan.pdf"),
        ("批复 1.pdf", "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E6%89%B9%E5%A4%8D%201.pdf"),
        ("甲.文", "attachment; filename=\"file\"; filename*=UTF-8''%E7%94%B2.%E6%96%87"),
    ],
)
def test_a_download_is_named_in_every_browser(name, header):
    assert rules.disposition(name) == header


def test_a_real_workbook_with_macros_is_refused(tmp_path):
    path = tmp_path / "宏.xlsm"
    binary = tmp_path / "vbaProject.bin"
    binary.write_bytes(b"x")
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet()
    workbook.add_vba_project(str(binary))
    workbook.close()
    with pytest.raises(BadInput) as refused:
        rules.kind_of(path.read_bytes(), path.name)
    assert refused.value.code == "file-macros"
