"""What one rule makes of one phrase."""

from dataclasses import dataclass
from datetime import date

from luoshi.extraction.model import Base, DeadlineKind


@dataclass(frozen=True, slots=True)
class Found:
    kind: DeadlineKind
    on: date | None
    start: date | None = None
    base: Base | None = None
    every: str | None = None
    also: tuple[date, ...] = ()
    note: str | None = None
    soft: bool = False
