"""A register taken in from a spreadsheet: what each row would do, and doing it."""

from datetime import date

import pytest

from luoshi.accounts.terms import Role
from luoshi.documents.tables import Row, Table
from luoshi.kernel.errors import BadInput, Conflict, NotPermitted, RuleBroken
from luoshi.ledger import queries as ledger
from luoshi.matters import actions, queries
from luoshi.matters.models import Matter
from luoshi.matters.queries.importing import HEADERS
from luoshi.matters.terms import MatterKind, Status, Tag, Urgency
from luoshi.units.rules.importing import Step, fingerprint
from tests.conftest import NOW, TODAY

NEW = {
    "标题": "城区供热改造",
    "督办内容": "完成供热管网改造12公里",
    "牵头单位": "市住建局",
    "完成时限": "2026-10-31",
}


def table(*rows: dict[str, str]) -> Table:
    filled = (
        Row(number, {header: row.get(header, "") for header in HEADERS}) for number, row in enumerate(rows, 2)
    )
    return Table(HEADERS, tuple(filled), "Sheet1", ())


def plan(*rows: dict[str, str]):
    return queries.plan_import(table(*rows), on=TODAY)


def problems(*rows: dict[str, str]) -> list[tuple[str, ...]]:
    return [row.problems for row in plan(*rows)]


def test_a_new_row_becomes_a_proposal(loop, people) -> None:
    row = NEW | {
        "类型": "指标", "缓急": "急", "配合单位": "发改委、市财政局、市住建局", "责任领导": "赵春梅",
        "时限原文": "供暖期前", "下次检查": "2026-06-01", "立项依据": "常务会议",
    }  # fmt: skip
    assert [one.step for one in plan(row)] == [Step.CREATE]
    count = actions.import_matters(table(row), by=loop.actors.staff, at=NOW)
    assert (count.created, count.updated, count.same, count.wrong) == (1, 0, 0, 0)
    made = Matter.objects.get()
    assert (made.status, made.title, made.content) == (
        Status.PROPOSED,
        "城区供热改造",
        "完成供热管网改造12公里",
    )
    assert (made.kind, made.urgency) == (MatterKind.TARGET, Urgency.URGENT)
    assert (made.due_on, made.next_check_on) == (date(2026, 10, 31), date(2026, 6, 1))
    assert (made.deadline_raw, made.basis) == ("供暖期前", "常务会议")
    assert (made.lead_unit, made.sponsor) == (loop.units.housing, people.vice)
    assert [(p.unit.short, p.role) for p in queries.parties(made)] == [
        ("市住建局", "lead"),
        ("市发改委", "support"),
        ("市财政局", "support"),
    ]
    assert [record.tag for record in ledger.story(f"matter/{made.pk}")] == [Tag.IMPORTED]
    summary = ledger.story(f"person/{loop.actors.staff.person_id}")[-1]
    assert summary.facts() == {"created": 1, "updated": 0, "same": 0, "wrong": 0}
    assert [m.pk for m in queries.search(Matter.objects.all(), "供热")] == [made.pk]


def test_a_title_alone_is_its_own_content(loop) -> None:
    actions.import_matters(table({"标题": "供热改造", "牵头单位": "市住建局"}), by=loop.actors.staff, at=NOW)
    assert Matter.objects.get().content == "供热改造"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"标题": ""}, "“标题”没有填写"),
        ({"标题": "=A1"}, "“标题”是公式，请改为数值或文字"),
        (
            {"牵头单位": "市水务局"},
            "“牵头单位”中的“市水务局”不是本级的单位，请核对名称，或请系统管理员先登记",
        ),
        (
            {"配合单位": "市水务局"},
            "“配合单位”中的“市水务局”不是本级的单位，请核对名称，或请系统管理员先登记",
        ),
        ({"完成时限": "年底"}, "“完成时限”不是日期，应如2026-01-31，现为“年底”"),
        ({"完成时限": "2026-03-15"}, "“完成时限”早于今天，请核对后填写新的日期"),
        ({"下次检查": "2026-03-15"}, "“下次检查”早于今天，请核对后填写新的日期"),
        ({"类型": "工作"}, "“类型”中的“工作”不是可选的内容，应为：任务、指标、禁令、问题整改"),
        ({"责任领导": "无此人"}, "“责任领导”中的“无此人”不在本级领导名单中，请核对姓名"),
        (
            {"编号": "云督〔2026〕99号"},
            "没有编号为“云督〔2026〕99号”的事项。新增事项请把“编号”留空，批准立项时由系统编号",
        ),
    ],
)
def test_what_is_wrong_is_said_by_row(loop, changes: dict[str, str], problem: str) -> None:
    assert problems(NEW | changes) == [(problem,)]


def test_several_mistakes_of_a_row_are_all_named(loop) -> None:
    assert [len(each) for each in problems(NEW | {"牵头单位": "甲", "完成时限": "乙"})] == [2]


def test_an_ambiguous_unit_and_two_leaders_of_one_name(loop, unit, person) -> None:
    unit("云州市第一中学", short="市一中")
    unit("云州第一中学", short="一中分校")
    person("赵春梅", Role.LEADER, loop.units.government)
    found = problems(NEW | {"牵头单位": "第一中学"}, NEW | {"责任领导": "赵春梅"})
    assert found == [
        ("“牵头单位”中的“第一中学”可能指市一中、一中分校，请写全称",),
        ("“责任领导”中的“赵春梅”有同名的领导，请在系统中指定",),
    ]


