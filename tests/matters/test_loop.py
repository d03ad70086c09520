"""One act after another, as the people of the city do them."""

import json
from datetime import date, timedelta

import pytest

from luoshi.accounts import actions as accounts
from luoshi.accounts.models import Person
from luoshi.accounts.policy import SYSTEM
from luoshi.kernel.errors import (
    BadInput,
    Conflict,
    IllegalMove,
    LuoshiError,
    NotFound,
    NotPermitted,
    RuleBroken,
)
from luoshi.ledger import queries as ledger
from luoshi.ledger.models import Entry
from luoshi.matters import actions, queries
from luoshi.matters.models import Matter
from luoshi.matters.terms import CheckMethod, CheckOutcome, ReportKind, Status, Tag
from tests.conftest import NOW, TODAY
from tests.matters.conftest import DUE, later

S = Status


def refused(kind: type[LuoshiError], code: str):
    return pytest.raises(kind, match=r".") if not code else _Refusal(kind, code)


class _Refusal:
    """A refusal of this class with this code, and nothing written."""

    def __init__(self, kind: type[LuoshiError], code: str) -> None:
        self.kind, self.code = kind, code

    def __enter__(self) -> None:
        self.head = ledger.head()

    def __exit__(self, kind, error, trace) -> bool:
        assert kind is self.kind
        assert error.code == self.code
        assert ledger.head() == self.head
        return True


def story(matter: Matter) -> list[str]:
    return [entry.tag for entry in ledger.story(f"matter/{matter.pk}")]


def test_a_matter_goes_the_whole_way(loop) -> None:
    matter = loop.at(S.CLOSED)
    assert story(matter) == [
        Tag.PROPOSED,
        Tag.DOCKETED,
        Tag.ISSUED,
        Tag.SIGNED,
        Tag.PLANNED,
        Tag.REPORTED_DONE,
        Tag.VERIFIED,
        Tag.ACCEPTED,
        Tag.CLOSED,
    ]
    assert (matter.number, matter.percent, matter.running) == ("云督〔2026〕1号", 100, False)
    assert (
        matter.signed_on,
        matter.reported_done_on,
        matter.verified_on,
        matter.accepted_on,
        matter.closed_on,
    ) == ((TODAY,) * 5)


def test_numbers_have_no_gap_when_an_approval_is_refused(loop) -> None:
    bad = actions.propose(loop.terms(due_on=None), by=loop.actors.staff, at=NOW)
    with refused(RuleBroken, "no-date"):
        actions.docket(bad.pk, loop.approval(), by=loop.actors.head, at=NOW)
    assert loop.at(S.DOCKETED).number == "云督〔2026〕1号"


def test_docketing_many_is_all_or_nothing(loop) -> None:
    good = actions.propose(loop.terms(), by=loop.actors.staff, at=NOW)
    bad = actions.propose(loop.terms(lead_id=None), by=loop.actors.staff, at=NOW)
    with refused(RuleBroken, "no-lead-unit"):
        actions.docket_many([good.pk, bad.pk], loop.approval(), by=loop.actors.head, at=NOW)
    good.refresh_from_db()
    assert good.status == S.PROPOSED


def test_issuing_in_bulk_sets_the_day_to_sign_in_working_days(loop) -> None:
    ids = [loop.at(S.DOCKETED).pk for _ in range(3)]
    issued = actions.issue_many(ids, by=loop.actors.staff, at=later(4))
    assert [(m.status, m.issued_on, m.sign_by) for m in issued] == [
        (S.ISSUED, TODAY + timedelta(days=4), date(2026, 3, 25))
    ] * 3


def test_a_day_to_sign_may_be_given_but_not_in_the_past(loop) -> None:
    matter = loop.at(S.DOCKETED)
    with refused(BadInput, "sign-by-in-past"):
        actions.issue(matter.pk, by=loop.actors.staff, at=NOW, sign_by=TODAY - timedelta(days=1))
    with refused(BadInput, "sign-by-after-due"):
        actions.issue(matter.pk, by=loop.actors.staff, at=NOW, sign_by=DUE + timedelta(days=1))
    assert actions.issue(matter.pk, by=loop.actors.staff, at=NOW, sign_by=TODAY).sign_by == TODAY
    urgent = loop.at(S.DOCKETED, due_on=TODAY)
    assert actions.issue(urgent.pk, by=loop.actors.staff, at=NOW).sign_by == TODAY


