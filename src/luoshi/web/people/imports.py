"""A list of people taken in."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from luoshi.accounts import actions
from luoshi.accounts import queries as accounts
from luoshi.accounts.rules.people_rows import EXAMPLES, HEADERS, REQUIRED
from luoshi.documents.tables import Table
from luoshi.web.http import ActorRequest
from luoshi.web.people.views import logins_page
from luoshi.web.units.intake import Intake


def _confirmed(request: ActorRequest, table: Table, *, skip_errors: bool, expected: str) -> HttpResponse:
    count, logins = actions.import_people(
        table, by=request.actor, at=request.now, skip_errors=skip_errors, expected=expected
    )
    told = f"导入完成：新增{count.created}人，更新{count.updated}行。"
    if logins:
        return logins_page(request, logins, title=told)
    messages.success(request, told)
    return redirect("people")


INTAKE = Intake("人员", "people", HEADERS, REQUIRED, EXAMPLES, accounts.plan_import, _confirmed)


def upload(request: ActorRequest) -> HttpResponseBase:
    """Choose the file."""
    return INTAKE.upload(request)


def preview(request: ActorRequest, file_id: int) -> HttpResponseBase:
    """Look at what it would do, and confirm."""
    return INTAKE.preview(request, file_id)


def template(request: ActorRequest) -> HttpResponse:
    """The workbook to fill in."""
    return INTAKE.template()
