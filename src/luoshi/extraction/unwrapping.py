"""Lines that were broken at a fixed column are made whole again, with the way back to the text as read."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.extraction.labels import read_label

_ENDS = tuple("。！？：；”）》】…")
_NOTE_END = re.compile(r"(?:负责|牵头|落实|配合|参与)[^（）]{0,20}）$|单位：[^（）]*）$")
_INDENT = re.compile(" {2}|\t")
_NARROW = re.compile("[\x00-\x7f]")
_LEAST_WIDTH = 36
_LEAST_BROKEN = 3
_LEAST_LINES = 6
_SLACK = 4
_RAGGED = 12
_MOST = 0.6


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


@dataclass(frozen=True, slots=True)
class _Column:
    """Where lines were broken: at a number of columns or of letters. ``indented``: paragraphs begin with blanks."""

    measure: Callable[[str], int]
    width: int
    indented: bool


def unwrap(folded: str) -> Unwrapped:
    """Folded text in which each paragraph is one line."""
    lines = folded.split("\n")
    columns = [column for measure in (_columns, _letters) if (column := _measured(lines, measure))]
    if not columns:
        return Unwrapped(folded, (), ())
    pieces: list[str] = [lines[0]]
    cuts: list[int] = []
    gaps: list[int] = []
    length, gap = len(lines[0]), 0
    for before, line in pairwise(lines):
        if any(_continues(before, line, column) for column in columns):
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


def _columns(line: str) -> int:
    """Han letters take two columns, others one."""
    bare = line.rstrip()
    return 2 * len(bare) - len(_NARROW.findall(bare))


def _letters(line: str) -> int:
    return 2 * len(line.strip())


def _measured(lines: Sequence[str], measure: Callable[[str], int]) -> _Column | None:
    """Most lines that break off inside of a sentence, or most lines at all, are equally long."""
    long = [measure(line) for line in lines if measure(line) >= _LEAST_WIDTH]
    broken = [measure(before) for before, line in pairwise(lines) if _breaks_off(before, line)]
    starts = sum(measure(line) >= _LEAST_WIDTH and bool(_INDENT.match(line)) for line in lines)
    indented = starts >= _LEAST_BROKEN
    slack = _RAGGED if indented else _SLACK
    for lengths, least in ((broken, _LEAST_BROKEN), (long, _LEAST_LINES)):
        width = max(Counter(lengths).items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))[0]
        near = [one for one in lengths if abs(one - width) <= slack]
        if len(near) >= max(least, _MOST * len(lengths)):
            return _Column(measure, width, indented=indented)
    return None


def _breaks_off(before: str, line: str) -> bool:
    """A long line that does not end a sentence; the one behind it begins none and is no longer."""
    bare, following = before.rstrip(), line.strip()
    if not following or bare.endswith(_ENDS) or "\t" in before or "\t" in line:
        return False
    length = _columns(bare)
    return length >= _LEAST_WIDTH and _columns(line) <= length + _SLACK and not _begins(line, following)


def _begins(line: str, following: str) -> bool:
    return bool(_INDENT.match(line)) or read_label(following, 0, len(following)) is not None


def _continues(before: str, line: str, column: _Column) -> bool:
    """A full line goes on, even behind a stop; a line nearly full only inside of a sentence."""
    bare, following = before.strip(), line.strip()
    if not following or "\t" in before or _begins(line, following):
        return False
    away = abs(column.width - column.measure(before))
    if away > (_RAGGED if column.indented else _SLACK) or column.measure(line) > column.width + _RAGGED:
        return False
    if column.indented:
        return not bare.endswith(_ENDS) or (away <= _SLACK and not bare.endswith("："))
    if away == 0:
        return not bare.endswith("：") and not _NOTE_END.search(bare)
    return not bare.endswith(_ENDS)
