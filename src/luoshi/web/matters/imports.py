"""A register taken in from Excel: new proposals, and changes to what is not issued yet."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from luoshi.boards.register import RegisterFilter
from luoshi.documents.tables import Table
from luoshi.matters import actions
from luoshi.matters import queries as matters
from luoshi.matters.queries.importing import EXAMPLES, HEADERS, REQUIRED
from luoshi.matters.terms import Status
from luoshi.web.http import ActorRequest
from luoshi.web.units.intake import Intake


def _confirmed(request: ActorRequest, table: Table, *, skip_errors: bool, expected: str) -> HttpResponse:
    count = actions.import_matters(
        table, by=request.actor, at=timezone.now(), skip_errors=skip_errors, expected=expected
    )
    messages.success(request, f"导入完成：新增拟立项{count.created}项，更新{count.updated}项。")
    return redirect(f"{reverse('matters')}?{RegisterFilter(status=Status.PROPOSED).query()}")


INTAKE = Intake("督查事项", "matters", HEADERS, REQUIRED, EXAMPLES, matters.plan_import, _confirmed)


def upload(request: ActorRequest) -> HttpResponseBase:
    """Choose the file."""
    return INTAKE.upload(request)


def preview(request: ActorRequest, file_id: int) -> HttpResponseBase:
    """Look at what it would do, and confirm."""
    return INTAKE.preview(request, file_id)


def template(request: ActorRequest) -> HttpResponse:
    """The workbook to fill in."""
    return INTAKE.template()
