"""Lines that were broken at a fixed column are made whole again, with the way back to the text as read."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from luoshi.extraction.labels import read_label

_ENDS = tuple("。！？：；”）》】…")
_NOTE_END = re.compile(r"(?:负责|牵头|落实|配合|参与)[^（）]{0,20}）$|单位：[^（）]*）$")
_INDENT = re.compile(" {2}|\t")
_LEAST_WIDTH = 18
_LEAST_LINES = 6
_SLACK = 2


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """``text`` without the breaks; ``cuts`` are the places in it where breaks were, ``gaps`` their lengths so far."""

    text: str
    cuts: tuple[int, ...]
    gaps: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as read; a break at either edge stays outside."""
        return start + self._gap(start), end + self._gap(end - 1)

    def _gap(self, position: int) -> int:
        index = bisect_right(self.cuts, position)
        return self.gaps[index - 1] if index else 0


def unwrap(folded: str) -> Unwrapped:
    """Folded text in which each paragraph is one line."""
    lines = folded.split("\n")
    width = _width([len(line.strip()) for line in lines])
    if width is None:
        return Unwrapped(folded, (), ())
    pieces: list[str] = [lines[0]]
    cuts: list[int] = []
    gaps: list[int] = []
    length, gap = len(lines[0]), 0
    for before, line in pairwise(lines):
        if _continues(before, line, width):
            tail = len(pieces[-1]) - len(pieces[-1].rstrip())
            pieces[-1] = pieces[-1].rstrip()
            bare = line.lstrip()
            length -= tail
            gap += tail + 1 + len(line) - len(bare)
            cuts.append(length)
            gaps.append(gap)
        else:
            bare = "\n" + line
        pieces.append(bare)
        length += len(bare)
    return Unwrapped("".join(pieces), tuple(cuts), tuple(gaps))


def _width(lengths: list[int]) -> int | None:
    """The column at which lines were broken, or None when they end where paragraphs do."""
    long = [length for length in lengths if length >= _LEAST_WIDTH]
    if len(long) < _LEAST_LINES:
        return None
    width, count = Counter(long).most_common(1)[0]
    near = sum(abs(length - width) <= _SLACK for length in long)
    return width if count >= _LEAST_LINES // 2 and near >= 0.6 * len(long) else None


def _continues(before: str, line: str, width: int) -> bool:
    """A full line goes on, even behind a stop; a line nearly full only inside of a sentence."""
    bare, following = before.strip(), line.strip()
    if not following or _INDENT.match(line) or read_label(following, 0, len(following)):
        return False
    if len(bare) == width:
        return not bare.endswith("：") and not _NOTE_END.search(bare)
    return abs(len(bare) - width) <= _SLACK and not bare.endswith(_ENDS)
