"""Reading the ledger: its head, stories, proofs, the verification of the whole, and its export."""

from luoshi.ledger.queries.exporting import export
from luoshi.ledger.queries.reading import (
    compare,
    consistency,
    entry,
    head,
    inclusion,
    node,
    recent,
    size,
    state,
    story,
    tail,
    witnesses,
)
from luoshi.ledger.queries.verification import Problem, Verification, verify

__all__ = [
    "Problem",
    "Verification",
    "compare",
    "consistency",
    "entry",
    "export",
    "head",
    "inclusion",
    "node",
    "recent",
    "size",
    "state",
    "story",
    "tail",
    "verify",
    "witnesses",
]
