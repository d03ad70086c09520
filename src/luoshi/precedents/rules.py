"""Whether two orders ask the same thing, and where they part; and the words by which to look for such orders."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.extraction.suggesting import bigrams, share
from luoshi.precedents.terms import Degree

SAME_FROM, ALIKE_FROM, WITHIN_FROM = 0.75, 0.5, 0.6
LEAST_COMMON = 5
"""Pairs of letters that two orders must share at all: short ones are alike by chance."""

MOST_PHRASES = 5
PHRASE_LENGTH = 4
_GENERAL = re.compile(
    r"牵头|负责|配合|完成|落实|确保|抓好|做好|加快|推进|加强|开展|组织|有关|单位|市政府|人民政府|底前|不少于"
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a draft or a matter asks; ``lead`` is a short name, ``figures`` are values by what is measured in which
    unit. Orders of two sorts are not compared: a problem is not the task that answers it."""

    text: str
    sort: str = ""
    lead: str = ""
    due_on: date | None = None
    figures: tuple[tuple[tuple[str, str], Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near two orders are, in percent, and each point on which they differ: what, here, there."""

    degree: Degree
    percent: int
    differences: tuple[tuple[str, str, str], ...]


def bare(text: str, names: re.Pattern[str]) -> str:
    """The text without names of units and without the words that every order has."""
    return _GENERAL.sub("，", names.sub("，", text))


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the names, the longest first."""
    ordered = sorted({name for name in names if len(name) > 2}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def phrases(text: str, count: Callable[[str], int]) -> list[str]:
    """The rarest words of a bare text, by which other orders that say them are looked for; ``count`` says in how many
    matters a pair of letters has stood."""
    grams = set(bigrams(text))
    found: dict[str, int] = {}
    for run in re.findall(r"[一-鿿]+", text):
        for at in range(len(run) - PHRASE_LENGTH + 1):
            words = run[at : at + PHRASE_LENGTH]
            pairs = [words[place : place + 2] for place in range(len(words) - 1)]
            if grams.issuperset(pairs):
                found.setdefault(words, min(map(count, pairs)))
    chosen: list[str] = []
    for words in sorted(found, key=lambda words: found[words]):
        if not any(words[:2] in one or words[2:] in one for one in chosen):
            chosen.append(words)
    return chosen[:MOST_PHRASES]


def compare(new: Order, old: Order) -> Likeness | None:
    """None when the two have too little in common; the texts are bare ones."""
    one, other = frozenset(bigrams(new.text)), frozenset(bigrams(old.text))
    common, near = len(one & other), share(one, other)
    within = common / max(min(len(one), len(other)), 1)
    if new.sort != old.sort or common < LEAST_COMMON or (near < ALIKE_FROM and within < WITHIN_FROM):
        return None
    differences = tuple(_differences(new, old))
    degree = Degree.SAME if near >= SAME_FROM else Degree.EXTENDS
    if differences:
        degree = Degree.CONFLICTS
    return Likeness(degree, round(100 * max(near, within)), differences)


def _differences(new: Order, old: Order) -> Iterator[tuple[str, str, str]]:
    """Points that both settle, each in its own way; what one leaves open is no difference."""
    if new.lead and old.lead and new.lead != old.lead:
        yield "牵头单位", new.lead, old.lead
    if new.due_on and old.due_on and new.due_on != old.due_on:
        yield "完成时限", new.due_on.isoformat(), old.due_on.isoformat()
    for measured in dict.fromkeys(measured for measured, _ in new.figures):
        here, there = (_values(order, measured) for order in (new, old))
        if there and here.isdisjoint(there):
            yield measured[0] or "数量", _said(here, measured), _said(there, measured)


def _values(order: Order, measured: tuple[str, str]) -> set[Decimal]:
    return {value for known, value in order.figures if known == measured}


def _said(values: set[Decimal], measured: tuple[str, str]) -> str:
    return "、".join(f"{value:f}{measured[1]}" for value in sorted(values))
