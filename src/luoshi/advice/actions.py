"""Asking for a second reading, going on with it batch by batch, and taking an opinion over into a draft."""

from dataclasses import asdict
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.advice import queries, rules
from luoshi.advice.models import Opinion, SecondReading
from luoshi.advice.terms import Field, Tag
from luoshi.directives import actions as directives
from luoshi.directives import queries as directive_queries
from luoshi.directives.models import Directive, Draft
from luoshi.directives.rules import has_mark
from luoshi.directives.terms import DraftKind, DraftStatus
from luoshi.endpoint import Endpoint, EndpointFailed, ask
from luoshi.kernel.errors import BadInput, Busy, Conflict, RuleBroken
from luoshi.ledger import actions as ledger
from luoshi.units import queries as units

AT_ONCE = 2
"""So many questions wait for an answer at one time, so that the pages keep their threads."""
MOST_DROPPED = 100

_turns = BoundedSemaphore(AT_ONCE)


@transaction.atomic
def begin(directive_id: int, *, by: Actor, at: datetime) -> SecondReading:
    """A second reading of a document from its first clause on; nothing is sent yet."""
    require(by, Permission.DIRECTIVE_WRITE)
    directive = directive_queries.one(by, directive_id)
    service = _service()
    batches = _batches(directive)
    reading = SecondReading.objects.create(
        directive=directive,
        asked_by_id=by.person_id,
        asked_at=at,
        service=service.address.shown[:300],
        model=service.model[:200],
        total=len(batches),
    )
    data = {
        "reading": reading.pk,
        "service": reading.service,
        "model": reading.model,
        "batches": len(batches),
    }
    _record(directive.pk, Tag.ASKED, data=data, by=by, at=at)
    return reading


def read_on(reading_id: int, *, by: Actor) -> SecondReading:
    """Send the next batch and keep what the text bears out of the answer. The question is asked outside of any
    transaction; when it fails, the reading says why and stays where it was."""
    require(by, Permission.DIRECTIVE_WRITE)
    reading = queries.one(by, reading_id)
    service = _service()
    batches = _batches(reading.directive)
    if reading.complete:
        return reading
    batch = batches[reading.done]
    if not _turns.acquire(blocking=False):
        raise Busy("advice-busy", f"已有{AT_ONCE}份文件正在复读。请稍等片刻，再按“继续复读”。")
    try:
        items = rules.items(ask(service, rules.messages(batch)))
    except EndpointFailed as failed:
        return _move(reading, failure=failed.message)
    finally:
        _turns.release()
    ground = rules.Ground(
        text=reading.directive.text, batch=batch, on=reading.directive.dated_on, calendar=units.calendar()
    )
    return _keep(reading, *rules.checked(items, ground), read_to=batch[-1].end)


def pass_over(reading_id: int, *, by: Actor) -> SecondReading:
    """Leave out the batch that is not answered, and go on behind it."""
    require(by, Permission.DIRECTIVE_WRITE)
    reading = queries.one(by, reading_id)
    batches = queries.batches(reading.directive)
    if reading.complete:
        return reading
    batch = batches[reading.done]
    left_out = [*reading.unread, [batch[0].start, batch[-1].end]]
    return _move(reading, done=reading.done + 1, read_to=batch[-1].end, unread=left_out, failure="")


