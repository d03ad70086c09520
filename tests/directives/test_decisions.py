"""Confirming, discarding, editing, and what happens when two clerks do it at once."""

from datetime import date

import pytest

from luoshi.directives import actions, queries, rules
from luoshi.directives.actions import Wording
from luoshi.directives.models import Draft
from luoshi.directives.terms import DirectiveKind, DraftKind, DraftStatus, Relation
from luoshi.kernel.errors import LuoshiError
from luoshi.ledger.models import Entry
from tests.conftest import NOW
from tests.directives.samples import span

PIPES = "完成老城区雨水管网改造12公里"
RIVER = "开展河道清障行动，拆除违法建设不少于30处"
PATROL = "常态化开展排水口巡查，建立巡查台账"


def code_of(act) -> str:
    with pytest.raises(LuoshiError) as refused:
        act()
    return refused.value.code


def tags(directive) -> list[str]:
    return list(
        Entry.objects.filter(subject=f"directive/{directive.pk}")
        .order_by("seq")
        .values_list("tag", flat=True)
    )[1:]


VERBS = {
    "confirm": (actions.confirm, DraftStatus.PENDING, DraftStatus.CONFIRMED, "draft:confirm"),
    "reopen": (actions.reopen, DraftStatus.CONFIRMED, DraftStatus.PENDING, "draft:reopen"),
    "discard": (actions.discard, DraftStatus.PENDING, DraftStatus.DISCARDED, "draft:discard"),
    "restore": (actions.restore, DraftStatus.DISCARDED, DraftStatus.PENDING, "draft:restore"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_one_decision(verb, draft, directive, actors) -> None:
    act, before, after, tag = VERBS[verb]
    made = draft(PIPES, status=before)
    decided = act(made.pk, by=actors.staff, at=NOW, version=0)
    made.refresh_from_db()
    assert (decided.status, made.status, made.version) == (after, after, 1)
    assert tags(directive) == [tag]


@pytest.mark.parametrize("verb", VERBS)
def test_two_clerks_on_one_draft(verb, draft, directive, actors) -> None:
    """The second has seen the draft before the first decided: refused, and nothing is written."""
    act, before, after, tag = VERBS[verb]
    made = draft(PIPES, status=before)
    act(made.pk, by=actors.staff, at=NOW, version=0)
    assert code_of(lambda: act(made.pk, by=actors.head, at=NOW, version=0)) == "draft-changed"
    made.refresh_from_db()
    assert (made.status, made.version, tags(directive)) == (after, 1, [tag])


def test_two_clerks_between_reading_and_writing(draft, actors, monkeypatch) -> None:
    """Both have read version 0; the one who writes second finds no row."""
    made = draft(PIPES)
    stale = queries.one_draft(actors.head, made.pk)
    actions.discard(made.pk, by=actors.staff, at=NOW, version=0)
    monkeypatch.setattr(queries, "one_draft", lambda actor, pk: stale)
    assert code_of(lambda: actions.confirm(made.pk, by=actors.head, at=NOW, version=0)) == "draft-changed"
    made.refresh_from_db()
    assert made.status == DraftStatus.DISCARDED


def test_an_illegal_move(draft, actors) -> None:
    made = draft(PIPES, status=DraftStatus.DISCARDED)
    assert code_of(lambda: actions.confirm(made.pk, by=actors.staff, at=NOW, version=0)) == "illegal-move"


@pytest.mark.parametrize(("who", "code"), [("leader", "not-permitted"), ("liaison", "not-permitted")])
def test_only_the_office_decides(who, code, draft, actors, city_units) -> None:
    made, by = draft(PIPES), getattr(actors, who)
    wording = Wording(DraftKind.TASK, PIPES)
    acts = (
        lambda: actions.confirm(made.pk, by=by, at=NOW, version=0),
        lambda: actions.confirm_many(made.directive_id, by=by, at=NOW, versions={made.pk: 0}),
        lambda: actions.edit(made.pk, wording, by=by, at=NOW, version=0),
        lambda: actions.choose_lead(made.pk, city_units.reform.pk, by=by, at=NOW, version=0),
        lambda: actions.split(made.pk, (0, 1), by=by, at=NOW, version=0),
        lambda: actions.merge(made.directive_id, by=by, at=NOW, versions={made.pk: 0}),
        lambda: actions.undo(made.pk, by=by, at=NOW, version=0),
        lambda: actions.add(made.directive_id, (0, 10), by=by, at=NOW),
        lambda: actions.describe(made.directive_id, None, by=by, at=NOW, version=0),
    )
    assert [code_of(act) for act in acts] == [code] * len(acts)


def test_an_unknown_draft(directive, actors) -> None:
    assert code_of(lambda: actions.confirm(999, by=actors.staff, at=NOW, version=0)) == "not-found"


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (actions.confirm_many, DraftStatus.PENDING, DraftStatus.CONFIRMED),
        (actions.discard_many, DraftStatus.PENDING, DraftStatus.DISCARDED),
        (actions.reopen_many, DraftStatus.CONFIRMED, DraftStatus.PENDING),
        (actions.restore_many, DraftStatus.DISCARDED, DraftStatus.PENDING),
    ],
)
def test_many_at_once(act, before, after, draft, directive, actors) -> None:
    made = [draft(words, status=before) for words in (PIPES, RIVER)]
    left = draft(PATROL, status=before)
    act(directive.pk, by=actors.staff, at=NOW, versions={one.pk: 0 for one in made})
    statuses = dict(Draft.objects.values_list("pk", "status"))
    assert statuses == {made[0].pk: after, made[1].pk: after, left.pk: before}
    assert len(tags(directive)) == 2


