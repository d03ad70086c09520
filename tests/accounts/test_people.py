import json
from datetime import date

import pytest

from luoshi.accounts import actions, queries
from luoshi.accounts.models import Person
from luoshi.accounts.policy import SYSTEM
from luoshi.accounts.rules import PersonFacts
from luoshi.accounts.terms import Role
from luoshi.kernel.errors import BadInput, Conflict, IllegalMove, LuoshiError, NotFound, NotPermitted
from luoshi.ledger.models import Entry
from tests.conftest import NOW, TODAY

HOW = {"by": SYSTEM, "at": NOW}


def refusal(error, act, *args, **kwargs):
    with pytest.raises(error) as refused:
        act(*args, **{**HOW, **kwargs})
    assert isinstance(refused.value, LuoshiError)
    return refused.value.code


def told(tag):
    return [json.loads(entry.data) for entry in Entry.objects.filter(tag=tag).order_by("seq")]


def test_a_person_begins_without_password_and_posts(db):
    made = actions.create_person(PersonFacts(username="ｗｍ", name=" 王敏 ", phone="1"), **HOW)
    assert (made.username, made.name, made.has_usable_password(), made.posts.count()) == (
        "wm",
        "王敏",
        False,
        0,
    )
    assert told("person:create") == [
        {"username": "wm", "name": "王敏", "phone": "1", "email": "", "chief": False}
    ]


def test_a_login_name_belongs_to_one_person_in_any_case(person):
    person("王敏", username="wangmin")
    facts = PersonFacts(username="WangMin", name="王民")
    assert refusal(Conflict, actions.create_person, facts) == "username-exists"
    other = person("王民", username="other")
    assert refusal(Conflict, actions.change_person, other.pk, facts=facts) == "username-exists"


def test_only_the_administrator_keeps_people(actors, people):
    facts = PersonFacts(username="x", name="甲")
    for act in (
        lambda by: actions.create_person(facts, by=by, at=NOW),
        lambda by: actions.change_person(people.staff.pk, by=by, at=NOW, facts=facts),
        lambda by: actions.close_person(people.staff.pk, by=by, at=NOW),
        lambda by: actions.set_password(people.staff.pk, by=by, at=NOW),
        lambda by: actions.unlock_login(people.staff.pk, by=by, at=NOW),
        lambda by: actions.reset_second_step(people.staff.pk, by=by, at=NOW),
        lambda by: actions.give_post(people.staff.pk, by=by, at=NOW, unit_id=1, role=Role.LIAISON),
        lambda by: actions.end_post(1, by=by, at=NOW),
        lambda by: actions.retitle_post(1, by=by, at=NOW, title=""),
        lambda by: actions.set_portfolio(people.vice.pk, by=by, at=NOW, units={}),
    ):
        for by in (actors.staff, actors.head, actors.leader, actors.auditor):
            with pytest.raises(NotPermitted):
                act(by)


def test_a_correction_tells_what_changed(person):
    made = person("王敏", username="wm")
    changed = actions.change_person(made.pk, facts=PersonFacts(username="wm", name="王民", chief=True), **HOW)
    assert (changed.name, changed.chief) == ("王民", True)
    actions.change_person(made.pk, facts=PersonFacts(username="wm", name="王民", chief=True), **HOW)
    assert told("person:change") == [{"name": ["王敏", "王民"], "chief": [False, True]}]


def test_the_login_name_itself_may_be_spelt_anew(person):
    made = person("王敏", username="wm")
    changed = actions.change_person(made.pk, facts=PersonFacts(username="wangmin", name="王敏"), **HOW)
    assert changed.username == "wangmin"


def test_who_leaves_loses_posts_and_portfolio_at_once_but_stays_on_record(people, actors):
    vice = people.vice
    _ = actors.administrator
    closed = actions.close_person(vice.pk, **HOW)
    assert not closed.is_active
    assert queries.actor_for(closed, on=TODAY).permissions == frozenset()
    assert list(queries.leaders(on=TODAY)) == []
    assert list(queries.portfolio(vice.pk, on=TODAY)) == []
    assert queries.portfolio(vice.pk, on=date(2026, 3, 15)).count() == 0
    assert vice.posts.get().valid_to == date(2026, 3, 15)
    assert told("person:close") == [{"name": "赵春梅", "username": "vice", "posts": 1, "portfolio": 2}]
    assert refusal(IllegalMove, actions.close_person, vice.pk) == "person-closed"
    assert refusal(IllegalMove, actions.set_password, vice.pk) == "person-closed"