def test_declining_says_why(loop) -> None:
    matter = loop.at(S.PROPOSED)
    with refused(BadInput, "no-reason"):
        actions.decline(matter.pk, reason=" ", by=loop.actors.head, at=NOW)
    assert actions.decline(matter.pk, reason="仅供阅研", by=loop.actors.head, at=NOW).status == S.DECLINED


def test_editing_is_kept_word_by_word_and_ends_with_issue(loop) -> None:
    matter = loop.at(S.DOCKETED)
    edited = actions.edit(
        matter.pk,
        loop.terms(title="", lead_id=loop.units.finance.pk, support_ids=()),
        by=loop.actors.staff,
        at=NOW,
    )
    assert (edited.title, edited.lead_unit.name) == ("推进云河治理工程", "云州市财政局")
    changed = list(ledger.story(f"matter/{matter.pk}"))[-1].facts()["changed"]
    assert changed["lead_unit_id"] == [loop.units.reform.pk, loop.units.finance.pk]
    assert sorted(changed) == ["basis", "lead_unit_id", "support"]
    assert (edited.status, edited.approver_id, edited.number) == (S.PROPOSED, None, matter.number)
    again = actions.docket(matter.pk, loop.approval(), by=loop.actors.head, at=NOW)
    assert (again.status, again.number) == (S.DOCKETED, matter.number)
    issued = loop.at(S.ISSUED)
    with refused(IllegalMove, "illegal-move"):
        actions.edit(issued.pk, loop.terms(), by=loop.actors.staff, at=NOW)
    with refused(BadInput, "no-content"):
        actions.propose(loop.terms(content="  "), by=loop.actors.staff, at=NOW)


def test_a_unit_dropped_before_issue_was_never_a_party(loop) -> None:
    matter = loop.at(S.PROPOSED)
    actions.edit(
        matter.pk, loop.terms(lead_id=loop.units.finance.pk, support_ids=()), by=loop.actors.staff, at=NOW
    )
    actions.docket(matter.pk, loop.approval(), by=loop.actors.head, at=NOW)
    issued = actions.issue(matter.pk, by=loop.actors.staff, at=NOW)
    assert [(p.unit_id, p.role, p.current) for p in queries.parties(issued)] == [
        (loop.units.finance.pk, "lead", True)
    ]
    for dropped in (loop.actors.liaison, loop.actors.other_liaison):
        assert not queries.visible(dropped).exists()


def test_two_clerks_on_one_form(loop) -> None:
    matter = loop.at(S.PROPOSED)
    actions.edit(matter.pk, loop.terms(title="先改的"), by=loop.actors.staff, at=NOW, seen=matter.version)
    with refused(Conflict, "matter-changed"):
        actions.edit(matter.pk, loop.terms(title="后改的"), by=loop.actors.head, at=NOW, seen=matter.version)


def test_the_approver_is_one_who_may_approve(loop) -> None:
    matter = loop.at(S.PROPOSED)
    with refused(RuleBroken, "not-an-approver"):
        wrong = loop.approval(approver_id=loop.actors.liaison.person_id)
        actions.docket(matter.pk, wrong, by=loop.actors.head, at=NOW)


def test_words_have_their_limits(loop) -> None:
    with refused(BadInput, "text-too-long"):
        actions.propose(loop.terms(content="字" * 20_001), by=loop.actors.staff, at=NOW)
    matter = loop.at(S.UNDER_WAY)
    for words in ({"text": "字" * 4_001}, {"text": "已开工", "problem": "字" * 4_001}):
        with refused(BadInput, "text-too-long"):
            actions.report(matter.pk, actions.Said(**words), by=loop.actors.liaison, at=NOW)


