"""Whether words stand in the text, letter for letter; only full-width and half-width forms count as the same."""

import re
from collections.abc import Iterable

from luoshi.extraction.folding import fold

Stretch = tuple[int, int]

_NUMERAL = "0-9\u3007零一二三四五六七八九十百千万亿两"
_OPENS = re.compile(f"[{_NUMERAL}]")
_NUMBER_BEFORE = re.compile(f"(?:[{_NUMERAL}]|[0-9][.,])$")
_NUMBER_BEHIND = re.compile(f"[{_NUMERAL}]|[.,][0-9]")
_EDGES = " \t\n　"


def find(quote: str, folded: str, within: Iterable[Stretch]) -> Stretch | None:
    """Where ``quote`` stands first in one of the stretches; never in the middle of a number (“2个” is not in “32个”)."""
    words = fold(quote.strip(_EDGES))
    for start, end in within if words else ():
        at = folded.find(words, start, end)
        while at >= 0:
            if _whole(folded, at, at + len(words)):
                return at, at + len(words)
            at = folded.find(words, at + 1, end)
    return None


def _whole(folded: str, start: int, end: int) -> bool:
    cut_before = _OPENS.match(folded, start) and _NUMBER_BEFORE.search(folded[max(0, start - 2) : start])
    cut_behind = _OPENS.match(folded, end - 1) and _NUMBER_BEHIND.match(folded, end)
    return not cut_before and not cut_behind
