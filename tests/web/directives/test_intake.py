"""Handing in a document: two steps, and nothing typed is lost."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from luoshi.directives.models import Directive
from luoshi.files.models import StoredFile
from tests.directives.samples import MINUTES

FACE = {
    "step": "face",
    "title": "专题会议纪要",
    "kind": "minutes",
    "number": "云政专纪〔2026〕3号",
    "issuer": "",
    "dated_on": "2026-03-10",
}


@pytest.fixture
def post(browser, units, calendar):
    def run(**data):
        return browser.post(reverse("directive_new"), data)

    return run


def upload(name: str = "纪要.docx", text: str = MINUTES) -> SimpleUploadedFile:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def test_the_first_step_asks_whether_it_is_classified(browser) -> None:
    html = browser.get(reverse("directive_new")).content.decode()
    assert 'name="classified" value="no" required' in html
    assert "checked" not in html


def test_pasted_text_is_read_and_its_face_proposed(post) -> None:
    response = post(classified="no", text=MINUTES)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="云州市人民政府专题会议纪要"' in html
    assert 'value="2026-03-10"' in html
    assert Directive.objects.count() == 0


def test_the_second_step_receives(post) -> None:
    response = post(classified="no", text=MINUTES.replace("\n", "\r\n"), **FACE)
    directive = Directive.objects.get()
    assert response.headers["Location"] == reverse("directive_drafts", args=[directive.pk])
    assert (directive.title, directive.text) == ("专题会议纪要", MINUTES)
    assert directive.drafts.count() > 0


def test_the_text_of_the_second_step_is_the_text_of_the_first(post) -> None:
    """A text area drops its first line break and sends CRLF: neither may change what is received."""
    text = "\n\n" + MINUTES
    html = post(classified="no", text=text).content.decode()
    shown = html.split('name="text"')[1].split(">", 1)[1].split("</textarea>")[0]
    assert shown.removeprefix("\n") == text


def test_a_file_is_kept_and_need_not_be_chosen_again(post) -> None:
    first = post(classified="no", file=upload())
    stored = StoredFile.objects.get()
    assert f'name="stored" value="{stored.pk}"' in first.content.decode()
    wrong = post(classified="no", stored=stored.pk, **{**FACE, "title": ""})
    assert (wrong.status_code, f'name="stored" value="{stored.pk}"' in wrong.content.decode()) == (422, True)
    post(classified="no", stored=stored.pk, **FACE)
    assert Directive.objects.get().source == stored


def test_a_refused_face_keeps_everything(post) -> None:
    response = post(classified="no", text=MINUTES, **{**FACE, "dated_on": "2099-01-01", "number": "手写文号"})
    html = response.content.decode()
    assert (response.status_code, "成文日期晚于今天" in html, "手写文号" in html) == (400, True, True)
    assert "完成老城区雨水管网改造12公里" in html
    assert Directive.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"text": MINUTES}, 422, "请先回答“是否涉密”"),
        ({"text": MINUTES, "classified": "maybe"}, 422, "是否涉密"),
        ({"text": MINUTES, "classified": "yes"}, 422, "不得进入本系统"),
        ({"text": "机密★10年\n" + MINUTES, "classified": "no"}, 422, "标有密级"),
        ({"text": " ", "classified": "no"}, 400, "没有读到文字"),
        ({"classified": "no"}, 400, "没有读到文字"),
    ],
)
def test_a_refusal_keeps_the_text_and_stores_nothing(data, status, words, post) -> None:
    response = post(**data)
    html = response.content.decode()
    assert (response.status_code, words in html) == (status, True)
    assert ("完成老城区雨水管网改造12公里" in html) is (len(data.get("text", "")) > 10)
    assert (Directive.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("空.txt", b""), "文件是空的"),
        (SimpleUploadedFile("大.txt", b"x" * 3000), "文件超过"),
        (SimpleUploadedFile("页.txt", b"<html>x</html>"), "内容是网页"),
    ],
)
def test_files_that_are_refused(file, words, post, settings) -> None:
    settings.UPLOAD_BYTES = 2000
    file.seek(0)
    response = post(classified="no", file=file)
    assert (response.status_code, words in response.content.decode()) == (400, True)
    assert StoredFile.objects.count() == 0


def test_a_file_of_somebody_else_is_not_read(post) -> None:
    response = post(classified="no", stored=999, **FACE)
    assert (response.status_code, Directive.objects.count()) == (404, 0)


def test_the_earlier_document_is_named_with_a_link(post, paper) -> None:
    earlier = paper()
    response = post(classified="no", text=MINUTES)
    html = response.content.decode()
    assert response.status_code == 409
    assert f'<a href="{reverse("directive_page", args=[earlier.pk])}">打开已接收的文件</a>' in html
    assert "《云州市人民政府专题会议纪要》" in html


def test_markup_in_a_text_is_shown_as_text(post) -> None:
    html = post(
        classified="no", text="<script>alert(1)</script>会议纪要</textarea><b>\n2026年3月10日"
    ).content.decode()
    assert "<script>alert" not in html
    assert "</textarea><b>" not in html
