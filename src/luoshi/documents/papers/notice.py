"""督办通知单: the slip by which one matter is handed to its lead unit."""

from dataclasses import dataclass
from datetime import date

from luoshi.documents.official import Form, FormRow, Paper, Title, render
from luoshi.kernel.dates import long_date

_SIGN_HERE = "签收人：\t\t\t签收时间：      年    月    日"
_NONE = "无"


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """``due`` in words, since not every matter ends on a day; ``quote`` is the clause it came from."""

    number: str
    issuer: str
    issued_on: date
    matter: str
    source: str
    quote: str
    lead: str
    support: str
    sponsor: str
    requirement: str
    due: str
    sign_by: date
    reporting: str
    approver: str
    approved_on: date
    basis: str
    contact: str
    phone: str


def notice_slip(facts: NoticeFacts) -> bytes:
    title = Title((facts.issuer, "督办通知单") if facts.issuer else ("督办通知单",))
    subject = f"督办通知单 {facts.number}"
    return render(Paper((title, Form(_rows(facts))), subject=subject, dated=facts.issued_on))


def _rows(facts: NoticeFacts) -> tuple[FormRow, ...]:
    return (
        FormRow((("编　　号", facts.number), ("交办日期", long_date(facts.issued_on)))),
        FormRow((("督办事项", facts.matter),)),
        FormRow((("事项来源", facts.source),)),
        FormRow((("来源原文", facts.quote),)),
        FormRow((("牵头单位", facts.lead), ("配合单位", facts.support or _NONE))),
        FormRow((("责任领导", facts.sponsor or _NONE), ("完成时限", facts.due))),
        FormRow((("办理要求", facts.requirement),), height=24),
        FormRow((("签收时限", f"{long_date(facts.sign_by)}前"), ("反馈要求", facts.reporting))),
        FormRow((("批 准 人", facts.approver), ("批准日期", long_date(facts.approved_on)))),
        FormRow((("立项依据", facts.basis),)),
        FormRow((("承办单位\n签　　收", _SIGN_HERE),), height=18),
        FormRow((("联 系 人", facts.contact), ("联系电话", facts.phone))),
    )
