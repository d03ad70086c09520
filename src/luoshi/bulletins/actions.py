"""Writing a circular: draft, edit, refresh, approve (its facts freeze), publish (its number comes), void."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.boards.register import near_days
from luoshi.bulletins import queries, rules
from luoshi.bulletins.models import Bulletin, FrozenMatter
from luoshi.bulletins.queries.facts import Span
from luoshi.bulletins.terms import BulletinStatus, Tag
from luoshi.files import actions as files
from luoshi.kernel.errors import BadInput, Conflict, IllegalMove, RuleBroken
from luoshi.ledger import actions as ledger
from luoshi.ledger import queries as ledger_queries
from luoshi.matters import rules as matter_rules
from luoshi.matters.models import Matter
from luoshi.matters.queries import facts_of
from luoshi.units import queries as units
from luoshi.units.rules import RECIPIENTS_LENGTH, one_line

SERIES = "督查通报"
BATCH = 2000
TITLE_LENGTH, REASON_LENGTH = 120, 200
EARLIEST_YEARS = 10


@transaction.atomic
def draft(
    period_from: date, period_to: date, *, by: Actor, at: datetime, scope: Mapping[str, Any] | None = None
) -> Bulletin:
    """Compose a circular from the facts of a period and scope."""
    require(by, Permission.BULLETIN_WRITE)
    today = timezone.localtime(at).date()
    if period_to < period_from:
        raise BadInput("period-reversed", "结束日期早于开始日期。请核对通报期间。")
    if period_to.year > today.year or period_from.year < today.year - EARLIEST_YEARS:
        raise BadInput("period-out-of-range", "通报期间应在近十年以内，且不晚于本年度。请核对年份。")
    if period_from > today:
        raise BadInput("period-in-future", "通报期间还没有开始。请选择已经开始的期间。")
    place = units.place()
    bulletin = Bulletin(
        series=SERIES,
        year=today.year,
        title=_title(period_from, period_to),
        recipients=place.recipients if place else "",
        period_from=period_from,
        period_to=period_to,
        scope=dict(scope or {}),
        drafted_by_id=by.person_id,
        drafted_at=at,
    )
    _fill(bulletin, by, today)
    bulletin.save()
    _record(bulletin, Tag.DRAFTED, by, at=at, data={"figures": bulletin.figures, "scope": bulletin.scope})
    return bulletin


@transaction.atomic
def edit(
    bulletin_id: int,
    *,
    title: str,
    recipients: str,
    texts: Sequence[str],
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Bulletin:
    """Change title, recipients and the text of each part; figures stay bound to their names."""
    require(by, Permission.BULLETIN_WRITE)
    bulletin = _in(BulletinStatus.DRAFT, queries.one(by, bulletin_id), "修改")
    _check_seen(bulletin, seen)
    if not title.strip():
        raise BadInput("no-title", "请填写标题。")
    if len(texts) != len(bulletin.body):
        raise Conflict("bulletin-changed", "通报的段落刚刚变动过，请刷新页面后再修改。")
    body = [
        {"kind": part["kind"], "text": text.strip()} for part, text in zip(bulletin.body, texts, strict=True)
    ]
    body = [part for part in body if part["text"]]
    rules.check_body(body, known=set(bulletin.figures))
    title = one_line(title, label="标题", limit=TITLE_LENGTH)
    recipients = one_line(recipients, label="主送", limit=RECIPIENTS_LENGTH, required=False)
    _change(bulletin, title=title, recipients=recipients, body=body)
    _record(bulletin, Tag.EDITED, by, at=at, data={"title": bulletin.title, "body": body})
    return bulletin


@transaction.atomic
def refresh(bulletin_id: int, *, by: Actor, at: datetime) -> Bulletin:
    """Compose the draft again from today's facts; what was edited by hand is replaced."""
    require(by, Permission.BULLETIN_WRITE)
    bulletin = _in(BulletinStatus.DRAFT, queries.one(by, bulletin_id), "重新生成")
    _fill(bulletin, by, timezone.localtime(at).date())
    fields = ("as_of", "figures", "body", "unit_lines")
    _change(bulletin, **{name: getattr(bulletin, name) for name in fields})
    _record(bulletin, Tag.DRAFTED, by, at=at, data={"figures": bulletin.figures})
    return bulletin