def test_nobody_approves_in_another_name(loop) -> None:
    """A written approval is put on record as such, with who recorded it; until the matter is edited."""
    matter, other = loop.at(S.PROPOSED), loop.at(S.PROPOSED)
    with refused(RuleBroken, "no-approver"):
        actions.docket(matter.pk, loop.approval(approver_id=None), by=loop.actors.head, at=NOW)
    with refused(RuleBroken, "approver-is-another"):
        actions.docket(matter.pk, loop.approval(on_paper=False), by=loop.actors.head, at=NOW)
    actions.docket(matter.pk, loop.approval(), by=loop.actors.head, at=NOW)
    matter.refresh_from_db()
    assert (matter.approver.name, matter.approval_recorded_by.name) == ("陈志远", "李国强")
    actions.docket(other.pk, loop.approval(on_paper=False), by=loop.actors.leader, at=NOW)
    other.refresh_from_db()
    assert (other.approver.name, other.approval_recorded_by) == ("陈志远", None)
    told = [json.loads(entry.data) for entry in Entry.objects.filter(tag="matter:docket").order_by("seq")]
    assert [(fact["approver"], fact["recorded_by"]) for fact in told] == [
        (loop.actors.leader.person_id, loop.actors.head.person_id),
        (loop.actors.leader.person_id, None),
    ]
    edited = actions.edit(matter.pk, loop.terms(), by=loop.actors.staff, at=NOW)
    assert edited.approval_recorded_by_id is None


def test_units_that_are_closed_hold_nothing(loop) -> None:
    from luoshi.units import actions as units

    matter = loop.at(S.DOCKETED)
    units.close_unit(loop.units.housing.pk, on=TODAY, by=SYSTEM, at=NOW)
    with refused(RuleBroken, "unit-closed"):
        actions.issue(matter.pk, by=loop.actors.staff, at=NOW)


def test_a_matter_without_due_date_gets_its_next_look(loop) -> None:
    matter = loop.at(S.UNDER_WAY, due_on=None, next_check_on=DUE)
    words = {"note": "现场看过，正常", "by": loop.actors.staff, "at": NOW}
    with refused(RuleBroken, "check-in-past"):
        actions.check_on(matter.pk, next_check_on=TODAY - timedelta(days=1), **words)
    assert actions.check_on(matter.pk, next_check_on=TODAY, **words).next_check_on == TODAY


class TestReturning:
    def test_the_unit_says_not_mine_and_the_office_reassigns(self, loop, people) -> None:
        matter = loop.at(S.ISSUED)
        returned = actions.object_to(
            matter.pk,
            reason="属城建职责",
            duty="三定规定第三条",
            suggested_id=loop.units.housing.pk,
            by=loop.actors.liaison,
            at=NOW,
        )
        assert returned.status == S.RETURNED
        decided = actions.reassign(
            matter.pk, loop.units.housing.pk, reason="采纳", by=loop.actors.staff, at=later(1)
        )
        assert (decided.status, decided.lead_unit_id) == (S.ISSUED, loop.units.housing.pk)
        assert queries.one(loop.actors.other_liaison, matter.pk).pk == matter.pk
        with refused(NotFound, "matter-not-found"):
            queries.one(loop.actors.liaison, matter.pk)
        objection = queries.objections(decided).get()
        assert (objection.upheld_unit, objection.ruling) == (True, "采纳")

    def test_what_is_its_own_comes_back_once(self, loop) -> None:
        matter = loop.at(S.ISSUED)
        words = {"reason": "不归我们", "duty": "三定规定", "by": loop.actors.liaison}
        actions.object_to(matter.pk, at=NOW, **words)
        with refused(BadInput, "same-lead"):
            actions.reassign(matter.pk, loop.units.reform.pk, reason="无", by=loop.actors.staff, at=NOW)
        held = actions.uphold(matter.pk, reason="三定规定第二条明确", by=loop.actors.staff, at=NOW)
        assert held.status == S.ISSUED
        with refused(RuleBroken, "already-ruled"):
            actions.object_to(matter.pk, at=NOW, **words)

    def test_it_must_be_in_time_and_say_why_and_on_what_duty(self, loop) -> None:
        matter = loop.at(S.ISSUED)
        by = loop.actors.liaison
        with refused(BadInput, "no-reason"):
            actions.object_to(matter.pk, reason="", duty="三定", by=by, at=NOW)
        with refused(BadInput, "no-reason"):
            actions.object_to(matter.pk, reason="不归我们", duty="", by=by, at=NOW)
        with refused(BadInput, "suggests-itself"):
            actions.object_to(
                matter.pk, reason="不归我们", duty="三定", suggested_id=loop.units.reform.pk, by=by, at=NOW
            )
        with refused(RuleBroken, "return-too-late"):
            actions.object_to(matter.pk, reason="不归我们", duty="三定", by=by, at=later(10))


