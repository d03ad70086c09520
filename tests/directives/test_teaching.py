"""What a clerk's decisions say of the engine: judged once, counted by month, exported as marked documents."""

from datetime import date
from decimal import Decimal

from luoshi.directives import actions, queries
from luoshi.directives.actions import Wording
from luoshi.directives.models import Verdict
from luoshi.directives.rules.marking import Marked, rows
from luoshi.directives.rules.teaching import Finding, Reading, judge
from luoshi.directives.terms import DraftKind, DraftStatus, Judged, Origin
from tests.conftest import NOW

J = Judged
PIPES = "完成管网改造"
NONE: frozenset[str] = frozenset()


def judged(engine, clerk, *, origin=Origin.ENGINE, status=DraftStatus.PROPOSED, named=NONE) -> list[Finding]:
    return list(judge(engine, clerk, origin=origin, status=status, named=named))


def test_what_was_added_was_missed_and_what_was_discarded_was_no_order() -> None:
    said = Reading(PIPES, "task")
    assert judged(said, said, origin=Origin.ADDED) == [Finding(J.FOUND, None, PIPES, right=False)]
    assert judged(said, said, status=DraftStatus.DISCARDED) == [Finding(J.KEPT, PIPES, None, right=False)]


def test_a_split_says_that_the_stretch_was_wrong() -> None:
    said = Reading(PIPES, "task")
    found = judged(said, said, origin=Origin.SPLIT)
    assert [(one.field, one.right) for one in found] == [(J.FOUND, True), (J.KEPT, True), (J.SPAN, False)]


def test_fields_that_both_leave_open_are_not_judged() -> None:
    said = Reading(PIPES, "task")
    found = judged(said, said)
    assert [(one.field, one.right) for one in found] == [
        (J.FOUND, True), (J.KEPT, True), (J.SPAN, True), (J.KIND, True),
    ]  # fmt: skip


def test_every_field() -> None:
    engine = Reading(PIPES, "task", "市住建局", frozenset({"市财政局"}), date(2026, 6, 30), ("12公里",))
    clerk = Reading(PIPES, "target", "市水利局", NONE, None, ("15公里",))
    named = frozenset({"市住建局", "市财政局", "市水利局"})
    assert judged(engine, clerk, named=named)[3:] == [
        Finding(J.KIND, "task", "target", right=False),
        Finding(J.LEAD, "市住建局", "市水利局", right=False),
        Finding(J.SUPPORT, ["市财政局"], [], right=False),
        Finding(J.DUE, "2026-06-30", None, right=False),
        Finding(J.MEASURES, ["12公里"], ["15公里"], right=False),
    ]
    assert all(one.right for one in judged(engine, engine, named=named))


def test_a_unit_that_the_document_does_not_name_could_not_be_read() -> None:
    found = judged(Reading(PIPES, "task"), Reading(PIPES, "task", "市水利局", frozenset({"市财政局"})))
    assert {one.field for one in found} == {J.FOUND, J.KEPT, J.SPAN, J.KIND}


def propose(directive, actors) -> None:
    ready = [draft.pk for draft in queries.ready(directive.pk)]
    actions.mark_proposed(ready, by=actors.staff, at=NOW)


def test_a_document_is_judged_when_it_is_proposed(paper, actors, city_units) -> None:
    directive = paper()
    first, second, *others = queries.drafts(directive.pk)
    measures = tuple(measure["raw"] for measure in first.measures)
    wording = Wording(
        DraftKind(first.kind),
        first.text,
        lead_id=city_units.finance.pk,
        support_ids=(city_units.housing.pk,),
        deadline_raw=first.deadline_raw,
        due_on=first.due_on,
        measures=measures,
    )
    actions.edit(first.pk, wording, by=actors.staff, at=NOW, version=0)
    actions.discard(second.pk, by=actors.staff, at=NOW, version=0)
    actions.confirm(first.pk, by=actors.staff, at=NOW, version=1)
    actions.confirm(others[0].pk, by=actors.staff, at=NOW, version=0)
    propose(directive, actors)
    wrong = {
        (
            row.field,
            row.engine if isinstance(row.engine, str) else "",
            row.clerk if isinstance(row.clerk, str) else "",
        )
        for row in Verdict.objects.filter(right=False)
    }
    assert wrong == {
        ("lead", "市住建局", "市财政局"),
        ("support", "", ""),
        ("kept", second.text, ""),
    }
    (month,) = queries.accuracy(actors.staff)
    assert month == "2026-03"
    shares = queries.accuracy(actors.staff)[month]
    assert (shares[J.KEPT].right, shares[J.KEPT].total, shares[J.KEPT].percent) == (2, 3, 66.7)
    assert queries.Share().percent is None
    assert {row.field for row in queries.corrections(actors.staff)} == {"lead", "support", "kept"}
    assert queries.accuracy(actors.liaison) == {}
    assert queries.corrections(actors.liaison) == []
    actions.confirm(others[1].pk, by=actors.staff, at=NOW, version=0)
    propose(directive, actors)
    assert Verdict.objects.filter(field="kept", right=False).count() == 1


