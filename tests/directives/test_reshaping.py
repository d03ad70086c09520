"""Adding, splitting, merging, and putting back."""

from datetime import date

import pytest

from luoshi.directives import actions, queries
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftKind, DraftStatus, Origin, Relation
from tests.conftest import NOW
from tests.directives.samples import MINUTES, span
from tests.directives.test_decisions import PATROL, PIPES, RIVER, code_of, tags

LIST = "市发改委要在4月15日前公布惠企政策清单，市财政局要在4月底前拨付到位"


def test_selected_words_become_a_draft(directive, actors, units) -> None:
    start, end = span(f"（一）{LIST}。")
    made = actions.add(directive.pk, (start + 3, end), by=actors.staff, at=NOW)
    assert (made.text, MINUTES[made.start : made.end]) == (LIST, LIST)
    assert (made.lead, made.due_on) == (units.reform, date(2026, 4, 30))
    assert (made.origin, made.status, made.confidence) == (Origin.ADDED, DraftStatus.PENDING, 100)
    assert made.section == ["二、关于惠企政策兑现"]
    assert tags(directive) == ["draft:add"]


def test_the_same_words_are_added_once(directive, actors) -> None:
    stretch = span(PIPES)
    first = actions.add(directive.pk, stretch, by=actors.staff, at=NOW)
    assert code_of(lambda: actions.add(directive.pk, stretch, by=actors.head, at=NOW)) == "draft-exists"
    actions.discard(first.pk, by=actors.staff, at=NOW, version=0)
    assert actions.add(directive.pk, stretch, by=actors.staff, at=NOW).pk != first.pk


def test_a_selection_that_is_refused(directive, actors) -> None:
    assert code_of(lambda: actions.add(directive.pk, (5, 5), by=actors.staff, at=NOW)) == "selection-outside"
    assert (
        code_of(lambda: actions.add(directive.pk, (5, 99_999), by=actors.staff, at=NOW))
        == "selection-outside"
    )


def test_a_draft_is_split_and_its_parts_read_themselves(draft, directive, actors, units) -> None:
    whole = draft(
        LIST, lead=units.reform, relation=Relation.SINGLE, due_on=date(2026, 4, 30), deadline_raw="4月底前"
    )
    first, second = actions.split(
        whole.pk, (whole.start, whole.start + 21), by=actors.staff, at=NOW, version=0
    )
    assert (first.text, second.text) == (
        "市发改委要在4月15日前公布惠企政策清单",
        "市财政局要在4月底前拨付到位",
    )
    assert (first.lead, second.lead) == (units.reform, units.finance)
    assert (first.due_on, second.due_on) == (date(2026, 4, 15), date(2026, 4, 30))
    assert {first.origin, second.origin} == {Origin.SPLIT}
    whole.refresh_from_db()
    assert (whole.status, list(whole.replaced_by.order_by("start"))) == (
        DraftStatus.REPLACED,
        [first, second],
    )
    assert list(queries.drafts(directive.pk)) == [first, second]
    assert tags(directive) == ["draft:split"]


def test_what_a_part_does_not_say_holds_as_the_whole_said_it(draft, actors, units) -> None:
    whole = draft(
        PATROL, kind=DraftKind.TARGET, lead=units.reform, support=[units.finance], relation=Relation.EXPLICIT,
        due_on=date(2026, 5, 1), deadline_raw="五一前", deadline_kind="point", sponsor_raw=["张三"],
    )  # fmt: skip
    first, second = actions.split(
        whole.pk, (whole.start, whole.start + 10), by=actors.staff, at=NOW, version=0
    )
    assert (first.text, first.lead, list(first.support.all())) == (
        "常态化开展排水口巡查",
        units.reform,
        [units.finance],
    )
    assert (first.kind, first.sponsor_raw) == (DraftKind.TARGET, ["张三"])
    assert (first.deadline_raw, first.due_on) == ("五一前", date(2026, 5, 1))
    assert (second.deadline_raw, second.due_on, second.relation) == ("长期坚持", None, Relation.SINGLE)
    assert second.lead == units.housing


def test_words_are_cut_out_of_the_middle(draft, actors) -> None:
    whole = draft(LIST)
    start = MINUTES.index("公布惠企政策清单")
    parts = actions.split(whole.pk, (start, start + 8), by=actors.staff, at=NOW, version=0)
    assert [part.text for part in parts] == [
        "市发改委要在4月15日前",
        "公布惠企政策清单",
        "市财政局要在4月底前拨付到位",
    ]


def test_a_split_that_is_refused(draft, actors) -> None:
    whole = draft(PIPES)
    split = lambda part, version=0: actions.split(whole.pk, part, by=actors.staff, at=NOW, version=version)  # noqa: E731
    assert code_of(lambda: split((0, 5))) == "split-outside"
    assert code_of(lambda: split((whole.start, whole.end))) == "split-empty"
    assert code_of(lambda: split((whole.start, whole.start + 4), 3)) == "draft-changed"
    done = draft(RIVER, status=DraftStatus.DISCARDED)
    assert (
        code_of(
            lambda: actions.split(done.pk, (done.start, done.start + 8), by=actors.staff, at=NOW, version=0)
        )
        == "illegal-move"
    )
    assert Draft.objects.count() == 2


