"""A register on its way in: upload, preview, confirm."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.documents.tables import read_table, write_table
from luoshi.matters.models import Matter
from luoshi.matters.queries.importing import HEADERS, REQUIRED

HEAD = ("标题", "督办内容", "牵头单位", "完成时限")
GOOD = ("供热改造", "完成供热管网改造", "市住建局", "2026-10-31")


def upload(client, *rows):
    file = SimpleUploadedFile("台账.xlsx", write_table(HEAD, rows))
    return client.post(reverse("matters_import"), {"file": file})


def test_a_register_is_shown_before_it_is_written(loop, browser) -> None:
    client = browser("staff")
    answer = upload(client, GOOD, ("学校建设", "", "市水务局", ""))
    page = client.get(answer.url).text
    assert "还没有写入任何内容" in page
    assert "“牵头单位”中的“市水务局”不是本级的单位" in page
    assert Matter.objects.count() == 0
    expected = re.search(r'name="expected" value="([0-9a-f]{64})"', page).group(1)
    assert client.post(answer.url, {"expected": expected}).status_code == 422
    done = client.post(answer.url, {"expected": expected, "skip_errors": "1"})
    assert done.url == "/matters/?status=proposed"
    assert Matter.objects.get().title == "供热改造"
    assert client.post(answer.url, {"expected": expected}).status_code == 409


def test_the_template_can_be_filled_in(loop, browser) -> None:
    answer = browser("staff").get(reverse("matters_template"))
    table = read_table(answer.content, filename="模板.xlsx", expected=REQUIRED)
    assert table.headers == HEADERS


def test_what_was_exported_can_be_taken_in_again(loop, browser) -> None:
    from luoshi.matters.terms import Status

    loop.at(Status.DOCKETED)
    client = browser("staff")
    columns = {
        "status": "docketed",
        "cols": ["number", "title", "content", "kind", "urgency", "lead", "support", "due"],
    }
    exported = client.get(reverse("matters_export"), columns).content
    file = SimpleUploadedFile("台账.xlsx", exported)
    answer = client.post(reverse("matters_import"), {"file": file})
    assert "无变化（1行）" in client.get(answer.url).text


def test_who_may_take_in(loop, browser) -> None:
    assert browser("liaison").get(reverse("matters_import")).status_code == 404
