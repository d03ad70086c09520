"""A matter's page: next step, acts, words, plan, reports, story; and what it costs."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.directives.models import Clause, Directive
from luoshi.ledger import queries as ledger
from luoshi.matters import actions
from luoshi.matters.models import Matter
from luoshi.matters.terms import CheckMethod, Status
from luoshi.web.matters import show
from luoshi.web.matters.story import tell
from luoshi.web.matters.wording import Names
from tests.conftest import NOW, TODAY

S = Status


def page(client, matter: Matter) -> str:
    return client.get(reverse("matters_show", args=[matter.pk])).text


def test_what_must_happen_next_comes_first(loop, browser) -> None:
    text = page(browser("liaison"), loop.at(S.ISSUED))
    assert "<b>市发改委</b>：签收，或说明理由退回，<b>3月19日</b>前（还有3天）" in text
    assert text.index("下一步") < text.index("督办内容")
    assert reverse("matters_sign", args=[Matter.objects.get().pk]) in text


@pytest.mark.parametrize("reports", [1, 5])
@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_queries_do_not_grow_with_reports(loop, browser, django_assert_num_queries, reports, who) -> None:
    """Session, person, posts; the matter, its parties, plan with milestones, reports, evidence and story."""
    matter = loop.at(S.UNDER_WAY)
    for n in range(reports):
        said = actions.Said(f"第{n}次", files=[loop.file(f"文件{n}")])
        actions.report(matter.pk, said, by=loop.actors.liaison, at=NOW)
    client = browser(who)
    page(client, matter)
    with django_assert_num_queries(9):
        assert f"第{reports - 1}次" in page(client, matter)


def test_the_fullest_page_stays_within_fourteen(loop, browser, django_assert_max_num_queries) -> None:
    directive = Directive.objects.create(
        title="专题会议纪要", number="〔2026〕3号", kind="minutes", dated_on=TODAY, text="抓紧供热改造。", digest="0" * 64,
        received_at=NOW,
    )  # fmt: skip
    Clause.objects.create(directive=directive, ordinal=4, start=0, end=7, role="paragraph")
    matter = loop.at(S.VERIFIED)
    Matter.objects.filter(pk=matter.pk).update(directive=directive, quote_start=0, quote="抓紧供热改造。")
    client = browser("staff")
    page(client, matter)
    with django_assert_max_num_queries(14):
        text = page(client, matter)
    assert '<blockquote class="source">抓紧供热改造。</blockquote>' in text
    assert f"{reverse('directive_page', args=[directive.pk])}#clause-4" in text
    assert "专题会议纪要</a>（〔2026〕3号）" in text
    assert "核查通过 <span" in text
    unit = page(browser("liaison"), matter)
    assert "来源：专题会议纪要（〔2026〕3号）" in unit


def test_evidence_with_its_digest(loop, browser) -> None:
    matter = loop.at(S.UNDER_WAY)
    client = browser("liaison")
    file = SimpleUploadedFile("监理报告.txt", b"hello")
    client.post(reverse("matters_report", args=[matter.pk]), {"text": "已开工", "evidence": [file]})
    text = page(client, matter)
    digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert f"指纹 {digest[:12]}…</summary>SHA-256 {digest}" in text
    assert "监理报告.txt</a>" in text


def test_old_reports_are_folded_away(loop, browser) -> None:
    matter = loop.at(S.UNDER_WAY)
    for n in range(5):
        actions.report(
            matter.pk, actions.Said(f"第{n}次"), by=loop.actors.liaison, at=NOW + timedelta(days=n)
        )
    text = page(browser("staff"), matter)
    assert "进展反馈（5次）" in text
    assert "更早的2次反馈" in text
    assert "更正这次反馈" not in text
    assert page(browser("liaison"), matter).count("更正这次反馈") == 5
    assert "更正这次反馈" not in page(browser("other_liaison"), matter)


def test_milestones_that_have_passed_are_marked(loop, browser) -> None:
    matter = loop.at(S.ACCEPTED)
    steps = [actions.Step("开工", TODAY), actions.Step("完工", TODAY + timedelta(days=9))]
    actions.plan(
        matter.pk, approach="分步", responsible="周婷", milestones=steps, by=loop.actors.liaison, at=NOW
    )
    done = matter.plans.get().milestones.get(title="完工").pk
    actions.report(matter.pk, actions.Said("x", done_milestones=[done]), by=loop.actors.liaison, at=NOW)
    matter.plans.get().milestones.filter(title="开工").update(due_on=TODAY - timedelta(days=1))
    text = page(browser("staff"), matter)
    assert "逾期" in text
    assert "（3月16日完成）" in text


def test_units_that_no_longer_hold_it(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    actions.object_to(matter.pk, reason="不属职责", duty="三定", by=loop.actors.liaison, at=NOW)
    assert "待裁定" in page(browser("staff"), matter)
    actions.reassign(matter.pk, loop.units.finance.pk, reason="归口", by=loop.actors.staff, at=NOW)
    text = page(browser("staff"), matter)
    assert "<dt>原承办单位</dt><dd>云州市发展和改革委员会</dd>" in text
    assert "裁定：改派。" in text


def test_adjusting_the_plan_steps_behind_the_reports(loop, browser) -> None:
    context = browser("liaison").get(reverse("matters_show", args=[loop.at(S.UNDER_WAY).pk])).context
    assert [choice.verb for choice in context["onward"]] == ["report", "report_done"]
    assert [choice.label for choice in context["aside"]] == ["调整办法"]


def test_the_notice_as_a_word_file(loop, browser) -> None:
    issued, docketed = loop.at(S.ISSUED), loop.at(S.DOCKETED)
    client = browser("liaison")
    assert "督办通知单</a>" in page(client, issued)
    answer = client.get(reverse("matters_notice", args=[issued.pk]))
    assert answer.content[:2] == b"PK"
    assert "filename*=UTF-8''%E7%9D%A3%E5%8A%9E" in answer["Content-Disposition"]
    assert browser("staff").get(reverse("matters_notice", args=[docketed.pk])).status_code == 422
    assert client.get(reverse("matters_notice", args=[docketed.pk])).status_code == 404


def test_a_story_too_long_for_a_page_says_so(loop, browser, monkeypatch) -> None:
    monkeypatch.setattr(show, "STORY_SHOWN", 3)
    assert "更早的见存证" in page(browser("staff"), loop.at(S.ISSUED))


def titles(matter: Matter) -> list[str]:
    return [entry.title for entry in tell(ledger.story(f"matter/{matter.pk}"), Names())]


def test_the_story_of_the_main_road(loop) -> None:
    matter = loop.at(S.UNDER_WAY)
    by = loop.actors
    actions.report(matter.pk, actions.Said("已开工", percent=30), by=by.liaison, at=NOW)
    actions.no_change(matter.pk, by=by.other_liaison, at=NOW)
    actions.instruct(matter.pk, text="抓紧办理", by=by.leader, at=NOW)
    actions.open_to(matter.pk, by.inspector.person_id, by=by.staff, at=NOW)
    actions.report_done(matter.pk, actions.Said("完成", files=[loop.file()]), by=by.liaison, at=NOW)
    actions.send_back(matter.pk, reason="材料不全", method=CheckMethod.CALL, by=by.staff, at=NOW)
    actions.report_done(matter.pk, actions.Said("补齐", files=[loop.file()]), by=by.liaison, at=NOW)
    actions.verify(matter.pk, method=CheckMethod.VISIT, finding="属实", by=by.staff, at=NOW)
    actions.accept(matter.pk, comment="同意", by=by.leader, at=NOW)
    actions.close(matter.pk, by=by.staff, at=NOW)
    actions.reopen(matter.pk, reason="反弹", by=by.staff, at=NOW)
    actions.suspend(matter.pk, reason="等待", by=by.head, at=NOW)
    actions.resume(matter.pk, reason="继续", by=by.head, at=NOW)
    actions.terminate(matter.pk, reason="调整", by=by.head, at=NOW)
    assert titles(matter) == [
        "提请立项", "批准立项，编号云督〔2026〕1号", "交办市发改委", "市发改委签收", "报送办法", "市发改委反馈进展（30%）",
        "市住建局反馈：无变化", "批示", "向郑和平开放", "市发改委申请办结", "退回补办（电话回访）", "市发改委申请办结",
        "核查通过（实地核查）", "认可办理结果", "办结销号", "重新办理", "中止", "恢复办理", "终止",
    ]  # fmt: skip


def test_the_story_keeps_the_words(loop) -> None:
    by = loop.actors
    matter = loop.at(S.PROPOSED)
    changed = loop.terms(
        title="二期", due_on=None, next_check_on=TODAY, lead_id=loop.units.finance.pk, kind="target",
        sponsor_id=by.vice.person_id, keeper_id=by.staff.person_id, support_ids=(), measures=[{"raw": "12公里"}],
    )  # fmt: skip
    actions.edit(matter.pk, changed, by=by.staff, at=NOW)
    actions.edit(matter.pk, changed, by=by.staff, at=NOW)
    actions.docket(matter.pk, loop.approval(), by=by.head, at=NOW)
    actions.issue(matter.pk, by=by.staff, at=NOW)
    actions.check_on(matter.pk, next_check_on=date(2026, 6, 16), note="按计划推进", by=by.staff, at=NOW)
    entries = tell(ledger.story(f"matter/{matter.pk}"), Names())
    assert [entry.lines for entry in entries] == [
        ["推进云河治理工程", "牵头单位：市发改委；完成时限：2026年6月30日"],
        [
            "完成时限由“2026年6月30日”改为“未定”",
            "督办人由“（未定）”改为“王敏”",
            "类型由“任务”改为“指标”",
            "牵头单位由“市发改委”改为“市财政局”",
            "量化指标由“无”改为“12公里”",
            "下次检查由“未定”改为“2026年3月16日”",
            "责任领导由“（未定）”改为“赵春梅”",
            "配合单位由“市住建局”改为“无”",
            "标题由“推进云河治理工程”改为“二期”",
        ],
        ["内容没有变化"],
        ["批准人：陈志远；批准日期：2026年3月16日；书面批准，由经办人代为登记", "立项依据：市政府常务会议"],
        ["请于2026年3月19日前签收；完成时限：长期"],
        ["按计划推进", "下次检查：2026年6月16日"],
    ]
    assert [entry.seq for entry in entries] == sorted(entry.seq for entry in entries)


def test_the_story_of_a_return_and_a_plan(loop) -> None:
    by, units = loop.actors, loop.units
    matter = loop.at(S.ISSUED, support_ids=())
    actions.object_to(
        matter.pk, reason="不属职责", duty="三定", suggested_id=units.finance.pk, by=by.liaison, at=NOW
    )
    actions.uphold(matter.pk, reason="属其职责", by=by.staff, at=NOW)
    actions.sign(matter.pk, by=by.liaison, at=NOW)
    step = actions.Step("开工", TODAY + timedelta(days=2))
    for means in ("协调用地", ""):
        actions.plan(
            matter.pk,
            approach="分步",
            responsible="周婷",
            means=means,
            milestones=[step],
            by=by.liaison,
            at=NOW,
        )
    said = actions.Said(
        "已开工", problem="用地", next_step="协调", files=[loop.file()],
        done_milestones=[matter.plans.get(version=2).milestones.get().pk],
    )  # fmt: skip
    first = actions.report(matter.pk, said, by=by.liaison, at=NOW)
    actions.report(matter.pk, actions.Said("更正", corrects_id=first.pk), by=by.liaison, at=NOW)
    told = tell(ledger.story(f"matter/{matter.pk}"), Names())[2:]
    assert [(entry.title, entry.lines, entry.grave) for entry in told] == [
        ("交办市发改委", ["请于2026年3月19日前签收；完成时限：2026年6月30日"], False),
        ("市发改委退回", ["理由：不属职责", "依据的职责：三定", "建议由市财政局承办"], True),
        ("维持交办市发改委", ["理由：属其职责", "请于2026年3月19日前签收"], False),
        ("市发改委签收", [], False),
        ("报送办法", ["分步", "所需条件：协调用地", "责任人：周婷", "节点：2026年3月18日前，开工"], False),
        ("调整办法（第2版）", ["分步", "责任人：周婷", "节点：2026年3月18日前，开工"], False),
        (
            "市发改委反馈进展",
            ["已开工", "存在问题：用地", "下一步：协调", "完成节点1个", "附件：验收报告.txt"],
            False,
        ),
        ("市发改委反馈进展", ["更正此前的一次反馈", "更正"], False),
    ]


def test_the_story_of_a_merge_on_both_sides(loop) -> None:
    by = loop.actors
    target, matter = loop.at(S.UNDER_WAY), loop.at(S.ISSUED)
    actions.object_to(matter.pk, reason="不属职责", duty="三定", by=by.liaison, at=NOW)
    actions.reassign(matter.pk, loop.units.finance.pk, reason="归口", by=by.staff, at=NOW)
    actions.merge(matter.pk, target.pk, reason="重复", by=by.head, at=NOW)
    assert titles(matter)[-2:] == ["改派：由市发改委改为市财政局", f"并入{target.number}《推进云河治理工程》"]
    assert titles(target)[-1] == f"并入了{matter.number}《推进云河治理工程》"


def test_declined(loop) -> None:
    matter = loop.at(S.PROPOSED)
    actions.decline(matter.pk, reason="已有安排", by=loop.actors.head, at=NOW)
    last = tell(ledger.story(f"matter/{matter.pk}"), Names())[-1]
    assert (last.title, last.lines, last.who, last.grave) == ("不予立项", ["理由：已有安排"], "李国强", True)
