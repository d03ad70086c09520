"""What the database could not take now is said, not shown as a crash; numbers that no row has are not found."""

import pytest
from django.db import DataError, OperationalError
from django.shortcuts import redirect
from django.urls import path


def locked(request):
    raise OperationalError("database is locked")


def unstorable(request):
    raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")


def home(request):
    return redirect("/locked")


urlpatterns = [
    path("locked", locked, name="healthz"),
    path("unstorable", unstorable, name="account_logout"),
    path("login", home, name="account_login"),
]


@pytest.mark.urls(__name__)
def test_a_busy_database_is_a_refusal(client, place) -> None:
    answer = client.get("/locked")
    assert answer.status_code == 503
    assert "代码：busy" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_what_no_column_takes_is_bad_input(client, place) -> None:
    answer = client.get("/unstorable")
    assert answer.status_code == 400
    assert "代码：unstorable" in answer.content.decode()


@pytest.mark.parametrize("number", [2**63, 10**40])
def test_a_number_beyond_every_row_is_not_found(client_as, people, place, number: int) -> None:
    assert client_as(people.staff).get(f"/matters/{number}/").status_code == 404


def test_somebody_without_a_post_is_told_so(client_as, person, place) -> None:
    answer = client_as(person("无岗")).get("/")
    assert answer.status_code == 403
    assert "没有任用岗位" in answer.content.decode()
