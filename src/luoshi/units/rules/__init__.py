"""The rules of units: facts and their limits, names, and lists to import."""

from luoshi.units.rules.facts import (
    CODE_LENGTH,
    DUTY_LENGTH,
    FARTHEST_YEARS,
    HIGHEST_POSITION,
    NAME_LENGTH,
    RECIPIENTS,
    RECIPIENTS_LENGTH,
    SHORT_LENGTH,
    NewUnit,
    PlaceFacts,
    check_days,
    check_parent,
    check_within,
    check_year,
    distinct,
    distinct_duties,
    one_line,
)
from luoshi.units.rules.naming import NameIndex, Names

__all__ = [
    "CODE_LENGTH",
    "DUTY_LENGTH",
    "FARTHEST_YEARS",
    "HIGHEST_POSITION",
    "NAME_LENGTH",
    "RECIPIENTS",
    "RECIPIENTS_LENGTH",
    "SHORT_LENGTH",
    "NameIndex",
    "Names",
    "NewUnit",
    "PlaceFacts",
    "check_days",
    "check_parent",
    "check_within",
    "check_year",
    "distinct",
    "distinct_duties",
    "one_line",
]
