"""Two readings of the same words: where they agree, where they differ, and what only one of them has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.advice.rules.quoting import Stretch
from luoshi.advice.terms import Field
from luoshi.extraction.folding import fold

SAME_WORDS = 0.6
"""Two stretches that share this much of all their letters are the same task in the same words."""
SAME_TASK = 0.5
"""Two stretches that share this much of the shorter one speak of the same task."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one side reads; an empty field says nothing. ``lead`` and ``support`` are units, ``names`` the names of
    this side that lead to none; ``on`` is the last day, or that of the next look."""

    pk: int
    start: int
    end: int
    text: str
    kind: str = ""
    lead: int | None = None
    support: frozenset[int] = frozenset()
    names: Mapping[Field, tuple[str, ...]] | None = None
    deadline: str = ""
    on: date | None = None
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft, the opinions on its words, and the fields in which each of them differs."""

    draft: int
    opinions: tuple[tuple[int, tuple[Field, ...]], ...]

    @property
    def agrees(self) -> bool:
        return not any(fields for _, fields in self.opinions)


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs by draft; ``new`` are opinions on words of no draft, ``unseen`` drafts that were read and not found."""

    pairs: Mapping[int, Pair]
    new: tuple[int, ...]
    unseen: tuple[int, ...]


def compared(drafts: Sequence[Voice], opinions: Iterable[Voice], *, read: Iterable[Stretch]) -> Compared:
    """Each opinion beside the draft with which it shares most words; ``read`` is what of the text was read."""
    beside: dict[int, list[Voice]] = {}
    new = []
    for opinion in opinions:
        draft = max(drafts, key=lambda one: _shared(one, opinion), default=None)
        if draft is None or _shared(draft, opinion) < SAME_TASK * _shorter(draft, opinion):
            new.append(opinion.pk)
        else:
            beside.setdefault(draft.pk, []).append(opinion)
    stretches = list(read)
    by_pk = {draft.pk: draft for draft in drafts}
    unseen = [
        draft.pk
        for draft in drafts
        if draft.pk not in beside
        and any(start <= draft.start and draft.end <= end for start, end in stretches)
    ]
    pairs = {pk: _pair(by_pk[pk], found) for pk, found in beside.items()}
    return Compared(pairs, tuple(new), tuple(unseen))


def differing(draft: Voice, opinion: Voice) -> tuple[Field, ...]:
    """The fields of which the opinion says something else than the draft."""
    differs = {
        Field.KIND: bool(opinion.kind) and opinion.kind != draft.kind,
        Field.TEXT: not _same_words(draft, opinion),
        Field.LEAD: _lead_differs(draft, opinion),
        Field.SUPPORT: _support_differs(draft, opinion),
        Field.DEADLINE: _deadline_differs(draft, opinion),
        Field.MEASURES: bool(more_measures(draft.measures, opinion.measures)),
    }
    return tuple(field for field in Field if differs[field])


def more_measures(known: Iterable[str], said: Iterable[str]) -> tuple[str, ...]:
    """The measures of an opinion that are in none of the known ones, nor hold one."""
    folded = [fold(one) for one in known]
    return tuple(one for one in said if not any(fold(one) in old or old in fold(one) for old in folded))


def _pair(draft: Voice, opinions: Sequence[Voice]) -> Pair:
    """Several opinions on one draft cut its words finer; that is no difference in wording of each."""
    several = len(opinions) > 1
    found = []
    for opinion in opinions:
        fields = differing(draft, opinion)
        found.append((opinion.pk, tuple(one for one in fields if not (several and one is Field.TEXT))))
    return Pair(draft.pk, tuple(found))


def _shared(one: Voice, other: Voice) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _shorter(one: Voice, other: Voice) -> int:
    return min(one.end - one.start, other.end - other.start)


def _same_words(draft: Voice, opinion: Voice) -> bool:
    """By place, or by what the draft says since a clerk has worded it anew."""
    if fold(opinion.text) in fold(draft.text) and len(opinion.text) >= SAME_WORDS * len(draft.text):
        return True
    if fold(draft.text) in fold(opinion.text) and len(draft.text) >= SAME_WORDS * len(opinion.text):
        return True
    shared = _shared(draft, opinion)
    return shared >= SAME_WORDS * (max(draft.end, opinion.end) - min(draft.start, opinion.start))


def _lead_differs(draft: Voice, opinion: Voice) -> bool:
    unknown = _names(opinion, Field.LEAD)
    if unknown:
        return not set(unknown) <= set(_names(draft, Field.LEAD))
    return opinion.lead is not None and opinion.lead != draft.lead


def _support_differs(draft: Voice, opinion: Voice) -> bool:
    """Units that the draft already has as its lead are not missing among those that support it."""
    wanted = opinion.support - {draft.lead}
    unknown = set(_names(opinion, Field.SUPPORT)) - set(_names(draft, Field.SUPPORT))
    return bool(unknown) or (bool(opinion.support) and wanted != draft.support - {opinion.lead})


def _deadline_differs(draft: Voice, opinion: Voice) -> bool:
    if not opinion.deadline or fold(opinion.deadline) == fold(draft.deadline):
        return False
    return opinion.on is None or opinion.on != draft.on


def _names(voice: Voice, field: Field) -> tuple[str, ...]:
    return (voice.names or {}).get(field, ())
