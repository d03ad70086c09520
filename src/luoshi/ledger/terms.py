"""The ledger's own acts."""

from luoshi.kernel.terms import Term


class Tag(Term):
    """Ledger tags of this module."""

    NUMBERS_TOLD = "ledger:numbers", "补记已给出的编号"
    WITNESSED = "ledger:witness", "收存见证签名"