@transaction.atomic
def take_over(
    opinion_id: int, field: Field, *, draft_id: int, by: Actor, at: datetime, version: int
) -> Draft:
    """Write one field of an opinion into a draft that is still to be decided: the clerk's own edit, as the ledger
    says."""
    require(by, Permission.DIRECTIVE_WRITE)
    opinion = queries.one_opinion(by, opinion_id)
    draft = directive_queries.one_draft(by, draft_id)
    ours, theirs = queries.heard(draft), queries.voiced(opinion)
    apart = min(ours.end, theirs.end) <= max(ours.start, theirs.start)
    if apart or draft.directive_id != opinion.reading.directive_id:
        raise BadInput("advice-elsewhere", "这条第二读意见说的不是这条事项，没有采用。请刷新页面后重试。")
    if draft.status != DraftStatus.PENDING:
        raise RuleBroken("advice-decided", "这条事项已经核对过。如要采用第二读，请先撤回确认。")
    if field not in rules.differing(ours, theirs):
        raise Conflict("advice-same", "这条事项已与第二读一致，不必再采用。")
    if field is Field.LEAD and theirs.lead is not None:
        edited = directives.choose_lead(draft_id, theirs.lead, by=by, at=at, version=version)
    else:
        part = _part(field, ours, theirs)
        edited = directives.edit_part(draft_id, part, by=by, at=at, version=version)
    data = {"draft": draft_id, "opinion": opinion.pk, "field": field.value}
    _record(draft.directive_id, Tag.TAKEN, data=data, by=by, at=at)
    return edited


def _part(field: Field, ours: rules.Voice, theirs: rules.Voice) -> dict[str, Any]:
    """The fields of a draft's wording that an opinion changes."""
    if field is Field.KIND:
        return {"kind": DraftKind(theirs.kind)}
    if field is Field.TEXT:
        return {"text": theirs.text}
    if field is Field.DEADLINE:
        return {"deadline_raw": theirs.deadline, "due_on": None, "next_check_on": None}
    if field is Field.MEASURES:
        more = rules.more_measures(ours.measures, theirs.measures)
        return {"measures": (*ours.measures, *more)}
    if field is Field.SUPPORT and theirs.support:
        return {"support_ids": tuple(sorted(theirs.support - {ours.lead}))}
    raise RuleBroken("advice-no-unit", "第二读写的名称没有对应到单位，不能直接采用。请点“修改”填写单位。")


def _service() -> Endpoint:
    service = queries.service()
    if service is None:
        raise RuleBroken("advice-off", "本系统没有设置模型服务，不能请模型复读。需要时请联系管理员。")
    return service


def _batches(directive: Directive) -> list[rules.Batch]:
    """What would be sent; refused altogether when a clause carries a classification mark."""
    batches = queries.batches(directive)
    if any(has_mark(passage.text) for batch in batches for passage in batch) or has_mark(directive.text):
        raise RuleBroken(
            "advice-classified",
            "文件中标有密级，不得发送给模型（《保守国家秘密法》第三十一条）。请核对这份文件是否应当进入本系统。",
        )
    if not batches:
        raise RuleBroken("advice-nothing", "这份文件没有可以复读的条款。")
    return batches


@transaction.atomic
def _keep(
    reading: SecondReading, opinions: list[rules.Opinion], lost: list[rules.Dropped], *, read_to: int
) -> SecondReading:
    dropped = [*reading.dropped, *map(asdict, lost)][:MOST_DROPPED]
    _move(reading, done=reading.done + 1, read_to=read_to, dropped=dropped, failure="")
    Opinion.objects.bulk_create(Opinion(reading=reading, **asdict(opinion)) for opinion in opinions)
    return reading


def _move(reading: SecondReading, **changes: Any) -> SecondReading:
    """Compare-and-set; two clerks who go on with one reading at once do not count a batch twice."""
    rows = SecondReading.objects.filter(pk=reading.pk, version=reading.version)
    if not rows.update(version=reading.version + 1, **changes):
        raise Conflict("advice-moved", "另有人正在继续这次复读。请刷新页面查看进度。")
    for name, value in changes.items():
        setattr(reading, name, value)
    reading.version += 1
    return reading


def _record(directive_id: int, tag: Tag, *, data: dict[str, Any], by: Actor, at: datetime) -> None:
    ledger.append(
        tag=tag,
        subject=f"directive/{directive_id}",
        data=data,
        actor_id=by.person_id,
        actor_name=by.name,
        at=at,
    )
