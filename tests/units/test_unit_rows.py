from datetime import date

import pytest

from luoshi.documents.tables import Row
from luoshi.units.rules.importing import Change, Step
from luoshi.units.rules.unit_rows import KnownUnit, plan_units
from luoshi.units.terms import UnitKind

TODAY = date(2026, 3, 16)
REFORM = KnownUnit(
    unit_id=1, code="U001", name="云州市发展和改革委员会", short="市发改委", kind=UnitKind.DEPARTMENT, parent="",
    aliases=("发改委",), position=10, since=date(2024, 1, 1),
)  # fmt: skip
ENERGY = KnownUnit(
    unit_id=2, code="U002", name="云州市能源局", short="市能源局", kind=UnitKind.DEPARTMENT, parent=REFORM.name,
    aliases=(), position=11, since=date(2020, 1, 1),
)  # fmt: skip
FINANCE = KnownUnit(
    unit_id=3, code="U003", name="云州市财政局", short="市财政局", kind=UnitKind.DEPARTMENT, parent="", aliases=(),
    position=12, since=date(2020, 1, 1),
)  # fmt: skip
KNOWN = (REFORM, ENERGY, FINANCE)


def line(name="云州市水利局", short="市水利局", kind="部门", **more):
    return {"单位全称": name, "单位简称": short, "类别": kind, **more}


def plan(*lines, known=KNOWN):
    rows = [Row(number, cells) for number, cells in enumerate(lines, 2)]
    return plan_units(rows, known, closed_codes=frozenset({"U009"}), today=TODAY)


def problems(*lines):
    return [row.problems for row in plan(*lines)]


def test_an_unknown_unit_is_created():
    row = plan(line(上级单位="市发改委", 别名="水务局", 排序="5", 启用日期="2026/3/1"))[0]
    assert (row.step, row.unit_id, row.parent, row.position, row.opened_on) == (
        Step.CREATE,
        None,
        REFORM.name,
        5,
        date(2026, 3, 1),
    )
    assert row.changes == (
        Change("单位简称", "", "市水利局"),
        Change("类别", "", "部门"),
        Change("上级单位", "", REFORM.name),
        Change("别名", "", "水务局"),
    )


def test_a_known_unit_is_found_by_its_name_and_left_alone_when_nothing_differs():
    row = plan(line("云州市能源局", "市能源局"))[0]
    assert (row.step, row.unit_id, row.changes) == (Step.SAME, 2, ())


def test_a_known_unit_is_found_by_its_code_and_renamed():
    row = plan(line("云州市能源局（煤炭局）", "市能源局", 单位编码="U002", 启用日期="2026-03-16"))[0]
    assert (row.step, row.unit_id) == (Step.UPDATE, 2)
    assert row.changes == (Change("单位全称", "云州市能源局", "云州市能源局（煤炭局）"),)


def test_every_change_is_shown():
    cells = line(REFORM.name, "市发展改革委", "办公室", 上级单位="市财政局", 别名="发改委、计委", 排序="1")
    assert plan(cells)[0].changes == (
        Change("单位简称", "市发改委", "市发展改革委"),
        Change("类别", "部门", "办公室"),
        Change("上级单位", "", FINANCE.name),
        Change("别名", "发改委", "发改委、计委"),
        Change("排序", "10", "1"),
    )


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (line(name=""), "“单位全称”没有填写"),
        (
            line(kind="科室"),
            "“类别”中的“科室”不是可选的内容，应为：办公室、部门、县区、街道乡镇、开发区、企业、垂管单位",
        ),
        (line(单位编码="U009"), "单位编码“U009”属于已撤销的单位，请换一个或留空"),
        (
            line(FINANCE.name, "市财政局", 单位编码="X1"),
            "“云州市财政局”在系统中的编码是“U003”，与表中的“X1”不一致",
        ),
        (line(short="市财政局"), "“市财政局”已经是“云州市财政局”的名称、简称或别名"),
        (line(别名="发改委"), "“发改委”已经是“云州市发展和改革委员会”的名称、简称或别名"),
        (line(上级单位="市文化局"), "没有找到上级单位“市文化局”，请先新增这个单位，或在本表中列出"),
        (line(上级单位="市水利局"), "上级单位不能是本单位或本单位的下级"),
        (line(REFORM.name, "市发改委", 上级单位="市能源局"), "上级单位不能是本单位或本单位的下级"),
        (line(启用日期="2026-03-17"), "“启用日期”不能晚于今天"),
        (
            line(REFORM.name, "发展改革委", 启用日期="2023-12-31"),
            "“启用日期”不能早于现行名称的启用日期（2024-01-01）",
        ),
    ],
)
def test_what_is_wrong_with_one_row_is_said(cells, problem):
    (row,) = plan(cells)
    assert (row.step, row.problems) == (Step.ERROR, (problem,))


