"""The second reading as the drafting page shows it: a line of words for each difference, and how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from luoshi.advice import queries as advice
from luoshi.advice.queries import Beside, Opinion, SecondReading
from luoshi.advice.rules import Voice, more_measures
from luoshi.advice.terms import Field
from luoshi.directives.queries import Draft
from luoshi.directives.terms import DraftKind, DraftStatus
from luoshi.kernel.dates import long_date
from luoshi.kernel.errors import LuoshiError

_OPEN = frozenset({DraftStatus.PENDING, DraftStatus.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Line:
    """One difference in words; ``quote`` is what the text says, ``path`` where it can be taken over, if it can."""

    label: str
    words: str
    quote: str = ""
    elsewhere: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Second:
    """What the second reading says of one draft, in how many ``parts`` it reads it; ``dropped`` are sentences on
    what was not taken of its answer."""

    lines: tuple[Line, ...] = ()
    parts: int = 0
    agrees: bool = False
    unseen: bool = False
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class New:
    """A task that only the second reading has."""

    opinion: Opinion
    lines: tuple[Line, ...]


class Panel:
    """The second reading of a document. ``wrong`` is what is wrong with the settings, ``says`` what the last step
    met; ``going`` while a script goes on by itself."""

    def __init__(
        self, directive_id: int, drafts: Iterable[Draft], *, says: str = "", going: bool = False
    ) -> None:
        self.directive_id = directive_id
        self.says = says
        self.going = going
        self.reading: SecondReading | None = advice.latest(directive_id)
        self._drafts = list(drafts)

    @cached_property
    def wrong(self) -> str:
        try:
            advice.service()
        except LuoshiError as refusal:
            return refusal.message
        return ""

    @cached_property
    def service(self) -> str:
        """Where the clauses go, as people may see it."""
        found = advice.service()
        return f"{found.address.shown}（{found.model}）" if found else ""

    @cached_property
    def cards(self) -> dict[int, Second]:
        """By draft; what is decided for good needs no second opinion."""
        if self._beside is None:
            return {}
        found = self._beside
        return {draft.pk: _second(found, draft) for draft in self._drafts if draft.status in _OPEN}

    def of(self, draft: Draft) -> Second:
        """What there is on one draft, perhaps nothing."""
        return self.cards.get(draft.pk, Second())

    @cached_property
    def new(self) -> list[New]:
        """In the order of the text."""
        found = self._beside
        if found is None:
            return []
        return [New(found.opinions[pk], tuple(_new_lines(found, pk))) for pk in found.compared.new]

    @property
    def lost(self) -> list[str]:
        """Items of which the text knows nothing."""
        return _dropped(self.reading.dropped) if self.reading else []

    @property
    def agreeing(self) -> int:
        return sum(second.agrees for second in self.cards.values())

    @property
    def differing(self) -> int:
        return sum(bool(second.lines) for second in self.cards.values())

    @property
    def unseen(self) -> int:
        return sum(second.unseen for second in self.cards.values())

    @cached_property
    def _beside(self) -> Beside | None:
        return advice.beside(self.reading, self._drafts) if self.reading else None


def panel_of(
    directive_id: int, drafts: Iterable[Draft], *, says: str = "", going: bool = False
) -> Panel | None:
    """None unless the administrator has set up a second reader."""
    return Panel(directive_id, drafts, says=says, going=going) if advice.enabled() else None


def _second(found: Beside, draft: Draft) -> Second:
    pair = found.compared.pairs.get(draft.pk)
    if pair is None:
        return Second(unseen=draft.pk in found.compared.unseen)
    ours = found.drafts[draft.pk]
    lines = [_line(found, pk, field, draft=ours) for pk, fields in pair.opinions for field in fields]
    dropped = [words for pk, _ in pair.opinions for words in _dropped(found.opinions[pk].dropped)]
    if draft.status != DraftStatus.PENDING:
        lines = [Line(one.label, one.words, one.quote, one.elsewhere) for one in lines]
    return Second(
        tuple(lines),
        parts=len(pair.opinions),
        agrees=pair.agrees,
        dropped=tuple(dict.fromkeys(dropped)),
    )


def _line(found: Beside, pk: int, field: Field, *, draft: Voice) -> Line:
    opinion, voice = found.opinions[pk], found.voices[pk]
    words, quote = _said(field, opinion, voice=voice, draft=draft, units=found.units)
    takes = {Field.LEAD: voice.lead is not None, Field.SUPPORT: _takes_support(draft, voice)}
    path = reverse("draft_second", args=[draft.pk, pk, field.value]) if takes.get(field, True) else ""
    return Line(field.label, words, quote, field.value in opinion.elsewhere, path)


def _takes_support(draft: Voice, voice: Voice) -> bool:
    wanted = voice.support - {draft.lead}
    return bool(wanted) and wanted != draft.support


def _new_lines(found: Beside, pk: int) -> Iterable[Line]:
    """All that an opinion without a draft says, but for its words."""
    nothing = Voice(pk=0, start=0, end=0, text="")
    opinion, voice = found.opinions[pk], found.voices[pk]
    said = {
        Field.KIND: opinion.kind,
        Field.LEAD: opinion.lead,
        Field.SUPPORT: opinion.support,
        Field.DEADLINE: opinion.deadline,
        Field.MEASURES: opinion.measures,
    }
    for field in (field for field, value in said.items() if value):
        words, quote = _said(field, opinion, voice=voice, draft=nothing, units=found.units)
        yield Line(field.label, words, quote, field.value in opinion.elsewhere)


def _said(
    field: Field, opinion: Opinion, *, voice: Voice, draft: Voice, units: Mapping[int, str]
) -> tuple[str, str]:
    """What the second reading says of a field, and the words of the text that it relies on."""
    if field is Field.KIND:
        return DraftKind(opinion.kind).label, ""
    if field is Field.TEXT:
        return f"“{opinion.text}”", ""
    if field is Field.DEADLINE:
        return (long_date(voice.on), opinion.deadline) if voice.on else (f"“{opinion.deadline}”", "")
    if field is Field.MEASURES:
        return "、".join(more_measures(draft.measures, opinion.measures)), ""
    ids = sorted(voice.support) if field is Field.SUPPORT else [voice.lead] if voice.lead is not None else []
    names = (voice.names or {}).get(field, ())
    known = [units[pk] for pk in ids if pk in units]
    quote = opinion.lead if field is Field.LEAD else "、".join(opinion.support)
    return "、".join([*known, *(f"“{name}”（未对应到单位）" for name in names)]), quote if known else ""


def _dropped(rows: Iterable[Mapping[str, str]]) -> list[str]:
    return [f"{Field(row['field']).label}“{row['words']}”：{row['reason']}" for row in rows]
