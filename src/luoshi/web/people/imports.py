"""A list of people taken in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from luoshi.accounts import actions
from luoshi.accounts import queries as accounts
from luoshi.accounts.rules.people_rows import EXAMPLES, HEADERS, REQUIRED
from luoshi.documents.tables import Table
from luoshi.web.http import ActorRequest
from luoshi.web.intake import Intake
from luoshi.web.people.views import logins_page


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
