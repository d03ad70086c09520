"""From lines to paragraphs: wrapped lines are joined, a paragraph that hides a numbered heading is cut before it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.extraction.labels import Label, read_label

_ENDS = tuple("。！？：；”）》】…")
_HIDDEN = re.compile(
    r"(?<=[。；：！”）])\s*(?=(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
    r"|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、](?![0-9])))"
)
_LEAST_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    label: Label | None


def paragraphs(folded: str) -> list[Paragraph]:
    """The text cut into paragraphs, blank ones left out, in order."""
    lines = list(_lines(folded))
    width = _wrap_width([end - start for start, end in lines])
    return [
        Paragraph(start, end, read_label(folded, start, end))
        for joined in _joined(folded, lines, width)
        for start, end in _cut(folded, joined)
    ]


def _lines(folded: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in folded.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            yield start, start + len(stripped)
        position += len(line) + 1


def _wrap_width(lengths: list[int]) -> int | None:
    """The column at which the text was wrapped by force, or None when lines end where paragraphs do."""
    long = [length for length in lengths if length >= _LEAST_WIDTH]
    if len(long) < 6:
        return None
    width, count = Counter(long).most_common(1)[0]
    near = sum(1 for length in long if abs(length - width) <= 2)
    return width if count >= 3 and near >= 0.6 * len(long) else None


def _joined(folded: str, lines: list[tuple[int, int]], width: int | None) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    last = 0
    for start, end in lines:
        if width is not None and result and _continues(folded, (start, end), last=last, width=width):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
        last = start
    return result


def _continues(folded: str, line: tuple[int, int], *, last: int, width: int) -> bool:
    start, end = line
    before = folded[last:start].rstrip()
    full = abs(len(before) - width) <= 2
    return full and not before.endswith(_ENDS) and read_label(folded, start, end) is None


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
