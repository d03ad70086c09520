"""The list, a document as it reads, its face, its downloads."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from python_calamine import CalamineWorkbook

from luoshi.directives import queries
from tests.directives.samples import MINUTES
from tests.directives.test_decisions import PIPES, RIVER
from tests.directives.test_queries import made


def test_the_list_shows_progress(browser, directive, draft) -> None:
    draft(PIPES)
    draft(RIVER, status="confirmed")
    html = browser.get(reverse("directive_list")).content.decode()
    assert reverse("directive_page", args=[directive.pk]) in html
    assert "共1份" in html
    assert '<td data-label="待确认" class="num">1</td>' in html


def test_the_list_is_narrowed_by_the_address(browser, directive) -> None:
    path = reverse("directive_list")
    for query, expected in (
        ({"q": "专题"}, True), ({"q": "没有"}, False), ({"kind": "minutes"}, True), ({"kind": "speech"}, False),
        ({"status": "drafting"}, True), ({"status": "proposed"}, False), ({"kind": "nonsense"}, True),
        ({"after": "2020-01-01.1"}, False), ({"after": "2030-01-01.1"}, True), ({"after": "x"}, False),
    ):  # fmt: skip
        assert (directive.title in browser.get(path, query).content.decode()) is expected, query


def test_an_empty_list_says_what_to_do(browser) -> None:
    assert "还没有接收文件" in browser.get(reverse("directive_list")).content.decode()


def test_long_lists_have_pages_and_a_capped_count(browser, monkeypatch) -> None:
    monkeypatch.setattr(queries, "COUNT_CAP", 20)
    for ordinal in range(30):
        made(ordinal)
    first = browser.get(reverse("directive_list")).content.decode()
    assert "超过" in first
    onward = re.search(r'rel="next" href="([^"]+)"', first).group(1)
    second = browser.get(reverse("directive_list") + onward).content.decode()
    assert ('href="?">第一页</a>' in second, 'rel="next"' in second) == (True, False)
    shown = [re.findall(r'<th scope="row"><a href="([^"]+)"', page) for page in (first, second)]
    assert (len(shown[0]), len(shown[1]), len({*shown[0], *shown[1]})) == (25, 5, 30)


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_for_any_number(count, browser, django_assert_num_queries) -> None:
    for ordinal in range(count):
        made(ordinal)
    browser.get(reverse("directive_list"))
    with django_assert_num_queries(6):
        browser.get(reverse("directive_list"))


@pytest.mark.parametrize("count", [1, 5])
def test_a_document_costs_the_same_for_any_number(
    count, browser, five, directive, django_assert_num_queries
) -> None:
    directive.drafts.exclude(pk__in=[draft.pk for draft in five[:count]]).update(status="replaced")
    path = reverse("directive_page", args=[directive.pk])
    browser.get(path)
    with django_assert_num_queries(7):
        browser.get(path)


def test_a_clause_names_the_matters_that_come_from_it(browser, directive, draft, units) -> None:
    one = draft(PIPES, lead=units.housing, due_on=date(2026, 6, 30))
    draft(RIVER, deadline_raw="长期坚持")
    html = browser.get(reverse("directive_page", args=[directive.pk])).content.decode()
    assert (
        f'市住建局，2026年6月30日前 <a href="{reverse("directive_drafts", args=[directive.pk])}#draft-{one.pk}">第1项</a>'
        in html.replace("，6月30日前", "，2026年6月30日前")
    )
    assert "未定牵头单位，长期坚持" in html
    assert 'id="clause-1"' in html


def test_readers_are_offered_no_acts(client_as, people, directive, draft) -> None:
    draft(PIPES)
    reader = client_as(people.leader)
    html = reader.get(reverse("directive_page", args=[directive.pk])).content.decode()
    assert PIPES in html
    assert reverse("directive_drafts", args=[directive.pk]) not in html
    assert reader.get(reverse("directive_drafts", args=[directive.pk])).status_code == 404
    assert reverse("directive_new") not in reader.get(reverse("directive_list")).content.decode()


def test_an_unknown_document(browser) -> None:
    for name in ("directive_page", "directive_source", "directive_describe", "directive_drafts"):
        assert browser.get(reverse(name, args=[999])).status_code == 404


FACE = {
    "version": 0,
    "title": "新的标题",
    "kind": "notice",
    "number": "",
    "issuer": "市政府",
    "dated_on": "2026-03-01",
}


def test_the_face_is_put_right(browser, directive) -> None:
    path = reverse("directive_describe", args=[directive.pk])
    assert directive.title in browser.get(path).content.decode()
    assert browser.post(path, FACE).headers["Location"] == reverse("directive_page", args=[directive.pk])
    directive.refresh_from_db()
    assert (directive.title, directive.kind, directive.dated_on) == ("新的标题", "notice", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"title": ""}, 422, "请填写。"),
        ({"dated_on": "2099-01-01"}, 400, "成文日期晚于今天"),
        ({"version": 9}, 409, "刚刚被他人更新"),
    ],
)
def test_a_refused_face_keeps_what_was_typed(changes, status, words, browser, directive) -> None:
    response = browser.post(
        reverse("directive_describe", args=[directive.pk]), {**FACE, "number": "手写文号", **changes}
    )
    html = response.content.decode()
    assert (response.status_code, words in html, "手写文号" in html) == (status, True, True)


def test_a_pasted_text_is_downloaded_as_text(browser, directive) -> None:
    response = browser.get(reverse("directive_source", args=[directive.pk]))
    assert response.content.decode() == MINUTES
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_an_uploaded_file_is_downloaded_as_it_came(browser, units, calendar) -> None:
    new = reverse("directive_new")
    upload = SimpleUploadedFile("纪要.txt", MINUTES.encode("gb18030"))
    stored = browser.post(new, {"classified": "no", "file": upload}).context["reading"].stored
    browser.post(new, {"classified": "no", "step": "face", "stored": stored.pk, **FACE})
    directive = stored.uploaded_by and queries.same_text(queries.Directive.objects.get().digest)
    response = browser.get(reverse("directive_source", args=[directive.pk]))
    assert b"".join(response.streaming_content) == MINUTES.encode("gb18030")
    assert response.headers["Content-Type"] == "text/plain"


def test_the_breakdown_table_as_excel(browser, directive, draft, units) -> None:
    draft(
        PIPES,
        lead=units.housing,
        support=[units.finance],
        due_on=date(2026, 6, 30),
        measures=[{"raw": "12公里"}],
        section=["一、关于城区排水防涝"],
    )
    draft(RIVER, lead_raw=["水务局"], deadline_raw="长期坚持", status="confirmed")
    draft("开展河道", status="discarded")
    response = browser.get(reverse("directive_breakdown", args=[directive.pk, "xlsx"]))
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "《云州市人民政府专题会议纪要》任务分解表"
    assert rows[2] == [
        1.0,
        PIPES,
        "任务",
        "市住建局",
        "市财政局",
        "",
        date(2026, 6, 30),
        "",
        "12公里",
        "待确认",
        "一、关于城区排水防涝",
    ]
    assert rows[3] == [2.0, RIVER, "任务", "水务局", "", "长期坚持", "", "", "", "已确认", ""]
    assert len(rows) == 4


def test_the_breakdown_table_as_word(browser, directive, draft, units) -> None:
    draft(PIPES, lead=units.housing, due_on=date(2026, 6, 30), section=["一、关于城区排水防涝"])
    draft(RIVER, support_raw=["水务局"], deadline_raw="长期坚持")
    response = browser.get(reverse("directive_breakdown", args=[directive.pk, "docx"]))
    tables = Document(BytesIO(response.content)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert rows[1] == ["1", PIPES, "市住建局", "无", "无", "2026年6月30日"]
    assert rows[3][3:] == ["水务局", "无", "长期坚持"]


def test_there_is_no_third_form(browser, directive) -> None:
    assert browser.get(reverse("directive_breakdown", args=[directive.pk, "pdf"])).status_code == 404
