"""Lists taken in from the command line."""

import json

import pytest
from click.testing import CliRunner

from luoshi.accounts.models import Person
from luoshi.cli.units_import import import_
from luoshi.units.models import Unit

UNITS = "单位全称,单位简称,类别\n云州市水利局,市水利局,部门\n云州市林业局,市林业局,{kind}\n"
PEOPLE = "登录名,姓名,单位,岗位\nqianjin,钱进,发改委,单位联络员\n"


@pytest.fixture
def run(tmp_path):
    def invoke(kind, text, *options):
        path = tmp_path / "名单.csv"
        path.write_bytes(text.encode("gb18030"))
        result = CliRunner().invoke(import_, [kind, str(path), *options], catch_exceptions=False)
        return result.exit_code, result.output

    return invoke


def test_units_are_imported_and_the_second_time_nothing_is_left_to_do(db, run):
    text = UNITS.format(kind="部门")
    code, said = run("units", text)
    assert (code, said.splitlines()) == (
        0,
        [
            "第2行 新增 云州市水利局 单位简称：（空）→市水利局；类别：（空）→部门",
            "第3行 新增 云州市林业局 单位简称：（空）→市林业局；类别：（空）→部门",
            "已写入：新增2，更新0，无变化0，有错误0。",
        ],
    )
    assert run("units", text) == (0, "未写入：新增0，更新0，无变化2，有错误0。\n")
    assert Unit.objects.count() == 2


def test_a_trial_run_writes_nothing(db, run):
    code, said = run("units", UNITS.format(kind="部门"), "--dry-run")
    assert (code, said.splitlines()[-1], Unit.objects.count()) == (
        0,
        "未写入：新增2，更新0，无变化0，有错误0。",
        0,
    )


def test_a_wrong_row_stops_the_list_unless_it_is_left_out(db, run):
    text = UNITS.format(kind="科室")
    code, said = run("units", text)
    assert (code, Unit.objects.count()) == (1, 0)
    assert "第3行 有错误 云州市林业局 “类别”中的“科室”不是可选的内容" in said
    code, said = run("units", text, "--skip-errors")
    assert (code, said.splitlines()[-1]) == (0, "已写入：新增1，更新0，无变化0，有错误1。")
    assert Unit.objects.count() == 1


def test_new_people_are_told_with_their_passwords(city_units, run):
    _ = city_units.reform
    code, said = run("people", PEOPLE)
    name, username, password = said.splitlines()[-1].split("\t")
    assert (code, name, username) == (0, "钱进", "qianjin")
    assert Person.objects.get(username="qianjin").check_password(password)


def test_the_whole_is_told_as_json(city_units, run):
    _ = city_units.reform
    code, said = run("people", PEOPLE, "--format", "json", "--dry-run")
    assert code == 0
    assert json.loads(said) == {
        "counts": {"created": 1, "updated": 0, "same": 0, "wrong": 0},
        "written": False,
        "rows": [
            {
                "number": 2,
                "title": "钱进",
                "step": "create",
                "changes": [{"label": "岗位", "before": "", "after": "云州市发展和改革委员会 单位联络员"}],
                "problems": [],
            }
        ],
        "logins": [],
    }
