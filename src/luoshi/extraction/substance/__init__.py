"""Substance of reports (空话、套话): facts against phrases, repeats, what stays unanswered. Advice, never a score."""

from luoshi.extraction.substance.answers import Asked, unanswered
from luoshi.extraction.substance.examining import Context, Examined, examine
from luoshi.extraction.substance.reading import Sentence, read
from luoshi.extraction.substance.repeats import Repeat, compare
from luoshi.extraction.substance.terms import Fact, Phrase, Substance

__all__ = [
    "Asked",
    "Context",
    "Examined",
    "Fact",
    "Phrase",
    "Repeat",
    "Sentence",
    "Substance",
    "compare",
    "examine",
    "read",
    "unanswered",
]
