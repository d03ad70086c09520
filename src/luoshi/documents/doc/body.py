"""The text of a Word 97-2003 file in reading order, with tables as rows and lists with their labels."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from luoshi.documents.doc.numbering import Numbering
from luoshi.documents.doc.pieces import Piece
from luoshi.documents.doc.properties import ParagraphProperties, Paragraphs, Run, removed_runs
from luoshi.documents.doc.streams import WordFile
from luoshi.documents.extract import on_one_line

_CELL = "\x07"
_ENDS = "\r\x07\x0c"
_PARAGRAPH = re.compile(f"[^{_ENDS}]*+[{_ENDS}]|[^{_ENDS}]++$")
_FIELD = re.compile("(\x13[^\x13\x14\x15]*+\x14?+)([^\x13\x14\x15]*+)\x15")
_DEEPEST_FIELD = 10
_PICTURE = "\x01"
# Marks of pictures, drawings, notes and comments, and what was taken out, stand for nothing in the text.
_SIGNS = str.maketrans(
    {"\x1e": "-", "\x0b": "\n", "\x0e": "\n"} | dict.fromkeys("\x00\x01\x02\x05\x08\x1f\r\x07\x0c", "")
)


class Body:
    """``seen`` counts deleted and hidden stretches and pictures."""

    def __init__(self, file: WordFile, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._firsts = [piece.first for piece in pieces]
        self._paragraphs = Paragraphs(file)
        self._numbering = Numbering(file)
        text = "".join(piece.text(file.main) for piece in pieces)
        text, self.seen = _without_removed(text, pieces, removed_runs(file))
        self._text = _without_instructions(text)

    def lines(self, start: int, end: int) -> Iterator[str]:
        """The lines between two character positions; a table row is one line, its cells parted by tabs."""
        cells: list[list[str]] = []
        cell: list[str] = []
        for match in _PARAGRAPH.finditer(self._text, start, end):
            properties = self._paragraphs.at(self._place(match.end() - 1))
            if properties.ends_row:
                yield from _row(cells)
                cells = []
                continue
            lines = self._shown(match[0], properties)
            if match[0].endswith(_CELL):
                cells.append([*cell, *lines])
                cell = []
            elif properties.in_table:
                cell.extend(lines)
            else:
                yield from lines
        yield from _row([*cells, cell])

    def _shown(self, raw: str, properties: ParagraphProperties) -> list[str]:
        self.seen["image"] += raw.count(_PICTURE)
        text = raw.translate(_SIGNS)
        return (self._numbering.label(properties, text) + text).split("\n")

    def _place(self, character: int) -> int:
        return self._pieces[bisect_right(self._firsts, character) - 1].place(character)


def _without_removed(text: str, pieces: Sequence[Piece], runs: Sequence[Run]) -> tuple[str, Counter[str]]:
    """Taken out by blanks of the same length, so that positions keep their meaning; counted by reason."""
    ends = [run.end for run in runs]
    letters = list(text)
    seen: Counter[str] = Counter()
    for piece in pieces:
        for index in range(bisect_right(ends, piece.offset), len(runs)):
            run = runs[index]
            if run.start >= piece.place(piece.end):
                break
            first, last = piece.overlap(run.start, run.end)
            letters[first:last] = "\0" * (last - first)
            seen[run.reason] += first < last
    return "".join(letters), seen


def _without_instructions(text: str) -> str:
    """Of a field, only the result is part of the text; fields may hold fields."""
    for _ in range(_DEEPEST_FIELD):
        text, count = _FIELD.subn(_result, text)
        if not count:
            break
    return text


def _result(field: re.Match[str]) -> str:
    instruction, result = field[1], field[2]
    if not instruction.endswith("\x14"):
        instruction, result = instruction + result, ""
    return "\0" * len(instruction) + result + "\0"


def _row(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    if len(cells) == 1:
        yield from cells[0]
    elif cells:
        yield "\t".join(on_one_line(cell) for cell in cells)
