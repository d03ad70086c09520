"""Registers with as many matters as a test wants, made directly; and the loop for those that need a story."""

from collections.abc import Callable
from datetime import date

import pytest

from luoshi.matters.models import Matter, Party
from luoshi.matters.rules import RUNNING
from luoshi.matters.terms import Status
from tests.conftest import NOW, TODAY
from tests.matters.conftest import loop

__all__ = ["loop"]


@pytest.fixture
def matter(place, city_units) -> Callable[..., Matter]:
    """``matter(due_on=…, status=…, lead=…, support=…)``: a row with its parties, as actions leave them."""

    def make(
        due_on: date | None = None, *, status: Status = Status.UNDER_WAY, lead=None, support=(), **columns
    ) -> Matter:
        lead = lead or city_units.reform
        made = Matter.objects.create(
            title=columns.pop("title", "推进云河治理工程"),
            content="推进云河治理工程。",
            lead_unit=lead,
            due_on=due_on,
            status=status,
            running=status in RUNNING,
            proposed_at=NOW,
            **{"issued_on": TODAY, "sign_by": TODAY, **columns},
        )
        for unit, role in ((lead, "lead"), *((unit, "support") for unit in support)):
            Party.objects.create(
                matter=made,
                unit=unit,
                role=role,
                due_on=due_on,
                running=made.running,
                current=status not in {Status.PROPOSED, Status.DOCKETED},
            )
        return made

    return make
