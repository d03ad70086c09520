"""Papers on the desk: documents to be decided, circulars to be signed and numbered."""

from datetime import timedelta

import pytest

from luoshi.bulletins import actions as bulletins
from luoshi.directives.models import Draft
from luoshi.web.desk import papers
from tests.conftest import NOW, TODAY
from tests.directives.test_queries import made


def document(number: int, *statuses: str):
    directive = made(number)
    for status in statuses:
        Draft.objects.create(directive=directive, kind="task", text="事项", start=0, end=1, status=status)
    return directive


def circular(actors):
    return bulletins.draft(TODAY - timedelta(days=30), TODAY, by=actors.staff, at=NOW)


def test_a_clerk_decides_what_came_in(browser, actors) -> None:
    half = document(1, "pending", "confirmed")
    ready = document(2, "confirmed", "discarded")
    document(3, "discarded")
    document(4)
    page = browser("staff").get("/")
    (pile,) = page.context["piles"]
    assert [(paper.url, paper.facts[0]) for paper in pile.papers] == [
        (f"/directives/{half.pk}/drafts/", "还有1条待确认"),
        (f"/directives/{ready.pk}/drafts/", "1条已确认，可以提请立项"),
    ]
    assert '待核对的交办来源 <span class="desk-count">2</span>' in page.text
    assert browser("vice").get("/").context["piles"] == []


def test_a_circular_waits_for_signature_then_for_its_number(browser, loop, actors) -> None:
    made = circular(actors)
    assert browser("staff").get("/").context["piles"] == []
    for who in ("head", "leader"):
        (pile,) = browser(who).get("/").context["piles"]
        assert (pile.title, pile.papers[0].url) == ("待审签的通报", f"/bulletins/{made.pk}/")
    bulletins.approve(made.pk, by=actors.leader, at=NOW)
    (pile,) = browser("head").get("/").context["piles"]
    assert (pile.title, pile.papers[0].facts[-1]) == ("待印发的通报", "陈志远3月16日审签")
    assert browser("leader").get("/").context["piles"] == []
    bulletins.publish(made.pk, by=actors.head, at=NOW)
    assert browser("head").get("/").context["piles"] == []


def test_long_piles_are_cut(browser, actors, monkeypatch) -> None:
    monkeypatch.setattr(papers, "ROWS", 1)
    monkeypatch.setattr(papers, "MOST", 2)
    for number in range(4):
        document(number, "pending")
    (pile,) = browser("staff").get("/").context["piles"]
    assert (len(pile.papers), pile.words) == (1, "2+")


@pytest.mark.parametrize("count", [1, 5])
def test_the_number_of_papers_costs_nothing(browser, actors, loop, count, django_assert_num_queries) -> None:
    for number in range(count):
        document(number, "pending")
        circular(actors)
    client = browser("head")
    client.get("/")
    with django_assert_num_queries(19):
        client.get("/")
