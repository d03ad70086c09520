"""What an entry says and commits to, proofs of it, and the signatures of witnesses."""

from luoshi.ledger.rules.entries import (
    NAME_LENGTH,
    SUBJECT_LENGTH,
    TAG_LENGTH,
    Act,
    Record,
    check,
    leaf_data,
    numbers_text,
)
from luoshi.ledger.rules.proofs import (
    Consistency,
    Head,
    Inclusion,
    consistent,
    holds,
    read_consistency,
    read_head,
    read_inclusion,
)
from luoshi.ledger.rules.witnessing import Cosignature, WitnessKey, check_cosignature, read_cosignature

__all__ = [
    "NAME_LENGTH",
    "SUBJECT_LENGTH",
    "TAG_LENGTH",
    "Act",
    "Consistency",
    "Cosignature",
    "Head",
    "Inclusion",
    "Record",
    "WitnessKey",
    "check",
    "check_cosignature",
    "consistent",
    "holds",
    "leaf_data",
    "numbers_text",
    "read_consistency",
    "read_cosignature",
    "read_head",
    "read_inclusion",
]