def test_many_are_all_or_none(draft, directive, actors) -> None:
    first, second = draft(PIPES), draft(RIVER)
    actions.confirm(second.pk, by=actors.head, at=NOW, version=0)
    versions = {first.pk: 0, second.pk: 0}
    assert (
        code_of(lambda: actions.discard_many(directive.pk, by=actors.staff, at=NOW, versions=versions))
        == "draft-changed"
    )
    first.refresh_from_db()
    assert first.status == DraftStatus.PENDING
    unknown = {first.pk: 0, 999: 0}
    assert (
        code_of(lambda: actions.confirm_many(directive.pk, by=actors.staff, at=NOW, versions=unknown))
        == "not-found"
    )
    assert (
        code_of(lambda: actions.confirm_many(directive.pk, by=actors.staff, at=NOW, versions={}))
        == "nothing-chosen"
    )


def test_confirmed_drafts_are_ready_and_become_proposed(draft, directive, actors) -> None:
    ready, open_one = draft(PIPES, status=DraftStatus.CONFIRMED), draft(RIVER)
    assert list(queries.ready(directive.pk)) == [ready]
    actions.mark_proposed([ready.pk], by=actors.staff, at=NOW)
    directive.refresh_from_db()
    assert directive.status == "proposed"
    assert dict(queries.outline(directive.pk)) == {ready.pk: "proposed", open_one.pk: "pending"}
    assert tags(directive) == ["directive:propose"]
    assert code_of(lambda: actions.mark_proposed([open_one.pk], by=actors.staff, at=NOW)) == "illegal-move"
    assert code_of(lambda: actions.mark_proposed([999], by=actors.staff, at=NOW)) == "not-found"


def wording(**changes) -> Wording:
    return Wording(**{"kind": DraftKind.TARGET, "text": " 改造管网12公里 ", **changes})


def test_edit_writes_over_the_engine_and_keeps_what_it_said(draft, directive, actors, units) -> None:
    made = draft(
        PIPES,
        lead_raw=["水务局"],
        engine={"lead": ["水务局"]},
        measures=[{"raw": "12公里", "value": 12, "unit": "公里"}],
    )
    edited = actions.edit(
        made.pk,
        wording(
            lead_id=units.housing.pk,
            support_ids=(units.finance.pk, units.housing.pk, units.finance.pk),
            due_on=date(2026, 6, 30),
            measures=("12公里", " 5座 ", "", "5座"),
        ),
        by=actors.staff,
        at=NOW,
        version=0,
    )
    assert (edited.kind, edited.text, edited.lead, list(edited.support.all())) == (
        "target", "改造管网12公里", units.housing, [units.finance],
    )  # fmt: skip
    assert (edited.relation, edited.lead_raw, edited.engine) == (Relation.EXPLICIT, [], {"lead": ["水务局"]})
    assert (edited.due_on, edited.status, edited.version) == (date(2026, 6, 30), DraftStatus.PENDING, 1)
    assert edited.measures == [{"raw": "12公里", "value": 12, "unit": "公里"}, {"raw": "5座"}]
    entry = Entry.objects.get(tag="draft:edit")
    assert '"text":["完成老城区雨水管网改造12公里","改造管网12公里"]' in entry.data


def test_edit_without_a_lead(draft, actors, units) -> None:
    made = draft(PIPES, lead=units.housing, relation=Relation.SINGLE)
    edited = actions.edit(made.pk, wording(), by=actors.staff, at=NOW, version=0)
    assert (edited.lead, edited.relation) == (None, Relation.NONE)


