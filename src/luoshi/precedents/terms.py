"""Vocabulary of what a draft has in common with what was ordered before."""

from luoshi.kernel.terms import Term


class Degree(Term):
    """How a draft stands to something that asks much the same."""

    SAME = "same", "相同"
    EXTENDS = "extends", "有增减"
    CONFLICTS = "conflicts", "不一致"


class Choice(Term):
    """What a clerk has said of the likeness."""

    OPEN = "open", "待处理"
    APART = "apart", "分别办理"
    JOINED = "joined", "已并入"


class Tag(Term):
    """Ledger tags of this module."""

    APART = "likeness:apart", "相似事项分别办理"
