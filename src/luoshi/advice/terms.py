"""Vocabulary of the second reading."""

from luoshi.kernel.terms import Term


class Field(Term):
    """What an opinion may say of a task."""

    KIND = "kind", "类别"
    TEXT = "text", "内容"
    LEAD = "lead", "牵头单位"
    SUPPORT = "support", "配合单位"
    DEADLINE = "deadline", "时限"
    MEASURES = "measures", "指标"


class Tag(Term):
    """Ledger tags of this module."""

    ASKED = "advice:ask", "请模型复读"
    TAKEN = "advice:take", "采用第二读"
