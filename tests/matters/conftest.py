"""Matters at every step of the loop, brought there by the acts of the people concerned."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from luoshi.files import actions as files
from luoshi.matters import actions
from luoshi.matters.models import Matter
from luoshi.matters.terms import CheckMethod, Status
from tests.conftest import NOW, TODAY

DUE = date(2026, 6, 30)


class Loop:
    """Takes a matter led by 发改委 (with 住建局 in support) along the loop."""

    def __init__(self, actors, city_units) -> None:
        self.actors, self.units = actors, city_units

    def terms(self, **changes) -> actions.Terms:
        given = {
            "title": "推进云河治理工程",
            "content": "推进云河治理工程，6月底前完成主体施工。",
            "lead_id": self.units.reform.pk,
            "support_ids": (self.units.housing.pk,),
            "due_on": DUE,
            **changes,
        }
        return actions.Terms(**given)

    def approval(self, **changes) -> actions.Approval:
        given = {
            "approver_id": self.actors.leader.person_id,
            "approved_on": TODAY,
            "basis": "市政府常务会议",
            "on_paper": True,
            **changes,
        }
        return actions.Approval(**given)

    def file(self, text: str = "验收报告"):
        return files.keep(text.encode(), name="验收报告.txt")

    def at(self, status: Status, **changes) -> Matter:
        """A matter that has just reached ``status`` on the main road of the loop."""
        a = self.actors
        steps: list[tuple[Status, Callable[[int], object]]] = [
            (Status.DOCKETED, lambda pk: actions.docket(pk, self.approval(), by=a.head, at=NOW)),
            (Status.ISSUED, lambda pk: actions.issue(pk, by=a.staff, at=NOW)),
            (Status.ACCEPTED, lambda pk: actions.sign(pk, by=a.liaison, at=NOW)),
            (
                Status.UNDER_WAY,
                lambda pk: actions.plan(pk, approach="分三步", responsible="周婷", by=a.liaison, at=NOW),
            ),
            (
                Status.REPORTED_DONE,
                lambda pk: actions.report_done(
                    pk, actions.Said("已完成", files=[self.file()]), by=a.liaison, at=NOW
                ),
            ),
            (
                Status.VERIFIED,
                lambda pk: actions.verify(pk, method=CheckMethod.VISIT, finding="属实", by=a.staff, at=NOW),
            ),
            (
                Status.CLOSED,
                lambda pk: (actions.accept(pk, by=a.leader, at=NOW), actions.close(pk, by=a.staff, at=NOW)),
            ),
        ]
        matter = actions.propose(self.terms(**changes), by=a.staff, at=NOW)
        for reached, step in steps:
            if matter.status == status:
                break
            step(matter.pk)
            matter.refresh_from_db()
            assert matter.status == reached
        return matter


@pytest.fixture
def loop(place, calendar, actors, city_units) -> Loop:
    list(actors), list(city_units)  # all of them now, so that a refused act can be seen to write nothing
    return Loop(actors, city_units)


def later(days: int):
    return NOW + timedelta(days=days)
