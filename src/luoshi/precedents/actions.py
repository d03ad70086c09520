"""Counting what units sign for, and advising on the drafts of a document: who may lead, what was ordered before."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from django.db import connection, transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import actions as drafting
from luoshi.directives import queries as directives
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftStatus
from luoshi.extraction.suggesting import Earlier, bigrams
from luoshi.kernel.errors import Conflict, RuleBroken
from luoshi.ledger import actions as ledger
from luoshi.ledger.models import Entry
from luoshi.ledger.rules import Act
from luoshi.matters.models import Matter
from luoshi.matters.terms import Tag as MatterTag
from luoshi.precedents import queries, rules
from luoshi.precedents.models import Alike, Counted, Suggested
from luoshi.precedents.terms import Choice, Tag

ENTRIES_AT_ONCE = 5_000
_ONLY = 1
_ADVISED = frozenset({DraftStatus.PENDING, DraftStatus.CONFIRMED})
_ADD = (
    "INSERT INTO precedents_habit (gram, unit_id, count) VALUES (%s, %s, %s)"
    " ON CONFLICT (gram, unit_id) DO UPDATE SET count = precedents_habit.count + excluded.count"
)
_COMMON_GRAM = 30
"""A pair of letters in more drafts of a document than this finds nothing."""


@transaction.atomic
def catch_up() -> int:
    """Count the matters that units have signed for since the last time, in at most ENTRIES_AT_ONCE entries of the
    ledger; how many were counted."""
    mark, _ = Counted.objects.select_for_update().get_or_create(pk=_ONLY)
    entries = Entry.objects.filter(seq__gte=mark.seq, seq__lt=mark.seq + ENTRIES_AT_ONCE)
    last = entries.order_by("-seq").values_list("seq", flat=True).first()
    if last is None:
        return 0
    rows = entries.filter(tag=MatterTag.SIGNED).values_list("subject", "data")
    signed = [(int(subject.partition("/")[2]), json.loads(data)["unit"]) for subject, data in rows]
    _count(signed)
    Counted.objects.filter(pk=_ONLY).update(seq=last + 1)
    return len(signed)


@transaction.atomic
def advise(directive_id: int, *, by: Actor, only: Sequence[int] = ()) -> None:
    """Work out again what is known for the open drafts of a document, or for some of them; what a clerk has chosen
    stays."""
    require(by, Permission.DIRECTIVE_WRITE)
    directive = directives.one(by, directive_id)
    catch_up()
    drafts = [draft for draft in directives.drafts(directive.pk) if draft.status in _ADVISED]
    asked = [draft for draft in drafts if not only or draft.pk in only]
    names = queries.unit_names()
    orders = {draft.pk: queries.order_of(draft, names) for draft in drafts}
    known = queries.earlier([orders[draft.pk].text for draft in asked])
    _suggest(asked, orders, known)
    _find_alike(directive.pk, asked, orders=orders, known=known)


@transaction.atomic
def keep_apart(alike_id: int, *, by: Actor, at: datetime) -> Alike:
    """The two are not the same thing: they are handled each for itself."""
    require(by, Permission.DIRECTIVE_WRITE)
    alike = queries.one_alike(by, alike_id)
    if alike.draft.status not in {DraftStatus.PENDING, DraftStatus.CONFIRMED}:
        raise RuleBroken("draft-settled", "这条事项已经提请立项或不再保留，不用再处理相似提示。")
    _choose(alike, Choice.APART, by=by, at=at)
    data = {"draft": alike.draft_id, "matter": alike.matter_id, "other": alike.other_id}
    _record(Tag.APART, f"directive/{alike.draft.directive_id}", data, by=by, at=at)
    return alike


@transaction.atomic
def join(alike_id: int, *, by: Actor, at: datetime, version: int) -> Alike:
    """The matter in work covers the draft: no second matter is proposed, and the matter has a further source."""
    require(by, Permission.DIRECTIVE_WRITE)
    alike = queries.one_alike(by, alike_id)
    matter = alike.matter
    if matter is None:
        raise RuleBroken("not-a-matter", "这是同一文件中的两条事项，请用“合并”办理。")
    if matter.status not in queries.OPEN:
        raise RuleBroken("matter-ended", "这个督查事项已经办结或不再督办，不能并入。请作为新的事项立项。")
    name = f"{matter.number} {matter.title}".strip()
    _choose(alike, Choice.JOINED, by=by, at=at)
    drafting.join(alike.draft_id, into=name, by=by, at=at, version=version)
    _record(MatterTag.SOURCE_ADDED, f"matter/{matter.pk}", _source(alike), by=by, at=at)
    return alike


@transaction.atomic
def part(draft_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """Take a joined draft back out of its matter."""
    draft = drafting.part(draft_id, by=by, at=at, version=version)
    for alike in Alike.objects.filter(draft=draft, choice=Choice.JOINED).select_related("draft__directive"):
        Alike.objects.filter(pk=alike.pk).update(choice=Choice.OPEN, chosen_by=None, chosen_at=None)
        _record(MatterTag.SOURCE_REMOVED, f"matter/{alike.matter_id}", _source(alike), by=by, at=at)
    return draft


def _count(signed: Sequence[tuple[int, int]]) -> None:
    """Add up pairs of letters by unit; in the order of the table, so that two who count do not wait for each other."""
    texts = Matter.objects.in_bulk([matter_id for matter_id, _ in signed])
    names = queries.unit_names()
    counts: Counter[tuple[str, int]] = Counter()
    for matter_id, unit_id in signed:
        bare = rules.bare(texts[matter_id].content, names)
        counts.update((gram, unit_id) for gram in ["", *bigrams(bare)])
    _add(counts)


def _add(counts: Mapping[tuple[str, int], int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(gram, unit_id, counts[gram, unit_id]) for gram, unit_id in sorted(counts)])


def _suggest(asked: Sequence[Draft], orders: Mapping[int, rules.Order], known: Earlier) -> None:
    """New rows in place of the old, for drafts that name no unit; what was suggested for one that has been given a
    lead stays, to be counted."""
    wanting = [draft for draft in asked if not (draft.lead_id or draft.lead_raw or draft.support.all())]
    Suggested.objects.filter(draft__in=wanting).delete()
    advisor = queries.advisor() if wanting else None
    Suggested.objects.bulk_create(
        Suggested(draft=draft, unit_id=one.unit_id, rank=rank, reasons=list(one.reasons))
        for draft in wanting
        if advisor
        for rank, one in enumerate(advisor.suggest(orders[draft.pk].text, known), 1)
    )


def _find_alike(
    directive_id: int, asked: Sequence[Draft], *, orders: Mapping[int, rules.Order], known: Earlier
) -> None:
    """Likenesses that a clerk has not spoken of are found anew."""
    Alike.objects.filter(draft__in=asked, choice=Choice.OPEN).delete()
    settled = set(Alike.objects.filter(draft__in=asked).values_list("draft", "matter", "other"))
    found = [*_to_matters(directive_id, asked, orders=orders, known=known), *_to_drafts(asked, orders)]
    Alike.objects.bulk_create(
        one for one in found if (one.draft_id, one.matter_id, one.other_id) not in settled
    )


def _to_matters(
    directive_id: int, asked: Sequence[Draft], *, orders: Mapping[int, rules.Order], known: Earlier
) -> Iterator[Alike]:
    names = queries.unit_names()
    for draft in asked:
        order = orders[draft.pk]
        for matter in queries.open_alike(order.text, known, but=directive_id):
            likeness = rules.compare(order, queries.order_of(matter, names))
            if likeness:
                yield _alike(draft, likeness, matter=matter)


def _to_drafts(asked: Sequence[Draft], orders: Mapping[int, rules.Order]) -> Iterator[Alike]:
    """Pairs that share a pair of letters which few drafts of the document have; the later one bears the hint."""
    holders: dict[str, list[int]] = defaultdict(list)
    for pk, order in orders.items():
        for gram in bigrams(order.text):
            holders[gram].append(pk)
    pairs: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= _COMMON_GRAM:
            pairs.update(combinations(held, 2))
    by_pk = {draft.pk: draft for draft in asked}
    for (first, second), common in pairs.items():
        draft = by_pk.get(second)
        likeness = rules.compare(orders[second], orders[first]) if common >= rules.LEAST_COMMON else None
        if draft and likeness:
            yield _alike(draft, likeness, other_id=first)


def _alike(draft: Draft, likeness: rules.Likeness, **other: object) -> Alike:
    return Alike(
        draft=draft,
        degree=likeness.degree,
        percent=likeness.percent,
        differences=list(likeness.differences),
        **other,
    )


def _choose(alike: Alike, choice: Choice, *, by: Actor, at: datetime) -> None:
    values = {"choice": choice, "chosen_by": by.person_id, "chosen_at": at}
    if not Alike.objects.filter(pk=alike.pk, choice=Choice.OPEN).update(**values):
        raise Conflict("alike-settled", "这条相似提示刚刚已由他人处理。请刷新页面查看最新内容。")


def _source(alike: Alike) -> dict[str, object]:
    draft = alike.draft
    title = draft.directive.title
    return {"draft": draft.pk, "directive": draft.directive_id, "title": title, "text": draft.text}


def _record(
    tag: Tag | MatterTag, subject: str, data: Mapping[str, object], *, by: Actor, at: datetime
) -> None:
    entry = Act(tag=tag, subject=subject, data=data, actor_id=by.person_id, actor_name=by.name, at=at)
    ledger.append_many([entry])
