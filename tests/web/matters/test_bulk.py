"""One act on many: approved together, issued together, all or none."""

from datetime import timedelta

from django.urls import reverse

from luoshi.matters.models import Matter
from luoshi.matters.terms import Status
from tests.conftest import TODAY

DOCKET, ISSUE = "/matters/docket/", "/matters/issue/"


def approval(loop) -> dict:
    return {
        "approver": loop.actors.leader.person_id,
        "approved_on": f"{TODAY}",
        "basis": "常务会议",
        "on_paper": "on",
    }


def statuses() -> list[str]:
    return list(Matter.objects.order_by("pk").values_list("status", flat=True))


def test_from_proposals_to_issued_matters(loop, browser) -> None:
    ids = [loop.at(Status.PROPOSED).pk for _ in range(3)]
    head, staff = browser("head"), browser("staff")
    form = head.get(DOCKET, {"id": ids}).text
    assert "共3项，可以办理3项" in form
    assert form.count(" checked") == 4
    done = head.post(DOCKET, approval(loop) | {"id": ids})
    assert done.url == "/matters/?status=docketed&size=100"
    assert statuses() == ["docketed"] * 3
    assert "共3项，可以办理3项" in staff.get(ISSUE, {"id": ids}).text
    assert staff.post(ISSUE, {"id": ids, "sign_by": ""}).url == "/matters/?status=issued&size=100"
    assert statuses() == ["issued"] * 3


def test_one_that_cannot_go_stops_all(loop, browser) -> None:
    ready = loop.at(Status.PROPOSED)
    late = loop.at(Status.PROPOSED)
    Matter.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=1))
    head = browser("head")
    form = head.get(DOCKET, {"id": [ready.pk, late.pk, 999]}).text
    assert "共2项，可以办理1项" in form
    assert "有1项没有找到" in form
    assert reverse("matters_edit", args=[late.pk]) in form
    refused = head.post(DOCKET, approval(loop) | {"id": [ready.pk, late.pk]})
    assert refused.status_code == 422
    assert "完成时限早于今天" in refused.text
    assert 'value="常务会议"' in refused.text
    assert statuses() == ["proposed"] * 2


def test_nothing_or_too_much_is_refused(loop, browser) -> None:
    head = browser("head")
    assert "还没有选择事项" in head.get(DOCKET).text
    assert head.get(DOCKET, {"id": "x"}).status_code == 400
    assert head.get(DOCKET, {"id": range(1, 502)}).status_code == 400
    assert "可以办理0项" in head.get(DOCKET, {"id": 999}).text


def test_an_incomplete_approval_is_refused(loop, browser) -> None:
    matter = loop.at(Status.PROPOSED)
    refused = browser("head").post(DOCKET, {"id": matter.pk})
    assert (refused.status_code, statuses()) == (422, ["proposed"])


def test_the_document_of_all_goes_on_being_shown(loop, browser) -> None:
    from luoshi.directives.models import Directive
    from tests.conftest import NOW

    directive = Directive.objects.create(
        title="纪要", kind="minutes", dated_on=TODAY, text="x", digest="0" * 64, received_at=NOW
    )
    ids = [loop.at(Status.PROPOSED).pk for _ in range(2)]
    Matter.objects.update(directive=directive)
    head = browser("head")
    assert 'value="《纪要》"' in head.get(DOCKET, {"id": ids}).text
    done = head.post(DOCKET, approval(loop) | {"id": ids})
    assert done.url == f"/matters/?status=docketed&directive={directive.pk}&size=100"


def test_who_may(loop, browser) -> None:
    assert browser("staff").get(DOCKET, {"id": 1}).status_code == 404
    assert browser("liaison").get(ISSUE, {"id": 1}).status_code == 404
