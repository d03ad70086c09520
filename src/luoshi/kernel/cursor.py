"""Where a page of a long list begins: after a row, known by its day and number, not by how many came before."""

from dataclasses import dataclass
from datetime import date

from luoshi.kernel.errors import BadInput

MOST_DIGITS = 18
"""Of the largest key; a longer number is somebody's play."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a list that is ordered by day, then by number."""

    on: date
    number: int

    def __str__(self) -> str:
        """As it stands in an address: 2026-06-30.17."""
        return f"{self.on.isoformat()}.{self.number}"


def place(text: str) -> Place | None:
    """The place out of an address; None for the beginning."""
    if not text:
        return None
    day, _, number = text.partition(".")
    try:
        return Place(date.fromisoformat(day), int(number[:MOST_DIGITS]))
    except ValueError as error:
        raise BadInput("bad-cursor", "翻页位置无法识别，请回到第一页重新查看。") from error
