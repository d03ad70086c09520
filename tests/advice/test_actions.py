"""Asking, going on, passing over, taking over: against a real server, with the acts that the ledger then holds."""

import json
from datetime import date

import pytest
from django.db import connections

from luoshi.advice import actions, queries, rules
from luoshi.advice.models import Opinion, SecondReading
from luoshi.advice.terms import Field, Tag
from luoshi.directives import actions as directives
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftStatus
from luoshi.kernel.errors import BadInput, Busy, Conflict, LuoshiError, NotFound, NotPermitted, RuleBroken
from luoshi.ledger.models import Entry
from tests.conftest import NOW
from tests.directives.samples import MINUTES
from tests.directives.test_decisions import PATROL, PIPES, RIVER
from tests.endpoint.fake import Handler, answers

ITEM = {
    "text": PIPES,
    "kind": "task",
    "lead": "市财政局",
    "support": ["市住建局", "市发改委"],
    "deadline": "2026年5月底前",
    "measures": ["12公里", "30处"],
}


def test_a_document_is_read_and_nothing_else_changes(reader, read, directive, draft, units) -> None:
    fake = reader(ITEM, {"text": "没有这句话"})
    made = draft(PIPES, lead=units.housing)
    before = Draft.objects.filter(pk=made.pk).values().get()
    entries = Entry.objects.count()
    reading = read(directive)
    assert (reading.total, reading.done, reading.complete, reading.failure) == (1, 1, True, "")
    assert (reading.model, reading.asked_at) == ("reader-7b", NOW)
    assert reading.service == fake.url.removeprefix("http://").removesuffix("/v1")
    assert reading.dropped == [{"field": "text", "words": "没有这句话", "reason": "原文中没有这些字"}]
    (opinion,) = reading.opinions.all()
    assert MINUTES[opinion.start : opinion.end] == opinion.text == PIPES
    assert (opinion.lead, opinion.deadline, opinion.on) == ("市财政局", "2026年5月底前", date(2026, 5, 31))
    assert opinion.measures == ["12公里"]
    assert opinion.dropped == [{"field": "measures", "words": "30处", "reason": "原文中没有这些字"}]
    assert Draft.objects.filter(pk=made.pk).values().get() == before
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.get(tag=Tag.ASKED)
    assert (entry.subject, entry.actor_name) == (f"directive/{directive.pk}", "王敏")


def test_only_headings_and_paragraphs_are_sent(reader, read, directive) -> None:
    fake = reader()
    read(directive)
    (asked,) = fake.asked
    sent = json.loads(asked[2]["messages"][1]["content"])["clauses"]
    roles = dict(directive.clauses.values_list("ordinal", "role"))
    assert {roles[clause["clause"]] for clause in sent} == {"heading", "paragraph"}
    assert all(clause["text"] in MINUTES for clause in sent)
    assert "王敏" not in json.dumps(asked[2], ensure_ascii=False)


def test_a_long_document_goes_in_batches(reader, read, paper, monkeypatch) -> None:
    monkeypatch.setattr("luoshi.advice.rules.question.BATCH_LETTERS", 60)
    fake = reader({"text": PIPES}, {"text": RIVER}, {"text": PATROL})
    reading = read(paper())
    assert reading.total == len(fake.asked) > 2
    assert [opinion.text for opinion in reading.opinions.all()] == [PIPES, RIVER, PATROL]
    assert {one["words"] for one in reading.dropped} == {PIPES, RIVER, PATROL}


def test_what_fails_is_said_and_can_be_tried_again(reader, read, directive, actors) -> None:
    fake = reader(ITEM)
    answer = fake.behave
    fake.behave = lambda handler, body: handler.send(b"{}", status=500)
    reading = read(directive)
    assert (reading.done, reading.failure) == (
        0,
        "模型服务报错（500），没有回答。请联系管理员检查该服务、模型名称和密钥。",
    )
    fake.behave = answer
    again = actions.read_on(reading.pk, by=actors.staff)
    assert (again.done, again.failure, again.opinions.count()) == (1, "", 1)
    assert actions.read_on(reading.pk, by=actors.staff).done == 1
    assert len(fake.asked) == 2


def test_nonsense_can_be_passed_over(reader, read, directive, draft, actors) -> None:
    made = draft(PIPES)
    reader(behave=lambda handler, body: handler.say("抱歉，我不能回答。"))
    reading = read(directive)
    assert reading.failure == "模型服务的回答不合约定的格式，没有采用。可以再试一次。"
    passed = actions.pass_over(reading.pk, by=actors.staff)
    assert (passed.complete, passed.failure, len(passed.unread)) == (True, "", 1)
    assert actions.pass_over(reading.pk, by=actors.staff).done == 1
    found = queries.beside(queries.latest(directive.pk), queries.directives.drafts(directive.pk))
    assert (found.compared.pairs, found.compared.new, found.compared.unseen) == ({}, (), ())
    assert made.status == DraftStatus.PENDING


