"""Papers that await a person: documents whose drafts are to be decided, circulars to be signed and numbered."""

from collections.abc import Sized
from dataclasses import dataclass

from django.urls import reverse

from luoshi.accounts.policy import Actor
from luoshi.bulletins import queries as bulletins
from luoshi.bulletins.queries import Bulletin
from luoshi.bulletins.terms import BulletinStatus
from luoshi.directives import queries as directives
from luoshi.directives.queries import Directive, Progress
from luoshi.web.templatetags.luoshi import day

ROWS = 8
MOST = 99
"""A list says “more than” beyond this."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A row: what it is, what is known of it, and where it is dealt with."""

    title: str
    url: str
    facts: list[str]


@dataclass(frozen=True, slots=True)
class Pile:
    """A list of papers that wait for the same act."""

    code: str
    title: str
    label: str
    words: str
    everything: str
    papers: list[Paper]


def piles(actor: Actor) -> list[Pile]:
    """What there is for this person; at most three queries, none for those who have nothing to do with papers."""
    circulars = bulletins.awaiting(actor, most=MOST + 1)
    found = (
        _documents(directives.awaiting(actor, most=MOST + 1)),
        _circulars(circulars, BulletinStatus.DRAFT, title="待审签的通报", label="审签"),
        _circulars(circulars, BulletinStatus.APPROVED, title="待印发的通报", label="印发"),
    )
    return [pile for pile in found if pile.papers]


def _documents(found: list[Directive]) -> Pile:
    progress = directives.progress_of([one.pk for one in found[:ROWS]])
    papers = [
        Paper(one.title, reverse("directive_drafts", args=[one.pk]), _stage(one, progress[one.pk]))
        for one in found[:ROWS]
    ]
    page = f"{reverse('directive_list')}?status=drafting"
    return Pile("documents", "待核对的交办来源", "核对", _words(found), page, papers)


def _stage(directive: Directive, progress: Progress) -> list[str]:
    todo = (
        f"还有{progress.pending}条待确认"
        if progress.pending
        else f"{progress.confirmed}条已确认，可以提请立项"
    )
    return [todo, f"{day(directive.received_at)}接收", *filter(None, [directive.number])]


def _circulars(found: list[Bulletin], status: BulletinStatus, *, title: str, label: str) -> Pile:
    mine = [one for one in found if one.status == status]
    papers = [Paper(one.title, reverse("bulletins_show", args=[one.pk]), _past(one)) for one in mine[:ROWS]]
    return Pile(f"bulletins-{status}", title, label, _words(mine), reverse("bulletins"), papers)


def _past(bulletin: Bulletin) -> list[str]:
    facts = [f"{day(bulletin.period_from)}至{day(bulletin.period_to)}", f"{day(bulletin.drafted_at)}起草"]
    if bulletin.approved_at and bulletin.approved_by:
        facts.append(f"{bulletin.approved_by.name}{day(bulletin.approved_at)}审签")
    return facts


def _words(found: Sized) -> str:
    return f"{MOST}+" if len(found) > MOST else str(len(found))
