"""The ledger's pages for office and auditor."""

import json
from pathlib import Path

import pytest

from luoshi.kernel import luoshi_verify
from luoshi.ledger import queries
from luoshi.ledger.rules import holds, read_inclusion
from luoshi.matters.terms import Status, Tag
from luoshi.web.ledger import views
from tests.matters.conftest import Loop


@pytest.fixture
def matter(place, calendar, actors, city_units):
    return Loop(actors, city_units).at(Status.CLOSED)


def test_the_newest_entries_stand_first_and_page_back(matter, people, client_as, monkeypatch) -> None:
    monkeypatch.setattr(views, "PAGE", 3)
    browser = client_as(people.auditor)
    first = browser.get("/ledger/")
    size = queries.head().size
    assert [entry.seq for entry in first.context["entries"]] == [size - 1, size - 2, size - 3]
    older = browser.get("/ledger/", {"before": first.context["older"]})
    assert older.context["entries"][0].seq == size - 4
    assert browser.get("/ledger/", {"before": "not a number"}).status_code == 200
    assert browser.get("/ledger/", {"before": "9" * 40}).status_code == 200


def test_one_subject_tells_its_story(matter, people, client_as) -> None:
    shown = client_as(people.staff).get("/ledger/", {"subject": f"matter/{matter.pk}"})
    assert {entry.subject for entry in shown.context["entries"]} == {f"matter/{matter.pk}"}


def test_an_entry_comes_with_a_proof_that_holds(matter, people, client_as) -> None:
    browser = client_as(people.auditor)
    assert "下载证明" in browser.get("/ledger/3/").content.decode()
    proof = browser.get("/ledger/3/proof/").content
    assert holds(read_inclusion(proof))
    assert json.loads(proof)["head"]["root"] == queries.head().root
    assert browser.get("/ledger/99999/").status_code == 404


def test_acts_stand_in_words_with_their_tag(matter, people, client_as) -> None:
    browser = client_as(people.auditor)
    page = browser.get("/ledger/").text
    assert 'data-label="办理">办结销号 <code class="muted small">matter:close</code>' in page
    assert f'督查事项{matter.pk}</a> <code class="muted small">matter/{matter.pk}</code>' in page
    last = max(entry.seq for entry in queries.recent(limit=99) if entry.tag == Tag.CLOSED)
    assert "<dd>办结销号 <code" in browser.get(f"/ledger/{last}/").text
    desk = browser.get("/").text
    assert f"第{last}条 办结销号</a>" in desk
    assert "<code>matter:close</code>" in desk


def test_verification_says_that_all_is_well(matter, people, client_as) -> None:
    assert "逐条校验一致" in client_as(people.auditor).post("/ledger/verify/").content.decode()


def test_a_long_ledger_is_verified_on_the_server(matter, people, client_as, monkeypatch) -> None:
    monkeypatch.setattr(views, "MOST_ON_PAGE", 2)
    answer = client_as(people.auditor).post("/ledger/verify/")
    assert (answer.status_code, "luoshi ledger verify" in answer.content.decode()) == (400, True)


def test_the_verifier_is_there_to_take_along(matter, people, client_as) -> None:
    browser = client_as(people.auditor)
    assert 'href="/ledger/verifier/">下载核对程序</a>' in browser.get("/ledger/").text
    answer = browser.get("/ledger/verifier/")
    assert answer.content == Path(luoshi_verify.__file__).read_bytes()
    assert "luoshi_verify.py" in answer["Content-Disposition"]


def test_units_have_no_ledger_page(matter, people, client_as) -> None:
    assert client_as(people.liaison).get("/ledger/").status_code == 404
