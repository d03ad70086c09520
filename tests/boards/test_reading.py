"""Small readings across modules: numbers, names, the clause of a matter, what is chosen together, Excel."""

from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from luoshi.boards import people as offers
from luoshi.boards import register as board
from luoshi.boards.bulk import candidates
from luoshi.boards.lookup import numbered, numbers
from luoshi.boards.register import RegisterFilter, Span, export
from luoshi.boards.source import clause_of
from luoshi.directives.models import Clause, Directive
from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.matters.models import Matter
from luoshi.matters.terms import Status
from tests.conftest import NOW, TODAY


@pytest.mark.parametrize(
    "typed", ["云督〔2026〕1号", " 云督[2026] 1号 ", "云督（2026）1号", "云督【2026】1号"]
)
def test_a_number_is_found_in_any_brackets(loop, typed: str) -> None:
    made = loop.at(Status.ISSUED)
    assert numbered(loop.actors.staff, typed) == made


@pytest.mark.parametrize("typed", ["云督〔2026〕9号", "", "  "])
def test_a_number_that_nobody_has_is_refused(loop, typed: str) -> None:
    loop.at(Status.ISSUED)
    with pytest.raises(BadInput) as refusal:
        numbered(loop.actors.staff, typed)
    assert refusal.value.code == "number-unknown"


def test_a_number_out_of_view_is_unknown(loop) -> None:
    loop.at(Status.ISSUED)
    with pytest.raises(BadInput):
        numbered(loop.actors.inspector, "云督〔2026〕1号")


def test_numbers_of_other_matters(loop) -> None:
    docketed, proposed = loop.at(Status.DOCKETED), loop.at(Status.PROPOSED)
    assert numbers({docketed.pk, proposed.pk, 999}) == {
        docketed.pk: "云督〔2026〕1号《推进云河治理工程》",
        proposed.pk: "《推进云河治理工程》",
    }


def test_who_may_be_offered(loop, people) -> None:
    assert offers.inspectors(TODAY) == [(people.inspector.pk, "郑和平（市审计局）")]
    assert offers.approvers(TODAY) == [
        (people.leader.pk, "陈志远"),
        (people.vice.pk, "赵春梅"),
        (people.head.pk, "李国强"),
    ]
    assert offers.names({people.staff.pk, 999}) == {people.staff.pk: "王敏"}
    assert offers.unit_names({loop.units.reform.pk}) == {loop.units.reform.pk: "市发改委"}


def test_what_is_offered_is_read_once_in_a_while(loop, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        first = offers.offered(TODAY)
    with django_assert_num_queries(0):
        assert offers.offered(TODAY) == first
    assert [name for _, name in first.staff] == ["王敏", "李国强"]


def test_the_clause_of_a_matter(loop) -> None:
    directive = Directive.objects.create(
        title="纪要", kind="minutes", dated_on=TODAY, text="一二三四五六", digest="0" * 64, received_at=NOW
    )
    for ordinal, (start, end) in enumerate([(0, 3), (3, 6)], 1):
        Clause.objects.create(directive=directive, ordinal=ordinal, start=start, end=end, role="paragraph")
    assert clause_of(Matter(directive=directive, quote_start=4)) == 2
    assert clause_of(Matter(directive=directive)) is None
    assert clause_of(Matter()) is None


def test_what_stands_against_acting_on_several(matter, actors, city_units) -> None:
    ready = matter(TODAY, status=Status.PROPOSED)
    late = matter(TODAY - timedelta(days=1), status=Status.PROPOSED)
    issued = matter(TODAY, status=Status.ISSUED)
    every = [ready.pk, late.pk, issued.pk, 999]
    found = candidates(actors.head, every, verb="docket", today=TODAY)
    assert [(c.matter.pk, c.problem, c.mendable) for c in found] == [
        (late.pk, "完成时限早于今天。请核对原文后填写新的完成时限。", True),
        (ready.pk, "", False),
        (issued.pk, "事项当前为“已交办”，不能批准立项，请刷新页面查看最新状态。", False),
    ]
    assert candidates(actors.inspector, every, verb="docket", today=TODAY) == []


def test_the_workbook_holds_what_is_shown(loop, matter, city_units) -> None:
    loop.at(Status.UNDER_WAY)
    matter(TODAY, lead=city_units.housing, title="=1+1")
    columns = board.shown(("number", "title", "lead", "support", "due", "status", "kind", "urgency"))
    book = board.workbook(loop.actors.staff, RegisterFilter(), columns, today=TODAY, title="督办台账")
    assert book.rows == 2
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "督办台账"
    assert rows[1] == [
        "编号", "标题", "类型", "缓急", "牵头单位", "配合单位", "完成时限", "时限状态", "剩余天数", "状态",
    ]  # fmt: skip
    assert rows[2][:6] == ["", "=1+1", "任务", "一般", "市住建局", ""]
    assert rows[3][:6] == [
        "云督〔2026〕1号", "推进云河治理工程", "任务", "一般", "市发改委", "云州市住房和城乡建设局",
    ]  # fmt: skip
    assert [str(cell) for cell in rows[3][6:]] == ["2026-06-30", "正常", "106.0", "办理中"]


def test_every_column_can_be_exported(loop) -> None:
    loop.at(Status.CLOSED)
    wanted = RegisterFilter(span=Span.ALL)
    book = board.workbook(loop.actors.staff, wanted, tuple(board.COLUMNS.values()), today=TODAY, title="")
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert len(rows[0]) == len(board.COLUMNS) + 2
    assert len(rows) == 2


def test_more_than_anybody_reads_is_refused(matter, actors, monkeypatch) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 1)
    matter(TODAY), matter(TODAY)
    with pytest.raises(RuleBroken) as refusal:
        board.workbook(actors.staff, RegisterFilter(), board.shown(()), today=TODAY, title="")
    assert refusal.value.code == "export-too-large"
