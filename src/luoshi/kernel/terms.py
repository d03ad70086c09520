"""A vocabulary: codes that are stored, each with the Chinese label that people read."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """An enum whose members are ``NAME = "code", "标签"``; the value is the code."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of code and label, in the order of definition, as forms and columns take them."""
        return [(member.value, member.label) for member in cls]
