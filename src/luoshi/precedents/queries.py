"""Reading what is known from before: who led such matters, what asks the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from luoshi.accounts.policy import Actor
from luoshi.directives import queries as directives
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftKind, DraftStatus
from luoshi.extraction.suggesting import NONE, Advisor, Candidate, Earlier, bigrams, usual
from luoshi.kernel.errors import NotFound
from luoshi.matters import queries as matters
from luoshi.matters.models import Matter
from luoshi.matters.rules import RUNNING
from luoshi.matters.terms import Status
from luoshi.precedents.models import Alike, Habit, Suggested
from luoshi.precedents.rules import Order, bare, pattern_of, phrases
from luoshi.precedents.terms import Choice
from luoshi.units import queries as units
from luoshi.units.models import Unit
from luoshi.units.terms import UnitKind

__all__ = [
    "OPEN",
    "Alike",
    "Hints",
    "Hits",
    "Source",
    "Suggested",
    "advisor",
    "earlier",
    "hints",
    "hits",
    "one_alike",
    "open_alike",
    "order_of",
    "sources",
    "unit_names",
]

OPEN = RUNNING | {Status.PROPOSED, Status.DOCKETED, Status.REPORTED_DONE, Status.VERIFIED}
MOST_FOUND = 20
_GRAMS_AT_ONCE = 500
_SHARES = frozenset({"%", "％", "个百分点"})
_DEPARTMENTS = frozenset({UnitKind.OFFICE, UnitKind.DEPARTMENT, UnitKind.VERTICAL})
_TAIL = re.compile(r"(?:人民政府|政府|管委会|管理委员会|街道办事处)$")


@dataclass(slots=True)
class Hints:
    """What the card of a draft shows beside its own facts."""

    suggested: list[Suggested] = field(default_factory=list)
    alikes: list[Alike] = field(default_factory=list)


def hints(draft_ids: Sequence[int]) -> dict[int, Hints]:
    """The hints of several drafts; two queries. A likeness of two drafts shows on both."""
    found: dict[int, Hints] = defaultdict(Hints)
    for row in Suggested.objects.filter(draft__in=draft_ids).select_related("unit"):
        found[row.draft_id].suggested.append(row)
    of_these = Q(draft__in=draft_ids) | Q(other__in=draft_ids)
    related = ("draft__lead", "other__lead", "matter__lead_unit", "matter__directive")
    rows = Alike.objects.filter(of_these).exclude(choice=Choice.APART).select_related(*related)
    for alike in rows.defer("matter__directive__text"):
        if _shown(alike):
            for pk in (alike.draft_id, alike.other_id or 0):
                if pk in draft_ids:
                    found[pk].alikes.append(alike)
    return found


def _shown(alike: Alike) -> bool:
    """A likeness to a draft that no longer stands says nothing."""
    gone = {DraftStatus.REPLACED, DraftStatus.DISCARDED}
    sides = (alike.draft, alike.other)
    return not any(side is not None and side.status in gone for side in sides)


def one_alike(actor: Actor, alike_id: int) -> Alike:
    """One likeness of a draft in view, or NotFound."""
    rows = Alike.objects.filter(draft__directive__in=directives.visible(actor))
    found = rows.select_related("draft__directive", "matter").filter(pk=alike_id).first()
    if found is None:
        raise NotFound("not-found", "没有找到这条相似提示，文件可能已重新比对。请刷新页面后再处理。")
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """A further document that asked for a matter, in the words of the draft that was joined to it."""

    draft_id: int
    directive_id: int
    title: str
    text: str


def sources(matter_id: int) -> list[Source]:
    """Further documents that asked for a matter, in the order in which they were joined; one query."""
    rows = Alike.objects.filter(matter=matter_id, choice=Choice.JOINED).order_by("chosen_at")
    columns = ("draft_id", "draft__directive_id", "draft__directive__title", "draft__text")
    return [Source(*row) for row in rows.values_list(*columns)]


@dataclass(frozen=True, slots=True)
class Hits:
    """How often suggestions came true: of ``asked`` drafts that named no lead and have one now, ``shown`` had
    suggestions, the ``first`` or one of ``three`` of which was taken."""

    asked: int
    shown: int
    first: int
    three: int


def hits(actor: Actor) -> Hits:
    """Of the last thousand proposed drafts whose lead the text does not name."""
    rows = Draft.objects.filter(directive__in=directives.visible(actor), status=DraftStatus.PROPOSED)
    named_none = rows.filter(engine__lead=[], lead__isnull=False).order_by("-pk")
    leads = dict(named_none.values_list("pk", "lead")[:1000])
    ranks: dict[int, dict[int, int]] = defaultdict(dict)
    for draft, unit, rank in Suggested.objects.filter(draft__in=leads).values_list("draft", "unit", "rank"):
        ranks[draft][unit] = rank
    taken = [ranks[draft].get(lead) for draft, lead in leads.items() if draft in ranks]
    return Hits(len(leads), len(taken), taken.count(1), sum(rank is not None for rank in taken))


def advisor() -> Advisor:
    """The open units of the place with their duties; what is usual is usual for departments only."""
    charged = units.duties()
    return Advisor([_candidate(unit, charged.get(unit.pk, ())) for unit in units.open_units()])


def _candidate(unit: Unit, duties: tuple[str, ...]) -> Candidate:
    expected = usual(unit.name) if unit.kind in _DEPARTMENTS else NONE
    names = expected.stems or (_TAIL.sub("", unit.short),)
    return Candidate(unit.pk, unit.short, names, duties, expected.duties)


def earlier(texts: Iterable[str]) -> Earlier:
    """What is counted of the pairs of letters in these texts, for all of them at once."""
    wanted = sorted({gram for text in texts for gram in bigrams(text)})
    by_gram: dict[str, dict[int, int]] = defaultdict(dict)
    for at in range(0, len(wanted), _GRAMS_AT_ONCE):
        rows = Habit.objects.filter(gram__in=wanted[at : at + _GRAMS_AT_ONCE])
        for gram, unit_id, count in rows.values_list("gram", "unit", "count"):
            by_gram[gram][unit_id] = count
    return Earlier(sum(Habit.objects.filter(gram="").values_list("count", flat=True)), by_gram)


def unit_names() -> re.Pattern[str]:
    """Finds every written name of a unit."""
    return pattern_of(
        name
        for unit in units.written_names()
        for name in (unit.name, unit.short, *unit.aliases, *unit.former)
    )


def open_alike(text: str, known: Earlier, *, but: int) -> list[Matter]:
    """Up to MOST_FOUND matters in work that share most of the rare words of a bare text, except those of the
    document ``but``; by the full-text index."""
    counted: Counter[int] = Counter()
    for words in phrases(text, known.count):
        counted.update(matters.hits(words, most=MOST_FOUND * 5))
    ids = [pk for pk, _ in counted.most_common(MOST_FOUND * 5)]
    rows = (
        Matter.objects.filter(pk__in=ids, status__in=OPEN).exclude(directive=but).select_related("lead_unit")
    )
    return sorted(rows, key=lambda matter: (-counted[matter.pk], matter.pk))[:MOST_FOUND]


def order_of(asked: Draft | Matter, names: re.Pattern[str]) -> Order:
    """A draft or a matter as it is compared; tasks and targets are of one sort."""
    text, lead = (asked.text, asked.lead) if isinstance(asked, Draft) else (asked.content, asked.lead_unit)
    sort = "" if asked.kind in {DraftKind.TASK, DraftKind.TARGET} else asked.kind
    return Order(bare(text, names), sort, lead.short if lead else "", asked.due_on, _figures(asked.measures))


def _figures(measures: Sequence[Mapping[str, Any]]) -> tuple[tuple[tuple[str, str], Decimal], ...]:
    """Measures that the clerk has typed in have no value of their own; a share of nothing named is not compared."""
    return tuple(
        ((measure.get("subject") or "", measure["unit"]), Decimal(str(measure["value"])))
        for measure in measures
        if measure.get("unit") and (measure.get("subject") or measure["unit"] not in _SHARES)
    )
