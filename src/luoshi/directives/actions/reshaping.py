"""Drafts made of other words than the engine chose: added by the clerk, cut in two, joined, and put back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import queries, rules
from luoshi.directives.actions.act import Act, change, open_draft, record, words
from luoshi.directives.actions.reading import Reader, inherited, united
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftStatus, Origin, Tag
from luoshi.kernel.errors import BadInput, Conflict, NotFound, RuleBroken


@transaction.atomic
def add(directive_id: int, stretch: tuple[int, int], *, by: Actor, at: datetime) -> Draft:
    """A draft from words that the clerk has selected; the engine reads owners, deadline and measures in them."""
    require(by, Permission.DIRECTIVE_WRITE)
    act = Act(by, at)
    directive = queries.one(by, directive_id)
    start, end = rules.selected(directive.text, *stretch)
    if (
        queries.drafts(directive.pk)
        .filter(start=start, end=end)
        .exclude(status=DraftStatus.DISCARDED)
        .exists()
    ):
        raise Conflict("draft-exists", "这段文字已经列为事项，请在右侧列表中办理。")
    reader = Reader(directive)
    (draft,) = reader.create([reader.read(start, end)], origin=Origin.ADDED)
    record(directive.pk, Tag.DRAFT_ADDED, act=act, data=words(draft))
    return draft


@transaction.atomic
def split(draft_id: int, part: tuple[int, int], *, by: Actor, at: datetime, version: int) -> list[Draft]:
    """Cut a draft into the words of ``part`` and those before and after; what a piece does not say itself, it
    takes over from the whole."""
    act = Act(by, at)
    whole = open_draft(draft_id, act, version=version)
    stretches = rules.cut(whole.directive.text, (whole.start, whole.end), part)
    reader = Reader(whole.directive)
    rows = [inherited(reader.read(start, end), whole) for start, end in stretches]
    change(whole, "split")
    pieces = reader.create(rows, origin=Origin.SPLIT)
    whole.replaced_by.set(pieces)
    record(
        whole.directive_id,
        Tag.DRAFT_SPLIT,
        act=act,
        data={"draft": whole.pk, "into": [words(piece) for piece in pieces]},
    )
    return pieces


@transaction.atomic
def merge(directive_id: int, *, by: Actor, at: datetime, versions: Mapping[int, int]) -> Draft:
    """Make one draft of several; the first in the text gives the lead, the latest date holds."""
    require(by, Permission.DIRECTIVE_WRITE)
    act = Act(by, at)
    directive = queries.one(by, directive_id)
    if len(versions) < 2:
        raise BadInput("merge-one", "请至少勾选两条事项再合并。")
    drafts = [draft for draft in queries.drafts(directive.pk) if draft.pk in versions]
    if len(drafts) != len(versions):
        raise NotFound("not-found", "没有找到其中的事项，它们可能已被拆分或合并。请刷新页面后重新选择。")
    for draft in drafts:
        draft.version = versions[draft.pk]
        change(draft, "merge")
    reader = Reader(directive)
    (merged,) = reader.create([united(drafts, directive.text)], origin=Origin.MERGED)
    merged.replaces.set(drafts)
    record(
        directive.pk,
        Tag.DRAFT_MERGED,
        act=act,
        data={"drafts": [draft.pk for draft in drafts], "into": words(merged)},
    )
    return merged


@transaction.atomic
def undo(draft_id: int, *, by: Actor, at: datetime, version: int) -> list[Draft]:
    """Put back what was there before the split or merge that made this draft; the drafts that come back are open."""
    act = Act(by, at)
    draft = open_draft(draft_id, act, version=version)
    before = list(draft.replaces.all())
    if not before:
        raise RuleBroken("nothing-to-undo", "这条事项不是拆分或合并而来，没有可以还原的内容。")
    after = list(Draft.objects.filter(replaces__in=before).distinct())
    if any(made.status == DraftStatus.REPLACED for made in after):
        raise RuleBroken("undo-later-first", "拆分出的事项又被拆分或合并过。请先还原后来的那一步。")
    for made in after:
        change(made, "undo")
        made.replaces.clear()
    for old in before:
        change(old, "revive")
    data = {"restored": [old.pk for old in before], "removed": [made.pk for made in after]}
    record(draft.directive_id, Tag.DRAFT_RESTORED, act=act, data=data)
    return list(queries.drafts(draft.directive_id).filter(pk__in=[old.pk for old in before]))
