"""The register is read from its indexes in order, without sorting: SQLite says how it would go about it."""

import pytest
from django.db import connection

from luoshi.boards.register import RegisterFilter, Sort, Span
from luoshi.boards.register.order import Order
from luoshi.boards.register.rows import matching
from luoshi.matters.terms import Light, Status
from tests.conftest import TODAY

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its plan")


def plan(actor, **wanted) -> list[str]:
    chosen = RegisterFilter(**wanted)
    scope = matching(actor, chosen, today=TODAY, near_days=7)
    rows = Order.of(scope, chosen.sort).part(scope.rows, chosen.cursor).values(scope.key)[:26]
    return rows.explain().splitlines()


def index_of(steps: list[str]) -> str:
    assert [step for step in steps if "TEMP B-TREE" in step] == []
    first = next(step for step in steps if "USING" in step)
    return first.split("INDEX ")[1].split(" ")[0]


@pytest.mark.parametrize("cursor", ["", "a2026-03-01.7"])
@pytest.mark.parametrize(
    ("who", "wanted", "index"),
    [
        ("staff", {}, "matter_running_due"),
        ("staff", {"sort": Sort.DUE_LAST}, "matter_running_due"),
        ("staff", {"light": Light.OVERDUE}, "matter_running_due"),
        ("staff", {"unit": 2, "light": Light.OVERDUE}, "matter_unit_running_due"),
        ("staff", {"unit": 2}, "matter_unit_running_due"),
        ("staff", {"unit": 2, "span": Span.ALL}, "matter_unit_due"),
        ("staff", {"span": Span.ALL}, "matter_due"),
        ("staff", {"status": Status.CLOSED}, "matter_status_due"),
        ("staff", {"sponsor": 3}, "matter_sponsor_due"),
        ("staff", {"sort": Sort.SILENT}, "matter_silent"),
        ("liaison", {}, "party_running"),
        ("liaison", {"light": Light.OVERDUE}, "party_running"),
        ("liaison", {"span": Span.ALL}, "party_due"),
    ],
)
def test_each_usual_view_has_its_index(place, actors, who, wanted, index, cursor) -> None:
    assert index_of(plan(getattr(actors, who), **wanted, cursor=cursor)) == index
