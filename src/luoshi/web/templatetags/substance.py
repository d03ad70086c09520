"""How a filed report reads, for those who verify: ``{% load substance %}{% reading_of report as reading %}``.

Computed from the rows that the matter's page has read; no query of its own.
"""

from typing import Any

from django import template

from luoshi.accounts.policy import Permission
from luoshi.boards.filed import Filed
from luoshi.extraction.substance import Examined
from luoshi.web.matters.known import reading_of_filed

register = template.Library()


@register.simple_tag(takes_context=True)
def reading_of(context: Any, report: Filed) -> Examined | None:
    """Of the recent reports with words of their own; None for everybody else."""
    if not report.text or report not in context["recent_reports"]:
        return None
    if not context["request"].actor.may(Permission.MATTER_VERIFY):
        return None
    reports = [*context["recent_reports"], *context["earlier_reports"]]
    return reading_of_filed(report, matter=context["matter"], reports=reports, plan=context["plan"])
