"""Which unit a task that names none would belong to: by duties, by name, by what was assigned before. Pure."""

from luoshi.extraction.suggesting.advisor import SHOWN_FROM, Advisor, Candidate, Earlier, Suggestion
from luoshi.extraction.suggesting.grams import bigrams, share
from luoshi.extraction.suggesting.typical import NONE, Usual, usual

__all__ = [
    "NONE",
    "SHOWN_FROM",
    "Advisor",
    "Candidate",
    "Earlier",
    "Suggestion",
    "Usual",
    "bigrams",
    "share",
    "usual",
]
