"""What a clerk says of a draft: it stands, it does not, or it is open again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import queries
from luoshi.directives.actions import teaching
from luoshi.directives.actions.act import Act, change, entry, open_draft, words
from luoshi.directives.models import Directive, Draft
from luoshi.directives.terms import DirectiveStatus, Tag
from luoshi.kernel.errors import BadInput, NotFound
from luoshi.ledger import actions as ledger

_TAGS = {
    "confirm": Tag.DRAFT_CONFIRMED,
    "reopen": Tag.DRAFT_REOPENED,
    "discard": Tag.DRAFT_DISCARDED,
    "restore": Tag.DRAFT_RESTORED,
    "part": Tag.DRAFT_PARTED,
}


def confirm(draft_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """The draft stands as it reads: ready to be proposed."""
    return _decide("confirm", draft_id, act=Act(by, at), version=version)


def reopen(draft_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """A confirmed draft is open again."""
    return _decide("reopen", draft_id, act=Act(by, at), version=version)


def discard(draft_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """The words ask nothing that is to be supervised; the draft stays, out of the way."""
    return _decide("discard", draft_id, act=Act(by, at), version=version)


def restore(draft_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """A discarded draft is open again."""
    return _decide("restore", draft_id, act=Act(by, at), version=version)


@transaction.atomic
def join(draft_id: int, *, into: str, by: Actor, at: datetime, version: int) -> Draft:
    """A matter already asks what this draft asks; ``into`` is the matter in words. Both sources stay."""
    act = Act(by, at)
    draft = open_draft(draft_id, act, version=version)
    change(draft, "join")
    data = {**words(draft), "into": into}
    ledger.append_many([entry(draft.directive_id, Tag.DRAFT_JOINED, act=act, data=data)])
    return draft


def part(draft_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """A draft that was joined to a matter is open again."""
    return _decide("part", draft_id, act=Act(by, at), version=version)


def confirm_many(directive_id: int, *, by: Actor, at: datetime, versions: Mapping[int, int]) -> list[Draft]:
    """Confirm drafts of one document, all or none; ``versions`` holds what the clerk saw, by draft."""
    return _decide_many("confirm", directive_id, act=Act(by, at), versions=versions)


def discard_many(directive_id: int, *, by: Actor, at: datetime, versions: Mapping[int, int]) -> list[Draft]:
    """Discard drafts of one document, all or none."""
    return _decide_many("discard", directive_id, act=Act(by, at), versions=versions)


def reopen_many(directive_id: int, *, by: Actor, at: datetime, versions: Mapping[int, int]) -> list[Draft]:
    """Take back the confirmation of several drafts, all or none."""
    return _decide_many("reopen", directive_id, act=Act(by, at), versions=versions)


def restore_many(directive_id: int, *, by: Actor, at: datetime, versions: Mapping[int, int]) -> list[Draft]:
    """Open several discarded drafts again, all or none."""
    return _decide_many("restore", directive_id, act=Act(by, at), versions=versions)


@transaction.atomic
def mark_proposed(draft_ids: Sequence[int], *, by: Actor, at: datetime) -> None:
    """The drafts have become proposed matters; called in the transaction that makes these."""
    act = Act(by, at)
    drafts = list(Draft.objects.filter(pk__in=draft_ids))
    if len(drafts) != len(set(draft_ids)):
        raise _missing()
    for draft in drafts:
        change(draft, "propose")
    teaching.keep(drafts, act)
    documents = sorted({draft.directive_id for draft in drafts})
    Directive.objects.filter(pk__in=documents).update(status=DirectiveStatus.PROPOSED)
    of = {pk: [draft.pk for draft in drafts if draft.directive_id == pk] for pk in documents}
    ledger.append_many(entry(pk, Tag.PROPOSED, act=act, data={"drafts": of[pk]}) for pk in documents)


@transaction.atomic
def _decide(verb: str, draft_id: int, *, act: Act, version: int) -> Draft:
    draft = open_draft(draft_id, act, version=version)
    change(draft, verb)
    ledger.append_many([entry(draft.directive_id, _TAGS[verb], act=act, data=words(draft))])
    return draft


@transaction.atomic
def _decide_many(verb: str, directive_id: int, *, act: Act, versions: Mapping[int, int]) -> list[Draft]:
    require(act.by, Permission.DIRECTIVE_WRITE)
    directive = queries.one(act.by, directive_id)
    if not versions:
        raise BadInput("nothing-chosen", "没有选中事项。请先勾选要办理的事项。")
    drafts = [draft for draft in queries.drafts(directive.pk) if draft.pk in versions]
    if len(drafts) != len(versions):
        raise _missing()
    for draft in drafts:
        draft.version = versions[draft.pk]
        change(draft, verb)
    ledger.append_many(entry(directive.pk, _TAGS[verb], act=act, data=words(draft)) for draft in drafts)
    return drafts


def _missing() -> NotFound:
    return NotFound("not-found", "没有找到其中的事项，它们可能已被拆分或合并。请刷新页面后重新选择。")
