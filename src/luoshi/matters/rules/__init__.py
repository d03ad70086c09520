"""Decisions on matters: the loop and its requirements, how a matter stands, what it is called."""

from luoshi.matters.rules.loop import (
    ASIDE,
    LOOP,
    OPEN,
    REQUIREMENTS,
    RUNNING,
    Facts,
    Requirement,
    check,
    days_late,
    index_words,
    light,
)
from luoshi.matters.rules.titles import title_of

__all__ = [
    "ASIDE",
    "LOOP",
    "OPEN",
    "REQUIREMENTS",
    "RUNNING",
    "Facts",
    "Requirement",
    "check",
    "days_late",
    "index_words",
    "light",
    "title_of",
]
