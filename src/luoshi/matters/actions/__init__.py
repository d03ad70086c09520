"""Every write to a matter: one function per verb."""

from luoshi.matters.actions.aside import check_on, instruct, merge, open_to, resume, suspend, terminate
from luoshi.matters.actions.docket import (
    Approval,
    decline,
    docket,
    docket_many,
    issue,
    issue_many,
    reassign,
    uphold,
)
from luoshi.matters.actions.excel import import_matters
from luoshi.matters.actions.finish import accept, close, reopen, send_back, verify
from luoshi.matters.actions.propose import Terms, edit, propose, propose_from
from luoshi.matters.actions.views import drop_view, exported, save_view
from luoshi.matters.actions.work import Said, Step, no_change, object_to, plan, report, report_done, sign

__all__ = [
    "Approval",
    "Said",
    "Step",
    "Terms",
    "accept",
    "check_on",
    "close",
    "decline",
    "docket",
    "docket_many",
    "drop_view",
    "edit",
    "exported",
    "import_matters",
    "instruct",
    "issue",
    "issue_many",
    "merge",
    "no_change",
    "object_to",
    "open_to",
    "plan",
    "propose",
    "propose_from",
    "reassign",
    "reopen",
    "report",
    "report_done",
    "resume",
    "save_view",
    "send_back",
    "sign",
    "suspend",
    "terminate",
    "uphold",
    "verify",
]
