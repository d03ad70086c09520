"""Run as a process: a PDF on standard input, its text as JSON on standard output."""

import json
import sys
from typing import Any

if sys.platform != "win32":
    import resource

from luoshi.documents.pdf.pages import Refused, pages
from luoshi.documents.refusals import TEXT_LIMIT

_MEMORY = 2 * 1024**3
_CPU_SECONDS = 60


def answer(content: bytes) -> dict[str, Any]:
    try:
        return _read(content)
    except Refused as refused:
        return {"refusal": str(refused)}


def _read(content: bytes) -> dict[str, Any]:
    texts: list[str] = []
    unread: list[int] = []
    length = 0
    for number, page in enumerate(pages(content), 1):
        length += len(page.text)
        if length > TEXT_LIMIT:
            raise Refused("too-long")
        if not page.text.strip() and page.has_content:
            unread.append(number)
        texts.append(page.text)
    if not texts:
        raise Refused("unreadable")
    if not any(text.strip() for text in texts):
        raise Refused("scanned" if unread else "empty")
    return {"refusal": "", "text": "\n".join(texts), "notes": _notes(unread), "pages": len(texts)}


def _notes(unread: list[int]) -> list[str]:
    return [f"第 {'、'.join(map(str, unread))} 页没有文字层，未能读出"] if unread else []


def limit_resources() -> None:
    """A crafted file must not take the machine with it; Windows knows no such limits."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))


def main() -> None:
    limit_resources()
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
