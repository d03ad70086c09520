"""An uploaded file as text, with notes on what could not be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from luoshi.documents import refusals
from luoshi.documents.cleaning import clean
from luoshi.documents.doc import read_doc
from luoshi.documents.docx import read_docx
from luoshi.documents.extract import Extract
from luoshi.documents.formats import SUFFIXES, Format
from luoshi.documents.pdf import read_pdf
from luoshi.documents.plain import decode
from luoshi.documents.sniffing import sniff

SIZE_LIMIT = 50 * 1024 * 1024
_BYTES_PER_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """``pages`` is known for PDF only; ``notes`` are Chinese sentences for the person who uploaded."""

    text: str
    format: Format
    notes: tuple[str, ...]
    pages: int | None


def _read_plain(content: bytes) -> Extract:
    if len(content) > _BYTES_PER_CHARACTER * refusals.TEXT_LIMIT:
        raise refusals.too_long()
    text, notes = decode(content)
    return Extract(text, notes)


_READERS: Mapping[Format, Callable[[bytes], Extract]] = {
    Format.TXT: _read_plain,
    Format.DOCX: read_docx,
    Format.DOC: read_doc,
    Format.PDF: read_pdf,
}


def read(content: bytes, *, filename: str, limit: int = SIZE_LIMIT) -> ReadDocument:
    """Raises BadInput, whose code tells the reason; ``limit`` is in bytes."""
    if not content:
        raise refusals.empty()
    if len(content) > limit:
        raise refusals.too_large(limit)
    kind = sniff(content, filename)
    if kind is Format.ENCRYPTED:
        raise refusals.encrypted(kind)
    if kind not in _READERS:
        raise refusals.unsupported(kind)
    extract = _READERS[kind](content)
    if len(extract.text) > refusals.TEXT_LIMIT:
        raise refusals.too_long()
    text, removed = clean(extract.text)
    if not text.strip():
        raise refusals.empty()
    notes = (*mislabelled(kind, filename), *extract.notes, *_cleaned(removed))
    return ReadDocument(text, kind, notes, extract.pages)


def mislabelled(kind: Format, filename: str) -> tuple[str, ...]:
    """A note when the name says another kind than the content."""
    suffix = PurePath(filename).suffix.lower()
    if suffix in SUFFIXES[kind]:
        return ()
    shown = f"文件扩展名为 {suffix}" if suffix else "文件没有扩展名"
    return (f"{shown}，内容是{kind.inline}，已按{kind.inline}读取",)


def _cleaned(removed: int) -> tuple[str, ...]:
    return (f"已去除不可见的控制字符 {removed} 个",) if removed else ()