@transaction.atomic
def approve(bulletin_id: int, *, by: Actor, at: datetime, seen: int | None = None) -> Bulletin:
    """Approve what somebody else drafted: every matter behind the figures is frozen as it stood on the draft's day.

    Refused when the words have changed since the approver opened the page (``seen`` is that version), or when the
    frozen matters give other counts than the draft says: the approver would sign what is not there.
    """
    require(by, Permission.BULLETIN_APPROVE)
    bulletin = _in(BulletinStatus.DRAFT, queries.one(by, bulletin_id), "审签")
    _check_seen(bulletin, seen)
    if bulletin.drafted_by_id is not None and bulletin.drafted_by_id == by.person_id:
        raise RuleBroken(
            "approved-own-draft", "这份通报由您起草，不能由您本人审签。请报其他有审签权限的领导审签。"
        )
    _freeze(bulletin, by, _span(bulletin))
    if [asdict(line) for line in queries.frozen_lines(bulletin)] != bulletin.unit_lines:
        raise Conflict("figures-moved", "起草以后事项情况有变化，数据已经不同。请起草人重新生成后再审签。")
    _change(bulletin, status=BulletinStatus.APPROVED, approved_by_id=by.person_id, approved_at=at)
    _record(bulletin, Tag.APPROVED, by, at=at, data={"figures": bulletin.figures, "body": bulletin.body})
    return bulletin


@transaction.atomic
def reopen(bulletin_id: int, *, by: Actor, at: datetime) -> Bulletin:
    """Back to the drafter before it is published; its facts thaw."""
    require(by, Permission.BULLETIN_APPROVE)
    bulletin = _in(BulletinStatus.APPROVED, queries.one(by, bulletin_id), "退回修改")
    bulletin.matters.all().delete()
    _change(bulletin, status=BulletinStatus.DRAFT, approved_by=None, approved_at=None)
    _record(bulletin, Tag.REOPENED, by, at=at, data={})
    return bulletin


@transaction.atomic
def publish(bulletin_id: int, *, by: Actor, at: datetime) -> Bulletin:
    """Give the next number of the series and year, print the ledger's head, keep the paper."""
    require(by, Permission.BULLETIN_PUBLISH)
    bulletin = _in(BulletinStatus.APPROVED, queries.one(by, bulletin_id), "印发")
    _change(
        bulletin, status=BulletinStatus.PUBLISHED, published_at=at
    )  # its row first, the ledger's turn last
    ledger.take_turn()
    head = ledger_queries.head()
    year = timezone.localtime(at).year
    _change(
        bulletin,
        year=year,
        number=ledger.next_number(SERIES, year),
        ledger_size=head.size,
        ledger_head=head.root,
    )
    paper = queries.bulletin_paper(bulletin)
    name = f"{SERIES}{bulletin.year}年第{bulletin.number}期.docx"
    _change(bulletin, paper=files.store(paper, name=name, by=by, at=at))
    digest = bulletin.paper.blob_id if bulletin.paper else ""
    _record(
        bulletin, Tag.PUBLISHED, by, at=at, data={"number": bulletin.number, "year": year, "paper": digest}
    )
    return bulletin


