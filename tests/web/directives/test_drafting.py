"""The drafting page and the acts on its cards, with a script and without."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from luoshi.directives import actions, queries
from luoshi.directives.models import Draft
from luoshi.directives.terms import DraftStatus
from tests.conftest import NOW
from tests.directives.samples import MINUTES, span
from tests.directives.test_decisions import PATROL, PIPES, RIVER

LIST = "市发改委要在4月15日前公布惠企政策清单，市财政局要在4月底前拨付到位"


def page_of(browser, directive) -> str:
    response = browser.get(reverse("directive_drafts", args=[directive.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_both_sides(browser, directive, draft, units) -> None:
    made = draft(PIPES, lead=units.housing, due_on=date(2026, 6, 30), deadline_raw="6月底前")
    html = page_of(browser, directive)
    assert (
        f'<mark class="mark-pending" data-start="{made.start}" data-drafts="{made.pk}">{PIPES}</mark>' in html
    )
    assert f'id="words-{made.pk}" href="#draft-{made.pk}"' in html
    assert f'id="draft-{made.pk}" data-draft="{made.pk}" data-status="pending"' in html
    assert "<b>1</b> 待确认 <b>0</b> 已确认 <b>0</b> 已剔除" in html


def test_the_text_as_shown_is_the_text(browser, directive, draft) -> None:
    """Offsets that a script counts in the page are offsets into the text."""
    draft(PIPES)
    draft("雨水管网改造12公里。（市住建局牵头")
    html = page_of(browser, directive)
    found = re.findall(r'data-start="(\d+)"[^>]*>([^<]*)</(?:mark|span)>', html)
    assert all(MINUTES[int(start) : int(start) + len(text)] == text for start, text in found)
    assert "".join(text for _, text in found) == "".join(MINUTES.split("\n"))


def test_what_a_document_says_is_never_markup(browser, paper, units) -> None:
    evil = '关于<script>alert(1)</script>的会议纪要\n2026年3月10日\n一、<img src=x onerror=alert(2)>要在5月底前完成"整改"。（<b>市住建局</b>负责）'
    directive = paper(evil, title="<script>alert(1)</script>")
    actions.add(directive.pk, (evil.index("<img"), len(evil)), by=actions_by(browser), at=NOW)
    for name in ("directive_drafts", "directive_page", "directive_describe"):
        html = browser.get(reverse(name, args=[directive.pk])).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def actions_by(browser):
    from luoshi.accounts.models import Person
    from luoshi.accounts.queries import actor_for

    return actor_for(Person.objects.get(pk=browser.session["_auth_user_id"]), on=date(2026, 3, 16))


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_for_any_number_of_drafts(
    count, browser, five, directive, django_assert_num_queries
) -> None:
    Draft.objects.exclude(pk__in=[draft.pk for draft in five[:count]]).update(status=DraftStatus.REPLACED)
    page_of(browser, directive)
    with django_assert_num_queries(10):
        page_of(browser, directive)


@pytest.mark.parametrize("count", [1, 5])
def test_a_decision_costs_the_same_for_any_number_of_drafts(
    count, swap, five, django_assert_max_num_queries
) -> None:
    """Those of the ledger are left out: how many it needs depends on its size."""
    Draft.objects.exclude(pk__in=[draft.pk for draft in five[:count]]).update(status=DraftStatus.REPLACED)
    with django_assert_max_num_queries(16) as counted:
        swap(reverse("draft_decide", args=[five[0].pk, "confirm"]), version=0)
    own = [
        query["sql"] for query in counted.captured_queries if not re.search("ledger_|advisory", query["sql"])
    ]
    assert len(own) == 11


def done(response) -> dict:
    return json.loads(response.headers["HX-Trigger-After-Settle"])["drafts:done"]


def test_confirming_swaps_the_card_and_the_counts(swap, directive, draft) -> None:
    draft(PIPES)
    second = draft(RIVER)
    response = swap(reverse("draft_decide", args=[second.pk, "confirm"]), version=0)
    html = response.content.decode()
    assert response.headers["HX-Reswap"] == "none"
    assert done(response) == {"verb": "confirm", "ids": [second.pk]}
    assert re.findall(r'id="([\w-]+)"[^>]*hx-swap-oob', html) == [f"draft-{second.pk}", "draft-counts"]
    assert "第2项" in html
    assert 'data-status="confirmed"' in html
    assert "<b>1</b> 待确认 <b>1</b> 已确认" in html


@pytest.mark.parametrize("verb", ["reopen", "discard", "restore"])
def test_the_other_decisions(verb, swap, draft) -> None:
    before = {"reopen": "confirmed", "discard": "pending", "restore": "discarded"}[verb]
    made = draft(PIPES, status=before)
    assert done(swap(reverse("draft_decide", args=[made.pk, verb]), version=0)) == {
        "verb": verb,
        "ids": [made.pk],
    }


def test_without_a_script_every_act_returns_to_the_card(browser, directive, draft) -> None:
    made = draft(PIPES)
    place = f"{reverse('directive_drafts', args=[directive.pk])}#draft-{made.pk}"
    posted = browser.post(reverse("draft_decide", args=[made.pk, "confirm"]), {"version": 0})
    assert (posted.status_code, posted.headers["Location"]) == (302, place)
    card = browser.get(reverse("draft_card", args=[made.pk]))
    assert (card.status_code, card.headers["Location"]) == (302, place)


def test_the_slower_clerk_gets_the_refusal_and_the_card_as_it_stands(swap, draft, actors) -> None:
    made = draft(PIPES)
    actions.discard(made.pk, by=actors.head, at=NOW, version=0)
    response = swap(reverse("draft_decide", args=[made.pk, "confirm"]), version=0)
    html = response.content.decode()
    assert (response.status_code, response.headers["HX-Retarget"]) == (409, "#refusal")
    assert "draft-changed" in html
    assert f'id="draft-{made.pk}" data-draft="{made.pk}" data-status="discarded"' in html


def test_the_slower_clerk_gets_the_page_when_the_card_is_gone(
    swap, browser, directive, draft, actors
) -> None:
    one, two = draft(PIPES), draft(RIVER)
    actions.merge(directive.pk, by=actors.head, at=NOW, versions={one.pk: 0, two.pk: 0})
    response = swap(reverse("draft_decide", args=[one.pk, "confirm"]), version=0)
    assert response.status_code == 409
    assert 'id="paper" hx-swap-oob' in response.content.decode()
    plain = browser.post(reverse("draft_decide", args=[one.pk, "confirm"]), {"version": 0})
    assert (plain.status_code, "未能办理" in plain.content.decode()) == (409, True)


def test_many_are_confirmed_at_once(swap, directive, five) -> None:
    marked = [f"{draft.pk}:0" for draft in five]
    response = swap(reverse("drafts_decide", args=[directive.pk, "confirm"]), marked=marked)
    assert done(response)["ids"] == [draft.pk for draft in sorted(five, key=lambda one: one.start)]
    assert "<b>0</b> 待确认 <b>5</b> 已确认" in response.content.decode()
    again = swap(reverse("drafts_decide", args=[directive.pk, "discard"]), marked=marked)
    assert (again.status_code, 'id="drafts" hx-swap-oob' in again.content.decode()) == (409, True)


@pytest.mark.parametrize("marked", ["x:0", "1:", "1", "1:-1"])
def test_marks_that_are_no_marks(marked, swap, directive) -> None:
    response = swap(reverse("drafts_decide", args=[directive.pk, "confirm"]), marked=[marked])
    assert (response.status_code, "bad-request" in response.content.decode()) == (400, True)


def test_unknown_verbs_are_not_found(swap, directive, draft) -> None:
    made = draft(PIPES)
    assert swap(reverse("draft_decide", args=[made.pk, "delete"]), version=0).status_code == 404
    assert swap(reverse("drafts_decide", args=[directive.pk, "delete"])).status_code == 404


def test_a_request_without_a_version(swap, draft) -> None:
    response = swap(reverse("draft_decide", args=[draft(PIPES).pk, "confirm"]))
    assert (response.status_code, "bad-request" in response.content.decode()) == (400, True)


def test_one_click_names_the_lead(swap, draft, units) -> None:
    made = draft(RIVER, support=[units.housing, units.reform], relation="joint")
    response = swap(reverse("draft_lead", args=[made.pk, units.reform.pk]), version=0)
    made.refresh_from_db()
    assert (made.lead, done(response)["verb"]) == (units.reform, "lead")


FORM = {"version": 0, "kind": "task", "text": "改造管网", "lead": "发改委", "support": "市财政局、市住建局"}


def test_the_inline_form_takes_short_names_and_aliases(browser, swap, draft, units) -> None:
    made = draft(PIPES, lead=units.housing)
    path = reverse("draft_edit", args=[made.pk])
    form = browser.get(path, headers={"HX-Request": "true"}).content.decode()
    assert 'value="云州市住房和城乡建设局"' in form
    assert "<html" not in form
    response = swap(path, **FORM, due_on="2026-06-30", measures="12公里\n5座")
    made.refresh_from_db()
    assert (made.text, made.lead, made.due_on) == ("改造管网", units.reform, date(2026, 6, 30))
    assert set(made.support.all()) == {units.finance, units.housing}
    assert [measure["raw"] for measure in made.measures] == ["12公里", "5座"]
    assert done(response) == {"verb": "edit", "ids": [made.pk]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lead": "市水务局"}, "没有找到单位“市水务局”，请从列表中选择。"),
        ({"support": "市财政局、园林所"}, "没有找到单位“园林所”，请从列表中选择。"),
        ({"lead": "重名局"}, "“重名局”可能指市重名局、云州重名局，请写全称。"),
        ({"text": ""}, "请填写。"),
        ({"due_on": "六月"}, "日期无法识别"),
        ({"version": 7}, "刚刚被他人更新"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(changes, words, swap, draft, unit) -> None:
    unit("市重名局", short="市重名局")
    unit("云州重名局", short="云州重名局")
    made = draft(PIPES)
    response = swap(
        reverse("draft_edit", args=[made.pk]), **{**FORM, "deadline_raw": "手写的时限", **changes}
    )
    html = response.content.decode()
    assert response.status_code in {409, 422}
    assert words in html
    assert "手写的时限" in html
    made.refresh_from_db()
    assert made.version == 0


def test_forms_have_a_page_of_their_own_without_a_script(browser, draft) -> None:
    made = draft(LIST)
    for name in ("draft_edit", "draft_split"):
        html = browser.get(reverse(name, args=[made.pk])).content.decode()
        assert "<html" in html
        assert f'action="{reverse(name, args=[made.pk])}"' in html
    posted = browser.post(reverse("draft_edit", args=[made.pk]), FORM)
    assert posted.headers["Location"].endswith(f"#draft-{made.pk}")


def test_a_draft_is_split_where_the_clerk_points(browser, swap, draft) -> None:
    made = draft(LIST)
    path = reverse("draft_split", args=[made.pk])
    panel = browser.get(path, headers={"HX-Request": "true"}).content.decode()
    cuts = re.findall(r'name="cut" value="(\d+)"', panel)
    assert [MINUTES[made.start : int(cut)] for cut in cuts] == ["市发改委要在4月15日前公布惠企政策清单，"]
    response = swap(path, version=0, cut=cuts[0])
    assert [draft.text for draft in Draft.objects.filter(pk__in=done(response)["ids"])] == [
        "市发改委要在4月15日前公布惠企政策清单",
        "市财政局要在4月底前拨付到位",
    ]
    assert 'id="paper" hx-swap-oob' in response.content.decode()


def test_selected_words_are_cut_out_and_put_back(swap, directive, draft) -> None:
    made = draft(LIST)
    start, end = span("公布惠企政策清单")
    parts = done(swap(reverse("draft_split", args=[made.pk]), version=0, start=start, end=end))["ids"]
    assert len(parts) == 3
    back = done(swap(reverse("draft_undo", args=[parts[1]]), version=0))
    assert back == {"verb": "undo", "ids": [made.pk]}
    assert queries.outline(directive.pk) == [(made.pk, "pending")]


def test_marked_drafts_are_merged(browser, directive, draft) -> None:
    one, two = draft(PIPES), draft(RIVER)
    posted = browser.post(
        reverse("drafts_merge", args=[directive.pk]), {"marked": [f"{one.pk}:0", f"{two.pk}:0"]}
    )
    (merged,) = queries.drafts(directive.pk)
    assert (
        posted.headers["Location"] == f"{reverse('directive_drafts', args=[directive.pk])}#draft-{merged.pk}"
    )


def test_selected_words_are_added_once(swap, directive) -> None:
    start, end = span(PATROL)
    path = reverse("drafts_add", args=[directive.pk])
    made = done(swap(path, start=start, end=end))
    assert (made["verb"], Draft.objects.get(pk=made["ids"][0]).text) == ("add", PATROL)
    again = swap(path, start=start, end=end)
    assert (again.status_code, "draft-exists" in again.content.decode()) == (409, True)


def test_when_everything_is_decided_the_office_proposes(swap, directive, draft) -> None:
    made, other = draft(PIPES), draft(RIVER)
    first = swap(reverse("draft_decide", args=[made.pk, "confirm"]), version=0).content.decode()
    assert "全部核对后提请立项" in first
    last = swap(reverse("draft_decide", args=[other.pk, "discard"]), version=0).content.decode()
    assert "提请立项（1项）" in last
    assert reverse("matters_propose", args=[directive.pk]) in last


def test_an_empty_page_says_what_to_do(browser, directive) -> None:
    assert "没有从文件中识别出事项" in page_of(browser, directive)


def test_a_cancelled_form_becomes_the_card_again(browser, draft) -> None:
    made = draft(PIPES)
    html = browser.get(reverse("draft_card", args=[made.pk]), headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith(f'<article class="draft draft-pending" id="draft-{made.pk}"')
    assert "hx-swap-oob" not in html


def test_a_stale_merge_without_a_script(browser, directive, draft, actors) -> None:
    one, two = draft(PIPES), draft(RIVER)
    actions.confirm(one.pk, by=actors.head, at=NOW, version=0)
    marked = [f"{one.pk}:0", f"{two.pk}:0"]
    response = browser.post(reverse("drafts_merge", args=[directive.pk]), {"marked": marked})
    html = response.content.decode()
    assert (response.status_code, "draft-changed" in html, "hx-swap-oob" in html) == (409, True, False)
