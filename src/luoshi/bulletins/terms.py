"""Vocabulary of what the office publishes."""

from luoshi.kernel.terms import Term


class BulletinStatus(Term):
    """A bulletin is a draft, then approved and numbered, then published and frozen."""

    DRAFT = "draft", "起草中"
    APPROVED = "approved", "已审签"
    PUBLISHED = "published", "已印发"
    VOID = "void", "作废"


class Tag(Term):
    """Ledger tags of this module."""

    DRAFTED = "bulletin:draft", "起草通报"
    EDITED = "bulletin:edit", "修改通报"
    APPROVED = "bulletin:approve", "审签通报"
    REOPENED = "bulletin:reopen", "通报退回修改"
    PUBLISHED = "bulletin:publish", "印发通报"
    VOIDED = "bulletin:void", "通报作废"
