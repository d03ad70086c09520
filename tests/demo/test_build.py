"""A small city, built once for this file: what must hold of every city."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from luoshi.accounts.models import Person
from luoshi.bulletins.models import Bulletin
from luoshi.bulletins.terms import BulletinStatus
from luoshi.demo import docketing
from luoshi.demo.build import PASSWORD, Scale, Standing, accounts, build, standing
from luoshi.demo.city import read_city
from luoshi.directives.models import Directive
from luoshi.directives.terms import DirectiveStatus, DraftStatus
from luoshi.files.models import StoredFile
from luoshi.kernel.errors import Conflict
from luoshi.ledger import queries as ledger
from luoshi.ledger.models import Entry
from luoshi.matters import rules
from luoshi.matters.models import Matter, Opening, Report
from luoshi.matters.terms import ReportKind, Status

TODAY = date(2026, 10, 21)
LAST = date(2026, 10, 20)
PRINTED = ("paper", "digest", "size")
"""Facts of a circular's file: it carries the head of the ledger, into which the real clock goes."""


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """Settings for building: files of their own, passwords hashed fast."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("city")},
    }
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return override_settings(STORAGES={"default": files, "staticfiles": static}, PASSWORD_HASHERS=hashers)


def entries() -> list[tuple[object, ...]]:
    """All that the ledger holds but the real clock, and what is printed from it."""
    told = []
    for record in map(ledger.entry, range(ledger.tail()[0])):
        facts = record.facts()
        if "督查通报" in str(facts.get("name", "")) or record.tag == "bulletin:publish":
            facts = {name: value for name, value in facts.items() if name not in PRINTED}
        told.append((record.seq, record.tag, record.subject, record.actor_name, record.at, facts))
    return told


@pytest.fixture(scope="module")
def first_city(django_db_setup, django_db_blocker, apart):
    """What the ledger says of a first city, of which nothing else is left."""
    with django_db_blocker.unblock(), transaction.atomic():
        with apart:
            build(TODAY, scale=Scale.SMALL)
        told = entries()
        transaction.set_rollback(True)
    return told


@pytest.fixture(scope="module", autouse=True)
def city(first_city, django_db_blocker, apart):
    """The city, and nothing of it afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        with apart:
            play = build(TODAY, scale=Scale.SMALL)
        yield play
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_the_city(db):
    """Each test sees the city and leaves it as it was."""


def test_the_city_ends_the_day_before_today(city):
    assert timezone.localtime(city.until).date() == LAST
    assert standing().city_until == LAST


def test_the_ledger_verifies():
    assert ledger.verify().ok


def test_acts_follow_one_another_and_none_lies_after_the_last_day():
    moments = list(Entry.objects.order_by("seq").values_list("at", flat=True))
    assert [(one, other) for one, other in pairwise(moments) if one > other] == []
    assert timezone.localtime(moments[-1]).date() <= LAST


def test_every_state_of_the_loop_is_there_but_two_that_need_the_whole_year():
    found = set(Matter.objects.values_list("status", flat=True))
    assert found == set(Status) - {Status.MERGED, Status.TERMINATED}


def test_every_matter_of_a_document_quotes_it():
    quoted = Matter.objects.exclude(directive=None).select_related("directive")
    assert len(quoted) == 25
    assert [
        m.pk for m in quoted if m.quote != m.directive.text[m.quote_start : m.quote_end] or not m.quote
    ] == []


def test_matters_have_the_owners_and_dates_that_the_office_meant():
    tasks = [task for task in read_city().tasks if task.file.startswith(("15-", "16-"))]
    asked = {(task.lead, task.due_on) for task in tasks}
    made = Matter.objects.exclude(directive=None).filter(objections=None)
    assert {(m.lead_unit.code, m.due_on) for m in made.select_related("lead_unit")} <= asked
    assert Matter.objects.filter(sponsor=None).count() == 0
    assert Matter.objects.filter(keeper=None).count() == 0


