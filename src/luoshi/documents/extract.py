"""What a reader of one format hands back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """Text before cleaning; ``pages`` only where the format has pages of its own."""

    text: str
    notes: tuple[str, ...] = ()
    pages: int | None = None