def test_the_question_is_asked_outside_of_a_transaction(reader, read, directive) -> None:
    """Whoever writes while the model thinks need not wait for it; the test itself is one transaction."""
    main = connections["default"]
    inside = []

    def behave(handler: Handler, body: dict) -> None:
        inside.append(list(main.savepoint_ids))
        handler.say('{"items": []}')

    reader(behave=behave)
    assert read(directive).complete
    assert inside == [list(main.savepoint_ids)]


def test_two_questions_wait_at_one_time(reader, directive, actors) -> None:
    fake = reader()
    reading = actions.begin(directive.pk, by=actors.staff, at=NOW)
    for _ in range(actions.AT_ONCE):
        actions._turns.acquire()
    try:
        with pytest.raises(Busy) as refused:
            actions.read_on(reading.pk, by=actors.staff)
    finally:
        for _ in range(actions.AT_ONCE):
            actions._turns.release()
    assert (refused.value.code, fake.asked) == ("advice-busy", [])


def test_two_clerks_do_not_count_a_batch_twice(reader, directive, actors) -> None:
    """While the model answers the one, the other goes on with the same batch."""
    fake = reader()
    reading = actions.begin(directive.pk, by=actors.staff, at=NOW)
    stale = queries.one(actors.staff, reading.pk)
    fake.behave = answers(ITEM)
    actions.read_on(reading.pk, by=actors.staff)
    with pytest.raises(Conflict) as refused:
        actions._keep(stale, [rules.Opinion(0, 5, "会议")], [], read_to=5)
    assert refused.value.code == "advice-moved"
    assert Opinion.objects.count() == 1


def test_without_a_service_nothing_is_begun(directive, actors) -> None:
    with pytest.raises(RuleBroken) as refused:
        actions.begin(directive.pk, by=actors.staff, at=NOW)
    assert (refused.value.code, SecondReading.objects.count()) == ("advice-off", 0)
    assert queries.enabled() is False


def test_a_wrong_address_is_refused(directive, actors, settings) -> None:
    settings.READER_URL, settings.READER_MODEL = "ftp://10.0.0.8", "m"
    with pytest.raises(BadInput) as refused:
        actions.begin(directive.pk, by=actors.staff, at=NOW)
    assert refused.value.code == "endpoint-address"


@pytest.mark.parametrize("mark", ["机密★1年", "秘密"])
def test_marks_of_secrecy_are_never_sent(mark, reader, paper, actors) -> None:
    """The intake looks at the head only; what is sent is looked at whole."""
    fake = reader()
    directive = paper(MINUTES + f"\n附：有关情况\n{mark}\n请各单位落实。\n")
    with pytest.raises(RuleBroken) as refused:
        actions.begin(directive.pk, by=actors.staff, at=NOW)
    assert (refused.value.code, fake.asked) == ("advice-classified", [])


def test_a_document_without_clauses_has_nothing_to_read(reader, directive, actors) -> None:
    fake = reader()
    directive.clauses.all().delete()
    with pytest.raises(RuleBroken) as refused:
        actions.begin(directive.pk, by=actors.staff, at=NOW)
    assert (refused.value.code, fake.asked) == ("advice-nothing", [])


def test_who_may_not_write_asks_nothing(reader, directive, actors) -> None:
    fake = reader()
    reading = actions.begin(directive.pk, by=actors.staff, at=NOW)
    for who in (actors.auditor, actors.liaison):
        with pytest.raises(NotPermitted):
            actions.begin(directive.pk, by=who, at=NOW)
        with pytest.raises(NotPermitted):
            actions.read_on(reading.pk, by=who)
        with pytest.raises(NotPermitted):
            actions.pass_over(reading.pk, by=who)
        with pytest.raises(NotPermitted):
            actions.take_over(1, Field.KIND, draft_id=1, by=who, at=NOW, version=0)
    assert fake.asked == []
    with pytest.raises(NotFound):
        queries.one(actors.liaison, reading.pk)
    with pytest.raises(NotFound):
        queries.one_opinion(actors.staff, 999)
    assert queries.visible(actors.liaison).count() == 0


