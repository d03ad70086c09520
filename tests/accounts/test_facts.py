import pytest

from luoshi.accounts.policy import GRANTS, SYSTEM, Actor, Permission, granted, require
from luoshi.accounts.rules import PersonFacts, temporary_password, tidy_person, tidy_username
from luoshi.accounts.terms import Role
from luoshi.kernel.errors import BadInput, NotPermitted

STAFF = Actor(1, "王敏", frozenset({Role.OFFICE_STAFF}), (3,), GRANTS[Role.OFFICE_STAFF])


def test_an_actor_may_what_is_granted():
    assert STAFF.may(Permission.MATTER_ISSUE)
    assert not STAFF.may(Permission.PEOPLE_WRITE)
    assert (STAFF.serves(3), STAFF.serves(4), STAFF.serves(None)) == (True, False, False)
    assert STAFF.sees_all
    assert not Actor(2, "周婷", frozenset({Role.LIAISON}), (3,), GRANTS[Role.LIAISON]).sees_all


def test_roles_add_up():
    both = granted(frozenset({Role.LIAISON, Role.ADMINISTRATOR}))
    assert both == GRANTS[Role.LIAISON] | GRANTS[Role.ADMINISTRATOR]
    assert granted(frozenset()) == frozenset()


def test_the_administrator_has_no_part_in_matters():
    assert not any(permission.startswith("matter:") for permission in GRANTS[Role.ADMINISTRATOR])


def test_what_is_not_granted_is_refused():
    require(SYSTEM, Permission.PEOPLE_WRITE)
    with pytest.raises(NotPermitted) as refused:
        require(STAFF, Permission.PEOPLE_WRITE)
    assert refused.value.code == "not-permitted"


@pytest.mark.parametrize(
    ("written", "stored"),
    [("wangmin", "wangmin"), (" ｗａｎｇ２ ", "wang2"), ("王敏", "王敏"), ("a.b_c@d+e-1", "a.b_c@d+e-1")],
)
def test_a_login_name_is_stored_as_it_is_typed(written, stored):
    assert tidy_username(written) == stored


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "field-required"),
        ("wang min", "username-letters"),
        ("王/敏", "username-letters"),
        ("a" * 61, "field-too-long"),
    ],
)
def test_a_login_name_that_cannot_be_typed(written, code):
    with pytest.raises(BadInput) as refused:
        tidy_username(written)
    assert refused.value.code == code


def test_facts_are_tidied():
    facts = PersonFacts(username="ＷＭ", name=" 王 敏 ", phone=" 1 ", email=" a@b.cn ", chief=True)
    assert tidy_person(facts) == PersonFacts(
        username="WM", name="王 敏", phone="1", email="a@b.cn", chief=True
    )


@pytest.mark.parametrize("email", ["a", "a@b", "a b@c.cn", "@b.cn"])
def test_an_address_that_is_none(email):
    with pytest.raises(BadInput) as refused:
        tidy_person(PersonFacts(username="a", name="甲", email=email))
    assert refused.value.code == "email-form"


def test_temporary_passwords_differ_and_can_be_read_aloud():
    one, other = temporary_password(), temporary_password()
    assert one != other
    assert [len(group) for group in one.split("-")] == [4, 4, 4, 4]
    assert not set(one) & set("0O1lI")
