"""Reading documents, their clauses and drafts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luoshi.accounts.policy import Actor, Permission
from luoshi.directives.models import Clause, Directive, Draft, Verdict
from luoshi.directives.rules import marking
from luoshi.directives.terms import DirectiveKind, DirectiveStatus, DraftStatus, Judged
from luoshi.kernel.cursor import Place
from luoshi.kernel.errors import NotFound
from luoshi.units import queries as units

__all__ = [
    "COUNT_CAP",
    "Directive",
    "Draft",
    "Found",
    "Progress",
    "Search",
    "Share",
    "Verdict",
    "accuracy",
    "awaiting",
    "clauses",
    "corrections",
    "drafts",
    "marked_papers",
    "one",
    "one_draft",
    "outline",
    "progress_in",
    "progress_of",
    "ready",
    "same_text",
    "search",
    "visible",
]

COUNT_CAP = 1_000
"""A list says “more than” beyond this; nobody counts further, and the database need not either."""


def visible(actor: Actor) -> QuerySet[Directive]:
    """Documents are the office's: who may read them sees all."""
    return Directive.objects.all() if actor.may(Permission.DIRECTIVE_READ) else Directive.objects.none()


def one(actor: Actor, directive_id: int) -> Directive:
    """One document, or NotFound."""
    found = visible(actor).select_related("source", "received_by").filter(pk=directive_id).first()
    if found is None:
        raise NotFound("not-found", "没有找到这份文件，或者它不在您的查看范围内。")
    return found


def one_draft(actor: Actor, draft_id: int) -> Draft:
    """One draft of a document in view, with its units, or NotFound."""
    rows = Draft.objects.filter(directive__in=visible(actor)).select_related("directive", "lead")
    found = rows.defer("directive__text").prefetch_related("support").filter(pk=draft_id).first()
    if found is None:
        raise NotFound("not-found", "没有找到这条事项，或者它不在您的查看范围内。")
    return found


def clauses(directive_id: int) -> QuerySet[Clause]:
    """The clauses in the order of the text."""
    return Clause.objects.filter(directive=directive_id)


def drafts(directive_id: int) -> QuerySet[Draft]:
    """Drafts in the order of the text, with their units; those split or merged are left out."""
    rows = Draft.objects.filter(directive=directive_id).exclude(status=DraftStatus.REPLACED)
    return rows.select_related("lead").prefetch_related("support")


def ready(directive_id: int) -> QuerySet[Draft]:
    """Confirmed drafts, which may be proposed as matters."""
    return drafts(directive_id).filter(status=DraftStatus.CONFIRMED).select_related("directive", "lead")


def same_text(digest: str) -> Directive | None:
    """The document with this text, whoever received it."""
    return Directive.objects.filter(digest=digest).first()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many drafts of a document are where."""

    pending: int = 0
    confirmed: int = 0
    discarded: int = 0
    proposed: int = 0
    joined: int = 0

    @property
    def total(self) -> int:
        return self.pending + self.confirmed + self.discarded + self.proposed + self.joined

    @property
    def decided(self) -> bool:
        """Whether a clerk has said something of every draft."""
        return self.total > 0 and self.pending == 0


def outline(directive_id: int) -> list[tuple[int, str]]:
    """Each draft of a document with its status, in the order of the text; one small query."""
    rows = Draft.objects.filter(directive=directive_id).exclude(status=DraftStatus.REPLACED)
    return list(rows.values_list("pk", "status"))


def awaiting(actor: Actor, *, most: int) -> list[Directive]:
    """Documents with drafts that this clerk has still to decide or to propose, the oldest first."""
    if not actor.may(Permission.DIRECTIVE_WRITE):
        return []
    owed = Draft.objects.filter(
        directive=OuterRef("pk"), status__in=(DraftStatus.PENDING, DraftStatus.CONFIRMED)
    )
    rows = visible(actor).filter(Exists(owed), status=DirectiveStatus.DRAFTING)
    return list(rows.only("title", "number", "received_at").order_by("pk")[:most])


def progress_in(outline: Iterable[tuple[int, str]]) -> Progress:
    """The counts of one document."""
    return _progress(Counter(status for _, status in outline))


def progress_of(directive_ids: list[int]) -> dict[int, Progress]:
    """The counts of each of several documents; one query."""
    rows = Draft.objects.filter(directive__in=directive_ids).exclude(status=DraftStatus.REPLACED)
    counted: dict[int, dict[str, int]] = {pk: {} for pk in directive_ids}
    for pk, status, count in rows.order_by().values_list("directive", "status").annotate(Count("pk")):
        counted[pk][status] = count
    return {pk: _progress(counts) for pk, counts in counted.items()}


def _progress(counts: Mapping[str, int]) -> Progress:
    return Progress(
        pending=counts.get(DraftStatus.PENDING, 0),
        confirmed=counts.get(DraftStatus.CONFIRMED, 0),
        discarded=counts.get(DraftStatus.DISCARDED, 0),
        proposed=counts.get(DraftStatus.PROPOSED, 0),
        joined=counts.get(DraftStatus.JOINED, 0),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """Of ``total`` readings of a field, so many were right."""

    right: int = 0
    total: int = 0

    @property
    def percent(self) -> float | None:
        return round(100 * self.right / self.total, 1) if self.total else None


def accuracy(actor: Actor, *, months: int = 12) -> dict[str, dict[Judged, Share]]:
    """How the engine's readings stood up to the clerks, by month, the latest first, and field; counted in one index."""
    rows = _verdicts(actor)
    latest = list(rows.order_by("-month").values_list("month", flat=True).distinct()[:months])
    found: dict[str, dict[Judged, Share]] = {month: {} for month in latest}
    counted = rows.filter(month__in=latest).order_by().values_list("month", "field", "right")
    for month, field, right, count in counted.annotate(Count("pk")):
        before = found[month].get(Judged(field), Share())
        found[month][Judged(field)] = Share(before.right + right * count, before.total + count)
    return found


