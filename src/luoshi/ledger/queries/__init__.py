"""Reading the ledger: its head, stories, proofs, and the verification of the whole."""

from luoshi.ledger.queries.reading import consistency, entry, head, inclusion, node, recent, story, tail
from luoshi.ledger.queries.verification import Problem, Verification, verify

__all__ = [
    "Problem",
    "Verification",
    "consistency",
    "entry",
    "head",
    "inclusion",
    "node",
    "recent",
    "story",
    "tail",
    "verify",
]
