"""Reads Chinese official documents into drafts of supervised matters. Pure: no database, no framework."""

from luoshi.extraction.deadlines import read_deadline
from luoshi.extraction.engine import decompose
from luoshi.extraction.lexicon import UnitLexicon
from luoshi.extraction.model import (
    Base,
    Clause,
    ClauseRole,
    Deadline,
    DeadlineKind,
    Decomposition,
    DocumentInfo,
    Item,
    ItemKind,
    Measure,
    Relation,
    WorkCalendar,
)  # fmt: skip
from luoshi.extraction.owners.grammar import Owners, read_owners
from luoshi.extraction.serial import to_json

__all__ = [
    "Base",
    "Clause",
    "ClauseRole",
    "Deadline",
    "DeadlineKind",
    "Decomposition",
    "DocumentInfo",
    "Item",
    "ItemKind",
    "Measure",
    "Owners",
    "Relation",
    "UnitLexicon",
    "WorkCalendar",
    "decompose",
    "read_deadline",
    "read_owners",
    "to_json",
]
