"""Texts as sets of pairs of letters: no dictionary is needed, and a counting of them fits in a table."""

import re

_RUN = re.compile(r"[一-鿿A-Za-z]+")
_EMPTY = frozenset("的了在和与等及要把对为由将并月日年底前内以上下不个是各其并或于向从到至每逐所该")
"""Letters of dates and of grammar: they tell nothing of what a task is about."""


def bigrams(text: str) -> list[str]:
    """Every two telling letters that stand together, in the order of the text, each once."""
    runs = _RUN.findall(text)
    found = dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    return [gram for gram in found if not _EMPTY.intersection(gram)]


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of both together that is common, from 0 to 1."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)
