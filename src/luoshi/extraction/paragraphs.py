"""Lines as paragraphs; one that hides a numbered heading is cut before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.extraction.labels import Label, read_label

_HIDDEN = re.compile(
    r"(?<=[。；：！”）])\s*(?=(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
    r"|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、](?![0-9])))"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    label: Label | None


def paragraphs(folded: str) -> list[Paragraph]:
    """The unwrapped text cut into paragraphs, blank ones left out, in order."""
    return [
        Paragraph(start, end, read_label(folded, start, end))
        for line in _lines(folded)
        for start, end in _cut(folded, line)
    ]


def _lines(folded: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in folded.split("\n"):
        if line.strip():
            bare = line.strip(" ") if "\t" in line else line.strip()
            start = position + line.index(bare[0])
            yield start, start + len(bare)
        position += len(line) + 1


def _cut(folded: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start, end = span
    if "\t" in folded[start:end]:
        yield span
        return
    for match in _HIDDEN.finditer(folded, start, end):
        if _enough(folded, start, match.start()):
            yield start, match.start()
            start = match.end()
    yield start, end


def _enough(folded: str, start: int, end: int) -> bool:
    """A cut inside brackets would tear them."""
    piece = folded[start:end]
    return len(piece) >= 4 and piece.count("（") == piece.count("）")