def test_an_old_day_does_not_matter_when_the_name_stays():
    (row,) = plan(line(REFORM.name, "市发改委", 排序="1", 启用日期="2020-01-01"))
    assert (row.step, row.problems) == (Step.UPDATE, ())


def test_a_row_without_any_name_has_a_title_all_the_same():
    assert [row.title for row in plan(line("", ""), line("", "", 单位编码="Z"))] == ["（空）", "Z"]


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        (line(short="水利"), "与第2行重复：单位全称相同"),
        (line(name="云州市水务局"), "与第2行重复：单位简称相同"),
        (line("云州市水务局", "市水务局", 单位编码="W1"), "与第2行重复：单位编码相同"),
    ],
)
def test_the_second_row_of_the_same_unit_is_wrong(second, problem):
    assert problems(line(单位编码="W1"), second) == [(), (problem,)]


def test_two_rows_that_mean_one_known_unit():
    second = line("云州市计划委员会", "市计委", 单位编码="U001")
    assert problems(line(REFORM.name, "市发改委"), second) == [(), ("与第2行重复：所指单位相同",)]


def test_an_alias_that_another_row_gives():
    cells = line("云州市林业局", "市林业局", 别名="市水利局")
    assert problems(line(), cells) == [(), ("别名“市水利局”与第2行的名称、简称或别名相同",)]


def test_a_name_that_a_listed_unit_gives_up_is_free():
    renamed = line("云州市发展局", "市发展局", 单位编码="U001", 别名="发展局")
    follower = line(REFORM.name, "市发改委")
    assert [row.step for row in plan(renamed, follower)] == [Step.UPDATE, Step.ERROR]


def test_a_parent_may_stand_anywhere_in_the_list():
    rows = plan(line("云州市水库中心", "水库中心", 上级单位="市水利局"), line())
    assert [(row.step, row.parent) for row in rows] == [(Step.CREATE, "云州市水利局"), (Step.CREATE, "")]


def test_what_stands_under_a_wrong_row_is_wrong_at_every_depth():
    assert problems(
        line("丙", "丙", 上级单位="乙"),
        line("乙", "乙", 上级单位="甲"),
        line("甲", "甲", kind="科室"),
        line(),
    ) == [
        ("上级单位所在的第3行有错误，请先改正",),
        ("上级单位所在的第4行有错误，请先改正",),
        ("“类别”中的“科室”不是可选的内容，应为：办公室、部门、县区、街道乡镇、开发区、企业、垂管单位",),
        (),
    ]


def test_a_row_without_parent_does_not_depend_on_a_row_without_name():
    assert problems(line(), line("", "空")) == [(), ("“单位全称”没有填写",)]


def test_rows_in_a_circle_are_all_wrong():
    circle = ("上级单位不能是本单位或本单位的下级",)
    assert problems(line("甲", "甲", 上级单位="乙"), line("乙", "乙", 上级单位="甲")) == [circle, circle]
