"""The 任务分解表 of a document as Word or Excel: what is on its page, without what was discarded."""

from collections.abc import Sequence

from luoshi.directives.queries import Directive, Draft
from luoshi.directives.terms import DraftStatus
from luoshi.documents import write_table
from luoshi.documents.papers import BreakdownItem, breakdown_table
from luoshi.kernel.dates import long_date

_HEADERS = (
    "序号",
    "任务内容",
    "类别",
    "牵头单位",
    "配合单位",
    "时限原文",
    "完成时限",
    "下次检查",
    "量化指标",
    "状态",
    "原文位置",
)


def as_word(directive: Directive, drafts: Sequence[Draft]) -> bytes:
    """To GB/T 9704, grouped by the headings of the document."""
    items = [
        BreakdownItem(
            task=draft.text,
            lead=_lead(draft),
            support=_support(draft),
            sponsor="、".join(draft.sponsor_raw),
            due=_due(draft),
            section=draft.section[0] if draft.section else "",
        )
        for draft in _kept(drafts)
    ]
    return breakdown_table(_title(directive), items)


def as_sheet(directive: Directive, drafts: Sequence[Draft]) -> bytes:
    """One row for each draft; dates are dates."""
    rows = (
        (
            number,
            draft.text,
            draft.get_kind_display(),
            _lead(draft),
            _support(draft),
            draft.deadline_raw,
            draft.due_on,
            draft.next_check_on,
            "；".join(measure["raw"] for measure in draft.measures),
            draft.get_status_display(),
            " / ".join(draft.section),
        )
        for number, draft in enumerate(_kept(drafts), 1)
    )
    return write_table(_HEADERS, rows, title=_title(directive), sheet="任务分解表")


def _kept(drafts: Sequence[Draft]) -> list[Draft]:
    return [draft for draft in drafts if draft.status != DraftStatus.DISCARDED]


def _title(directive: Directive) -> str:
    return f"《{directive.title}》任务分解表"


def _lead(draft: Draft) -> str:
    return draft.lead.short if draft.lead else "、".join(draft.lead_raw)


def _support(draft: Draft) -> str:
    return "、".join([*(unit.short for unit in draft.support.all()), *draft.support_raw])


def _due(draft: Draft) -> str:
    return long_date(draft.due_on) if draft.due_on else draft.deadline_raw
