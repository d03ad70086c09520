"""Suggested leads, each with its reasons in words, or none.

A unit's score adds up: the duty that the words answer best and half of all others, the unit's name where it stands in the
words, and its share of what was accepted before by units whose matters had the same pairs of letters.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from luoshi.extraction.suggesting.grams import bigrams

SHOWN_FROM = 1.0
"""The least score of a first suggestion; docs/evaluation.md says what it was measured by."""

MOST = 3
_OTHER_DUTIES, _PER_LETTER_OF_NAME, _EARLIER = 0.5, 0.1, 8.0
_FOLLOWING = 0.4
"""A further suggestion has at least this part of the first one's score."""

_WHOLE = 8.0
"""A duty of less weight (a very short or common one) cannot be answered wholly."""

LONGEST = 10
"""Letters of the text that a reason quotes at most."""

_RARE = 2
"""Added to the count of what is shared among units: a pair met once or twice says little."""

_TOLD = 0.3
"""A reason is told when it gave at least this part of the score."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may lead: the words it is called by, its own duties, and those that such departments usually have."""

    unit_id: int
    short: str
    names: tuple[str, ...]
    duties: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """Matters accepted so far: how many, and by pair of letters how many of each unit had it."""

    accepted: int = 0
    by_gram: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def count(self, gram: str) -> int:
        return sum(self.by_gram.get(gram, {}).values())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit, how much speaks for it, and what."""

    unit_id: int
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Case:
    """What speaks for one unit: parts of the score, the duty that was answered best, and the pairs of letters that
    were met before, each with what it gave and in how many matters of the unit it stood."""

    duties: float = 0.0
    best: float = 0.0
    duty: str = ""
    name: str = ""
    named: float = 0.0
    before: float = 0.0
    grams: list[tuple[float, str, int]] = field(default_factory=list)

    @property
    def score(self) -> float:
        return self.best + _OTHER_DUTIES * self.duties + self.named + self.before


class Advisor:
    """Knows the units of a place and their duties; asked about one text after the other."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = {one.unit_id: one for one in candidates}
        self._duties = [(one.unit_id, duty) for one in candidates for duty in (*one.duties, *one.usual)]
        self._grams = [bigrams(duty) for _, duty in self._duties]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for place, grams in enumerate(self._grams):
            for gram in grams:
                self._holders[gram].append(place)

    def suggest(self, text: str, earlier: Earlier) -> tuple[Suggestion, ...]:
        """Up to three units, the likeliest first; none where too little speaks for any."""
        ranked = self._ranked(text, earlier)[:MOST]
        if not ranked or ranked[0][1].score < SHOWN_FROM:
            return ()
        least = _FOLLOWING * ranked[0][1].score
        return tuple(
            Suggestion(pk, case.score, self._reasons(pk, case, text))
            for pk, case in ranked
            if case.score >= least
        )

    def ranked(self, text: str, earlier: Earlier) -> list[tuple[int, float]]:
        """Every unit for which anything speaks, with its score, the likeliest first."""
        return [(unit_id, case.score) for unit_id, case in self._ranked(text, earlier)]

    def _ranked(self, text: str, earlier: Earlier) -> list[tuple[int, _Case]]:
        grams = bigrams(text)
        weights = {gram: self._weight(gram, earlier) for gram in grams}
        cases: dict[int, _Case] = defaultdict(_Case)
        self._by_duties(weights, cases, earlier)
        self._by_name(text, cases)
        self._by_earlier(weights, cases, earlier)
        return sorted(cases.items(), key=lambda pair: (-pair[1].score, pair[0]))

    def _weight(self, gram: str, earlier: Earlier) -> float:
        """The rarer, the more telling; never negative."""
        total = len(self._candidates) + earlier.accepted
        return max(
            math.log((total + 1) / (len(self._holders.get(gram, ())) + earlier.count(gram) + 0.5)), 0.0
        )

    def _by_duties(self, weights: Mapping[str, float], cases: dict[int, _Case], earlier: Earlier) -> None:
        met: dict[int, float] = defaultdict(float)
        for gram, weight in weights.items():
            for place in self._holders.get(gram, ()):
                met[place] += weight
        for place, weight in met.items():
            whole = sum(self._weight(gram, earlier) for gram in self._grams[place])
            part = weight / max(whole, 1e-9)
            unit_id, duty = self._duties[place]
            case = cases[unit_id]
            case.duties += part * part
            answered = part * min(1.0, whole / _WHOLE)
            if answered > case.best:
                case.best, case.duty = answered, duty

    def _by_name(self, text: str, cases: dict[int, _Case]) -> None:
        for unit_id, one in self._candidates.items():
            held = max(one.names, key=lambda name: len(name) * text.count(name), default="")
            letters = len(held) * text.count(held) if held else 0
            if letters:
                cases[unit_id].name = held
                cases[unit_id].named = _PER_LETTER_OF_NAME * letters

    def _by_earlier(self, weights: Mapping[str, float], cases: dict[int, _Case], earlier: Earlier) -> None:
        whole = max(sum(weights.values()), 1e-9)
        for gram, weight in weights.items():
            total = earlier.count(gram)
            for unit_id, count in earlier.by_gram.get(gram, {}).items():
                if unit_id in self._candidates:
                    given = _EARLIER * weight * count / (total + _RARE) / whole
                    cases[unit_id].before += given
                    cases[unit_id].grams.append((given, gram, count))

    def _reasons(self, unit_id: int, case: _Case, text: str) -> tuple[str, ...]:
        """What gave most comes first; what gave little is not told, unless there is nothing else."""
        one = self._candidates[unit_id]
        of = f"{one.short}职责" if case.duty in one.duties else "这类单位的通常职责"
        told = (
            (case.best + _OTHER_DUTIES * case.duties, case.duty and _alike(text, case.duty, of)),
            (case.named, case.name and f"原文写到“{case.name}”"),
            (case.before, case.grams and _met(case.grams, text)),
        )
        ordered = sorted(((part, words) for part, words in told if words), reverse=True)
        return tuple(words for part, words in ordered if part >= min(_TOLD * case.score, ordered[0][0]))


def _alike(text: str, duty: str, of: str) -> str:
    """The longest words of the duty that stand in the text, beside the duty."""
    stretches = (duty[start:end] for start in range(len(duty)) for end in range(start + 2, len(duty) + 1))
    words = max((words for words in stretches if words in text), key=len)
    return f"“{words}”与{of}“{duty}”相近"


def _met(grams: Sequence[tuple[float, str, int]], text: str) -> str:
    """The stretch of the text whose pairs of letters gave most. A matter counts that has any of its pairs, so that
    their largest count is certain, and said as the least."""
    given = {gram: (part, count) for part, gram, count in grams}
    best: tuple[float, str, int] = (0.0, "", 0)
    for start in range(len(text) - 1):
        stretch = ""
        total, most = 0.0, 0
        for end in range(start + 2, min(start + LONGEST, len(text)) + 1):
            part, count = given.get(text[end - 2 : end], (0.0, 0))
            if not count:
                break
            stretch, total, most = text[start:end], total + part, max(most, count)
        best = max(best, (total, stretch, most))
    return f"以前由其牵头并签收的事项中，至少{best[2]}件写到“{best[1]}”里的词语"