def test_units_report_with_and_without_evidence():
    kinds = dict.fromkeys(ReportKind, 0)
    for kind in Report.objects.values_list("kind", flat=True):
        kinds[kind] += 1
    assert min(kinds.values()) > 0
    assert sum(kinds.values()) > 100
    done = Report.objects.filter(kind=ReportKind.DONE)
    assert done.filter(evidence=None).count() == 0
    suffixes = {name.rpartition(".")[2] for name in StoredFile.objects.values_list("name", flat=True)}
    assert suffixes == {"csv", "docx", "png", "txt"}


def test_nothing_is_left_open_in_what_people_wrote():
    texts = [text for row in Report.objects.values_list("text", "problem", "next_step") for text in row]
    assert [text for text in texts if "{" in text or "None" in text] == []
    assert Report.objects.exclude(kind=ReportKind.NO_CHANGE).filter(text="").count() == 0


def test_documents_await_the_visitor():
    waiting = Directive.objects.filter(status=DirectiveStatus.DRAFTING).order_by("pk")
    states = [set(found.drafts.values_list("status", flat=True)) for found in waiting]
    assert states == [{DraftStatus.CONFIRMED, DraftStatus.PENDING}, {DraftStatus.PENDING}]


def test_circulars_are_published_month_by_month_and_one_is_being_written():
    published = Bulletin.objects.filter(status=BulletinStatus.PUBLISHED).order_by("number")
    assert [(b.number, b.period_from.month) for b in published] == [(1, 7), (2, 8), (3, 9)]
    assert Bulletin.objects.filter(status=BulletinStatus.DRAFT).count() == 1


def test_units_owe_work_and_some_of_it_is_overdue():
    running = Matter.objects.filter(running=True)
    assert {Status(matter.status) for matter in running} <= rules.RUNNING
    assert running.filter(due_on__lt=TODAY).count() > 0


@pytest.mark.parametrize("account", accounts(), ids=lambda account: account.username)
def test_who_is_listed_can_log_in_and_has_a_desk(account):
    client = Client()
    answer = client.post(reverse("account_login"), {"login": account.username, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_nobody_else_can_log_in():
    listed = {account.username for account in accounts()}
    others = Person.objects.exclude(username__in=listed)
    assert [person.username for person in others if person.has_usable_password()] == []


def test_matters_that_order_the_same_thing_go_on_as_one(city, monkeypatch):
    order = {key: life for key, life in city.lives.items() if is_running(life)}
    start, into, *_ = order
    monkeypatch.setattr(
        docketing,
        "rows",
        lambda name: [{"verb": "merge", "start": start, "into": into, "reason": "同一事项。"}],
    )
    monkeypatch.setattr(docketing, "_key", lambda words: words)
    docketing._join(city, at=city.until)
    merged = Matter.objects.get(pk=order[start].case.matter_id)
    assert (merged.status, merged.merged_into_id) == (Status.MERGED, order[into].case.matter_id)
    assert order[start].over
    monkeypatch.setattr(
        docketing, "rows", lambda name: [{"verb": "merge", "start": "?", "into": into, "reason": "无。"}]
    )
    docketing._join(city, at=city.until)
    assert Matter.objects.filter(status=Status.MERGED).count() == 1


def is_running(life) -> bool:
    return Matter.objects.get(pk=life.case.matter_id).status in rules.RUNNING


def test_some_matters_are_opened_to_the_inspectors(city, monkeypatch):
    monkeypatch.setattr(docketing, "_OPENED_SHARE", 1)
    cases = [life.case for life in city.lives.values()][:3]
    docketing._open(cases, city, by=city.cast.staff[0], at=city.until)
    assert Opening.objects.count() == 3


def test_a_clock_before_the_first_document_is_refused(db, monkeypatch):
    monkeypatch.setattr("luoshi.demo.build.standing", lambda: Standing(empty=True, city_until=None))
    with pytest.raises(Conflict) as refusal:
        build(date(2025, 1, 8))
    assert refusal.value.code == "demo-too-early"


def test_there_is_no_second_city_on_top():
    with pytest.raises(Conflict) as refusal:
        build(TODAY, scale=Scale.SMALL)
    assert refusal.value.code == "demo-not-empty"


def test_the_same_day_gives_the_same_city(first_city):
    if connection.vendor == "postgresql":
        pytest.skip("sequences of PostgreSQL go on after a rollback")
    assert entries() == first_city
