import json
from datetime import date

import pytest

from luoshi.accounts import actions, queries
from luoshi.accounts.policy import SYSTEM
from luoshi.accounts.terms import Role
from luoshi.kernel.errors import LuoshiError
from luoshi.ledger.models import Entry
from luoshi.units import actions as units
from tests.conftest import NOW, TODAY

HOW = {"by": SYSTEM, "at": NOW}


def refusal(act, *args, **kwargs):
    with pytest.raises(LuoshiError) as refused:
        act(*args, **{**HOW, **kwargs})
    return refused.value.code


def told(tag):
    return [json.loads(entry.data) for entry in Entry.objects.filter(tag=tag).order_by("seq")]


def test_a_post_holds_from_its_day(person, unit):
    made, housing = person("钱进"), unit("云州市住建局")
    post = actions.give_post(made.pk, unit_id=housing.pk, role=Role.LIAISON, title=" 科长 ", **HOW)
    assert (post.title, post.valid_from) == ("科长", TODAY)
    assert queries.actor_for(made, on=TODAY).unit_ids == (housing.pk,)
    assert queries.actor_for(made, on=date(2026, 3, 15)).unit_ids == ()
    assert told("post:give") == [
        {
            "unit": housing.pk,
            "unit_name": "云州市住建局",
            "role": "liaison",
            "title": "科长",
            "from": "2026-03-16",
        }
    ]


def test_a_post_that_cannot_be_given(person, unit):
    made, housing = person("钱进"), unit("云州市住建局")
    actions.give_post(made.pk, unit_id=housing.pk, role=Role.LIAISON, **HOW)
    assert refusal(actions.give_post, made.pk, unit_id=housing.pk, role=Role.LIAISON) == "post-exists"
    assert refusal(actions.give_post, made.pk, unit_id=0, role=Role.LIAISON) == "unit-not-found"
    units.close_unit(housing.pk, on=TODAY, **HOW)
    assert refusal(actions.give_post, made.pk, unit_id=housing.pk, role=Role.UNIT_HEAD) == "unit-not-found"


def test_nobody_gives_oneself_a_post(people, actors, city_units):
    own = {"unit_id": city_units.office.pk, "role": Role.OFFICE_HEAD, "by": actors.administrator}
    assert refusal(actions.give_post, people.administrator.pk, **own) == "post-oneself"


def test_a_post_ends_at_once_and_may_be_given_again(people, actors):
    liaison = people.liaison
    post = liaison.posts.get()
    ended = actions.end_post(post.pk, **HOW)
    assert ended.valid_to == date(2026, 3, 15)
    assert queries.actor_for(liaison, on=TODAY).roles == frozenset()
    assert queries.actor_for(liaison, on=date(2026, 3, 15)).roles == {Role.LIAISON}
    assert refusal(actions.end_post, post.pk) == "post-ended"
    assert refusal(actions.end_post, 0) == "not-found"
    actions.give_post(liaison.pk, unit_id=post.unit_id, role=Role.LIAISON, **HOW)
    assert queries.post_history(liaison.pk).count() == 2
    assert told("post:end")[0]["from"] == "2026-03-16"


def test_a_post_may_end_on_a_named_day(people):
    post = people.liaison.posts.get()
    assert actions.end_post(post.pk, on=date(2026, 3, 1), **HOW).valid_to == date(2026, 2, 28)


def test_a_title_is_corrected(people):
    post = people.liaison.posts.get()
    assert actions.retitle_post(post.pk, title="科长", **HOW).title == "科长"
    actions.retitle_post(post.pk, title="科长", **HOW)
    assert told("post:change") == [{"unit": post.unit_id, "role": "liaison", "title": ["", "科长"]}]


def test_a_portfolio_is_set_from_today(people, city_units):
    vice = people.vice
    held = queries.portfolio(vice.pk, on=TODAY)
    assert [charge.unit.short for charge in held] == ["市发改委", "市住建局"]
    wanted = {city_units.reform.pk: " 发展改革 ", city_units.finance.pk: ""}
    made = actions.set_portfolio(vice.pk, units=wanted, **HOW)
    assert [(charge.unit.short, charge.field) for charge in made] == [
        ("市发改委", "发展改革"),
        ("市财政局", ""),
    ]
    assert [charge.leader for charge in queries.portfolio_leaders(city_units.finance.pk, on=TODAY)] == [vice]
    assert list(queries.portfolio_leaders(city_units.housing.pk, on=TODAY)) == []
    actions.set_portfolio(vice.pk, units=wanted, **HOW)
    assert len(told("portfolio:set")) == 2
    kept = actions.set_portfolio(vice.pk, units={city_units.finance.pk: ""}, **HOW)
    assert kept == [made[1]]


def test_only_a_leader_has_a_portfolio(people, city_units):
    assert refusal(actions.set_portfolio, people.staff.pk, units={}) == "not-a-leader"
    assert refusal(actions.set_portfolio, people.vice.pk, units={0: ""}) == "unit-not-found"


def test_posts_begin_and_end_in_years_that_people_mean(people, city_units):
    staff = people.staff
    given = {"unit_id": city_units.finance.pk, "role": Role.AUDITOR, "on": date(9999, 12, 31)}
    assert refusal(actions.give_post, staff.pk, **given) == "day-out-of-range"
    post = staff.posts.get()
    assert refusal(actions.end_post, post.pk, on=date(9999, 12, 31)) == "day-out-of-range"
