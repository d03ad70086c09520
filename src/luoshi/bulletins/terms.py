"""Vocabulary of what the office publishes."""

from enum import StrEnum

from luoshi.kernel.terms import Term


class BulletinStatus(Term):
    """A bulletin is a draft, then approved and numbered, then published and frozen."""

    DRAFT = "draft", "起草中"
    APPROVED = "approved", "已审签"
    PUBLISHED = "published", "已印发"
    VOID = "void", "作废"


class Tag(StrEnum):
    """Ledger tags of this module."""

    DRAFTED = "bulletin:draft"
    EDITED = "bulletin:edit"
    APPROVED = "bulletin:approve"
    REOPENED = "bulletin:reopen"
    PUBLISHED = "bulletin:publish"
    VOIDED = "bulletin:void"
