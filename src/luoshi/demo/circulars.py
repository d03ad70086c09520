"""The office's circulars: each month's, some on one document, one that awaits its number and one still being written."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from luoshi.bulletins import actions
from luoshi.demo.clock import Process, moment, workday, workday_before
from luoshi.demo.life import Play

DRAFTED_ON_WORKDAY = 3

ON_PAPERS = (
    ("06-plan-livelihood.txt", date(2026, 7, 14), "关于2026年十项民生实事上半年推进情况的督查通报"),
    (
        "05-division-work-report.txt",
        date(2026, 10, 21),
        "关于2026年《政府工作报告》重点任务三季度进展的督查通报",
    ),
)
WAITING = ("14-division-city-renewal.txt", "关于城市更新和城乡建设品质提升任务进展的督查通报")


def circulars(play: Play, *, since: date) -> Iterator[Process]:
    """All circulars of the year."""
    until = timezone.localtime(play.until).date()
    month = since.replace(day=1)
    while (following := _following(month)) <= until:
        day = workday(following, DRAFTED_ON_WORKDAY - 1)
        yield _circular(play, (month, following - timedelta(days=1)), day=day)
        month = following
    for file, day, title in ON_PAPERS:
        yield _circular(play, (date(day.year, 1, 1), day), day=day, file=file, title=title)
    last = workday_before(until)
    file, title = WAITING
    year = (date(last.year, 1, 1), last)
    yield _circular(play, year, day=workday_before(last, 1), file=file, title=title, publish=False)
    yield _begun(play, (last.replace(day=1), last))


def _circular(
    play: Play,
    period: tuple[date, date],
    *,
    day: date,
    file: str = "",
    title: str = "",
    publish: bool = True,
) -> Process:
    """Drafted one afternoon; next morning, before anything else happens, brought up to date, approved, published."""
    cast = play.cast
    writer = cast.staff[2]
    at = yield moment(day, 15, 30)
    if file and file not in play.directives:
        return
    scope = {"directive": play.directives[file]} if file else {}
    bulletin = actions.draft(*period, by=writer, at=at, scope=scope)
    at = yield moment(workday(day, 1), 8, 5)
    bulletin = actions.refresh(bulletin.pk, by=writer, at=at)
    texts = [part["text"] for part in bulletin.body]
    at = yield moment(workday(day, 1), 8, 15)
    named = title or bulletin.title
    recipients = bulletin.recipients
    actions.edit(bulletin.pk, title=named, recipients=recipients, texts=texts, by=writer, at=at)
    at = yield moment(workday(day, 1), 8, 25)
    actions.approve(bulletin.pk, by=cast.secretary, at=at)
    if publish:
        at = yield moment(workday(day, 1), 8, 35)
        actions.publish(bulletin.pk, by=cast.office_head, at=at)


def _begun(play: Play, period: tuple[date, date]) -> Process:
    at = yield moment(period[1], 16, 40)
    actions.draft(*period, by=play.cast.staff[0], at=at)


def _following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
