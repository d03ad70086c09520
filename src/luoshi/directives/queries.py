"""Reading documents, their clauses and drafts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from luoshi.accounts.policy import Actor, Permission
from luoshi.directives.models import Clause, Directive, Draft
from luoshi.directives.terms import DirectiveKind, DirectiveStatus, DraftStatus
from luoshi.kernel.errors import NotFound

__all__ = [
    "COUNT_CAP",
    "Directive",
    "Draft",
    "Found",
    "Progress",
    "Search",
    "clauses",
    "drafts",
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

    @property
    def total(self) -> int:
        return self.pending + self.confirmed + self.discarded + self.proposed

    @property
    def decided(self) -> bool:
        """Whether a clerk has said something of every draft."""
        return self.total > 0 and self.pending == 0


def outline(directive_id: int) -> list[tuple[int, str]]:
    """Each draft of a document with its status, in the order of the text; one small query."""
    rows = Draft.objects.filter(directive=directive_id).exclude(status=DraftStatus.REPLACED)
    return list(rows.values_list("pk", "status"))


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
    )


@dataclass(frozen=True, slots=True)
class Search:
    """What a list of documents is narrowed to; empty fields narrow nothing."""

    words: str = ""
    kind: DirectiveKind | None = None
    status: DirectiveStatus | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list. ``count`` stops at COUNT_CAP + 1."""

    rows: list[Directive]
    count: int
    more: bool

    @property
    def capped(self) -> bool:
        return self.count > COUNT_CAP


def search(actor: Actor, wanted: Search, *, page: int = 1, size: int = 25) -> Found:
    """One page of the documents in view, newest first; the texts themselves are left in the database."""
    rows = visible(actor).defer("text", "notes")
    for word in wanted.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(issuer__icontains=word))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind)
    if wanted.status is not None:
        rows = rows.filter(status=wanted.status)
    first = (page - 1) * size
    taken = list(rows.order_by("-dated_on", "-id")[first : first + size + 1])
    count = rows.order_by()[: COUNT_CAP + 1].count()
    return Found(rows=taken[:size], count=count, more=len(taken) > size)
