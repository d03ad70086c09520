"""Lists, counts and what they cost."""

from datetime import date

from luoshi.directives import queries
from luoshi.directives.models import Directive
from luoshi.directives.queries import Progress, Search
from luoshi.directives.terms import DirectiveKind, DirectiveStatus, DraftStatus
from tests.directives.samples import MINUTES


def made(ordinal: int, **columns) -> Directive:
    given = {
        "title": f"第{ordinal}号纪要", "kind": "minutes", "dated_on": date(2026, 1, 1), "text": MINUTES,
        "digest": f"{ordinal:064}", "received_at": "2026-03-16T09:00:00+08:00", **columns,
    }  # fmt: skip
    return Directive.objects.create(**given)


def titles(found) -> list[str]:
    return [row.title for row in found.rows]


def test_newest_first_page_by_page(actors) -> None:
    for number in range(1, 6):
        made(number, dated_on=date(2026, 1, number))
    first = queries.search(actors.staff, Search(), size=2)
    assert (titles(first), first.count, first.capped) == (["第5号纪要", "第4号纪要"], 5, False)
    made(6, dated_on=date(2026, 2, 1))
    made(7, dated_on=date(2026, 1, 4))
    second = queries.search(actors.staff, Search(), after=first.after, size=2)
    assert titles(second) == ["第3号纪要", "第2号纪要"]
    last = queries.search(actors.staff, Search(), after=second.after, size=2)
    assert (titles(last), last.after) == (["第1号纪要"], None)


def test_documents_of_one_day_are_told_apart(actors) -> None:
    for number in range(1, 4):
        made(number, dated_on=date(2026, 1, 1))
    first = queries.search(actors.staff, Search(), size=2)
    last = queries.search(actors.staff, Search(), after=first.after, size=2)
    assert (titles(first), titles(last)) == (["第3号纪要", "第2号纪要"], ["第1号纪要"])


def test_units_see_no_documents(actors) -> None:
    made(1)
    assert titles(queries.search(actors.liaison, Search())) == []


def test_narrowed(actors) -> None:
    made(1, title="排水防涝会议纪要", number="云政纪〔2026〕1号")
    made(2, title="惠企政策讲话", kind="speech", issuer="市政府办公室")
    made(3, title="老旧小区通知", kind="notice", status="proposed")
    ask = lambda **search: titles(queries.search(actors.staff, Search(**search)))  # noqa: E731
    assert ask(words="排水") == ["排水防涝会议纪要"]
    assert ask(words="市政府 政策") == ["惠企政策讲话"]
    assert ask(words="〔2026〕1号") == ["排水防涝会议纪要"]
    assert ask(kind=DirectiveKind.NOTICE) == ["老旧小区通知"]
    assert ask(status=DirectiveStatus.PROPOSED) == ["老旧小区通知"]
    assert ask(words="排水", kind=DirectiveKind.NOTICE) == []


def test_the_count_stops(actors, monkeypatch) -> None:
    monkeypatch.setattr(queries, "COUNT_CAP", 2)
    for number in range(4):
        made(number)
    found = queries.search(actors.staff, Search())
    assert (found.count, found.capped) == (3, True)


def test_progress(directive, draft) -> None:
    assert queries.progress_in(queries.outline(directive.pk)) == Progress()
    assert not Progress().decided
    words = ("完成老城区", "雨水管网", "开展河道", "清障行动", "排水口")
    statuses = (
        DraftStatus.PENDING,
        DraftStatus.CONFIRMED,
        DraftStatus.DISCARDED,
        DraftStatus.REPLACED,
        DraftStatus.PROPOSED,
    )
    for text, status in zip(words, statuses, strict=True):
        draft(text, status=status)
    counted = queries.progress_in(queries.outline(directive.pk))
    assert counted == Progress(pending=1, confirmed=1, discarded=1, proposed=1)
    assert (counted.total, counted.decided) == (4, False)
    assert queries.progress_of([directive.pk]) == {directive.pk: counted}
    assert Progress(confirmed=2).decided


def test_drafts_cost_two_queries_whatever_their_number(
    directive, draft, units, django_assert_num_queries
) -> None:
    draft("完成老城区", support=[units.reform])
    for expected in (1, 5):
        with django_assert_num_queries(2):
            rows = list(queries.drafts(directive.pk))
            assert [[unit.short for unit in row.support.all()] for row in rows] == [["市发改委"]] * expected
        for text in ("雨水管网", "开展河道", "清障行动", "排水口"):
            if expected == 1:
                draft(text, support=[units.reform])
