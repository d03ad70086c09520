"""Decisions on documents and drafts: what may come in, what a draft lacks, how its words are cut and joined."""

from luoshi.directives.rules.drafts import DRAFTS, Facts, warnings
from luoshi.directives.rules.intake import (
    TEXT_LIMIT,
    already_received,
    check_declared,
    check_text,
    digest,
)
from luoshi.directives.rules.words import cut, joined, pieces, selected

__all__ = [
    "DRAFTS",
    "TEXT_LIMIT",
    "Facts",
    "already_received",
    "check_declared",
    "check_text",
    "cut",
    "digest",
    "joined",
    "pieces",
    "selected",
    "warnings",
]
