"""The second reading: what is asked, what of the answer the text bears out, and how it compares with the drafts."""

from luoshi.advice.rules.answer import items
from luoshi.advice.rules.checking import Dropped, Ground, Opinion, checked
from luoshi.advice.rules.comparing import Compared, Pair, Voice, compared, differing, more_measures
from luoshi.advice.rules.question import Batch, Passage, batches, messages

__all__ = [
    "Batch",
    "Compared",
    "Dropped",
    "Ground",
    "Opinion",
    "Pair",
    "Passage",
    "Voice",
    "batches",
    "checked",
    "compared",
    "differing",
    "items",
    "messages",
    "more_measures",
]