class TestPlanning:
    def test_milestones_lie_between_today_and_the_due_date(self, loop) -> None:
        matter = loop.at(S.ACCEPTED)
        words = {"approach": "分步实施", "responsible": "周婷", "by": loop.actors.liaison, "at": NOW}
        with refused(RuleBroken, "milestone-in-past"):
            actions.plan(matter.pk, milestones=[actions.Step("开工", TODAY - timedelta(days=1))], **words)
        with refused(RuleBroken, "milestone-after-due"):
            actions.plan(matter.pk, milestones=[actions.Step("开工", DUE + timedelta(days=1))], **words)
        planned = actions.plan(matter.pk, milestones=[actions.Step("开工", DUE)], means="财政资金", **words)
        again = actions.plan(matter.pk, milestones=[], **words)
        assert (planned.status, again.status) == (S.UNDER_WAY, S.UNDER_WAY)
        assert list(again.plans.order_by("version").values_list("version", flat=True)) == [1, 2]

    def test_without_a_due_date_any_later_day_will_do(self, loop) -> None:
        matter = loop.at(S.ACCEPTED, due_on=None, next_check_on=DUE)
        steps = [actions.Step("首次评估", DUE + timedelta(days=400))]
        actions.plan(
            matter.pk,
            approach="长期坚持",
            responsible="周婷",
            milestones=steps,
            by=loop.actors.liaison,
            at=NOW,
        )
        assert queries.open_milestones(matter).get().title == "首次评估"


class TestReporting:
    def test_lead_and_support_report_and_the_leads_percent_counts(self, loop) -> None:
        matter = loop.at(S.UNDER_WAY)
        actions.report(matter.pk, actions.Said("完成30%", percent=30), by=loop.actors.liaison, at=later(1))
        actions.report(
            matter.pk, actions.Said("已配合", percent=90), by=loop.actors.other_liaison, at=later(2)
        )
        actions.report(matter.pk, actions.Said("无百分比"), by=loop.actors.liaison, at=later(3))
        actions.no_change(matter.pk, by=loop.actors.liaison, at=later(4))
        matter.refresh_from_db()
        assert (matter.percent, matter.report_count, matter.last_report_on) == (
            30,
            4,
            TODAY + timedelta(days=4),
        )
        assert [r.kind for r in queries.reports(matter)] == [ReportKind.NO_CHANGE, *[ReportKind.PROGRESS] * 3]

    def test_a_correction_names_what_it_corrects(self, loop) -> None:
        matter = loop.at(S.UNDER_WAY)
        first = actions.report(matter.pk, actions.Said("完成80%", percent=80), by=loop.actors.liaison, at=NOW)
        fixed = actions.report(
            matter.pk, actions.Said("完成8%", percent=8, corrects_id=first.pk), by=loop.actors.liaison, at=NOW
        )
        assert fixed.corrects_id == first.pk
        with refused(BadInput, "bad-correction"):
            actions.report(
                matter.pk,
                actions.Said("不是我的", corrects_id=first.pk),
                by=loop.actors.other_liaison,
                at=NOW,
            )

    @pytest.mark.parametrize("percent", [-1, 101])
    def test_a_percentage_is_one(self, loop, percent: int) -> None:
        matter = loop.at(S.UNDER_WAY)
        with refused(BadInput, "bad-percent"):
            actions.report(matter.pk, actions.Said("进展", percent=percent), by=loop.actors.liaison, at=NOW)

    def test_nothing_to_say_is_no_change_but_not_at_first(self, loop) -> None:
        matter = loop.at(S.UNDER_WAY)
        with refused(BadInput, "no-reason"):
            actions.report(matter.pk, actions.Said(" "), by=loop.actors.liaison, at=NOW)
        with refused(RuleBroken, "nothing-reported-yet"):
            actions.no_change(matter.pk, by=loop.actors.liaison, at=NOW)

    def test_done_marks_milestones_and_shows_evidence(self, loop) -> None:
        matter = loop.at(S.ACCEPTED)
        steps = [actions.Step("开工", DUE), actions.Step("完工", DUE)]
        actions.plan(
            matter.pk, approach="分步", responsible="周婷", milestones=steps, by=loop.actors.liaison, at=NOW
        )
        first, second = queries.open_milestones(matter).values_list("pk", flat=True)
        actions.report(
            matter.pk,
            actions.Said("已开工", done_milestones=[first], files=[loop.file()]),
            by=loop.actors.liaison,
            at=NOW,
        )
        with refused(RuleBroken, "open-milestones"):
            actions.report_done(matter.pk, actions.Said("完工"), by=loop.actors.liaison, at=NOW)
        with refused(BadInput, "bad-milestone"):
            actions.report_done(
                matter.pk,
                actions.Said("完工", done_milestones=[first, second]),
                by=loop.actors.liaison,
                at=NOW,
            )
        done = actions.report_done(
            matter.pk, actions.Said("完工", done_milestones=[second]), by=loop.actors.liaison, at=NOW
        )
        entry = list(ledger.story(f"matter/{matter.pk}"))[-2].facts()
        assert entry["evidence"] == [["验收报告.txt", loop.file().digest]]
        assert (done.kind, done.matter.status) == (ReportKind.DONE, S.REPORTED_DONE)

    def test_only_parties_report_and_only_the_lead_says_done(self, loop, person, city_units) -> None:
        matter = loop.at(S.UNDER_WAY)
        with refused(NotPermitted, "not-the-lead"):
            actions.report_done(matter.pk, actions.Said("完成"), by=loop.actors.other_liaison, at=NOW)
        from luoshi.accounts import queries as accounts_queries
        from luoshi.accounts.terms import Role

        both = Person.objects.get(username=person("双岗").username)
        for role in (Role.LIAISON, Role.AUDITOR):
            accounts.give_post(both.pk, by=SYSTEM, at=NOW, unit_id=city_units.finance.pk, role=role, on=TODAY)
        with refused(NotPermitted, "not-a-party"):
            actions.report(
                matter.pk, actions.Said("进展"), by=accounts_queries.actor_for(both, on=TODAY), at=NOW
            )


