"""A register taken in from Excel: new proposals, and changes to what is not issued yet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from luoshi.boards.register import RegisterFilter
from luoshi.documents.tables import Table
from luoshi.matters import actions
from luoshi.matters import queries as matters
from luoshi.matters.queries.importing import EXAMPLES, HEADERS, REQUIRED
from luoshi.matters.terms import Status
from luoshi.web.http import ActorRequest
from luoshi.web.intake import Intake


def _confirmed(request: ActorRequest, table: Table, *, skip_errors: bool, expected: str) -> HttpResponse:
    count = actions.import_matters(
        table, by=request.actor, at=request.now, skip_errors=skip_errors, expected=expected
    )
    messages.success(request, f"导入完成：新增拟立项{count.created}项，更新{count.updated}项。")
    return redirect(f"{reverse('matters')}?{RegisterFilter(status=Status.PROPOSED).query()}")


INTAKE = Intake("督查事项", "matters", HEADERS, REQUIRED, EXAMPLES, matters.plan_import, _confirmed)
