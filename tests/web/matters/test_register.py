"""The register's pages: what is narrowed, kept, printed, exported; and what they cost."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from luoshi.boards.register import COLUMNS
from luoshi.ledger import queries as ledger
from luoshi.matters.models import SavedView
from luoshi.matters.terms import Status
from tests.conftest import TODAY

REGISTER = "/matters/"


def day(n: int):
    return TODAY + timedelta(days=n)


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize("who", ["staff", "liaison"])
def test_six_queries_whatever_the_rows(
    browser, matter, django_assert_num_queries, rows: int, who: str
) -> None:
    """Session, person, posts, views, rows, count; what the filter offers is kept for a few seconds."""
    for n in range(rows):
        matter(day(n))
    client = browser(who)
    client.get(REGISTER)
    with django_assert_num_queries(6):
        page = client.get(REGISTER)
    assert page.text.count('<th scope="row">') == rows


def test_a_row_shows_lead_dates_and_state(browser, matter, city_units) -> None:
    matter(day(-6), title="供热改造", percent=40, last_report_on=day(-1), support=(city_units.housing,))
    matter(day(2), title="学校建设", sign_by=day(9), status=Status.ISSUED)
    matter(None, title="长期工作")
    matter(TODAY, title="今天的事")
    page = browser("staff").get(REGISTER).text
    assert '<tr class="row-bad">' in page
    assert "超期6天" in page
    assert '<tr class="row-warn">' in page
    assert "还有2天" in page
    assert "今天到期" in page
    assert "待定时限" in page
    assert "40%" in page
    assert "1个" in page
    assert "共 <b>4项</b>" in page


def test_filters_are_shown_and_can_be_taken_away(browser, matter, city_units) -> None:
    matter(day(-6))
    page = browser("staff").get(REGISTER, {"unit": city_units.reform.pk, "light": "overdue", "q": ""}).text
    assert '<a href="?light=overdue"><span class="visually-hidden">去掉条件</span>单位：市发改委' in page
    assert "时限状态：超期" in page
    assert f'<option value="{city_units.reform.pk}" selected>市发改委</option>' in page
    assert 'aria-current="page">超期</a>' in page


def test_an_empty_view_leads_on(browser) -> None:
    page = browser("staff").get(REGISTER, {"unit": 1}).text
    assert "没有符合条件的事项。" in page
    assert '<a href="?span=all&amp;unit=1">在全部事项中查找</a>' in page


def test_columns_are_chosen(browser, matter) -> None:
    matter(day(1), percent=40)
    page = browser("staff").get(REGISTER, {"cols": ["title", "check"]}).text
    assert page.count('<th scope="col"') == 2
    assert "下次检查</th>" in page
    assert "percent" not in page.split("<table")[1]


def test_a_wrong_filter_is_a_sentence(browser) -> None:
    answer = browser("staff").get(REGISTER, {"unit": "abc"})
    assert (answer.status_code, "筛选条件“单位”的内容无法识别" in answer.text) == (400, True)


def test_sorting_and_paging_by_links(browser, matter) -> None:
    for n in range(30):
        matter(day(n), title=f"事项{n:02}")
    client = browser("staff")
    first = client.get(REGISTER)
    assert 'aria-sort="ascending"' in first.text
    assert "?sort=-due" in first.text
    after = first.context["after"]
    second = client.get(f"{REGISTER}?{after}")
    assert ("事项25" in second.text, "事项24" in second.text) == (True, False)
    back = client.get(f"{REGISTER}?{second.context['before']}")
    assert "事项00" in back.text
    assert 'aria-sort="descending"' in client.get(REGISTER, {"sort": "-due"}).text
    silent = client.get(REGISTER, {"sort": "silent", "cols": "heard"}).text
    assert 'aria-sort="ascending"><a href="?sort=silent' in silent


def test_rows_are_chosen_where_an_act_can_be_done_on_several(browser, matter) -> None:
    matter(day(9), status=Status.DOCKETED)
    docketed = {"status": "docketed"}
    assert 'name="id"' in browser("staff").get(REGISTER, docketed).text
    assert "批量交办" in browser("staff").get(REGISTER, docketed).text
    assert 'name="id"' not in browser("auditor").get(REGISTER, docketed).text
    assert 'name="id"' not in browser("staff").get(REGISTER).text


def test_views_are_kept_for_their_owner(browser, matter) -> None:
    client = browser("staff")
    saved = client.post(
        reverse("matters_view_save"), {"name": " 超期的 ", "query": "light=overdue&cursor=a1"}
    )
    assert saved.url == f"{REGISTER}?light=overdue&cursor=a1"
    view = SavedView.objects.get()
    assert view.name == "超期的"
    assert "超期的</a>" in client.get(REGISTER).text
    assert "超期的</a>" not in browser("head").get(REGISTER).text
    drop = reverse("matters_view_drop", args=[view.pk])
    assert browser("head").post(drop).status_code == 404
    assert client.post(drop).status_code == 302
    assert SavedView.objects.count() == 0


def test_a_view_without_a_name_or_sense_is_refused(browser) -> None:
    client = browser("staff")
    assert client.post(reverse("matters_view_save"), {"name": "", "query": ""}).status_code == 400
    assert client.post(reverse("matters_view_save"), {"name": "x", "query": "unit=x"}).status_code == 400


def test_the_printed_sheet(browser, matter) -> None:
    matter(day(-6), title="供热改造")
    page = browser("liaison").get(reverse("matters_paper"), {"light": "overdue"}).text
    assert "供热改造" in page
    assert "截至2026年3月16日；时限状态：超期" in page
    assert "只列前" not in page


def test_a_long_sheet_says_so(browser, matter) -> None:
    for _ in range(101):
        matter(day(1))
    assert "打印页只列前100项" in browser("staff").get(reverse("matters_paper")).text


def test_the_export_is_what_is_shown_and_is_on_record(browser, matter, actors) -> None:
    for n in range(30):
        matter(day(n - 10), title=f"事项{n:02}")
    answer = browser("liaison").get(reverse("matters_export"), {"light": "overdue", "cols": ["title", "due"]})
    assert answer["Content-Disposition"].endswith("%E7%9D%A3%E5%8A%9E%E5%8F%B0%E8%B4%A620260316.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "督办台账（截至2026-03-16；时限状态：超期）"
    assert rows[1] == ["标题", "完成时限", "时限状态", "剩余天数"]
    assert [row[0] for row in rows[2:]] == [f"事项{n:02}" for n in range(10)]
    last = ledger.story(f"person/{actors.liaison.person_id}")[-1]
    assert last.facts() == {"rows": 10, "query": "light=overdue&cols=title%2Cdue"}


def test_who_may_export(browser) -> None:
    assert browser("inspector").get(reverse("matters_export")).status_code == 404
    assert browser("auditor").get(reverse("matters_export")).status_code == 200


def test_matters_of_a_document(browser, loop, people) -> None:
    from luoshi.directives.models import Directive, Draft
    from luoshi.directives.terms import DraftStatus
    from tests.conftest import NOW

    directive = Directive.objects.create(
        title="专题会议纪要",
        kind="minutes",
        dated_on=TODAY,
        text="抓紧供热改造。",
        digest="0" * 64,
        received_at=NOW,
    )
    Draft.objects.create(
        directive=directive, kind="task", text="抓紧供热改造", start=0, end=6, lead=loop.units.reform,
        due_on=day(30), status=DraftStatus.CONFIRMED,
    )  # fmt: skip
    client = browser("staff")
    answer = client.post(reverse("matters_propose", args=[directive.pk]))
    assert answer.url == f"{REGISTER}?status=proposed&directive={directive.pk}&size=100"
    page = client.get(answer.url).text
    assert "来源文件：《专题会议纪要》" in page
    assert "抓紧供热改造" in page
    assert f'<input type="hidden" name="directive" value="{directive.pk}">' in page
    again = client.post(reverse("matters_propose", args=[directive.pk]))
    assert again.status_code == 422


def test_every_column_can_be_shown(browser, loop) -> None:
    loop.at(Status.CLOSED, urgency="urgent", deadline_raw="年底前")
    loop.at(Status.UNDER_WAY)
    page = browser("staff").get(REGISTER, {"span": "all", "cols": list(COLUMNS)}).text
    assert page.count('<th scope="col"') == len(COLUMNS)
    assert '<td data-label="缓急" class="nowrap">急</td>' in page
    assert '<td data-label="缓急" class="nowrap"></td>' in page
    assert '<td data-label="时限原文" class="nowrap">年底前</td>' in page
    assert '<td data-label="类型" class="nowrap">任务</td>' in page