class TestFinishing:
    def test_the_office_sends_back_and_the_clock_runs_on(self, loop) -> None:
        matter = loop.at(S.REPORTED_DONE)
        sent = actions.send_back(matter.pk, reason="缺少验收报告", by=loop.actors.staff, at=NOW)
        assert (sent.status, sent.reported_done_on, sent.running) == (S.UNDER_WAY, None, True)
        assert queries.checks(sent).get().outcome == CheckOutcome.SENT_BACK

    def test_the_leader_may_send_back_but_a_unit_may_not(self, loop) -> None:
        matter = loop.at(S.VERIFIED)
        with refused(NotPermitted, "not-permitted"):
            actions.send_back(matter.pk, reason="再查", by=loop.actors.liaison, at=NOW)
        assert (
            actions.send_back(matter.pk, reason="效果不明显", by=loop.actors.leader, at=NOW).status
            == S.UNDER_WAY
        )

    def test_nothing_new_is_said_once_a_day(self, loop) -> None:
        matter, liaison = loop.at(S.UNDER_WAY), loop.actors.liaison
        actions.report(matter.pk, actions.Said("已开工", percent=30), by=liaison, at=NOW)
        with refused(RuleBroken, "same-words-today"):
            actions.report(matter.pk, actions.Said(" 已开工\n", percent=30), by=liaison, at=NOW)
        actions.report(matter.pk, actions.Said("已开工", percent=30), by=loop.actors.other_liaison, at=NOW)
        actions.report(matter.pk, actions.Said("已开工", percent=30, files=[loop.file()]), by=liaison, at=NOW)
        actions.report(matter.pk, actions.Said("已开工", percent=35), by=liaison, at=NOW)
        actions.no_change(matter.pk, by=liaison, at=NOW)
        with refused(RuleBroken, "no-change-today"):
            actions.no_change(matter.pk, by=liaison, at=NOW + timedelta(hours=14, minutes=59))
        actions.no_change(matter.pk, by=loop.actors.other_liaison, at=NOW)
        assert matter.reports.count() == 6
        actions.no_change(matter.pk, by=liaison, at=NOW + timedelta(hours=15))
        actions.report(matter.pk, actions.Said("已开工", percent=35), by=liaison, at=later(1))
        assert matter.reports.count() == 8

    def test_three_acts_end_it(self, loop) -> None:
        matter = loop.at(S.VERIFIED)
        with refused(RuleBroken, "not-accepted"):
            actions.close(matter.pk, by=loop.actors.staff, at=NOW)
        with refused(NotPermitted, "not-permitted"):
            actions.accept(matter.pk, by=loop.actors.staff, at=NOW)
        actions.accept(matter.pk, comment="同意", by=loop.actors.leader, at=NOW)
        with refused(RuleBroken, "already-accepted"):
            actions.accept(matter.pk, by=loop.actors.leader, at=NOW)
        assert actions.close(matter.pk, by=loop.actors.staff, at=NOW).status == S.CLOSED

    def test_nobody_accepts_what_they_verified(self, loop) -> None:
        matter = loop.at(S.REPORTED_DONE)
        actions.verify(matter.pk, method=CheckMethod.VISIT, finding="属实", by=loop.actors.head, at=NOW)
        with refused(RuleBroken, "verified-it-oneself"):
            actions.accept(matter.pk, by=loop.actors.head, at=NOW)

    def test_the_responsible_leader_and_nobody_else_accepts(self, loop) -> None:
        vice = loop.actors.vice
        matter = loop.at(S.VERIFIED, sponsor_id=vice.person_id)
        for who in (loop.actors.leader, loop.actors.head):
            with pytest.raises(NotPermitted, match="由责任领导赵春梅认可") as refusal:
                actions.accept(matter.pk, by=who, at=NOW)
            assert refusal.value.code == "not-the-acceptor"
        with refused(NotPermitted, "not-the-acceptor"):
            actions.send_back(matter.pk, reason="再查", by=loop.actors.leader, at=NOW)
        assert actions.accept(matter.pk, by=vice, at=NOW).accepted_on == TODAY

    def test_without_a_responsible_leader_in_office_the_chief_or_the_head_accepts(self, loop) -> None:
        vice = loop.actors.vice
        matter = loop.at(S.VERIFIED)
        with pytest.raises(NotPermitted, match="由政府主要领导或督查室主任（陈志远、李国强）认可"):
            actions.accept(matter.pk, by=vice, at=NOW)
        assert actions.accept(matter.pk, by=loop.actors.head, at=NOW).accepted_on == TODAY
        assert not queries.may_accept(loop.actors.staff, matter, on=TODAY)
        left = loop.at(S.VERIFIED, sponsor_id=vice.person_id)
        accounts.close_person(vice.person_id, by=SYSTEM, at=NOW)
        assert actions.accept(left.pk, by=loop.actors.leader, at=NOW).accepted_on == TODAY

    def test_sent_back_it_needs_new_evidence(self, loop) -> None:
        matter = loop.at(S.REPORTED_DONE)
        actions.send_back(matter.pk, reason="材料不足", by=loop.actors.staff, at=NOW)
        with refused(RuleBroken, "no-evidence"):
            actions.report_done(matter.pk, actions.Said("已补"), by=loop.actors.liaison, at=NOW)

    def test_what_did_not_hold_is_reopened(self, loop) -> None:
        matter = loop.at(S.CLOSED)
        again = actions.reopen(matter.pk, reason="回头看发现反弹", by=loop.actors.staff, at=later(30))
        assert (again.status, again.closed_on, again.running) == (S.UNDER_WAY, None, True)

    def test_verifying_says_what_was_found(self, loop) -> None:
        matter = loop.at(S.REPORTED_DONE)
        with refused(BadInput, "no-reason"):
            actions.verify(matter.pk, method=CheckMethod.PAPERS, finding="", by=loop.actors.staff, at=NOW)


