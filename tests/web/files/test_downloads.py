"""Downloads: for whom, and how they are sent."""

import pytest
from django.urls import reverse

from luoshi.files import actions, queries
from luoshi.web.files import views
from tests.conftest import NOW

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture(autouse=True)
def _here(place) -> None:
    """The frame of a refusal names the place."""


@pytest.fixture
def stored(actors):
    return actions.store(PDF, name="批复 1.pdf", by=actors.liaison, at=NOW)


def get(client, stored):
    return client.get(reverse("file", args=[stored.pk]))


def test_who_uploaded_a_file_gets_it_back_as_an_attachment(stored, people, client_as):
    response = get(client_as(people.liaison), stored)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%E6%89%B9%E5%A4%8D%201.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_file_attached_to_nothing_is_seen_by_nobody_else(stored, people, client_as):
    for person in (people.other_liaison, people.head, people.auditor):
        assert get(client_as(person), stored).status_code == 404


def test_whoever_sees_what_a_file_is_attached_to_gets_the_file(stored, people, client_as, monkeypatch):
    asked = []

    def shown(actor, file_id):
        asked.append((actor.person_id, file_id))
        return True

    monkeypatch.setattr(views, "HOLDERS", (shown,))
    response = get(client_as(people.head), stored)
    assert b"".join(response.streaming_content) == PDF
    assert asked == [(people.head.pk, stored.pk)]


def test_a_lost_file_is_a_clear_refusal(stored, people, client_as):
    queries.path_of(stored.blob_id).unlink()
    response = get(client_as(people.liaison), stored)
    assert response.status_code == 404
    assert "请联系系统管理员从备份恢复" in response.text


def test_a_file_that_is_not_there(people, client_as):
    assert client_as(people.staff).get(reverse("file", args=[0])).status_code == 404
