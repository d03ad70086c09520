import json

import pytest

from luoshi.accounts import actions, queries
from luoshi.accounts.models import Person
from luoshi.accounts.policy import SYSTEM
from luoshi.accounts.rules.people_rows import HEADERS
from luoshi.documents.tables import read_table, write_table
from luoshi.kernel.errors import BadInput, LuoshiError, NotPermitted
from luoshi.ledger.models import Entry
from luoshi.units.rules.importing import Tally
from tests.conftest import NOW, TODAY

HOW = {"by": SYSTEM, "at": NOW}


def table(*rows, headers=HEADERS):
    return read_table(write_table(headers, rows), filename="人员.xlsx", expected=headers)


def row(username, name, unit, role, *, title="", phone="", email="", chief="", portfolio=""):
    return (username, name, unit, role, title, phone, email, chief, portfolio)


def test_people_get_posts_and_a_password_each(city_units):
    _ = city_units.reform, city_units.government, city_units.finance
    given = table(
        row("zhouting", "周婷", "发改委", "单位联络员", title="科长"),
        row("zhouting", "周婷", "市财政局", "单位联络员"),
        row("zhao", "赵春梅", "市政府", "市领导", chief="是", portfolio="发改委、市财政局"),
    )
    count, logins = actions.import_people(given, **HOW)
    assert count == Tally(2, 1, 0, 0)
    assert [login.username for login in logins] == ["zhouting", "zhao"]
    zhou, zhao = Person.objects.get(username="zhouting"), Person.objects.get(username="zhao")
    assert zhou.check_password(logins[0].password)
    assert [post.title for post in zhou.posts.order_by("pk")] == ["科长", ""]
    assert zhao.chief
    assert [charge.unit.short for charge in queries.portfolio(zhao.pk, on=TODAY)] == ["市发改委", "市财政局"]
    assert json.loads(Entry.objects.get(tag="person:import").data)["created"] == 2


def test_known_people_are_updated_and_keep_their_password(people, city_units):
    vice = people.vice
    actions.set_portfolio(vice.pk, units={city_units.reform.pk: "发展改革"}, **HOW)
    _ = city_units.finance
    given = table(
        row("VICE", "赵春霞", "市政府", "市领导", title="常务副市长", portfolio="市发改委、市财政局")
    )
    count, logins = actions.import_people(given, **HOW)
    assert (count, logins) == (Tally(0, 1, 0, 0), [])
    vice.refresh_from_db()
    assert (vice.name, vice.username, vice.posts.get().title) == ("赵春霞", "vice", "常务副市长")
    held = queries.portfolio(vice.pk, on=TODAY)
    assert [(charge.unit.short, charge.field) for charge in held] == [
        ("市发改委", "发展改革"),
        ("市财政局", ""),
    ]


def test_a_known_post_without_title_keeps_its_own(people):
    liaison = people.liaison
    actions.retitle_post(liaison.posts.get().pk, title="科长", **HOW)
    actions.import_people(table(row("liaison", "周婷", "发改委", "单位联络员", phone="1")), **HOW)
    liaison.refresh_from_db()
    assert (liaison.phone, liaison.posts.get().title) == ("1", "科长")


def test_nothing_is_written_while_a_row_is_wrong(city_units):
    _ = city_units.reform
    given = table(row("a", "甲", "发改委", "单位联络员"), row("b", "乙", "水利局", "单位联络员"))
    with pytest.raises(LuoshiError) as refused:
        actions.import_people(given, **HOW)
    assert (refused.value.code, Person.objects.count()) == ("import-has-errors", 0)
    count, logins = actions.import_people(given, skip_errors=True, **HOW)
    assert (count, len(logins)) == (Tally(1, 0, 0, 1), 1)


def test_a_list_without_a_needed_column(db):
    with pytest.raises(BadInput) as refused:
        queries.plan_import(table(("a", "甲"), headers=("登录名", "姓名")), on=TODAY)
    assert refused.value.code == "import-column-missing"


def test_people_without_the_grant_import_nothing(actors):
    with pytest.raises(NotPermitted):
        actions.import_people(table(row("a", "甲", "市政府", "市领导")), by=actors.head, at=NOW)
