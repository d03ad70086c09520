"""Matters without a document: a leader's word on the spot, the hotline, a letter."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from luoshi.demo.city import parted, rows
from luoshi.demo.clock import Process, in_hours, later, workday_before
from luoshi.demo.docketing import hand_out
from luoshi.demo.life import Case, Play
from luoshi.demo.words import in_words
from luoshi.matters import actions
from luoshi.matters.actions import Approval, Terms
from luoshi.matters.terms import Urgency


def calls(play: Play, *, since: date) -> list[Process]:
    """Those of the year from a day on, and those of the last weeks, some of which are left as they are."""
    until = timezone.localtime(play.until).date()
    dated = [(_day(row["when"], until), row) for row in rows("script/extra.csv")]
    return [_call(row, day, play) for day, row in dated if since <= day <= until]


def _day(when: str, until: date) -> date:
    return workday_before(until, int(when[1:])) if when.startswith("-") else date.fromisoformat(when)


def _call(row: dict[str, str], day: date, play: Play) -> Process:
    rng, cast, hold = play.rng(f"call/{row['title']}"), play.cast, row["hold"]
    case = Case(
        key=row["title"],
        title=row["title"],
        text=row["content"],
        topic=row["topic"],
        lead=row["lead"],
        support=parted(row["support"]),
        due_on=day + timedelta(days=int(row["due"])),
        urgency=Urgency(row["urgency"]),
        hold=hold,
    )
    keeper = cast.keepers[case.lead]
    at = yield in_hours(day, rng)
    case.matter_id = actions.propose(_terms(case, play), by=keeper, at=at).pk
    if hold == "proposed":
        return
    at = yield later(at, 0, rng)
    basis = row["basis"].format(date=in_words(day))
    approval = Approval(cast.mayor.person_id, _local(at), basis, on_paper=True)
    actions.docket(case.matter_id, approval, by=cast.office_head, at=at)
    if hold == "docketed":
        return
    at = yield later(at, 0, rng)
    hand_out([case], play, by=keeper, at=at)


def _terms(case: Case, play: Play) -> Terms:
    cast = play.cast
    return Terms(
        title=case.title,
        content=case.text,
        lead_id=cast.units[case.lead],
        support_ids=tuple(cast.units[code] for code in case.support),
        urgency=case.urgency,
        due_on=case.due_on,
        sponsor_id=cast.sponsors[case.lead].person_id,
        keeper_id=cast.keepers[case.lead].person_id,
    )


def _local(at: datetime) -> date:
    return timezone.localtime(at).date()
