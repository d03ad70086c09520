"""How well the engine reads the documents of this place: what clerks put right, counted by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luoshi.directives import queries
from luoshi.directives.queries import Share, Verdict
from luoshi.directives.terms import DraftKind, Judged
from luoshi.kernel.dates import long_date
from luoshi.precedents import queries as precedents
from luoshi.web.http import ActorRequest

_NONE = "无"


@dataclass(frozen=True, slots=True)
class Line:
    """One field: the sum, then each month."""

    label: str
    whole: Share
    months: tuple[tuple[str, Share], ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """One reading that was put right, in words."""

    verdict: Verdict
    label: str
    engine: str
    clerk: str


@require_GET
def page(request: ActorRequest) -> HttpResponse:
    """The figures by month, how suggestions came true, the last corrections."""
    found = queries.accuracy(request.actor)
    lines = []
    for field in Judged:
        shares = tuple((month, found[month].get(field, Share())) for month in found)
        whole = Share(sum(one.right for _, one in shares), sum(one.total for _, one in shares))
        lines.append(Line(field.label, whole, shares))
    shown = {
        "months": list(found),
        "lines": lines,
        "hits": precedents.hits(request.actor),
        "corrections": [_corrected(row) for row in queries.corrections(request.actor)],
    }
    return render(request, "directives/quality.html", shown)


def _corrected(verdict: Verdict) -> Corrected:
    field = Judged(verdict.field)
    return Corrected(verdict, field.label, _words(field, verdict.engine), _words(field, verdict.clerk))


def _words(field: Judged, value: str | Iterable[str] | None) -> str:
    if not value:
        return _NONE
    if not isinstance(value, str):
        return "、".join(value)
    if field is Judged.KIND:
        return DraftKind(value).label
    return long_date(date.fromisoformat(value)) if field is Judged.DUE else value
