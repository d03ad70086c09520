"""People: what is shown to whom, and that each form does its act."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from luoshi.accounts import actions, queries
from luoshi.accounts.models import Person
from luoshi.accounts.policy import SYSTEM
from luoshi.accounts.terms import Role
from tests.conftest import NOW, TODAY

PASSWORD = re.compile(r">([A-Za-z2-9]{4}(?:-[A-Za-z2-9]{4}){3})<")


@pytest.fixture(autouse=True)
def _here(place) -> None:
    """The frame of every page names the place."""


@pytest.fixture
def keeper(people, client_as):
    return client_as(people.administrator)


def url(name, *args):
    return reverse(name, args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_everybody_with_a_post_reads_people(people, client_as):
    vice = people.vice
    for person in (people.staff, people.liaison):
        client = client_as(person)
        assert "市政府 市领导" in client.get(url("people")).text
        page = client.get(url("person", vice.pk)).text
        assert "云州市发展和改革委员会" in page
        assert "重置密码" not in page
    assert client_as(people.inspector).get(url("people")).status_code == 404


def test_the_list_is_filtered(people, keeper, city_units):
    _ = people.staff, people.liaison, people.vice

    def names(**query):
        page = keeper.get(url("people"), query).text
        return [name for name in ("王敏", "周婷", "赵春梅") if f">{name}</a>" in page]

    assert names() == ["王敏", "周婷", "赵春梅"]
    assert names(q="王") == ["王敏"]
    assert names(role="leader") == ["赵春梅"]
    assert names(unit=city_units.reform.pk) == ["周婷"]
    assert names(unit="0") == ["王敏", "周婷", "赵春梅"]
    assert "没有符合条件的人员" in keeper.get(url("people"), {"q": "没有这个人"}).text


def test_who_has_left_is_shown_on_request(people, keeper):
    staff = people.staff
    actions.close_person(staff.pk, by=SYSTEM, at=NOW)
    assert "王敏" not in keeper.get(url("people")).text
    assert "已停用" in keeper.get(url("people"), {"former": "1"}).text
    assert "修改资料" not in keeper.get(url("person", staff.pk)).text


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number(
    person, city_units, keeper, count, django_assert_num_queries
):
    for number in range(count):
        person(f"人{number}", Role.LIAISON, city_units.reform)
    keeper.get(url("people"))
    with django_assert_num_queries(7):
        keeper.get(url("people"))


def test_a_person_is_created_with_a_post_and_a_password(keeper, city_units):
    assert keeper.get(url("person_new")).status_code == 200
    given = {
        "name": "钱进",
        "username": "qianjin",
        "unit": city_units.finance.pk,
        "role": "liaison",
        "title": "科长",
    }
    page = keeper.post(url("person_new"), given).text
    made = Person.objects.get(username="qianjin")
    assert made.check_password(PASSWORD.search(page).group(1))
    assert (made.posts.get().unit, made.posts.get().title) == (city_units.finance, "科长")
    assert PASSWORD.search(keeper.get(url("person", made.pk)).text) is None


def test_a_taken_login_name_keeps_what_was_typed(keeper, city_units):
    given = {"name": "钱进", "username": "Administrator", "unit": city_units.finance.pk, "role": "liaison"}
    response = keeper.post(url("person_new"), given)
    page = response.text
    assert response.status_code == 409
    assert "登录名“Administrator”已由韩雪使用" in page
    assert 'value="钱进"' in page
    assert not Person.objects.filter(name="钱进").exists()


def test_a_person_is_corrected(keeper, people):
    staff = people.staff
    assert 'value="王敏"' in keeper.get(url("person_edit", staff.pk)).text
    given = {"name": "王民", "username": "staff", "phone": "123", "email": "", "chief": ""}
    assert keeper.post(url("person_edit", staff.pk), given).url == url("person", staff.pk)
    staff.refresh_from_db()
    assert (staff.name, staff.phone) == ("王民", "123")


def test_a_person_leaves(keeper, people):
    staff = people.staff
    assert "停用后不能再登录" in keeper.get(url("person_close", staff.pk)).text
    assert told(keeper.post(url("person_close", staff.pk))) == ["王敏的账号已停用，岗位和分管已结束。"]
    staff.refresh_from_db()
    assert not staff.is_active


def test_a_password_is_set_anew_and_shown_once(keeper, people):
    staff = people.staff
    assert keeper.get(url("person_password", staff.pk)).status_code == 405
    page = keeper.post(url("person_password", staff.pk)).text
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD.search(page).group(1))


def test_a_locked_login_is_opened(keeper, people):
    from axes.models import AccessAttempt

    staff = people.staff
    AccessAttempt.objects.create(
        username="staff",
        ip_address="10.0.0.1",
        user_agent="",
        failures_since_start=5,
        get_data="",
        post_data="",
    )
    assert "5次登录失败" in keeper.get(url("person", staff.pk)).text
    assert told(keeper.post(url("person_unlock", staff.pk))) == ["已解除登录锁定。"]
    assert AccessAttempt.objects.count() == 0


def test_a_lost_second_step_is_reset(keeper, people):
    from allauth.mfa.models import Authenticator

    staff = people.staff
    assert "重置两步验证" not in keeper.get(url("person", staff.pk)).text
    assert keeper.post(url("person_second_step", staff.pk)).status_code == 422
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "重置两步验证" in keeper.get(url("person", staff.pk)).text
    assert told(keeper.post(url("person_second_step", staff.pk))) == [
        "已重置两步验证，请本人登录后重新设置。"
    ]
    assert not Authenticator.objects.exists()


def test_posts_are_given_and_ended(keeper, people, city_units):
    staff = people.staff
    assert keeper.get(url("post_give", staff.pk)).status_code == 200
    given = {"unit": city_units.audit.pk, "role": "auditor", "title": "", "on": ""}
    assert told(keeper.post(url("post_give", staff.pk), given)) == ["已任用王敏。"]
    post = staff.posts.get(role="auditor")
    assert keeper.post(url("post_end", post.pk)).url == url("person", staff.pk)
    post.refresh_from_db()
    assert post.valid_to is not None
    assert "当日撤回" in keeper.get(url("person", staff.pk)).text


def test_a_portfolio_is_chosen(keeper, people, city_units):
    vice, finance = people.vice, city_units.finance
    page = keeper.get(url("portfolio", vice.pk)).text
    assert page.count(" checked") == 2
    given = {"units": [finance.pk], f"field_{finance.pk}": "财政"}
    assert keeper.post(url("portfolio", vice.pk), given).url == url("person", vice.pk)
    held = queries.portfolio(vice.pk, on=TODAY.replace(year=2100))
    assert [(charge.unit, charge.field) for charge in held] == [(finance, "财政")]
    assert "调整分管" in keeper.get(url("person", vice.pk)).text
    wrong = keeper.post(url("portfolio", vice.pk), given | {"units": ["0", finance.pk]})
    assert (wrong.status_code, "有1处需要改正" in wrong.text) == (422, True)


def test_a_refused_portfolio_keeps_what_was_typed(keeper, people, city_units):
    finance = city_units.finance
    given = {"units": [finance.pk], f"field_{finance.pk}": "财政、税务"}
    refused = keeper.post(url("portfolio", people.staff.pk), given)
    assert (refused.status_code, "不是市领导" in refused.text) == (422, True)
    assert f'id="unit_{finance.pk}" name="units" value="{finance.pk}" checked' in refused.text
    assert 'value="财政、税务"' in refused.text
    assert refused.text.count(" checked") == 1


def test_what_is_refused_is_shown_in_the_form(keeper, people, city_units):
    staff = people.staff
    taken = {"name": "王敏", "username": "Administrator"}
    assert "登录名“Administrator”已由韩雪使用" in keeper.post(url("person_edit", staff.pk), taken).text
    assert keeper.post(url("person_edit", staff.pk), {}).status_code == 422
    given = {"unit": city_units.office.pk, "role": "office_staff", "title": "科长", "on": ""}
    again = keeper.post(url("post_give", staff.pk), given)
    assert (again.status_code, 'value="科长"' in again.text) == (409, True)
    last = keeper.post(url("person_close", people.administrator.pk))
    assert (last.status_code, "<h2>未能办理</h2>" in last.text) == (422, True)


def test_people_without_the_grant_are_told_nothing(people, client_as):
    client, staff = client_as(people.head), people.staff
    for name in ("person_edit", "person_close", "post_give", "portfolio"):
        assert client.get(url(name, staff.pk)).status_code == 404
    for name in ("person_password", "person_unlock", "person_second_step"):
        assert client.post(url(name, staff.pk)).status_code == 404


def test_a_person_who_is_not_there(keeper):
    assert keeper.get(url("person", 0)).status_code == 404
