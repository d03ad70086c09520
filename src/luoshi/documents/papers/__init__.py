"""The papers that the office sends out, each from the facts that it states."""

from luoshi.documents.papers.breakdown import BreakdownItem, breakdown_table
from luoshi.documents.papers.circular import CircularPaper, circular
from luoshi.documents.papers.notice import NoticeFacts, notice_slip

__all__ = [
    "BreakdownItem",
    "CircularPaper",
    "NoticeFacts",
    "breakdown_table",
    "circular",
    "notice_slip",
]
