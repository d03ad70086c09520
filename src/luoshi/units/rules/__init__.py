"""The rules of units: facts and their limits, names, and lists to import."""

from luoshi.units.rules.facts import (
    CODE_LENGTH,
    HIGHEST_POSITION,
    NAME_LENGTH,
    SHORT_LENGTH,
    NewUnit,
    PlaceFacts,
    check_days,
    check_parent,
    check_within,
    distinct,
    one_line,
)
from luoshi.units.rules.naming import NameIndex, Names

__all__ = [
    "CODE_LENGTH",
    "HIGHEST_POSITION",
    "NAME_LENGTH",
    "SHORT_LENGTH",
    "NameIndex",
    "Names",
    "NewUnit",
    "PlaceFacts",
    "check_days",
    "check_parent",
    "check_within",
    "distinct",
    "one_line",
]