class TestSettingAside:
    def test_suspend_and_resume(self, loop) -> None:
        matter = loop.at(S.ACCEPTED)
        paused = actions.suspend(matter.pk, reason="上级方案未定", by=loop.actors.head, at=NOW)
        assert (paused.status, paused.running) == (S.SUSPENDED, False)
        assert not queries.one(loop.actors.liaison, matter.pk).parties.filter(running=True).exists()
        actions.instruct(matter.pk, text="抓紧衔接", by=loop.actors.leader, at=NOW)
        back = actions.resume(matter.pk, reason="方案已定", by=loop.actors.head, at=NOW)
        assert (back.status, back.running, back.aside_from) == (S.ACCEPTED, True, "")

    def test_terminate(self, loop) -> None:
        matter = loop.at(S.UNDER_WAY)
        assert (
            actions.terminate(matter.pk, reason="政策调整", by=loop.actors.head, at=NOW).status
            == S.TERMINATED
        )

    def test_merging_keeps_both_sources(self, loop) -> None:
        first, second = loop.at(S.UNDER_WAY), loop.at(S.DOCKETED)
        with refused(BadInput, "merge-into-itself"):
            actions.merge(second.pk, second.pk, reason="重复", by=loop.actors.head, at=NOW)
        merged = actions.merge(second.pk, first.pk, reason="重复", by=loop.actors.head, at=NOW)
        assert (merged.status, merged.merged_into_id) == (S.MERGED, first.pk)
        assert list(ledger.story(f"matter/{first.pk}"))[-1].facts()["from"] == second.pk
        third = loop.at(S.DOCKETED)
        with refused(BadInput, "merge-into-closed"):
            actions.merge(third.pk, merged.pk, reason="重复", by=loop.actors.head, at=NOW)

    def test_opening_to_an_inspector(self, loop, people) -> None:
        matter = loop.at(S.UNDER_WAY)
        with refused(NotFound, "matter-not-found"):
            queries.one(loop.actors.inspector, matter.pk)
        with refused(BadInput, "not-an-inspector"):
            actions.open_to(matter.pk, people.liaison.pk, by=loop.actors.staff, at=NOW)
        for _ in range(2):
            actions.open_to(matter.pk, people.inspector.pk, by=loop.actors.staff, at=NOW)
        assert queries.one(loop.actors.inspector, matter.pk).pk == matter.pk
        assert story(matter).count(Tag.OPENED_TO) == 1


