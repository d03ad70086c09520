"""What a file is, decided by its content; the name only tells a CSV table from other text."""

from io import BytesIO
from pathlib import PurePath

import olefile

from luoshi.documents import refusals
from luoshi.documents.archives import Archive
from luoshi.documents.formats import SUFFIXES, Format

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", Format.RTF),
    (b"\x89PNG", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"Rar!", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b", Format.ARCHIVE),
)
_ZIP_MEMBERS = (
    ("word/", Format.DOCX),
    ("xl/", Format.XLSX),
    ("ppt/", Format.PPTX),
    ("OFD.xml", Format.OFD),
    ("mimetype", Format.OPEN_DOCUMENT),
)
_OLE_STREAMS = (
    ("EncryptedPackage", Format.ENCRYPTED),
    ("WordDocument", Format.DOC),
    ("Workbook", Format.XLS),
    ("Book", Format.XLS),
    ("PowerPoint Document", Format.PPT),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PDF_WINDOW = 1024
_TEXT_WINDOW = 4096
# A text file may hold a stray NUL; a binary one is full of them.
_NUL_PER_TEXT = 1000
OLE_ERRORS = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    AttributeError,
    TypeError,
    OverflowError,
    MemoryError,
)


def sniff(content: bytes, filename: str) -> Format:
    """Raises BadInput for an office package that is cut off or damaged."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if b"%PDF-" in content[:_PDF_WINDOW]:
        return Format.PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(content)
    if content.startswith(_OLE):
        return _sniff_ole(content, filename)
    return _sniff_text(content, filename)


def _sniff_zip(content: bytes) -> Format:
    names = Archive(content, kind=Format.ARCHIVE).names
    for prefix, kind in _ZIP_MEMBERS:
        if any(name.startswith(prefix) for name in names):
            return kind
    return Format.ARCHIVE


def _sniff_ole(content: bytes, filename: str) -> Format:
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            for stream, kind in _OLE_STREAMS:
                if ole.exists(stream):
                    return kind
    except OLE_ERRORS as error:
        raise refusals.unreadable(Format.DOC) from error
    for kind in (Format.DOC, Format.XLS):
        if PurePath(filename).suffix.lower() in SUFFIXES[kind]:
            raise refusals.unreadable(kind)
    return Format.BINARY


def _sniff_text(content: bytes, filename: str) -> Format:
    if not content.startswith(_UTF16) and content.count(0) * _NUL_PER_TEXT > len(content):
        return Format.BINARY
    head = content[:_TEXT_WINDOW].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"mime-version:")):
        return Format.HTML
    if head.startswith((b"<?xml", b"<!--")):
        return _sniff_xml(head)
    return Format.CSV if PurePath(filename).suffix.lower() in {".csv", ".tsv"} else Format.TXT


def _sniff_xml(head: bytes) -> Format:
    if b"<html" in head:
        return Format.HTML
    if b"word.document" in head or b"wordml" in head:
        return Format.WORD_XML
    return Format.TXT
