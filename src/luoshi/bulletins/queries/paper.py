"""Papers as Word files: the circular with its annex, and the slip that hands a matter to its unit."""

from collections.abc import Sequence

from django.utils import timezone

from luoshi.accounts.policy import Actor
from luoshi.bulletins.models import Bulletin
from luoshi.bulletins.queries.reading import numbers_of
from luoshi.bulletins.rules import TOKEN, UnitLine, percent
from luoshi.documents.official import Align, Block, Heading, IssueLine, Paragraph, Table
from luoshi.documents.papers import CircularPaper, NoticeFacts, circular
from luoshi.documents.papers import notice_slip as notice_paper
from luoshi.kernel.dates import long_date
from luoshi.kernel.errors import RuleBroken
from luoshi.matters import queries as matters
from luoshi.matters.models import Matter
from luoshi.matters.terms import PartyRole
from luoshi.units import queries as units

ANNEX = "各单位督办事项办理情况表"
ANNEX_HEADERS = ("序号", "牵头单位", "督办事项", "已办结", "其中按期", "在办", "待核查", "超期", "办结率")
ANNEX_WIDTHS = (11, 37, 17, 15, 17, 13, 15, 13, 18)


def bulletin_paper(bulletin: Bulletin) -> bytes:
    """The Word file; a draft carries a blank where the number will stand."""
    place = units.place()
    office = place.office if place else ""
    on = timezone.localtime(bulletin.published_at).date() if bulletin.published_at else bulletin.as_of
    number = f"第{bulletin.number}期" if bulletin.number else "第　期"
    seal = []
    if bulletin.ledger_head:
        seal = [Paragraph(f"（存证头 {bulletin.ledger_size}:{bulletin.ledger_head}）")]
    paper = CircularPaper(
        masthead=place.masthead if place else bulletin.series,
        heading=IssueLine(office, on, number),
        office=office,
        on=on,
        title=bulletin.title,
        recipients=bulletin.recipients,
        blocks=[*_blocks(bulletin), *seal],
        annexes=[(ANNEX, [_annex(bulletin)])],
        printed_by=office,
    )
    return circular(paper)


def _blocks(bulletin: Bulletin) -> list[Block]:
    values = {**bulletin.figures, **numbers_of(bulletin.body)}
    blocks: list[Block] = []
    for part in bulletin.body:
        text = TOKEN.sub(lambda found: values.get(found.group(1), "—"), part["text"])
        blocks.append(Heading(1, text) if part["kind"] == "heading" else Paragraph(text))
    return blocks


def _annex(bulletin: Bulletin) -> Table:
    lines = [UnitLine(**line) for line in bulletin.unit_lines]
    aligns = (Align.CENTER, Align.LEFT, *[Align.CENTER] * 7)
    return Table(ANNEX_HEADERS, annex_rows(lines), widths=ANNEX_WIDTHS, aligns=aligns)


ANNEX_FIGURES = ("total", "done", "in_time", "going", "review", "overdue")
"""The figures of the annex, in the order of its columns from the third."""


def annex_rows(lines: Sequence[UnitLine]) -> list[list[str]]:
    """One row a unit and the sum; counts as text."""
    names = ANNEX_FIGURES
    rows = [
        [
            str(n),
            line.name,
            *(str(line.counts[k]) for k in names),
            percent(line.counts["done"], line.counts["total"]),
        ]
        for n, line in enumerate(lines, 1)
    ]
    sums = {k: sum(line.counts[k] for line in lines) for k in names}
    rows.append(["", "合计", *(str(sums[k]) for k in names), percent(sums["done"], sums["total"])])
    return rows


def notice_slip(actor: Actor, matter_id: int) -> bytes:
    """The 督办通知单 of an issued matter."""
    matter = matters.whole(actor, matter_id)
    if matter.issued_on is None or matter.sign_by is None or matter.approved_on is None:
        raise RuleBroken("not-issued", "事项尚未交办，还没有督办通知单。请先交办。")
    support = [p.unit.name for p in matters.parties(matter) if p.role == PartyRole.SUPPORT and p.current]
    place = units.place()
    return notice_paper(
        NoticeFacts(
            number=matter.number,
            issuer=place.office if place else "",
            issued_on=matter.issued_on,
            matter=matter.title,
            source=_source(matter),
            quote=matter.quote or matter.content,
            lead=matter.lead_unit.name if matter.lead_unit else "",
            support="、".join(support),
            sponsor=matter.sponsor.name if matter.sponsor else "",
            requirement=matter.content,
            due=_due(matter),
            sign_by=matter.sign_by,
            reporting="签收后报送办法，办理中反馈进展",
            approver=_approver(matter),
            approved_on=matter.approved_on,
            basis=matter.basis,
            contact=matter.keeper.name if matter.keeper else (place.office if place else ""),
            phone=(matter.keeper.phone if matter.keeper else "") or (place.contact_phone if place else ""),
        )
    )


def _source(matter: Matter) -> str:
    if matter.directive is None:
        return matter.basis
    number = f"（{matter.directive.number}）" if matter.directive.number else ""
    return f"《{matter.directive.title.strip('《》')}》{number}"


def _approver(matter: Matter) -> str:
    """Who approved, and who has put a written approval on record."""
    name = matter.approver.name if matter.approver else ""
    recorder = matter.approval_recorded_by
    return f"{name}（书面批准，{recorder.name}登记）" if recorder else name


def _due(matter: Matter) -> str:
    if matter.due_on is not None:
        said = f"（原文：{matter.deadline_raw}）" if matter.deadline_raw else ""
        return f"{long_date(matter.due_on)}{said}"
    check = matter.next_check_on
    return f"{matter.deadline_raw or '长期推进'}，{check:%Y-%m-%d}检查" if check else matter.deadline_raw