def test_edit_with_the_same_lead_keeps_the_relation(draft, actors, units) -> None:
    made = draft(PIPES, lead=units.housing, relation=Relation.SINGLE)
    edited = actions.edit(made.pk, wording(lead_id=units.housing.pk), by=actors.staff, at=NOW, version=0)
    assert edited.relation == Relation.SINGLE


@pytest.mark.parametrize(
    ("given", "kind", "due_on", "check"),
    [
        ({"deadline_raw": "5月底前"}, "point", date(2026, 5, 31), None),
        ({"deadline_raw": "每季度反馈一次"}, "recurring", None, date(2026, 3, 31)),
        ({"deadline_raw": "5月底前", "due_on": date(2026, 5, 20)}, "point", date(2026, 5, 20), None),
        ({"deadline_raw": "看情况再说"}, "", None, None),
        ({"deadline_raw": ""}, "", None, None),
    ],
)
def test_days_left_open_are_read_from_the_words(given, kind, due_on, check, draft, actors) -> None:
    made = draft(PIPES, deadline_raw="6月底前", deadline_kind="point", due_on=date(2026, 6, 30))
    edited = actions.edit(made.pk, wording(**given), by=actors.staff, at=NOW, version=0)
    assert (edited.deadline_kind, edited.due_on, edited.next_check_on) == (kind, due_on, check)


def test_the_same_words_with_another_day(draft, actors) -> None:
    made = draft(PIPES, deadline_raw="6月底前", deadline_kind="point", due_on=date(2026, 6, 30))
    edited = actions.edit(
        made.pk,
        wording(deadline_raw="6月底前", next_check_on=date(2026, 4, 1)),
        by=actors.staff,
        at=NOW,
        version=0,
    )
    assert (edited.deadline_kind, edited.due_on, edited.next_check_on) == ("point", None, date(2026, 4, 1))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " "}, "no-content"),
        ({"text": "字" * 4_001}, "field-too-long"),
        ({"deadline_raw": "字" * 81}, "field-too-long"),
        ({"measures": ("字" * 81,)}, "field-too-long"),
        ({"measures": ("12公里",) * 51}, "too-many-measures"),
        ({"due_on": date(9999, 12, 31)}, "day-out-of-range"),
        ({"next_check_on": date(2047, 1, 1)}, "day-out-of-range"),
        ({"lead_id": 999}, "unit-closed"),
        ({"support_ids": (999,)}, "unit-closed"),
    ],
)
def test_an_edit_that_is_refused(changes, code, draft, directive, actors) -> None:
    made = draft(PIPES)
    assert (
        code_of(lambda: actions.edit(made.pk, wording(**changes), by=actors.staff, at=NOW, version=0)) == code
    )
    made.refresh_from_db()
    assert (made.version, made.text, tags(directive)) == (0, PIPES, [])


def test_one_of_several_units_is_made_the_lead(draft, actors, units) -> None:
    made = draft(RIVER, support=[units.housing, units.reform], relation=Relation.JOINT)
    chosen = actions.choose_lead(made.pk, units.reform.pk, by=actors.staff, at=NOW, version=0)
    assert (chosen.lead, list(chosen.support.all()), chosen.relation) == (
        units.reform,
        [units.housing],
        "explicit",
    )
    again = actions.choose_lead(made.pk, units.housing.pk, by=actors.staff, at=NOW, version=1)
    assert (again.lead, list(again.support.all())) == (units.housing, [units.reform])
    assert (
        code_of(lambda: actions.choose_lead(made.pk, 999, by=actors.staff, at=NOW, version=2))
        == "unit-closed"
    )


def test_the_face_is_put_right(directive, actors) -> None:
    face = rules.Face("市政府专题会议纪要", DirectiveKind.MINUTES, date(2026, 3, 10), issuer="市政府办公室")
    described = actions.describe(directive.pk, face, by=actors.staff, at=NOW, version=0)
    assert (described.title, described.issuer, described.number) == ("市政府专题会议纪要", "市政府办公室", "")
    assert (
        code_of(lambda: actions.describe(directive.pk, face, by=actors.head, at=NOW, version=0))
        == "directive-changed"
    )
    entry = Entry.objects.get(tag="directive:describe")
    assert '"title":["云州市人民政府专题会议纪要","市政府专题会议纪要"]' in entry.data


def test_span_of_the_sample(directive) -> None:
    start, end = span(PIPES)
    assert directive.text[start:end] == PIPES