def test_a_draft_without_the_engine_s_words_is_taken_as_it_is(draft, directive, actors) -> None:
    made = draft("完成老城区雨水管网改造12公里")
    actions.confirm(made.pk, by=actors.staff, at=NOW, version=0)
    propose(directive, actors)
    assert set(Verdict.objects.values_list("right", flat=True)) == {True}


def test_joining_and_parting(draft, actors) -> None:
    made = draft("完成老城区雨水管网改造12公里")
    joined = actions.join(made.pk, into="云督〔2026〕1号", by=actors.staff, at=NOW, version=0)
    assert (joined.status, queries.progress_of([made.directive_id])[made.directive_id].joined) == (
        "joined",
        1,
    )
    assert actions.part(made.pk, by=actors.staff, at=NOW, version=1).status == DraftStatus.PENDING


TEXT = "会议要求：市住建局6月底前完成管网改造12公里；严禁拖延。"


def mark(words: str, **facts) -> Marked:
    start = TEXT.index(words)
    empty = {
        "lead": (),
        "support": (),
        "relation": "none",
        "deadline_raw": "",
        "deadline_kind": "",
        "due_on": None,
    }
    return Marked(
        **{"start": start, "end": start + len(words), "kind": "task", "measures": (), **empty, **facts}
    )


def test_a_marked_document() -> None:
    measures = ({"raw": "12公里", "value": Decimal(12), "unit": "公里", "comparator": "="}, {"raw": "若干"})
    task = mark(
        "市住建局6月底前完成管网改造12公里",
        lead=("市住建局|住建局",),
        support=("市水利局",),
        relation="single",
        deadline_raw="6月底前",
        due_on=date(2026, 6, 30),
        measures=measures,
    )
    found = list(rows(TEXT, [mark("严禁拖延", kind="prohibition"), task]))
    assert found == [
        {"kind": "none", "why": "background", "text": "会议要求："},
        {
            "kind": "task",
            "text": "市住建局6月底前完成管网改造12公里",
            "lead": ["市住建局|住建局"],
            "support": [],
            "relation": "single",
            "deadline": {"raw": "6月底前", "kind": "vague", "on": "2026-06-30"},
            "measures": [measures[0]],
        },
        {"kind": "prohibition", "text": "严禁拖延"},
    ]


def test_words_that_two_drafts_share_are_marked_once() -> None:
    both = [mark("完成管网改造12公里；严禁"), mark("管网改造"), mark("严禁拖延", deadline_raw="年底")]
    found = [row for row in rows(TEXT, both) if row["kind"] == "task"]
    assert [(row["text"], row["relation"], row["deadline"]) for row in found] == [
        ("完成管网改造12公里；严禁", "none", None),
        ("拖延", "none", None),
    ]


def test_documents_that_are_decided_are_exported(paper, actors) -> None:
    directive = paper()
    assert list(queries.marked_papers(actors.staff)) == []
    versions = {draft.pk: draft.version for draft in queries.drafts(directive.pk)}
    actions.confirm_many(directive.pk, by=actors.staff, at=NOW, versions=versions)
    propose(directive, actors)
    (exported,) = queries.marked_papers(actors.staff)
    assert exported.head == {
        "title": directive.title, "kind": "minutes", "dated_on": "2026-03-10", "issuer": directive.issuer,
    }  # fmt: skip
    pipes = next(row for row in exported.rows if "雨水管网" in row["text"])
    assert pipes["lead"][0].startswith("市住建局|")
    assert pipes["deadline"]["on"] == "2026-06-30"
    shared = next(row for row in exported.rows if "河道清障" in row["text"])
    assert (len(shared["lead"]), shared["relation"]) == (2, "joint")
