"""Setting up a place from the command line."""

import re

from click.testing import CliRunner

from luoshi.accounts.models import Person
from luoshi.cli import init as module
from luoshi.cli.init import init, place_facts
from luoshi.units import queries
from luoshi.units.models import Place, Unit


def run(*options):
    result = CliRunner().invoke(init, ["--name", "云州市", *options], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.splitlines()


def test_what_is_not_said_follows_from_the_name():
    facts = place_facts(name=" 云州市 ", government="", office="", number_word="", phone="1")
    assert (facts.name, facts.government, facts.office, facts.number_word, facts.contact_phone) == (
        "云州市",
        "云州市人民政府",
        "云州市人民政府督查室",
        "云督",
        "1",
    )


def test_what_is_said_holds():
    facts = place_facts(name="云州市", government="甲", office="乙", number_word="丙", phone="")
    assert (facts.government, facts.office, facts.number_word) == ("甲", "乙", "丙")


def test_a_place_is_ready_after_one_command(db):
    lines = run("--admin", "hanxue", "--admin-name", "韩雪")
    assert lines[:4] == [
        "已有数据库，未改动。",
        "已建立本级设置：云州市，云州市人民政府督查室，文号代字“云督”。",
        "已建立单位：云州市人民政府、云州市人民政府督查室。",
        "已录入2004年至2026年的工作日历。",
    ]
    password = re.fullmatch(r"已建立系统管理员：登录名 hanxue，临时密码 (\S+)", lines[4]).group(1)
    person = Person.objects.get(username="hanxue")
    assert (person.name, person.check_password(password)) == ("韩雪", True)
    assert person.posts.get().unit.name == "云州市人民政府督查室"
    assert person.posts.get().role == "administrator"


def test_a_second_run_changes_nothing(db):
    run()
    assert run() == [
        f"已有{what}，未改动。" for what in ("数据库", "本级设置", "单位", "工作日历", "系统管理员")
    ]
    assert (Place.objects.count(), Unit.objects.count(), Person.objects.count()) == (1, 2, 1)


def test_a_trial_run_writes_nothing(db):
    assert run("--dry-run") == [
        "已有数据库，未改动。",
        *(f"将建立{what}。" for what in ("本级设置", "单位", "工作日历", "系统管理员")),
    ]
    assert (queries.place(), Unit.objects.count(), Person.objects.count()) == (None, 0, 0)


def test_the_database_is_made_first(monkeypatch):
    monkeypatch.setattr(module, "_is_migrated", lambda: False)
    assert run("--dry-run") == [
        "将建立数据库。",
        *(f"如无{what}，将建立。" for what in ("本级设置", "单位", "工作日历", "系统管理员")),
    ]


def test_the_administrator_serves_in_any_unit_when_the_office_is_not_listed(db, unit):
    made = unit("云州市财政局")
    run()
    assert Person.objects.get().posts.get().unit == made


def test_migration_runs_when_tables_are_missing(db, monkeypatch):
    from django.core import management

    called = []
    monkeypatch.setattr(management, "call_command", lambda *args, **kwargs: called.append(args))
    monkeypatch.setattr(module, "_is_migrated", lambda: False)
    assert run()[0] == "已建立数据库。"
    assert called == [("migrate",)]
