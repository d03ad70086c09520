"""Whether a second reader is set up, what it has read of a document, and how that compares with the drafts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from luoshi.accounts.policy import Actor
from luoshi.advice import rules
from luoshi.advice.models import Opinion, SecondReading
from luoshi.advice.terms import Field
from luoshi.directives import queries as directives
from luoshi.directives.models import Clause, Directive, Draft
from luoshi.endpoint import Endpoint, endpoint
from luoshi.extraction import ClauseRole
from luoshi.kernel.errors import NotFound
from luoshi.units import queries as units

__all__ = [
    "Beside",
    "Opinion",
    "SecondReading",
    "beside",
    "enabled",
    "latest",
    "one",
    "one_opinion",
    "service",
]

_READ = (ClauseRole.HEADING.value, ClauseRole.PARAGRAPH.value)


def enabled() -> bool:
    """Whether the administrator has set an address; without one nothing is asked, shown or looked up."""
    return bool(settings.READER_URL)


def service() -> Endpoint | None:
    """The endpoint as set, None when there is none; BadInput when the settings cannot be right."""
    return endpoint(
        settings.READER_URL,
        model=settings.READER_MODEL,
        key=settings.READER_KEY,
        key_file=settings.READER_KEY_FILE,
        seconds=settings.READER_SECONDS,
    )


def visible(actor: Actor) -> QuerySet[SecondReading]:
    """Second readings are seen with their documents."""
    return SecondReading.objects.filter(directive__in=directives.visible(actor))


def one(actor: Actor, reading_id: int) -> SecondReading:
    """One second reading with its document, or NotFound."""
    found = visible(actor).select_related("directive").filter(pk=reading_id).first()
    if found is None:
        raise NotFound("not-found", "没有找到这次复读，或者它不在您的查看范围内。")
    return found


def one_opinion(actor: Actor, opinion_id: int) -> Opinion:
    """One opinion, or NotFound."""
    found = Opinion.objects.filter(reading__in=visible(actor)).select_related("reading").filter(pk=opinion_id)
    opinion = found.first()
    if opinion is None:
        raise NotFound("not-found", "没有找到这条第二读意见，或者它不在您的查看范围内。")
    return opinion


def latest(directive_id: int) -> SecondReading | None:
    """The newest second reading of a document."""
    return SecondReading.objects.filter(directive=directive_id).order_by("-pk").first()


def batches(directive: Directive) -> list[rules.Batch]:
    """The clauses that are asked about, as they are sent; the same each time."""
    rows = Clause.objects.filter(directive=directive.pk, role__in=_READ)
    words = directive.text
    passages = (rules.Passage(row.ordinal, row.start, row.end, words[row.start : row.end]) for row in rows)
    return rules.batches(passage for passage in passages if passage.text.strip())


@dataclass(frozen=True, slots=True)
class Beside:
    """A second reading beside the drafts; ``units`` are the short names of units by id, ``voices`` both sides'
    readings with names turned into units."""

    reading: SecondReading
    opinions: dict[int, Opinion]
    drafts: dict[int, rules.Voice]
    voices: dict[int, rules.Voice]
    compared: rules.Compared
    units: dict[int, str]


def beside(reading: SecondReading, drafts: Iterable[Draft]) -> Beside:
    """Compare with the drafts as they now stand; three queries whatever their number."""
    opinions = {one.pk: one for one in reading.opinions.all()}
    ours = [heard(draft) for draft in drafts]
    theirs = [voiced(opinion) for opinion in opinions.values()]
    found = rules.compared(ours, theirs, read=_stretches(reading))
    return Beside(
        reading=reading,
        opinions=opinions,
        drafts={voice.pk: voice for voice in ours},
        voices={voice.pk: voice for voice in theirs},
        compared=found,
        units=units.short_names(),
    )


def heard(draft: Draft) -> rules.Voice:
    """A draft as one side of the comparison; its support units must have been fetched."""
    return rules.Voice(
        pk=draft.pk,
        start=draft.start,
        end=draft.end,
        text=draft.text,
        kind=draft.kind,
        lead=draft.lead_id,
        support=frozenset(unit.pk for unit in draft.support.all()),
        names={Field.LEAD: tuple(draft.lead_raw), Field.SUPPORT: tuple(draft.support_raw)},
        deadline=draft.deadline_raw,
        on=draft.due_on or draft.next_check_on,
        measures=tuple(measure["raw"] for measure in draft.measures),
    )


def voiced(opinion: Opinion) -> rules.Voice:
    """An opinion as the other side; a name that leads to no unit, or to several, stays a name."""
    leads, unknown = _units([opinion.lead] if opinion.lead else [])
    support, strangers = _units(opinion.support)
    return rules.Voice(
        pk=opinion.pk,
        start=opinion.start,
        end=opinion.end,
        text=opinion.text,
        kind=opinion.kind,
        lead=leads[0] if leads else None,
        support=frozenset(support) - frozenset(leads),
        names={Field.LEAD: unknown, Field.SUPPORT: strangers},
        deadline=opinion.deadline,
        on=opinion.on,
        measures=tuple(opinion.measures),
    )


def _units(names: Iterable[str]) -> tuple[list[int], tuple[str, ...]]:
    index = units.names()
    found = [(name, index.candidates(name)) for name in names]
    known = [ids[0] for _, ids in found if len(ids) == 1]
    return known, tuple(name for name, ids in found if len(ids) != 1)


def _stretches(reading: SecondReading) -> list[tuple[int, int]]:
    """What was read, without the batches that were passed over."""
    edges = [0, *(edge for stretch in reading.unread for edge in stretch), reading.read_to]
    return list(zip(edges[::2], edges[1::2], strict=True))
