import pytest

from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.rules.people_rows import KnownPerson, plan_people, with_row
from luoshi.accounts.terms import Role
from luoshi.documents.tables import Row
from luoshi.units.rules import NameIndex, Names
from luoshi.units.rules.importing import Change, Step

UNITS = {1: "云州市发展和改革委员会", 2: "云州市财政局", 3: "青河县财政局", 4: "云州市人民政府"}
INDEX = NameIndex(
    [
        Names(unit_id=1, name=UNITS[1], short="市发改委", aliases=("发改委",)),
        Names(unit_id=2, name=UNITS[2], short="市财政局"),
        Names(unit_id=3, name=UNITS[3], short="县财政局", aliases=("云州财政局",)),
        Names(unit_id=4, name=UNITS[4], short="市政府"),
    ],
    place="云州市",
)
ZHOU = KnownPerson(
    person_id=1,
    facts=PersonFacts(username="ZhouTing", name="周婷", phone="1", email="z@t.cn"),
    active=True,
    posts={(1, Role.LIAISON): "科长"},
    portfolio=frozenset(),
)
ZHAO = KnownPerson(
    person_id=2,
    facts=PersonFacts(username="zhao", name="赵春梅", chief=True),
    active=True,
    posts={(4, Role.LEADER): "副市长"},
    portfolio=frozenset({1}),
)
GONE = KnownPerson(
    person_id=3,
    facts=PersonFacts(username="gone", name="钱多"),
    active=False,
    posts={},
    portfolio=frozenset(),
)
KNOWN = {person.facts.username.lower(): person for person in (ZHOU, ZHAO, GONE)}


def line(username="sunli", name="孙立", unit="发改委", role="单位负责人", **more):
    return {"登录名": username, "姓名": name, "单位": unit, "岗位": role, **more}


def plan(*lines):
    rows = [Row(number, cells) for number, cells in enumerate(lines, 2)]
    return plan_people(rows, KNOWN, units=INDEX, unit_names=UNITS)


def test_an_unknown_person_is_created_with_the_post():
    (row,) = plan(line(职务="主任", 电话="2", 邮箱="s@l.cn", 主要领导="否"))
    assert (row.step, row.unit_id, row.role, row.title_of_post, row.chief) == (
        Step.CREATE,
        1,
        "unit_head",
        "主任",
        False,
    )
    assert row.changes == (Change("岗位", "", "云州市发展和改革委员会 单位负责人"),)


def test_a_second_post_in_the_list_belongs_to_the_same_person():
    first, second = plan(line(), line(unit="市财政局", username="SunLi"))
    assert (first.step, second.step) == (Step.CREATE, Step.UPDATE)
    assert second.changes == (Change("岗位", "", "云州市财政局 单位负责人"),)


def test_the_row_after_a_wrong_one_creates_the_person():
    first, second = plan(line(unit="水利局"), line())
    assert (first.step, second.step) == (Step.ERROR, Step.CREATE)


def test_a_known_person_in_a_known_post_is_left_alone():
    (row,) = plan(line("zhouting", "周婷", role="liaison"))
    assert (row.step, row.changes) == (Step.SAME, ())


def test_every_change_is_shown():
    cells = line(
        "ZHAO",
        "赵春霞",
        "市政府",
        "市领导",
        职务="常务副市长",
        电话="3",
        邮箱="z@c.cn",
        主要领导="否",
        分管单位="发改委、市财政局",
    )
    (row,) = plan(cells)
    assert row.step is Step.UPDATE
    assert row.changes == (
        Change("姓名", "赵春梅", "赵春霞"),
        Change("电话", "", "3"),
        Change("邮箱", "", "z@c.cn"),
        Change("主要领导", "是", "否"),
        Change("职务", "副市长", "常务副市长"),
        Change("分管单位", "云州市发展和改革委员会", "云州市发展和改革委员会、云州市财政局"),
    )


def test_the_same_portfolio_is_no_change():
    (row,) = plan(line("zhao", "赵春梅", "市政府", "市领导", 分管单位="发改委"))
    assert row.step is Step.SAME


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (line(username=""), "“登录名”没有填写"),
        (line(unit=""), "“单位”没有填写"),
        (line(unit="水利局"), "没有找到单位“水利局”，请先新增这个单位，或改写为单位全称"),
        (line(unit="财政局"), "“财政局”可能指云州市财政局、青河县财政局，请写单位全称"),
        (
            line(role="干事"),
            "“岗位”中的“干事”不是可选的内容，应为：督查室工作人员、督查室主任、市领导、单位负责人、单位联络员、特邀督查员、审计监督员、系统管理员",
        ),
        (line(主要领导="也许"), "“主要领导”应填“是”或“否”，现为“也许”"),
        (line(分管单位="发改委"), "只有市领导可以填写“分管单位”"),
        (line(role="市领导", 分管单位="水利局"), "没有找到单位“水利局”，请先新增这个单位，或改写为单位全称"),
        (line(username="sun li"), "登录名“sun li”只能用字母、汉字、数字和 . _ @ + -，请修改"),
        (line(邮箱="x"), "邮箱“x”写法不对，应类似 name@example.cn，请修改或留空"),
        (line("Gone", "钱多"), "登录名“Gone”的账号已停用，请为返岗人员另取登录名"),
    ],
)
def test_what_is_wrong_with_one_row_is_said(cells, problem):
    (row,) = plan(cells)
    assert (row.step, row.problems) == (Step.ERROR, (problem,))


def test_the_same_post_twice():
    first, second = plan(line(), line(username="SUNLI"))
    assert (first.problems, second.problems) == ((), ("与第2行重复：登录名、单位、岗位都相同",))


def test_one_login_is_one_person():
    _, second = plan(line(), line(name="孙丽", unit="市财政局"))
    assert second.problems == ("与第2行登录名相同，姓名却不同（孙立、孙丽）",)


def test_a_row_without_name_has_a_title_all_the_same():
    assert [row.title for row in plan(line(name=""), line("", ""))] == ["sunli", "（空）"]


def test_blank_cells_leave_what_there_is():
    (row,) = plan(line("zhouting", "周婷", role="单位联络员"))
    assert with_row(ZHOU.facts, row) == ZHOU.facts
    assert with_row(None, row) == PersonFacts(username="zhouting", name="周婷")
