"""From a draft to a published, frozen circular."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from luoshi.accounts.policy import SYSTEM
from luoshi.bulletins import actions, queries
from luoshi.bulletins.models import Bulletin
from luoshi.bulletins.queries.facts import Span
from luoshi.bulletins.rules import FIGURES
from luoshi.files import queries as files
from luoshi.kernel.errors import BadInput, Conflict, IllegalMove, NotFound, NotPermitted, RuleBroken
from luoshi.ledger import queries as ledger
from luoshi.matters import actions as matters
from luoshi.matters.terms import Status
from luoshi.units import actions as units
from tests.conftest import NOW, PLACE, TODAY
from tests.matters.conftest import Loop

START, END = date(2026, 3, 1), date(2026, 12, 31)


@pytest.fixture
def loop(place, calendar, actors, city_units) -> Loop:
    list(actors), list(city_units)
    return Loop(actors, city_units)


@pytest.fixture
def drafted(loop) -> Bulletin:
    for status in (Status.CLOSED, Status.UNDER_WAY, Status.ISSUED, Status.REPORTED_DONE, Status.DOCKETED):
        loop.at(status)
    return actions.draft(START, END, by=loop.actors.staff, at=NOW)


def moved(loop) -> None:
    matters.issue(
        matters.propose(loop.terms(), by=loop.actors.staff, at=NOW).pk, by=loop.actors.staff, at=NOW
    )


def code(kind, call) -> str:
    with pytest.raises(kind) as caught:
        call()
    return caught.value.code


def text_of(bulletin: Bulletin) -> str:
    document = docx.Document(BytesIO(queries.bulletin_paper(bulletin)))
    rows = ["|".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(p.text for p in document.paragraphs), *rows])


def test_figures_count_what_is_in_scope(drafted) -> None:
    counted = {
        name: drafted.figures[name] for name in ("total", "done", "going", "review", "fresh", "done_rate")
    }
    assert counted == {
        "total": "4",
        "done": "1",
        "going": "2",
        "review": "1",
        "fresh": "4",
        "done_rate": "25.0%",
    }


def test_each_figure_opens_its_matters_before_and_after_it_is_frozen(loop, drafted) -> None:
    span = Span(START, END, TODAY)
    live = {n: queries.matters_behind(loop.actors.staff, span, {}, figure=n).count() for n in FIGURES}
    approved = actions.approve(drafted.pk, by=loop.actors.head, at=NOW)
    frozen = {n: queries.frozen_behind(approved, n).count() for n in FIGURES}
    assert live == frozen == {n: int(drafted.figures[n]) for n in FIGURES}


def test_many_matters_freeze_in_batches(loop, drafted, monkeypatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    approved = actions.approve(drafted.pk, by=loop.actors.head, at=NOW)
    assert queries.frozen(approved).count() == int(drafted.figures["total"])


def test_the_approver_signs_what_was_shown(loop, drafted) -> None:
    texts = [part["text"] for part in drafted.body]
    actions.edit(drafted.pk, title="改过", recipients="", texts=texts, by=loop.actors.staff, at=NOW)
    by = {"by": loop.actors.head, "at": NOW}
    assert (
        code(Conflict, lambda: actions.approve(drafted.pk, seen=drafted.version, **by)) == "bulletin-changed"
    )


def test_the_paper_says_what_the_page_says(loop, drafted) -> None:
    said = text_of(drafted)
    assert "纳入本期通报的督办事项共4项" in said
    assert "第　期" in said
    assert "1|市发改委|4|1|1|2|1|0|25.0%" in said
    assert "[[" not in said


def test_scope_narrows_and_says_so(loop, drafted) -> None:
    for scope, total in (
        ({"units": [loop.units.finance.pk]}, "0"),
        ({"units": [loop.units.reform.pk]}, "4"),
        ({"sponsor": loop.actors.leader.person_id}, "0"),
    ):
        made = actions.draft(START, END, scope=scope, by=loop.actors.staff, at=NOW)
        assert made.figures["total"] == total
    assert queries.scope_label({"units": [loop.units.reform.pk]}) == "市发改委牵头的事项"
    assert queries.scope_label({"sponsor": loop.actors.leader.person_id}) == "陈志远负责的事项"


def test_periods_make_sense(loop) -> None:
    by = loop.actors.staff
    assert code(BadInput, lambda: actions.draft(END, START, by=by, at=NOW)) == "period-reversed"
    old = date(1900, 1, 1)
    assert code(BadInput, lambda: actions.draft(old, TODAY, by=by, at=NOW)) == "period-out-of-range"
    tomorrow = TODAY + timedelta(days=1)
    assert code(BadInput, lambda: actions.draft(tomorrow, tomorrow, by=by, at=NOW)) == "period-in-future"


@pytest.mark.parametrize(
    ("start", "end", "title"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "云州市2026年3月重点事项督查情况的通报"),
        (date(2026, 1, 1), date(2026, 3, 31), "云州市2026年1至3月重点事项督查情况的通报"),
        (date(2025, 11, 1), date(2026, 3, 31), "云州市2025年11月至2026年3月重点事项督查情况的通报"),
    ],
)
def test_titles_name_the_period(loop, start: date, end: date, title: str) -> None:
    assert actions.draft(start, end, by=loop.actors.staff, at=NOW).title == title


def test_editing_keeps_figures_bound(loop, drafted) -> None:
    texts = [part["text"] for part in drafted.body]
    texts[1] = "共[[total]]项。"
    texts[2] = ""
    edited = actions.edit(
        drafted.pk, title="新标题", recipients="各单位", texts=texts, by=loop.actors.staff, at=NOW
    )
    assert len(edited.body) == len(texts) - 1
    assert "共4项。" in text_of(edited)
    by = {"by": loop.actors.staff, "at": NOW}
    body = [part["text"] for part in edited.body]
    wrong = ["[[nonsense]]", *body[1:]]
    assert (
        code(BadInput, lambda: actions.edit(edited.pk, title=" ", recipients="", texts=body, **by))
        == "no-title"
    )
    assert (
        code(Conflict, lambda: actions.edit(edited.pk, title="甲", recipients="", texts=[], **by))
        == "bulletin-changed"
    )
    assert (
        code(BadInput, lambda: actions.edit(edited.pk, title="甲", recipients="", texts=wrong, **by))
        == "unknown-figure"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "甲" * 121}, "field-too-long"),
        ({"recipients": "各县、" * 67}, "field-too-long"),
        ({"texts": 10_001}, "part-too-long"),
    ],
)
def test_words_have_their_limits(loop, drafted, change, expected) -> None:
    texts = [part["text"] for part in drafted.body]
    if "texts" in change:
        change = {"texts": ["字" * change["texts"], *texts[1:]]}
    given = {"title": "标题", "recipients": "", "texts": texts, "by": loop.actors.staff, "at": NOW, **change}
    assert code(BadInput, lambda: actions.edit(drafted.pk, **given)) == expected


def test_nobody_signs_what_they_drafted(loop) -> None:
    head, leader = loop.actors.head, loop.actors.leader
    loop.at(Status.ISSUED)
    own = actions.draft(START, END, by=head, at=NOW)
    assert code(RuleBroken, lambda: actions.approve(own.pk, by=head, at=NOW)) == "approved-own-draft"
    assert actions.approve(own.pk, by=leader, at=NOW).status == "approved"
    assert actions.publish(own.pk, by=head, at=NOW).number == 1


def test_what_awaits_a_signature_is_what_others_drafted(loop) -> None:
    own = actions.draft(START, END, by=loop.actors.head, at=NOW)
    assert queries.awaiting(loop.actors.head, most=9) == []
    assert queries.awaiting(loop.actors.leader, most=9) == [own]
    assert queries.awaiting(loop.actors.liaison, most=9) == []


def test_a_circular_addresses_whom_the_place_says(loop) -> None:
    units.set_place(replace(PLACE, recipients="各县、区人民政府"), by=SYSTEM, at=NOW)
    assert actions.draft(START, END, by=loop.actors.staff, at=NOW).recipients == "各县、区人民政府"


def test_an_approved_circular_keeps_the_names_of_its_units(loop, drafted) -> None:
    approved = actions.approve(drafted.pk, by=loop.actors.head, at=NOW)
    names = {"name": "云州市发展改革局", "short": "市发改局", "parent_id": None, "on": TODAY}
    units.rename_unit(loop.units.reform.pk, by=SYSTEM, at=NOW, **names)
    assert {row.unit_name for row in queries.frozen(approved)} == {"市发改委"}
    assert [line.name for line in queries.frozen_lines(approved)] == ["市发改委"]


def test_what_is_signed_is_what_was_drafted(loop, drafted) -> None:
    loop.at(Status.ISSUED)
    assert code(Conflict, lambda: actions.approve(drafted.pk, by=loop.actors.head, at=NOW)) == "figures-moved"
    fresh = actions.refresh(drafted.pk, by=loop.actors.staff, at=NOW)
    assert fresh.figures["total"] == "5"
    assert actions.approve(drafted.pk, by=loop.actors.head, at=NOW).status == "approved"


def test_published_it_is_numbered_frozen_and_sealed(loop, drafted) -> None:
    actions.approve(drafted.pk, by=loop.actors.head, at=NOW)
    size = ledger.head().size
    published = actions.publish(drafted.pk, by=loop.actors.head, at=NOW)
    assert (published.number, published.year, published.ledger_size) == (1, 2026, size)
    kept = files.content(published.paper.blob)
    figures, frozen = dict(published.figures), queries.frozen(published).count()
    loop.at(Status.CLOSED)
    again = queries.one(loop.actors.liaison, published.pk)
    assert (again.figures, queries.frozen(again).count()) == (figures, frozen)
    assert "第1期" in text_of(again)
    assert f"存证头 {size}:{published.ledger_head}" in text_of(again)
    assert kept == queries.bulletin_paper(again)


def test_numbers_have_no_gap(loop) -> None:
    numbers = []
    for _ in range(2):
        made = actions.draft(START, END, by=loop.actors.staff, at=NOW)
        actions.approve(made.pk, by=loop.actors.head, at=NOW)
        numbers.append(actions.publish(made.pk, by=loop.actors.head, at=NOW).number)
    assert numbers == [1, 2]


def test_nothing_happens_out_of_order(loop, drafted) -> None:
    head, staff = loop.actors.head, loop.actors.staff
    assert code(IllegalMove, lambda: actions.publish(drafted.pk, by=head, at=NOW)) == "illegal-move"
    assert code(NotPermitted, lambda: actions.approve(drafted.pk, by=staff, at=NOW)) == "not-permitted"
    actions.approve(drafted.pk, by=head, at=NOW)
    assert code(IllegalMove, lambda: actions.refresh(drafted.pk, by=staff, at=NOW)) == "illegal-move"
    back = actions.reopen(drafted.pk, by=head, at=NOW)
    assert (back.status, queries.frozen(back).count()) == ("draft", 0)
    assert code(BadInput, lambda: actions.void(drafted.pk, reason=" ", by=staff, at=NOW)) == "no-reason"
    assert actions.void(drafted.pk, reason="重复起草", by=staff, at=NOW).status == "void"


def test_two_at_once(loop, drafted, monkeypatch) -> None:
    stale = queries.one(loop.actors.staff, drafted.pk)
    actions.void(drafted.pk, reason="重复", by=loop.actors.staff, at=NOW)
    monkeypatch.setattr(queries, "one", lambda actor, pk: stale)
    assert (
        code(Conflict, lambda: actions.void(drafted.pk, reason="重复", by=loop.actors.staff, at=NOW))
        == "bulletin-changed"
    )


def test_drafts_do_not_exist_for_units(loop, drafted) -> None:
    assert code(NotFound, lambda: queries.one(loop.actors.liaison, drafted.pk)) == "bulletin-not-found"
    assert not queries.visible(loop.actors.administrator).exists()


def test_overdue_and_unanswered_are_named_with_the_units_own_reason(loop) -> None:
    late, silent = loop.at(Status.UNDER_WAY, due_on=TODAY), loop.at(Status.ISSUED)
    words = matters.Said("推进中", problem="资金未到位")
    matters.report(late.pk, words, by=loop.actors.liaison, at=NOW)
    made = actions.draft(START, TODAY, by=loop.actors.staff, at=NOW + timedelta(days=10))
    said = text_of(made)
    assert "已超期10天。单位反映：资金未到位。" in said
    assert f"（{silent.number}）" in said


class TestNotice:
    def test_an_issued_matter_has_its_slip(self, loop) -> None:
        matter = loop.at(Status.ISSUED)
        document = docx.Document(BytesIO(queries.notice_slip(loop.actors.liaison, matter.pk)))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert matter.number in cells
        assert "云州市发展和改革委员会" in cells
        assert "陈志远（书面批准，李国强登记）" in cells

    def test_who_approved_in_person_stands_alone(self, loop) -> None:
        matter = loop.at(Status.PROPOSED)
        actors = loop.actors
        matters.docket(matter.pk, loop.approval(on_paper=False), by=actors.leader, at=NOW)
        matters.issue(matter.pk, by=actors.staff, at=NOW)
        document = docx.Document(BytesIO(queries.notice_slip(actors.staff, matter.pk)))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "陈志远" in cells

    def test_before_issue_there_is_none(self, loop) -> None:
        matter = loop.at(Status.DOCKETED)
        assert code(RuleBroken, lambda: queries.notice_slip(loop.actors.staff, matter.pk)) == "not-issued"