class TestRaces:
    def test_the_second_of_two_is_told(self, loop, monkeypatch) -> None:
        matter = loop.at(S.UNDER_WAY)
        stale = queries.one(loop.actors.liaison, matter.pk)
        actions.report(matter.pk, actions.Said("先到"), by=loop.actors.liaison, at=NOW)
        monkeypatch.setattr(queries, "one", lambda actor, pk: stale)
        with refused(Conflict, "matter-changed"):
            actions.report(matter.pk, actions.Said("后到"), by=loop.actors.liaison, at=NOW)

    def test_signing_twice_is_illegal(self, loop) -> None:
        matter = loop.at(S.ACCEPTED)
        with refused(IllegalMove, "illegal-move"):
            actions.sign(matter.pk, by=loop.actors.liaison, at=NOW)


class TestViews:
    def test_saved_views_are_ones_own(self, loop, actors) -> None:
        view = actions.save_view("超期", "light=overdue", by=actors.staff)
        actions.save_view("超期", "light=overdue&unit=3", by=actors.staff)
        assert [v.query for v in queries.saved_views(actors.staff)] == ["light=overdue&unit=3"]
        with refused(NotFound, "view-not-found"):
            actions.drop_view(view.pk, by=actors.head)
        actions.drop_view(view.pk, by=actors.staff)
        assert list(queries.saved_views(actors.staff)) == []

    def test_views_have_names_and_an_end(self, loop, actors) -> None:
        with refused(BadInput, "no-view-name"):
            actions.save_view(" ", "", by=actors.staff)
        for number in range(30):
            actions.save_view(str(number), "", by=actors.staff)
        with refused(BadInput, "too-many-views"):
            actions.save_view("再来一个", "", by=actors.staff)

    def test_taking_a_list_out_is_on_record(self, loop, actors) -> None:
        actions.exported(12, "light=overdue", by=actors.liaison, at=NOW)
        entry = list(ledger.story(f"person/{actors.liaison.person_id}"))[-1]
        assert (entry.tag, entry.facts()["rows"]) == (Tag.EXPORTED, 12)