def test_nobody_closes_oneself(actors, people):
    by = actors.administrator
    assert refusal(LuoshiError, actions.close_person, people.administrator.pk, by=by) == "close-oneself"


def test_one_administrator_always_remains(people):
    only = people.administrator
    assert refusal(LuoshiError, actions.close_person, only.pk) == "last-administrator"
    post = only.posts.get()
    assert refusal(LuoshiError, actions.end_post, post.pk) == "last-administrator"
    unit = post.unit_id
    actions.give_post(people.staff.pk, unit_id=unit, role=Role.ADMINISTRATOR, **HOW)
    actions.end_post(post.pk, **HOW)
    assert list(queries.administrators(on=TODAY)) == [people.staff]


def test_a_person_who_is_not_there(db):
    assert refusal(NotFound, actions.close_person, 0) == "not-found"


def test_a_random_password_opens_the_login_and_is_hashed_fully_then(person, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    made = person("王敏")
    password = actions.set_password(made.pk, **HOW)
    made.refresh_from_db()
    assert made.password.split("$")[1] == "1000"
    assert made.check_password(password)
    made.refresh_from_db()
    assert int(made.password.split("$")[1]) > 100_000
    assert password not in json.dumps(told("person:password"))


def test_a_chosen_password_must_be_strong(person):
    made = person("王敏", username="wangmin")
    assert actions.set_password(made.pk, password="luoshi-Test-2026", **HOW) == "luoshi-Test-2026"
    made.refresh_from_db()
    assert made.check_password("luoshi-Test-2026")
    assert refusal(BadInput, actions.set_password, made.pk, password="wangmin123") == "password-weak"


def test_a_password_that_somebody_else_has_set_is_temporary(people, actors):
    staff = people.staff
    actions.set_password(staff.pk, **HOW)
    staff.refresh_from_db()
    assert staff.must_change_password
    actions.change_password("lin-jiang-lu-08", by=actors.staff, at=NOW)
    staff.refresh_from_db()
    assert (staff.must_change_password, staff.check_password("lin-jiang-lu-08")) == (False, True)
    assert told("person:change_password") == [{"username": "staff"}]
    how = {"by": actors.staff}
    assert refusal(LuoshiError, actions.change_password, "lin-jiang-lu-08", **how) == "password-same"
    assert refusal(BadInput, actions.change_password, "1234567890", **how) == "password-weak"
    actions.set_password(staff.pk, password="luoshi-Test-2026", temporary=False, **HOW)
    staff.refresh_from_db()
    assert not staff.must_change_password
    assert told("person:password") == [
        {"username": "staff", "temporary": True},
        {"username": "staff", "temporary": False},
    ]


def test_failed_logins_are_forgotten(people):
    from axes.models import AccessAttempt

    staff = people.staff
    for address in ("10.0.0.1", "10.0.0.2"):
        AccessAttempt.objects.create(
            username=staff.username,
            ip_address=address,
            user_agent="",
            failures_since_start=3,
            get_data="",
            post_data="",
        )
    assert queries.failed_logins(staff) == 6
    assert actions.unlock_login(staff.pk, **HOW) == 2
    assert queries.failed_logins(staff) == 0
    assert told("person:unlock") == [{"username": "staff", "failures": 2}]


def test_admission_is_one_act(city_units):
    facts = PersonFacts(username="wm", name="王敏")
    login = actions.admit(facts, unit_id=city_units.office.pk, role=Role.OFFICE_STAFF, title="科员", **HOW)
    assert (login.name, login.username) == ("王敏", "wm")
    made = Person.objects.get(username="wm")
    assert made.check_password(login.password)
    assert (made.posts.get().title, made.posts.get().role) == ("科员", "office_staff")
    again = PersonFacts(username="lq", name="李强")
    assert refusal(NotFound, actions.admit, again, unit_id=0, role=Role.OFFICE_STAFF) == "unit-not-found"
    assert not Person.objects.filter(username="lq").exists()
