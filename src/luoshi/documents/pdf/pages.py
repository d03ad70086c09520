"""The text of each page as PDFium reads it, without the page numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from luoshi.documents import refusals
from luoshi.documents.cleaning import clean
from luoshi.documents.formats import Format

_DASHES = "—\u2013\u2015─－·\\-"
_PAGE_NUMBER = re.compile(rf"\s*(?:[{_DASHES}]+\s*\d{{1,4}}\s*[{_DASHES}]+|第\s*\d{{1,4}}\s*页.{{0,12}})\s*")
# Where Han characters and figures meet, typesetting leaves a gap, which is read as a blank.
_GAP = re.compile(r"(?<=\d) (?=[年月日号时期项个条件家户名次届亿万元千百%％])|(?<=[年月第至]) (?=\d)")


@dataclass(frozen=True, slots=True)
class Page:
    """``is_unread``: something is on the page, but no text that can be read."""

    text: str
    is_unread: bool


def pages(content: bytes) -> Iterator[Page]:
    """Raises BadInput when the file cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        refusal = refusals.encrypted if locked else refusals.unreadable
        raise refusal(Format.PDF) from error
    with document:
        for index in range(len(document)):
            yield _page(document, index)


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """A damaged page counts as one without text."""
    try:
        page = document[index]
        text = clean(page.get_textpage().get_text_range())[0]
        is_blank = not any(True for _ in page.get_objects(max_depth=1))
    except pypdfium2.PdfiumError:
        return Page("", is_unread=True)
    is_unread = not text.strip() and not is_blank
    return Page(_GAP.sub("", _without_number(text.split("\n"))), is_unread)


def _without_number(lines: Sequence[str]) -> str:
    """Page numbers stand alone on the first or the last line."""
    kept = list(lines)
    if kept and _PAGE_NUMBER.fullmatch(kept[-1]):
        kept.pop()
    if kept and _PAGE_NUMBER.fullmatch(kept[0]):
        kept.pop(0)
    return "\n".join(kept)
