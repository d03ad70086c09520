"""Dates and widths of official text."""

import math
from unicodedata import east_asian_width

from luoshi.documents.cleaning import clean

_WIDE = frozenset("WFA")
# 156 mm hold 20 characters of 22 pt.
_TITLE_EMS = 19
_BREAK_AFTER = frozenset("的、，》”和及")
_BREAK_BEFORE = (
    *("《", "“", "关于", "印发", "开展", "做好", "推进", "加强", "进一步"),
    *("实施", "落实", "情况", "有关", "予以", "通报", "重点", "全市", "全县"),
)
_FARTHEST_SEAM = 6


def ems(text: str) -> float:
    """The width in characters: a Han character is one, a figure or a Latin letter half."""
    return sum(1.0 if east_asian_width(letter) in _WIDE else 0.5 for letter in text)


def one_line(text: str) -> str:
    """Elements that stand on a line of their own carry no line ends or tabs."""
    return " ".join(part.strip() for part in clean(text)[0].replace("\t", "\n").split("\n") if part.strip())


def title_lines(text: str) -> tuple[str, ...]:
    """A title broken into lines of about equal width, between words as far as marks and common words show."""
    text = one_line(text)
    count = math.ceil(ems(text) / _TITLE_EMS)
    lines = []
    for left in range(count, 1, -1):
        cut = _best_cut(text, left)
        lines.append(text[:cut])
        text = text[cut:]
    return (*lines, text)


def _best_cut(text: str, lines: int) -> int:
    """The seam nearest to an even share, or that share itself; what follows must fit on the other lines."""
    share = ems(text) / lines
    near = [
        cut
        for cut in range(1, len(text))
        if abs(ems(text[:cut]) - share) <= _FARTHEST_SEAM and ems(text[cut:]) <= _TITLE_EMS * (lines - 1)
    ]
    seams = [cut for cut in near if text[cut - 1] in _BREAK_AFTER or text.startswith(_BREAK_BEFORE, cut)]
    return min(seams or near, key=lambda cut: abs(ems(text[:cut]) - share))
