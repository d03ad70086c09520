"""Every act of the loop through its form: done once, refused with a sentence at the form."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.ledger import queries as ledger
from luoshi.matters import actions
from luoshi.matters.models import Matter, Opening, Report
from luoshi.matters.terms import Status
from luoshi.web.access import ACCESS
from luoshi.web.matters.acts import ACTS
from tests.conftest import NOW, TODAY

S = Status
DAY = f"{TODAY + timedelta(days=5):%Y-%m-%d}"


def post(client, matter: Matter, verb: str, **data):
    return client.post(reverse(f"matters_{verb}", args=[matter.pk]), data)


def state(matter: Matter) -> str:
    matter.refresh_from_db()
    return matter.status


def upload(name: str = "验收报告.txt", content: bytes = b"done"):
    return SimpleUploadedFile(name, content)


MAIN_ROAD = [
    (S.PROPOSED, "head", "docket", {"approved_on": f"{TODAY}", "basis": "常务会议"}, S.DOCKETED),
    (S.PROPOSED, "leader", "decline", {"reason": "已有安排"}, S.DECLINED),
    (S.DOCKETED, "staff", "issue", {"sign_by": DAY}, S.ISSUED),
    (S.ISSUED, "liaison", "sign", {}, S.ACCEPTED),
    (S.ISSUED, "liaison", "object_to", {"reason": "不属职责", "duty": "三定"}, S.RETURNED),
    (S.ACCEPTED, "liaison", "plan", {"approach": "分步", "responsible": "周婷", "step_1": "开工", "due_1": DAY}, S.UNDER_WAY),
    (S.UNDER_WAY, "other_liaison", "report", {"text": "已配合"}, S.UNDER_WAY),
    (S.UNDER_WAY, "head", "suspend", {"reason": "等待上级"}, S.SUSPENDED),
    (S.UNDER_WAY, "leader", "terminate", {"reason": "政策调整"}, S.TERMINATED),
    (S.UNDER_WAY, "leader", "instruct", {"text": "抓紧办理"}, S.UNDER_WAY),
    (S.REPORTED_DONE, "staff", "verify", {"method": "visit", "finding": "属实"}, S.VERIFIED),
    (S.REPORTED_DONE, "staff", "send_back", {"method": "papers", "reason": "材料不全"}, S.UNDER_WAY),
    (S.VERIFIED, "leader", "accept", {"comment": "同意"}, S.VERIFIED),
    (S.CLOSED, "staff", "reopen", {"reason": "问题反弹"}, S.UNDER_WAY),
]  # fmt: skip


@pytest.mark.parametrize(("status", "who", "verb", "data", "after"), MAIN_ROAD)
def test_each_act_once(loop, browser, status, who: str, verb: str, data: dict, after) -> None:
    matter = loop.at(status)
    if verb == "docket":
        data = data | {"approver": loop.actors.leader.person_id, "on_paper": "on"}
    client = browser(who)
    form = client.get(reverse(f"matters_{verb}", args=[matter.pk]))
    assert form.status_code == 200
    assert ACTS[verb].label in form.text
    answer = post(client, matter, verb, **data)
    assert (answer.status_code, getattr(answer, "url", "")) == (
        302,
        reverse("matters_show", args=[matter.pk]),
    )
    assert state(matter) == after
    assert ACTS[verb].done in client.get(answer.url).text


def test_a_report_with_everything(loop, browser) -> None:
    matter = loop.at(S.ACCEPTED)
    steps = [
        actions.Step("开工", TODAY + timedelta(days=9)),
        actions.Step("完工", TODAY + timedelta(days=20)),
    ]
    actions.plan(
        matter.pk, approach="分步", responsible="周婷", milestones=steps, by=loop.actors.liaison, at=NOW
    )
    first, _ = matter.plans.get().milestones.all()
    client = browser("liaison")
    form = client.get(reverse("matters_report", args=[matter.pk])).text
    assert "开工（2026-03-25前）" in form
    data = {
        "text": "已开工", "problem": "用地未批", "next_step": "协调", "percent": "30",
        "done_milestones": [first.pk], "evidence": [upload("照片说明.txt"), upload("监理报告.txt", b"two")],
    }  # fmt: skip
    assert post(client, matter, "report", **data).status_code == 302
    filed = Report.objects.get()
    assert (filed.text, filed.problem, filed.next_step, filed.percent) == ("已开工", "用地未批", "协调", 30)
    assert [e.file.name for e in filed.evidence.order_by("pk")] == ["照片说明.txt", "监理报告.txt"]
    first.refresh_from_db()
    assert first.done_on == TODAY
    again = client.get(reverse("matters_report", args=[matter.pk]), {"corrects": filed.pk}).text
    assert "上一次反馈" in again
    assert "用地未批" in again
    assert post(client, matter, "report", text="更正：未开工", corrects=filed.pk).status_code == 302
    assert Report.objects.latest("pk").corrects == filed


def test_no_change_is_one_press(loop, browser) -> None:
    matter = loop.at(S.UNDER_WAY)
    client = browser("liaison")
    assert post(client, matter, "no_change").status_code == 422
    post(client, matter, "report", text="已开工")
    assert post(client, matter, "no_change").status_code == 302
    assert Report.objects.latest("pk").kind == "no_change"


def test_done_with_evidence(loop, browser) -> None:
    matter = loop.at(S.UNDER_WAY)
    client = browser("liaison")
    refused = post(client, matter, "report_done", text="已完成")
    assert refused.status_code == 422
    assert "请上传至少一份" in refused.text
    assert "已完成</textarea>" in refused.text
    assert post(client, matter, "report_done", text="已完成", evidence=[upload()]).status_code == 302
    assert state(matter) == S.REPORTED_DONE


def test_a_refused_report_keeps_no_file(loop, browser) -> None:
    from luoshi.files.models import StoredFile

    matter = loop.at(S.UNDER_WAY)
    before = StoredFile.objects.count()
    answer = post(
        browser("liaison"), matter, "report", text="已开工", evidence=[upload(), upload("空.txt", b"")]
    )
    assert answer.status_code == 422
    assert "文件是空的" in answer.text
    assert (StoredFile.objects.count(), Report.objects.count()) == (before, 0)


def test_closing_after_acceptance(loop, browser) -> None:
    matter = loop.at(S.VERIFIED)
    staff = browser("staff")
    early = post(staff, matter, "close")
    assert early.status_code == 422
    assert "领导尚未认可办理结果" in early.text
    post(browser("leader"), matter, "accept")
    assert post(staff, matter, "close").status_code == 302
    assert state(matter) == S.CLOSED


def test_rulings_on_a_return(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    liaison, staff = browser("liaison"), browser("staff")
    suggested = loop.units.finance.pk
    post(liaison, matter, "object_to", reason="不属职责", duty="三定", suggested=suggested)
    form = staff.get(reverse("matters_reassign", args=[matter.pk])).text
    assert "市发改委的退回理由" in form
    assert "建议由市财政局承办" in form
    same = post(staff, matter, "reassign", lead=loop.units.reform.pk, reason="归口")
    assert (same.status_code, "改派的单位与原牵头单位相同" in same.text) == (400, True)
    assert post(staff, matter, "uphold", reason="属其职责").status_code == 302
    assert state(matter) == S.ISSUED
    again = post(liaison, matter, "object_to", reason="不属职责", duty="三定")
    assert (again.status_code, "不能再次退回" in again.text) == (422, True)


def test_reassigning(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    post(browser("liaison"), matter, "object_to", reason="不属职责", duty="三定")
    answer = post(browser("staff"), matter, "reassign", lead=loop.units.finance.pk, reason="归口管理")
    assert answer.status_code == 302
    matter.refresh_from_db()
    assert (matter.status, matter.lead_unit) == (S.ISSUED, loop.units.finance)


def test_suspending_and_resuming(loop, browser) -> None:
    matter = loop.at(S.UNDER_WAY)
    head = browser("head")
    post(head, matter, "suspend", reason="等待上级")
    assert post(head, matter, "resume", reason="条件具备").status_code == 302
    assert state(matter) == S.UNDER_WAY


def test_merging_by_number(loop, browser) -> None:
    target, matter = loop.at(S.UNDER_WAY), loop.at(S.DOCKETED)
    head = browser("head")
    lost = post(head, matter, "merge", into="云督〔2026〕99号", reason="重复交办")
    assert (lost.status_code, "没有找到编号为" in lost.text) == (400, True)
    assert post(head, matter, "merge", into=target.number, reason="重复交办").status_code == 302
    matter.refresh_from_db()
    assert (matter.status, matter.merged_into) == (S.MERGED, target)
    assert target.number in head.get(reverse("matters_show", args=[matter.pk])).text


def test_opening_to_an_inspector(loop, browser, people) -> None:
    matter = loop.at(S.UNDER_WAY)
    page = reverse("matters_show", args=[matter.pk])
    assert browser("inspector").get(page).status_code == 404
    assert post(browser("staff"), matter, "open_to", person=people.inspector.pk).status_code == 302
    assert Opening.objects.get().person == people.inspector
    assert browser("inspector").get(page).status_code == 200


def test_setting_the_next_check(loop, browser) -> None:
    matter = loop.at(S.UNDER_WAY, due_on=None, next_check_on=TODAY)
    staff = browser("staff")
    assert "安排下次检查" in staff.get(reverse("matters_check", args=[matter.pk])).text
    assert post(staff, matter, "check", note="按计划推进", next_check_on="2026-03-01").status_code == 422
    assert post(staff, matter, "check", note="按计划推进", next_check_on=DAY).status_code == 302
    matter.refresh_from_db()
    assert f"{matter.next_check_on}" == DAY


def test_from_the_desk_one_comes_back_to_it(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    assert post(browser("liaison"), matter, "sign", back="desk").url == "/"


def test_a_plan_is_revised_from_what_is_open(loop, browser) -> None:
    matter = loop.at(S.ACCEPTED)
    client = browser("liaison")
    page = reverse("matters_plan", args=[matter.pk])
    assert client.get(page).text.count('name="step_') == 5
    half = post(client, matter, "plan", approach="分步", responsible="周婷", step_2="开工", due_1=DAY)
    assert half.status_code == 422
    assert half.text.count("请把节点的内容和日期都填上，或都留空。") == 4
    late = post(
        client, matter, "plan", approach="分步", responsible="周婷", step_1="开工", due_1="2026-12-01"
    )
    assert (late.status_code, "晚于完成时限2026-06-30" in late.text) == (422, True)
    bad = post(client, matter, "plan", approach="分步", responsible="周婷", step_1="开工", due_1="明天")
    assert (bad.status_code, bad.text.count("请把节点")) == (422, 0)
    rows = {"step_1": "完工", "due_1": "2026-05-01", "step_3": "开工", "due_3": "2026-04-01"}
    assert post(client, matter, "plan", approach="分步", responsible="周婷", **rows).status_code == 302
    assert [m.title for m in matter.plans.get().milestones.all()] == ["开工", "完工"]
    revised = client.get(page).text
    assert revised.count('name="step_') == 7
    assert 'value="开工"' in revised
    assert 'value="2026-04-01"' in revised
    assert "分步</textarea>" in revised


def test_what_was_typed_is_kept_at_the_refused_form(loop, browser) -> None:
    matter = loop.at(S.PROPOSED)
    future = f"{TODAY + timedelta(days=1)}"
    data = {
        "approver": loop.actors.leader.person_id,
        "approved_on": future,
        "basis": "市政府第8次常务会议",
        "on_paper": "on",
    }
    refused = post(browser("head"), matter, "docket", **data)
    assert refused.status_code == 422
    assert "批准日期晚于今天。请核对后重新填写。" in refused.text
    assert 'value="市政府第8次常务会议"' in refused.text
    assert future in refused.text


def test_an_incomplete_form_names_its_fields(loop, browser) -> None:
    refused = post(browser("head"), loop.at(S.PROPOSED), "docket")
    assert refused.status_code == 422
    assert "有3处需要改正" in refused.text


def test_a_script_gets_the_sentence_alone(loop, browser) -> None:
    """The form with its chosen files stays in the browser."""
    matter = loop.at(S.UNDER_WAY)
    client, page = browser("liaison"), reverse("matters_report_done", args=[matter.pk])
    headers = {"HX-Request": "true", "HX-Boosted": "true"}
    answer = client.post(page, {"text": "已完成"}, headers=headers)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#refusal")
    assert "请上传至少一份" in answer.text
    assert client.post(page, {"text": ""}, headers=headers).status_code == 422


def test_the_second_of_two_tabs_is_told(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    client = browser("liaison")
    assert post(client, matter, "sign").status_code == 302
    late = post(client, matter, "sign")
    assert late.status_code == 409
    assert "事项当前为“已签收”，不能签收，请刷新页面查看最新状态。" in late.text


def test_somebody_else_was_faster(loop, browser, monkeypatch) -> None:
    """Between reading and writing another person changes the matter."""
    from luoshi.matters import rules

    matter = loop.at(S.ISSUED)
    check = rules.check

    def overtaken(verb, facts):
        Matter.objects.filter(pk=matter.pk).update(version=99)
        check(verb, facts)

    monkeypatch.setattr(rules, "check", overtaken)
    answer = post(browser("liaison"), matter, "sign")
    assert answer.status_code == 409
    assert "事项刚刚被他人更新，您的操作没有生效" in answer.text
    assert state(matter) == S.ISSUED


@pytest.mark.parametrize(
    ("who", "verb", "status"),
    [
        ("administrator", "sign", 404),
        ("inspector", "sign", 404),
        ("auditor", "sign", 404),
        ("staff", "sign", 404),
        ("staff", "docket", 404),
        ("other_liaison", "sign", 403),
        ("liaison", "issue", 404),
        ("liaison", "verify", 404),
        ("unit_head", "terminate", 404),
    ],
)
def test_strangers_and_people_without_the_right(loop, browser, who: str, verb: str, status: int) -> None:
    matter = loop.at(S.ISSUED)
    client = browser(who)
    assert post(client, matter, verb).status_code == status
    assert state(matter) == S.ISSUED


@pytest.mark.parametrize(
    ("who", "verb", "status", "code"),
    [
        ("liaison", "sign", 200, ""),
        ("liaison", "report", 409, "illegal-move"),
        ("other_liaison", "sign", 409, "act-not-open"),
        ("staff", "verify", 409, "illegal-move"),
        ("staff", "open_to", 200, ""),
        ("head", "resume", 409, "illegal-move"),
    ],
)
def test_a_form_is_shown_only_for_what_can_be_done(loop, browser, who, verb, status, code) -> None:
    answer = browser(who).get(reverse(f"matters_{verb}", args=[loop.at(S.ISSUED).pk]))
    assert (answer.status_code, f"代码：{code}" in answer.text) == (status, bool(code))


def test_the_table_of_pages_asks_for_what_the_act_asks() -> None:
    assert {verb: ACCESS[f"matters_{verb}"] for verb in ACTS} == {
        verb: act.permissions for verb, act in ACTS.items()
    }


def test_another_unit_does_not_find_the_matter(loop, browser, person, client_as, unit) -> None:
    from luoshi.accounts.terms import Role

    matter = loop.at(S.ISSUED)
    stranger = client_as(person("外单位", Role.LIAISON, unit("云州市气象局", short="市气象局")))
    for verb in ACTS:
        page = reverse(f"matters_{verb}", args=[matter.pk])
        assert (stranger.get(page).status_code, stranger.post(page).status_code) == (404, 404)


def test_every_act_is_under_its_name_in_the_ledger(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    post(browser("liaison"), matter, "sign")
    last = ledger.story(f"matter/{matter.pk}")[-1]
    assert (last.tag, last.actor_name, last.at) == ("matter:sign", "周婷", NOW)


def test_editing(loop, browser) -> None:
    matter = loop.at(S.DOCKETED, measures=[{"raw": "12公里"}])
    client, page = browser("staff"), reverse("matters_edit", args=[matter.pk])
    form = client.get(page).text
    assert 'value="云州市发展和改革委员会"' in form
    assert 'value="云州市住房和城乡建设局"' in form
    data = {
        "content": "推进云河治理二期。", "title": "", "lead": "发改委", "support": "市财政局、发改委", "due_on": "2026-07-31",
        "kind": "task", "urgency": "urgent", "category": "duty", "sponsor": "", "keeper": loop.actors.staff.person_id,
    }  # fmt: skip
    unknown = client.post(page, data | {"lead": "水务局"})
    assert (unknown.status_code, "没有找到单位“水务局”" in unknown.text) == (422, True)
    assert client.post(page, data).status_code == 302
    matter.refresh_from_db()
    assert (matter.title, matter.urgency, matter.measures) == (
        "推进云河治理二期",
        "urgent",
        [{"raw": "12公里"}],
    )
    assert [p.unit.short for p in matter.parties.order_by("pk")][-1] == "市财政局"


def test_two_people_editing_one_matter(loop, browser) -> None:
    matter = loop.at(S.PROPOSED)
    page = reverse("matters_edit", args=[matter.pk])
    data = {"content": "二期。", "lead": "发改委", "kind": "task", "urgency": "normal", "category": "duty"}
    version = {"version": matter.version}
    assert browser("staff").post(page, data | version).status_code == 302
    late = browser("head").post(page, data | {"content": "三期。"} | version)
    assert (late.status_code, "事项刚刚被他人更新" in late.text, "三期。</textarea>" in late.text) == (
        409,
        True,
        True,
    )


def test_an_issued_matter_is_not_edited(loop, browser) -> None:
    matter = loop.at(S.ISSUED)
    data = {"content": "x", "lead": "发改委", "kind": "task", "urgency": "normal", "category": "duty"}
    answer = browser("staff").post(reverse("matters_edit", args=[matter.pk]), data)
    assert (answer.status_code, "事项当前为“已交办”，不能修改" in answer.text) == (409, True)


def test_a_new_matter_by_hand(loop, browser) -> None:
    client, page = browser("staff"), reverse("matters_new")
    assert client.get(page).status_code == 200
    assert client.post(page, {"content": " "}).status_code == 422
    data = {
        "content": "处置西关街塌陷。",
        "lead": "市住建局",
        "kind": "task",
        "urgency": "extra",
        "category": "duty",
    }
    answer = client.post(page, data)
    made = Matter.objects.get()
    assert answer.url == reverse("matters_show", args=[made.pk])
    assert (made.status, made.title, made.lead_unit) == (S.PROPOSED, "处置西关街塌陷", loop.units.housing)


def test_typed_markup_is_shown_as_typed(loop, browser) -> None:
    nasty = "<script>alert(1)</script>"
    matter = loop.at(S.UNDER_WAY, title=nasty, content=nasty)
    client = browser("liaison")
    post(client, matter, "report", text=nasty, problem=nasty, evidence=[upload("<b>.txt")])
    page = client.get(reverse("matters_show", args=[matter.pk])).text
    assert nasty not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 8
    assert not re.search(r"<b>\.txt", page)
    assert nasty not in client.get("/matters/").text
    assert nasty not in client.get("/").text
