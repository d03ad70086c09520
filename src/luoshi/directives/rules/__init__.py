"""Decisions on documents and drafts: what may come in, what a draft lacks, how its words are cut and joined."""

from luoshi.directives.rules.drafts import DRAFTS, Facts, warnings
from luoshi.directives.rules.face import ISSUER_LENGTH, NUMBER_LENGTH, TITLE_LENGTH, Face, checked, kind_of
from luoshi.directives.rules.intake import (
    TEXT_LIMIT,
    UNANSWERED,
    AlreadyReceived,
    already_received,
    check_declared,
    check_text,
    digest,
    has_mark,
)
from luoshi.directives.rules.words import cut, joined, pieces, section_of, selected

__all__ = [
    "DRAFTS",
    "ISSUER_LENGTH",
    "NUMBER_LENGTH",
    "TEXT_LIMIT",
    "TITLE_LENGTH",
    "UNANSWERED",
    "AlreadyReceived",
    "Face",
    "Facts",
    "already_received",
    "check_declared",
    "check_text",
    "checked",
    "cut",
    "digest",
    "has_mark",
    "joined",
    "kind_of",
    "pieces",
    "section_of",
    "selected",
    "warnings",
]
