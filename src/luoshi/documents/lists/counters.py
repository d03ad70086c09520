"""Labels of automatic lists, which Word computes and never stores: 一、 （一） 1. （1）."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from luoshi.documents.lists.counting import written

LEVELS = 9
BULLET = "bullet"

_PLACE = re.compile(r"%([1-9])")
_BULLET_SIGN = "•"
_CLOSERS = frozenset("、。．.，,：:）)】]〕》>")


@dataclass(frozen=True, slots=True)
class Level:
    """``text`` holds %1 … %9 for the counters; ``restart``: the level, counted from 1, after which this one
    begins anew (0 never, None after any higher one); ``style``: the paragraph style that stands for it."""

    number_format: str
    text: str
    start: int
    restart: int | None = None
    style: str | None = None
    legal: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One use of a list: the counters belong to ``counted_as``, which several uses may share.

    ``restarts`` are the levels that begin anew where this use first appears.
    """

    name: Hashable
    counted_as: Hashable
    levels: Mapping[int, Level]
    restarts: frozenset[int] = frozenset()


class Counters:
    """Ask for the label of each listed paragraph in reading order: every call counts."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, list[int | None]] = {}
        self._restarted: set[tuple[Hashable, int]] = set()

    def label(self, found: NumberedList, *, index: int, text: str) -> str:
        """What stands before ``text``, with a space where the label would run into it."""
        if index not in found.levels:
            return ""
        self._advance(found, index)
        level = found.levels[index]
        label = "" if level.hidden else self._written(found, level)
        return label + _gap(label, text)

    def _advance(self, found: NumberedList, index: int) -> None:
        counts = self._counts.setdefault(found.counted_as, [None] * LEVELS)
        if index in found.restarts and (found.name, index) not in self._restarted:
            self._restarted.add((found.name, index))
            counts[index] = None
        before = counts[index]
        counts[index] = found.levels[index].start if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or index < restart:
                counts[deeper] = None

    def _written(self, found: NumberedList, level: Level) -> str:
        if level.number_format == BULLET:
            return _BULLET_SIGN
        counts = self._counts[found.counted_as]

        def place(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            if other not in found.levels:
                return ""
            count = counts[other]
            shown = found.levels[other].start if count is None else count
            return written(shown, "decimal" if level.legal else found.levels[other].number_format)

        return _PLACE.sub(place, level.text)


def _gap(label: str, text: str) -> str:
    if not label or not text:
        return ""
    if label[-1] in _CLOSERS and not text[0].isdigit():
        return ""
    return " "
