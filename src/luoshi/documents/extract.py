"""What a reader of one format hands back."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """Text before cleaning; ``pages`` only where the format has pages of its own."""

    text: str
    notes: tuple[str, ...] = ()
    pages: int | None = None


def on_one_line(lines: Sequence[str]) -> str:
    """A table cell is one field of its row: its own line ends and tabs become spaces."""
    return " ".join(line.replace("\t", " ").strip() for line in lines if line.strip())
