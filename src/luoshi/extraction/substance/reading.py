"""Reads a report sentence by sentence: what can be checked, and what could stand in any report.

Advice on a text, never a measure of the one who wrote it: a reading holds no mark out of ten and is not stored.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from luoshi.extraction.folding import fold
from luoshi.extraction.sentences import sentences
from luoshi.extraction.substance.spotting import Spot, spots
from luoshi.extraction.substance.terms import WANTED, Fact, Phrase, Substance

HOLLOW, SOLID = -250, 500
"""Balance in thousandths up to which a sentence reads empty, and from which it is carried by facts."""

DROWNED = 1000
"""What phrases and padding can take away at most."""

QUOTED = 3
"""Phrases quoted to explain a mark."""


@dataclass(frozen=True)
class Sentence:
    """One sentence with what was found in it; offsets of the spots count from its start."""

    text: str
    spots: tuple[Spot, ...]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """What can be checked, as written."""
        return self._words(Fact)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """What could stand in any report, as written."""
        return self._words(Phrase)

    @cached_property
    def balance(self) -> int:
        """Facts against phrases and padding, in thousandths; no padding drowns a fact altogether."""
        facts = sum(spot.weight for spot in self.spots if isinstance(spot.kind, Fact))
        hollow = sum(spot.weight for spot in self.spots if not isinstance(spot.kind, Fact))
        return facts - min(hollow, DROWNED)

    @property
    def substance(self) -> Substance:
        """How the sentence reads; without any phrase or padding it is at least plain."""
        if self.balance <= HOLLOW:
            return Substance.EMPTY
        return Substance.FACT if self.balance >= SOLID else Substance.PLAIN

    @property
    def why(self) -> str:
        """The mark in words: for an empty sentence what is empty in it and what to write instead."""
        if self.substance is Substance.FACT:
            kinds = dict.fromkeys(spot.kind.label for spot in self.spots if isinstance(spot.kind, Fact))
            return f"写明了{'、'.join(kinds)}。"
        if self.substance is Substance.PLAIN:
            return f"{self._blame()}可以补充数量、日期或具体对象。"
        return self._blame() or "没有写明数量、日期、具体对象或完成的事。"

    def _blame(self) -> str:
        """The kind of phrase that prevails, quoted, and what to write instead; nothing when there is none."""
        found = [(spot.kind, self._said(spot)) for spot in self.spots if isinstance(spot.kind, Phrase)]
        if not found:
            return ""
        leading = Counter(kind for kind, _ in found).most_common(1)[0][0]
        quoted = list(dict.fromkeys(f"“{words}”" for kind, words in found if kind is leading))
        return f"{leading.label}（{'、'.join(quoted[:QUOTED])}）。{WANTED[leading]}。"

    def _said(self, spot: Spot) -> str:
        return self.text[spot.start : spot.end]

    def _words(self, kind: type[Fact | Phrase]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._said(spot) for spot in self.spots if isinstance(spot.kind, kind)))


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a report."""
    folded = fold(text)
    return tuple(
        Sentence(text[span.start : span.end], tuple(spots(folded[span.start : span.end])))
        for paragraph in _paragraphs(folded)
        for span in sentences(folded, *paragraph)
    )


def _paragraphs(folded: str) -> list[tuple[int, int]]:
    bounds = []
    start = 0
    for line in folded.split("\n"):
        bounds.append((start, start + len(line)))
        start += len(line) + 1
    return bounds
