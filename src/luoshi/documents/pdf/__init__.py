"""PDF as text, page by page."""

from luoshi.documents import isolation, refusals
from luoshi.documents.extract import Extract
from luoshi.documents.formats import Format

_END_MARK = b"%%EOF"
_END_WINDOW = 4096
_WORKER = "luoshi.documents.pdf.worker"


def read_pdf(content: bytes) -> Extract:
    """Raises BadInput for damage, passwords and scans."""
    if _END_MARK not in content[-_END_WINDOW:]:
        raise refusals.unreadable(Format.PDF)
    answer = isolation.call(_WORKER, content, kind=Format.PDF)
    return Extract(answer["text"], tuple(answer["notes"]), answer["pages"])