def test_drafts_are_merged(draft, directive, actors, units) -> None:
    one = draft(
        PIPES, support=[units.finance], relation=Relation.JOINT, due_on=date(2026, 6, 30), deadline_raw="6月底前",
        deadline_kind="point", measures=[{"raw": "12公里"}], why=["甲"], confidence=80, lead_raw=["水务局"],
    )  # fmt: skip
    two = draft(
        RIVER, lead=units.housing, support=[units.reform], relation=Relation.SINGLE, due_on=date(2026, 5, 31),
        deadline_raw="5月底前", measures=[{"raw": "30处"}, {"raw": "12公里"}], why=["甲", "乙"], confidence=60,
        next_check_on=date(2026, 4, 1),
    )  # fmt: skip
    merged = actions.merge(directive.pk, by=actors.staff, at=NOW, versions={two.pk: 0, one.pk: 0})
    assert merged.text == f"{PIPES}；{RIVER}"
    assert (merged.start, merged.end) == (one.start, two.end)
    assert (merged.lead, merged.relation) == (units.housing, Relation.SINGLE)
    assert list(merged.support.order_by("pk")) == [units.reform, units.finance]
    assert (merged.due_on, merged.deadline_raw, merged.next_check_on) == (date(2026, 6, 30), "6月底前", None)
    assert (merged.measures, merged.why) == ([{"raw": "12公里"}, {"raw": "30处"}], ["甲", "乙"])
    assert (merged.confidence, merged.lead_raw, merged.origin) == (60, ["水务局"], Origin.MERGED)
    assert set(merged.replaces.all()) == {one, two}
    assert list(queries.drafts(directive.pk)) == [merged]
    assert tags(directive) == ["draft:merge"]


def test_drafts_without_days_keep_the_day_of_the_next_look(draft, directive, actors) -> None:
    one, two = draft(PIPES, next_check_on=date(2026, 4, 1)), draft(RIVER)
    merged = actions.merge(directive.pk, by=actors.staff, at=NOW, versions={one.pk: 0, two.pk: 0})
    assert (merged.due_on, merged.next_check_on, merged.lead) == (None, date(2026, 4, 1), None)


def test_a_merge_that_is_refused(draft, directive, actors) -> None:
    one, two = draft(PIPES), draft(RIVER, status=DraftStatus.DISCARDED)
    merge = lambda versions: actions.merge(directive.pk, by=actors.staff, at=NOW, versions=versions)  # noqa: E731
    assert code_of(lambda: merge({one.pk: 0})) == "merge-one"
    assert code_of(lambda: merge({one.pk: 0, 999: 0})) == "not-found"
    assert code_of(lambda: merge({one.pk: 0, two.pk: 0})) == "illegal-move"
    assert code_of(lambda: merge({one.pk: 1, two.pk: 0})) == "draft-changed"
    one.refresh_from_db()
    assert (one.status, one.version) == (DraftStatus.PENDING, 0)


def test_a_split_is_undone(draft, directive, actors) -> None:
    whole = draft(LIST)
    first, _ = actions.split(whole.pk, (whole.start, whole.start + 21), by=actors.staff, at=NOW, version=0)
    back = actions.undo(first.pk, by=actors.staff, at=NOW, version=0)
    assert back == [whole]
    assert list(queries.outline(directive.pk)) == [(whole.pk, "pending")]
    assert tags(directive) == ["draft:split", "draft:restore"]
    assert code_of(lambda: actions.undo(whole.pk, by=actors.staff, at=NOW, version=2)) == "nothing-to-undo"


def test_a_merge_is_undone(draft, directive, actors) -> None:
    one, two = draft(PIPES), draft(RIVER)
    merged = actions.merge(directive.pk, by=actors.staff, at=NOW, versions={one.pk: 0, two.pk: 0})
    assert actions.undo(merged.pk, by=actors.staff, at=NOW, version=0) == [one, two]
    assert list(queries.drafts(directive.pk)) == [one, two]


def test_the_later_step_is_undone_first(draft, directive, actors) -> None:
    whole = draft(LIST)
    first, second = actions.split(
        whole.pk, (whole.start, whole.start + 21), by=actors.staff, at=NOW, version=0
    )
    smaller, _ = actions.split(
        second.pk, (second.start, second.start + 6), by=actors.staff, at=NOW, version=0
    )
    assert code_of(lambda: actions.undo(first.pk, by=actors.staff, at=NOW, version=0)) == "undo-later-first"
    assert actions.undo(smaller.pk, by=actors.staff, at=NOW, version=0) == [second]
    assert actions.undo(first.pk, by=actors.staff, at=NOW, version=0) == [whole]
    assert list(queries.outline(directive.pk)) == [(whole.pk, "pending")]


def test_a_part_that_became_a_matter_is_not_undone(draft, directive, actors) -> None:
    whole = draft(LIST)
    first, second = actions.split(
        whole.pk, (whole.start, whole.start + 21), by=actors.staff, at=NOW, version=0
    )
    actions.confirm(first.pk, by=actors.staff, at=NOW, version=0)
    actions.mark_proposed([first.pk], by=actors.staff, at=NOW)
    assert code_of(lambda: actions.undo(second.pk, by=actors.staff, at=NOW, version=0)) == "illegal-move"
    assert dict(queries.outline(directive.pk)) == {first.pk: "proposed", second.pk: "pending"}


@pytest.mark.parametrize("who", ["leader", "auditor"])
def test_readers_see_everything_and_strangers_nothing(who, draft, directive, actors) -> None:
    made = draft(PIPES)
    assert queries.one(getattr(actors, who), directive.pk) == directive
    assert queries.one_draft(getattr(actors, who), made.pk) == made
    for stranger in (actors.liaison, actors.inspector, actors.administrator):
        assert code_of(lambda by=stranger: queries.one(by, directive.pk)) == "not-found"
        assert code_of(lambda by=stranger: queries.one_draft(by, made.pk)) == "not-found"