@pytest.fixture
def beside(reader, read, directive, draft, units):
    """A draft and one opinion on its words, which differs in everything."""
    reader({**ITEM, "kind": "target", "measures": ["12公里"]})
    made = draft(
        PIPES,
        lead=units.housing,
        lead_raw=["某某办"],
        deadline_raw="2026年6月底前",
        due_on=date(2026, 6, 30),
        measures=[],
    )
    (opinion,) = read(directive).opinions.all()
    return made, opinion


@pytest.mark.parametrize("field", [Field.KIND, Field.LEAD, Field.SUPPORT, Field.DEADLINE, Field.MEASURES])
def test_one_field_is_taken_over_and_the_rest_stays(field, beside, actors, units) -> None:
    made, opinion = beside
    edited = actions.take_over(opinion.pk, field, draft_id=made.pk, by=actors.staff, at=NOW, version=0)
    expected = {
        "kind": "task",
        "lead": units.housing,
        "support": set(),
        "deadline": ("2026年6月底前", date(2026, 6, 30)),
        "measures": [],
    }
    expected |= {
        Field.KIND: {"kind": "target"},
        Field.LEAD: {"lead": units.finance, "support": {units.housing}},
        Field.SUPPORT: {"support": {units.reform}},
        Field.DEADLINE: {"deadline": ("2026年5月底前", date(2026, 5, 31))},
        Field.MEASURES: {"measures": [{"raw": "12公里"}]},
    }[field]
    assert {
        "kind": edited.kind,
        "lead": edited.lead,
        "support": set(edited.support.all()),
        "deadline": (edited.deadline_raw, edited.due_on),
        "measures": edited.measures,
    } == expected
    assert (edited.text, edited.lead_raw, edited.status) == (PIPES, ["某某办"], DraftStatus.PENDING)
    last, taken = Entry.objects.order_by("-seq")[:2][::-1]
    assert (last.tag, last.actor_name) == ("draft:edit", "王敏")
    assert (taken.tag, taken.actor_name) == ("advice:take", "王敏")


def test_text_is_taken_over(reader, read, directive, draft, actors) -> None:
    reader({"text": "雨水管网改造"})
    made = draft(PIPES)
    (opinion,) = read(directive).opinions.all()
    edited = actions.take_over(opinion.pk, Field.TEXT, draft_id=made.pk, by=actors.staff, at=NOW, version=0)
    assert (edited.text, edited.start, edited.engine) == ("雨水管网改造", made.start, made.engine)


def refused(beside, field: Field, *, by, version: int = 0, draft: Draft | None = None) -> str:
    made, opinion = beside
    with pytest.raises(LuoshiError) as refusal:
        actions.take_over(opinion.pk, field, draft_id=(draft or made).pk, by=by, at=NOW, version=version)
    return refusal.value.code


def test_what_a_person_has_confirmed_is_not_written_over(beside, actors) -> None:
    made, _ = beside
    directives.confirm(made.pk, by=actors.staff, at=NOW, version=0)
    assert refused(beside, Field.DEADLINE, by=actors.staff, version=1) == "advice-decided"
    made.refresh_from_db()
    assert (made.due_on, made.status) == (date(2026, 6, 30), DraftStatus.CONFIRMED)


def test_a_clerk_who_saw_an_older_draft_is_told(beside, actors) -> None:
    assert refused(beside, Field.DEADLINE, by=actors.staff, version=7) == "draft-changed"


def test_what_is_the_same_is_not_taken_again(beside, actors) -> None:
    made, opinion = beside
    actions.take_over(opinion.pk, Field.KIND, draft_id=made.pk, by=actors.staff, at=NOW, version=0)
    assert refused(beside, Field.KIND, by=actors.staff, version=1) == "advice-same"


def test_an_opinion_on_other_words_is_refused(beside, draft, actors) -> None:
    assert refused(beside, Field.KIND, by=actors.staff, draft=draft(RIVER)) == "advice-elsewhere"


def test_an_opinion_on_another_document_is_refused(beside, paper, actors) -> None:
    other = paper(MINUTES.replace("老城区", "新城区")).drafts.first()
    assert refused(beside, Field.KIND, by=actors.staff, draft=other) == "advice-elsewhere"


@pytest.mark.parametrize(
    ("field", "item"), [(Field.LEAD, {"lead": "现纪要"}), (Field.SUPPORT, {"support": ["现纪要"]})]
)
def test_a_name_without_a_unit_is_not_taken_over(field, item, reader, read, directive, draft, actors) -> None:
    reader({"text": PIPES, **item})
    made = draft(PIPES)
    (opinion,) = read(directive).opinions.all()
    assert refused((made, opinion), field, by=actors.staff) == "advice-no-unit"