@transaction.atomic
def void(bulletin_id: int, *, reason: str, by: Actor, at: datetime) -> Bulletin:
    """Drop a draft; a published circular is never dropped."""
    require(by, Permission.BULLETIN_WRITE)
    bulletin = _in(BulletinStatus.DRAFT, queries.one(by, bulletin_id), "作废")
    if not reason.strip():
        raise BadInput("no-reason", "请填写作废的理由。")
    why = one_line(reason, label="作废的理由", limit=REASON_LENGTH)
    _change(bulletin, status=BulletinStatus.VOID, void_reason=why)
    _record(bulletin, Tag.VOIDED, by, at=at, data={"reason": bulletin.void_reason})
    return bulletin


def _span(bulletin: Bulletin) -> Span:
    return Span(bulletin.period_from, bulletin.period_to, bulletin.as_of)


def _title(start: date, end: date) -> str:
    place = units.place()
    city = place.name if place else ""
    months = f"{start.month}月" if start.month == end.month else f"{start.month}至{end.month}月"
    years = f"{start.year}年" if start.year == end.year else f"{start.year}年{start.month}月至{end.year}年"
    span = f"{years}{months}" if start.year == end.year else f"{years}{end.month}月"
    return f"{city}{span}重点事项督查情况的通报"


def _fill(bulletin: Bulletin, by: Actor, today: date) -> None:
    bulletin.as_of = today
    facts = queries.facts_for(by, _span(bulletin), bulletin.scope)
    bulletin.figures = rules.figures(facts.units)
    bulletin.body = rules.compose(facts)
    bulletin.unit_lines = [asdict(line) for line in facts.units]


def _freeze(bulletin: Bulletin, by: Actor, span: Span) -> None:
    batch: list[FrozenMatter] = []
    names = units.short_names()
    for matter in queries.in_scope(by, span, bulletin.scope).iterator(BATCH):
        batch.append(_frozen(bulletin, matter, names))
        if len(batch) == BATCH:
            FrozenMatter.objects.bulk_create(batch)
            batch.clear()
    FrozenMatter.objects.bulk_create(batch)


def _frozen(bulletin: Bulletin, matter: Matter, names: Mapping[int, str]) -> FrozenMatter:
    facts = facts_of(matter, bulletin.as_of)
    return FrozenMatter(
        bulletin=bulletin,
        matter=matter,
        unit_id=matter.lead_unit_id or 0,
        unit_name=names[matter.lead_unit_id or 0],
        number=matter.number,
        title=matter.title,
        status=matter.status,
        light=matter_rules.light(facts, near_days=near_days()),
        issued_on=matter.issued_on,
        due_on=matter.due_on,
        done_on=matter.reported_done_on,
        closed_on=matter.closed_on,
        days_late=matter_rules.days_late(facts),
    )


def _in(status: BulletinStatus, bulletin: Bulletin, act: str) -> Bulletin:
    if bulletin.status != status:
        current = BulletinStatus(bulletin.status).label
        raise IllegalMove("illegal-move", f"通报当前为“{current}”，不能{act}。请刷新页面查看最新状态。")
    return bulletin


def _check_seen(bulletin: Bulletin, seen: int | None) -> None:
    if seen is not None and seen != bulletin.version:
        raise Conflict("bulletin-changed", "通报刚刚被他人更新，请刷新页面，看过最新的内容后再办理。")


def _change(bulletin: Bulletin, **changes: Any) -> None:
    """Compare-and-set on the version."""
    won = Bulletin.objects.filter(pk=bulletin.pk, version=bulletin.version).update(
        version=bulletin.version + 1, **changes
    )
    if not won:
        raise Conflict("bulletin-changed", "通报刚刚被他人更新，您的操作没有生效。请刷新页面后重试。")
    bulletin.version += 1
    for name, value in changes.items():
        setattr(bulletin, name, value)


def _record(bulletin: Bulletin, tag: Tag, by: Actor, *, at: datetime, data: Mapping[str, Any]) -> None:
    ledger.append(
        tag=tag,
        subject=f"bulletin/{bulletin.pk}",
        data=data,
        actor_id=by.person_id,
        actor_name=by.name,
        at=at,
    )