def corrections(actor: Actor, *, most: int = 50) -> list[Verdict]:
    """The readings that clerks put right last."""
    rows = _verdicts(actor).filter(right=False)
    related = rows.select_related("draft__directive").defer("draft__directive__text", "draft__engine")
    return list(related.order_by("-pk")[:most])


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """A decided document with its marks: the head and the rows of a marked document."""

    name: str
    text: str
    head: dict[str, str]
    rows: list[dict[str, Any]]


def marked_papers(actor: Actor) -> Iterator[MarkedPaper]:
    """Every document of which no draft is left to decide and some were proposed, one after the other."""
    names = {
        unit.unit_id: "|".join(dict.fromkeys((unit.short, unit.name, *unit.aliases, *unit.former)))
        for unit in units.written_names()
    }
    waiting = Draft.objects.filter(
        directive=OuterRef("pk"), status__in=(DraftStatus.PENDING, DraftStatus.CONFIRMED)
    )
    done = visible(actor).filter(~Exists(waiting), status=DirectiveStatus.PROPOSED).order_by("pk")
    for directive in done.iterator():
        taken = drafts(directive.pk).filter(status__in=(DraftStatus.PROPOSED, DraftStatus.JOINED))
        yield MarkedPaper(
            name=f"{directive.pk:06d}",
            text=directive.text,
            head={
                "title": directive.title,
                "kind": directive.kind,
                "dated_on": directive.dated_on.isoformat(),
                "issuer": directive.issuer,
            },
            rows=list(marking.rows(directive.text, (_mark(draft, names) for draft in taken))),
        )


def _mark(draft: Draft, names: Mapping[int, str]) -> marking.Marked:
    lead = names.get(draft.lead_id or 0)
    support = [names[unit.pk] for unit in draft.support.all() if unit.pk in names]
    joint = lead is None
    return marking.Marked(
        start=draft.start,
        end=draft.end,
        kind=draft.kind,
        lead=tuple(support) if joint else (lead or "",),
        support=() if joint else tuple(support),
        relation=draft.relation,
        deadline_raw=draft.deadline_raw,
        deadline_kind=draft.deadline_kind,
        due_on=draft.due_on,
        measures=tuple(draft.measures),
    )


def _verdicts(actor: Actor) -> QuerySet[Verdict]:
    return Verdict.objects.all() if actor.may(Permission.DIRECTIVE_READ) else Verdict.objects.none()


@dataclass(frozen=True, slots=True)
class Search:
    """What a list of documents is narrowed to; empty fields narrow nothing."""

    words: str = ""
    kind: DirectiveKind | None = None
    status: DirectiveStatus | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list. ``count`` stops at COUNT_CAP + 1; ``after`` is where the next page begins, if any."""

    rows: list[Directive]
    count: int
    after: Place | None

    @property
    def capped(self) -> bool:
        return self.count > COUNT_CAP


def search(actor: Actor, wanted: Search, *, after: Place | None = None, size: int = 25) -> Found:
    """One page of the documents in view, newest first; the texts themselves are left in the database."""
    rows = visible(actor).defer("text", "notes")
    for word in wanted.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(issuer__icontains=word))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind)
    if wanted.status is not None:
        rows = rows.filter(status=wanted.status)
    taken = list(_beyond(rows, after).order_by("-dated_on", "-id")[: size + 1])
    count = rows.order_by()[: COUNT_CAP + 1].count()
    last = taken[size - 1] if len(taken) > size else None
    return Found(taken[:size], count, Place(last.dated_on, last.pk) if last else None)


def _beyond(rows: QuerySet[Directive], after: Place | None) -> QuerySet[Directive]:
    if after is None:
        return rows
    same_day = Q(dated_on=after.on, pk__lt=after.number)
    return rows.filter(Q(dated_on__lt=after.on) | same_day, dated_on__lte=after.on)
