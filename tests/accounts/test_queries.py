import pytest

from luoshi.accounts import actions, queries
from luoshi.accounts.policy import SYSTEM, Actor
from luoshi.accounts.terms import Role
from luoshi.kernel.errors import NotFound
from tests.conftest import FOUNDED, NOW, TODAY

NOBODY = Actor(None, "无", frozenset(), (), frozenset())


def test_an_actor_is_what_the_posts_of_the_day_make_of_the_person(
    people, city_units, django_assert_num_queries
):
    staff = people.staff
    actions.give_post(staff.pk, by=SYSTEM, at=NOW, unit_id=city_units.audit.pk, role=Role.AUDITOR, on=TODAY)
    with django_assert_num_queries(1):
        actor = queries.actor_for(staff, on=TODAY)
    assert actor.roles == {Role.OFFICE_STAFF, Role.AUDITOR}
    assert actor.unit_ids == ()
    assert queries.actor_for(staff, on=FOUNDED).roles == {Role.OFFICE_STAFF}


def test_one_acts_for_the_units_whose_name_one_signs(people, city_units):
    liaison = people.liaison
    actions.give_post(
        liaison.pk, by=SYSTEM, at=NOW, unit_id=city_units.audit.pk, role=Role.INSPECTOR, on=TODAY
    )
    assert queries.actor_for(liaison, on=TODAY).unit_ids == (city_units.reform.pk,)


def test_a_sponsor_is_named_or_in_charge(people, city_units, place):
    vice, leader = people.vice, people.leader
    reform, finance = city_units.reform.pk, city_units.finance.pk
    assert queries.sponsor_for(reform, [], on=TODAY) == vice.pk
    assert queries.sponsor_for(reform, [leader.name], on=TODAY) == leader.pk
    assert queries.sponsor_for(finance, ["外地领导"], on=TODAY) is None
    assert queries.sponsor_for(None, [], on=TODAY) is None


def test_the_head_of_the_government_is_marked(actors):
    assert (actors.leader.chief, actors.vice.chief) == (True, False)


def test_who_may_not_read_units_sees_nobody(people, actors):
    staff = people.staff
    assert list(queries.visible(NOBODY)) == []
    with pytest.raises(NotFound):
        queries.one(actors.inspector, staff.pk)
    assert queries.one(actors.liaison, staff.pk) == staff


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_takes_two_queries(people, city_units, person, count, django_assert_num_queries):
    for number in range(count):
        person(f"人{number}", Role.LIAISON, city_units.reform)
    with django_assert_num_queries(2):
        listed = list(queries.listing(SYSTEM, on=TODAY))
        assert [post.unit.short for one in listed for post in one.held_posts] == ["市发改委"] * count


def test_people_are_found_by_name_login_phone_title_role_and_unit(people, city_units):
    staff, liaison, vice = people.staff, people.liaison, people.vice
    actions.retitle_post(liaison.posts.get().pk, by=SYSTEM, at=NOW, title="综合科科长")
    everybody = queries.listing(SYSTEM, on=TODAY)
    assert list(queries.search(everybody)) == [staff, liaison, vice]
    assert list(queries.search(everybody, text="王")) == [staff]
    assert list(queries.search(everybody, text="LIAI")) == [liaison]
    assert list(queries.search(everybody, text="综合科")) == [liaison]
    assert list(queries.search(everybody, role="leader")) == [vice]
    assert list(queries.search(everybody, unit_id=city_units.office.pk)) == [staff]
    assert list(queries.search(everybody, role="leader", unit_id=city_units.office.pk)) == []


def test_a_role_counts_in_its_own_unit_only(people, city_units):
    staff = people.staff
    actions.give_post(staff.pk, by=SYSTEM, at=NOW, unit_id=city_units.reform.pk, role=Role.LIAISON)
    everybody = queries.listing(SYSTEM, on=TODAY)
    assert list(queries.search(everybody, role="office_staff", unit_id=city_units.reform.pk)) == []


def test_who_serves_where(people, city_units):
    head, liaison = people.unit_head, people.liaison
    reform = city_units.reform.pk
    assert list(queries.people_of(reform, on=TODAY)) == [head, liaison]
    assert list(queries.holders(Role.LIAISON, reform, on=TODAY)) == [liaison]
    assert queries.headcounts(on=TODAY) == {reform: 2}
    actions.end_post(liaison.posts.get().pk, by=SYSTEM, at=NOW)
    assert list(queries.people_of(reform, on=TODAY)) == [head]
    assert queries.headcounts(on=TODAY) == {reform: 1}


def test_leaders_and_staff(people):
    vice, leader, staff, head = people.vice, people.leader, people.staff, people.head
    assert list(queries.leaders(on=TODAY)) == [leader, vice]
    assert list(queries.staff(on=TODAY)) == [staff, head]
    assert queries.leader_choices(on=TODAY) == [(leader.pk, "陈志远"), (vice.pk, "赵春梅")]
    assert queries.staff_choices(on=TODAY) == [(staff.pk, "王敏"), (head.pk, "李国强")]
