"""Run in a process of its own: a PDF as text."""

from typing import Any

from luoshi.documents import refusals
from luoshi.documents.isolation import serve
from luoshi.documents.pdf.pages import pages


def extract(content: bytes) -> dict[str, Any]:
    texts: list[str] = []
    unread: list[int] = []
    length = 0
    for number, page in enumerate(pages(content), 1):
        length += len(page.text)
        if length > refusals.TEXT_LIMIT:
            raise refusals.too_long()
        if page.is_unread:
            unread.append(number)
        texts.append(page.text)
    if not any(text.strip() for text in texts):
        raise refusals.scanned() if unread else refusals.empty()
    return {"text": "\n".join(texts), "notes": _notes(unread), "pages": len(texts)}


def _notes(unread: list[int]) -> list[str]:
    return [f"第 {'、'.join(map(str, unread))} 页没有文字层，未能读出"] if unread else []


if __name__ == "__main__":  # pragma: no cover -- runs in another process
    serve(extract)
