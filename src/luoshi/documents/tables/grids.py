"""A sheet as rows of text, whatever file it came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows[0]`` is row 1 in Excel; ``merged`` holds first and last (row, column), counted from 0."""

    name: str
    rows: Sequence[list[str]]
    merged: Sequence[Range] = field(default=())

    def fill_merged(self, *, after: int) -> None:
        """Write the value of each merged area's first cell into its other cells, below row index ``after``.

        Merged areas never overlap in a sound file, so more fills than cells means a crafted one: stop there.
        """
        budget = sum(map(len, self.rows))
        for (top, left), (bottom, right) in self.merged:
            if top <= after or top >= len(self.rows) or left >= len(self.rows[top]):
                continue
            value = self.rows[top][left]
            for cells in self.rows[top : bottom + 1]:
                width = max(0, min(right + 1, len(cells)) - left)
                budget -= width
                if budget < 0:
                    return
                cells[left : left + width] = [value] * width
