"""What a report's form shows as known, “先看一看”, and the signal beside a filed report."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.kernel.errors import NotPermitted
from luoshi.ledger.models import Entry
from luoshi.matters import actions
from luoshi.matters.actions import Said
from luoshi.matters.models import Milestone, Report
from luoshi.matters.terms import Status
from luoshi.web.matters.known import reading_of_last
from tests.conftest import NOW, TODAY

HTMX = {"HTTP_HX_REQUEST": "true"}
HOLLOW = "我局高度重视，各项工作正在有序推进。"
TOLD = "6月3日完成基坑支护12处。"
STEP = "完成施工图审查"


@pytest.fixture
def planned(loop):
    """Under way, with a milestone that is due soon and one that is not."""
    matter = loop.at(Status.ACCEPTED)
    steps = [
        actions.Step(STEP, TODAY + timedelta(days=3)),
        actions.Step("主体封顶", TODAY + timedelta(days=60)),
    ]
    actions.plan(
        matter.pk, approach="分三步", responsible="周婷", milestones=steps, by=loop.actors.liaison, at=NOW
    )
    matter.refresh_from_db()
    return matter


def look(client, matter, verb: str = "report", *, script: bool = True, **data):
    return client.post(reverse(f"matters_{verb}_look", args=[matter.pk]), data, **(HTMX if script else {}))


def report(loop, matter, text: str, *, who: str = "liaison", **said) -> Report:
    by = getattr(loop.actors, who)
    return actions.report(matter.pk, Said(text, **said), by=by, at=NOW)


def test_a_script_gets_the_reading_alone(planned, browser) -> None:
    page = look(browser("liaison"), planned, text=f"{TOLD}{HOLLOW}", next_step="")
    assert page.status_code == 200
    assert "<html" not in page.text
    assert "写明了时间、完成的事、数量。" in page.text
    assert "只表态（“高度重视”）" in page.text
    assert f"办法列了“{STEP}”" in page.text
    assert "主体封顶" not in page.text


def test_without_a_script_the_form_comes_back_with_the_reading(planned, browser) -> None:
    step = Milestone.objects.get(title=STEP)
    page = look(
        browser("liaison"), planned, script=False, text=HOLLOW, percent="40", done_milestones=[step.pk]
    )
    assert page.status_code == 200
    assert page.text.count(HOLLOW) == 2
    assert 'value="40"' in page.text
    assert f'value="{step.pk}" id="id_done_milestones_0" checked' in page.text
    assert "请填写" not in page.text
    assert "没有附证明材料" in page.text


def test_nothing_is_stored_or_refused(planned, browser) -> None:
    before = Entry.objects.count()
    file = SimpleUploadedFile("照片.txt", b"x")
    page = look(
        browser("liaison"),
        planned,
        script=False,
        text="",
        percent="abc",
        done_milestones=["x"],
        evidence=file,
    )
    assert (page.status_code, Report.objects.count(), Entry.objects.count()) == (200, 0, before)
    assert "还没有内容" in page.text


def test_files_named_by_a_script_count(planned, browser) -> None:
    step = Milestone.objects.get(title=STEP)
    page = look(browser("liaison"), planned, text=TOLD, done_milestones=[step.pk], evidence=["[object File]"])
    assert "没有附证明材料" not in page.text
    assert "没有需要提醒的" in page.text


def test_the_report_before_is_that_of_the_own_unit(planned, loop, browser) -> None:
    report(loop, planned, HOLLOW)
    page = look(browser("liaison"), planned, text=HOLLOW)
    assert "与上次反馈有100%相同" in page.text
    assert "与上次反馈" not in look(browser("other_liaison"), planned, text=HOLLOW).text


def test_a_problem_that_speaks_of_the_milestone_answers_it(planned, browser) -> None:
    page = look(browser("liaison"), planned, text=TOLD, problem="施工图审查机构排期靠后。")
    assert "办法列了" not in page.text


def test_an_amount_of_the_matter_is_asked_for(planned, browser) -> None:
    planned.measures = [{"raw": "不少于100座", "unit": "座"}]
    planned.save()
    client = browser("liaison")
    assert "不少于100座" in look(client, planned, text=TOLD).text
    assert "不少于100座" not in look(client, planned, text="建成63座。").text


def test_saying_done_is_read_too(planned, browser) -> None:
    page = look(browser("liaison"), planned, "report_done", script=False, text=HOLLOW)
    assert "申请办结" in page.text
    assert "只表态" in page.text


@pytest.mark.parametrize("verb", ["report", "report_done"])
def test_who_may_not_report_finds_no_reading(planned, browser, verb: str) -> None:
    assert look(browser("leader"), planned, verb, text=TOLD).status_code == 404
    assert browser("liaison").get(reverse(f"matters_{verb}_look", args=[planned.pk])).status_code == 405


def test_the_form_shows_what_is_known(planned, loop, browser) -> None:
    report(loop, planned, TOLD, problem="沿线有三户未签约。", percent=35, files=[loop.file("1")])
    page = browser("liaison").get(reverse("matters_report", args=[planned.pk])).text
    assert "总体完成35%" in page
    assert "上次反映的问题：沿线有三户未签约。" in page
    assert f"{STEP}：做到哪一步？" in page
    assert "已有证明材料1份" in page
    assert "先看一看" in page


def test_nothing_known_nothing_shown(loop, browser) -> None:
    matter = loop.at(Status.UNDER_WAY)
    page = browser("liaison").get(reverse("matters_report", args=[matter.pk])).text
    assert "已经掌握的情况" not in page
    assert "先看一看" in page


def test_a_form_that_is_no_report_has_no_reading(planned, browser) -> None:
    page = browser("staff").get(reverse("matters_check", args=[planned.pk])).text
    assert "先看一看" not in page


def test_the_signal_stands_beside_the_report_for_those_who_verify(planned, loop, browser) -> None:
    report(loop, planned, HOLLOW, percent=10)
    report(loop, planned, f"{HOLLOW}情况正常。", percent=20)
    actions.no_change(planned.pk, by=loop.actors.liaison, at=NOW)
    show = reverse("matters_show", args=[planned.pk])
    staff = browser("staff").get(show).text
    assert staff.count("内容提示：") == 2
    assert "与上次相同" in staff
    assert "不是对填报单位和个人的评价" in staff
    assert "内容提示" not in browser("liaison").get(show).text


def test_a_correction_is_not_held_against_what_it_corrects(planned, loop, browser) -> None:
    first = report(loop, planned, HOLLOW, percent=10)
    report(loop, planned, HOLLOW, percent=12, corrects_id=first.pk)
    staff = browser("staff").get(reverse("matters_show", args=[planned.pk])).text
    assert staff.count("内容提示：") == 2
    assert "与上次相同" not in staff


def test_a_milestone_due_on_the_day_of_a_report_is_looked_for_in_it(planned, loop, browser) -> None:
    late = NOW + timedelta(days=4)
    actions.report(planned.pk, Said(TOLD), by=loop.actors.liaison, at=late)
    staff = browser("staff").get(reverse("matters_show", args=[planned.pk])).text
    assert "内容提示：1项要求没有写到" in staff


def test_a_unit_in_support_is_not_asked_for_the_plan_of_the_lead(planned, loop, browser) -> None:
    client = browser("other_liaison")
    assert "做到哪一步" not in client.get(reverse("matters_report", args=[planned.pk])).text
    assert "办法列了" not in look(client, planned, text=TOLD).text
    late = NOW + timedelta(days=4)
    actions.report(planned.pk, Said(TOLD), by=loop.actors.other_liaison, at=late)
    assert "内容提示" not in browser("staff").get(reverse("matters_show", args=[planned.pk])).text


def test_the_signal_stands_beside_the_form_of_verification(loop, browser) -> None:
    matter = loop.at(Status.UNDER_WAY)
    said = Said(HOLLOW, files=[loop.file()])
    actions.report_done(matter.pk, said, by=loop.actors.liaison, at=NOW)
    verify = reverse("matters_verify", args=[matter.pk])
    assert "内容提示：1句空泛" in browser("staff").get(verify).text


def test_no_report_no_signal(loop) -> None:
    assert reading_of_last(loop.at(Status.UNDER_WAY), loop.actors.staff) is None


def test_only_the_lead_unit_says_that_a_milestone_is_done(planned, loop, browser) -> None:
    step = Milestone.objects.get(title=STEP)
    with pytest.raises(NotPermitted) as refused:
        report(loop, planned, TOLD, who="other_liaison", done_milestones=[step.pk])
    assert refused.value.code == "milestones-of-the-lead"
    path = reverse("matters_report", args=[planned.pk])
    assert "done_milestones" in browser("liaison").get(path).text
    support = browser("other_liaison")
    assert "done_milestones" not in support.get(path).text
    assert support.post(path, {"text": TOLD, "done_milestones": [step.pk]}).status_code == 422
    step.refresh_from_db()
    assert (step.done_on, Report.objects.count()) == (None, 0)


def test_a_look_at_what_cannot_be_filed_is_refused(planned, loop, browser) -> None:
    assert look(browser("other_liaison"), planned, "report_done", text=TOLD).status_code == 409
    closed = loop.at(Status.CLOSED)
    assert look(browser("liaison"), closed, script=False, text=TOLD).status_code == 409
