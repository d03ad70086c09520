"""Suggested leads and likenesses on the cards, and the page on how well documents are read."""

import pytest
from django.urls import reverse

from luoshi.directives import actions as drafting
from luoshi.directives.models import Draft, Verdict
from luoshi.directives.terms import DraftStatus
from luoshi.precedents import actions
from luoshi.precedents.models import Alike
from luoshi.units.models import Unit
from tests.conftest import NOW
from tests.precedents.conftest import directive, drafts, matter

__all__ = ["directive", "drafts", "matter"]


@pytest.fixture
def page(browser, directive, drafts, actors):
    actions.advise(directive.pk, by=actors.staff)
    return lambda: browser.get(reverse("directive_drafts", args=[directive.pk])).text


def likeness(**which) -> Alike:
    return Alike.objects.get(**which)


def test_a_card_says_who_may_lead_and_what_asks_the_same(page, city_units) -> None:
    text = page()
    assert "由市发改委牵头" in text
    assert "“固定资产投资”与这类单位的通常职责“固定资产投资”相近" in text
    assert "与在办事项要求不一致" in text
    assert "牵头单位：此处市发改委，彼处市住建局" in text
    assert "与同一文件的另一条" in text


def test_a_suggestion_is_taken(page, drafts, browser, city_units) -> None:
    browser.post(reverse("draft_lead", args=[drafts[1].pk, city_units.reform.pk]), {"version": 0})
    drafts[1].refresh_from_db()
    assert drafts[1].lead == Unit.objects.get(pk=city_units.reform.pk)
    assert "由市发改委牵头" not in page()


def test_nothing_is_suggested_without_reason(page, drafts) -> None:
    Draft.objects.filter(pk=drafts[1].pk).update(text="召开动员会议")
    drafts[1].suggested.all().delete()
    assert "没有把握建议牵头单位" in page()


def test_joined_and_parted(page, drafts, matter, browser, swap) -> None:
    alike = likeness(draft=drafts[0], matter=matter)
    joined = swap(reverse("draft_join", args=[alike.pk]), version=0)
    assert "已并入" in joined.content.decode()
    assert "又见于" in browser.get(reverse("matters_show", args=[matter.pk])).text
    assert "又有来源" in browser.get(reverse("matters_show", args=[matter.pk])).text
    browser.post(reverse("draft_part", args=[drafts[0].pk]), {"version": 1})
    assert "撤回来源" in browser.get(reverse("matters_show", args=[matter.pk])).text
    assert swap(reverse("draft_join", args=[alike.pk])).status_code == 400


def test_kept_apart_and_merged(page, drafts, matter, swap) -> None:
    alike = likeness(draft=drafts[0], matter=matter)
    assert "不一致" not in swap(reverse("draft_apart", args=[alike.pk])).content.decode().split("第2项")[0]
    other = likeness(other=drafts[0])
    pair = f"{drafts[2].pk}:0 {drafts[0].pk}:0"
    assert swap(reverse("draft_merge", args=[other.pk]), pair=pair).status_code == 200
    assert Draft.objects.filter(status=DraftStatus.REPLACED).count() == 2


def test_looking_again(page, directive, browser) -> None:
    Alike.objects.all().delete()
    response = browser.post(reverse("drafts_advise", args=[directive.pk]), follow=True)
    assert "已按最新情况重新比对" in response.text
    assert Alike.objects.count() == 3


def test_the_quality_page(page, drafts, directive, browser, actors, client_as, people) -> None:
    quality = reverse("reading_quality")
    assert "还没有数据" in browser.get(quality).text
    Draft.objects.update(engine={})
    drafting.confirm(drafts[0].pk, by=actors.staff, at=NOW, version=0)
    drafting.discard(drafts[1].pk, by=actors.staff, at=NOW, version=0)
    drafting.mark_proposed([drafts[0].pk], by=actors.staff, at=NOW)
    for field, engine, clerk in (("kind", "prohibition", "task"), ("due", "2026-06-04", None)):
        Verdict.objects.create(
            draft=drafts[0],
            field=field,
            engine=engine,
            clerk=clerk,
            right=False,
            engine_version="1",
            at=NOW,
            month="2026-03",
        )
    text = browser.get(quality).text
    assert [word in text for word in ("禁令", "2026年6月4日", "prohibition", "2026-06-04")] == [
        True,
        True,
        False,
        False,
    ]
    assert "2026-03" in text
    assert "50.0%" in text
    assert drafts[1].text in text
    assert client_as(people.liaison).get(quality).status_code == 404
