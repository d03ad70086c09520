"""A list of units taken in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from luoshi.documents.tables import Table
from luoshi.units import actions
from luoshi.units import queries as units
from luoshi.units.rules.unit_rows import EXAMPLES, HEADERS, REQUIRED
from luoshi.web.http import ActorRequest
from luoshi.web.intake import Intake


def _confirmed(request: ActorRequest, table: Table, *, skip_errors: bool, expected: str) -> HttpResponse:
    count = actions.import_units(
        table, by=request.actor, at=request.now, skip_errors=skip_errors, expected=expected
    )
    messages.success(request, f"导入完成：新增{count.created}个单位，更新{count.updated}个单位。")
    return redirect("units")


INTAKE = Intake("单位", "units", HEADERS, REQUIRED, EXAMPLES, units.plan_import, _confirmed)
