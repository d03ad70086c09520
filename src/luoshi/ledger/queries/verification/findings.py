"""What a verification has found."""

from dataclasses import dataclass, field

from django.db import DatabaseError

LISTED = 100
"""Problems kept; more are only counted."""

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, DatabaseError)
"""What reading a row raises after somebody wrote values of other types into the SQLite file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``seq`` is the entry concerned, or the first of the entries concerned."""

    seq: int
    code: str
    text: str


@dataclass(slots=True)
class Findings:
    """The problems in the order found."""

    listed: list[Problem] = field(default_factory=list)
    found: int = 0

    def add(self, seq: int, code: str, text: str) -> None:
        self.found += 1
        if len(self.listed) < LISTED:
            self.listed.append(Problem(seq, code, text))


def blob(value: object) -> bytes:
    """A stored hash; TypeError for what is none (``bytes`` would make zeros of a number)."""
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    raise TypeError("not a hash")