def test_rows_that_repeat_each_other(loop) -> None:
    docketed = loop.at(Status.DOCKETED)
    update = {"编号": docketed.number, "标题": "新标题", "牵头单位": "市发改委"}
    assert problems(NEW, NEW, NEW | {"标题": "别的"}, update, update | {"标题": "又一个"}) == [
        (), ("与第2行重复",), (), (), ("与第5行重复",),
    ]  # fmt: skip


def test_the_same_file_twice_changes_nothing(loop) -> None:
    actions.import_matters(table(NEW), by=loop.actors.staff, at=NOW)
    assert [row.step for row in plan(NEW)] == [Step.SAME]
    with pytest.raises(RuleBroken) as refusal:
        actions.import_matters(table(NEW), by=loop.actors.staff, at=NOW)
    assert refusal.value.code == "import-nothing"
    assert Matter.objects.count() == 1


def test_a_numbered_row_updates_what_is_not_issued(loop) -> None:
    made = loop.at(Status.DOCKETED, measures=[{"raw": "12公里"}], keeper_id=loop.actors.staff.person_id)
    row = {
        "编号": made.number,
        "标题": "云河治理二期",
        "牵头单位": "市住建局",
        "完成时限": "2026-07-31",
        "立项依据": "专题会",
    }
    (planned,) = plan(row)
    assert planned.step is Step.UPDATE
    assert [(c.label, c.before, c.after) for c in planned.changes] == [
        ("标题", "推进云河治理工程", "云河治理二期"),
        ("牵头单位", "市发改委", "市住建局"),
        ("完成时限", "2026-06-30", "2026-07-31"),
        ("立项依据", "市政府常务会议", "专题会"),
    ]
    count = actions.import_matters(table(row), by=loop.actors.staff, at=NOW)
    assert (count.created, count.updated) == (0, 1)
    after = Matter.objects.get()
    assert (after.title, after.lead_unit, after.due_on) == (
        "云河治理二期",
        loop.units.housing,
        date(2026, 7, 31),
    )
    assert (after.content, after.basis) == (made.content, "专题会")
    assert (after.measures, after.keeper_id) == (made.measures, made.keeper_id)
    assert after.parties.filter(role="support").exclude(unit=after.lead_unit).count() == 0
    assert [record.tag for record in ledger.story(f"matter/{made.pk}")][-1] == Tag.EDITED


def test_new_words_replace_the_content(loop) -> None:
    made = loop.at(Status.PROPOSED, content="第一行\n第二行")
    Matter.objects.filter(pk=made.pk).update(number="云督〔2026〕7号")
    same = {
        "编号": "云督〔2026〕7号",
        "标题": made.title,
        "牵头单位": "市发改委",
        "督办内容": "第一行 第二行",
    }
    assert [row.step for row in plan(same)] == [Step.SAME]
    row = same | {"督办内容": "第三行"}
    actions.import_matters(table(row), by=loop.actors.staff, at=NOW)
    assert Matter.objects.get().content == "第三行"


def test_an_issued_matter_is_left_alone(loop) -> None:
    made = loop.at(Status.ISSUED)
    same = {"编号": made.number, "标题": made.title, "牵头单位": "市发改委"}
    assert [row.step for row in plan(same)] == [Step.SAME]
    assert problems(same | {"完成时限": "2026-12-31", "缓急": "急"}) == [
        ("事项已交办，不能通过导入修改“缓急、完成时限”",)
    ]


def test_an_old_date_that_the_row_does_not_name_is_no_mistake(loop) -> None:
    made = loop.at(Status.DOCKETED)
    Matter.objects.filter(pk=made.pk).update(due_on=date(2026, 1, 1))
    assert problems({"编号": made.number, "标题": "改名", "牵头单位": "市发改委"}) == [()]


def test_wrong_rows_stop_everything_unless_left_out(loop) -> None:
    rows = table(NEW, NEW | {"标题": "二", "牵头单位": "甲"})
    with pytest.raises(RuleBroken) as refusal:
        actions.import_matters(rows, by=loop.actors.staff, at=NOW)
    assert refusal.value.code == "import-has-errors"
    assert Matter.objects.count() == 0
    count = actions.import_matters(rows, by=loop.actors.staff, at=NOW, skip_errors=True)
    assert (count.created, count.wrong) == (1, 1)


def test_only_what_was_previewed_is_done(loop) -> None:
    seen = fingerprint(plan(NEW))
    actions.import_matters(table(NEW), by=loop.actors.staff, at=NOW, expected=seen)
    with pytest.raises(Conflict) as refusal:
        actions.import_matters(table(NEW), by=loop.actors.staff, at=NOW, expected=seen)
    assert refusal.value.code == "import-changed"


def test_a_missing_column_and_a_missing_right(loop) -> None:
    with pytest.raises(BadInput) as refusal:
        queries.plan_import(Table(("标题",), (), "Sheet1", ()), on=TODAY)
    assert refusal.value.code == "import-column-missing"
    with pytest.raises(NotPermitted):
        actions.import_matters(table(NEW), by=loop.actors.liaison, at=NOW)
