"""A list on its way in: upload, preview, confirm."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luoshi.accounts.models import Person
from luoshi.documents.tables import read_table, write_table
from luoshi.units.models import Unit
from luoshi.units.rules.unit_rows import EXAMPLES, HEADERS

PEOPLE = ("登录名", "姓名", "单位", "岗位")
UNITS = ("单位全称", "单位简称", "类别")


@pytest.fixture(autouse=True)
def _here(place) -> None:
    """The frame of every page names the place."""


@pytest.fixture
def upload(client_as, people):
    """Upload rows for ``units`` or ``people``; the client and the answer."""
    client = client_as(people.administrator)

    def send(kind, headers, *rows):
        file = SimpleUploadedFile("名单.xlsx", write_table(headers, rows))
        return client, client.post(reverse(f"{kind}_import"), {"file": file})

    return send


def fingerprint(page):
    return re.search(r'name="expected" value="([0-9a-f]{64})"', page).group(1)


def test_a_list_is_shown_before_it_is_written(upload):
    client, response = upload("units", UNITS, ("云州市水利局", "市水利局", "部门"))
    page = client.get(response.url)
    assert "还没有写入任何内容" in page.text
    assert not Unit.objects.filter(name="云州市水利局").exists()
    done = client.post(response.url, {"expected": fingerprint(page.text)})
    assert done.url == reverse("units")
    assert Unit.objects.filter(name="云州市水利局").exists()


def test_wrong_rows_stop_the_list_unless_they_are_left_out(upload):
    rows = [("云州市水利局", "市水利局", "部门"), ("云州市林业局", "市林业局", "科室")]
    client, response = upload("units", UNITS, *rows)
    page = client.get(response.url).text
    assert "“类别”中的“科室”不是可选的内容" in page
    assert "第3行" in page
    given = {"expected": fingerprint(page)}
    assert client.post(response.url, given).status_code == 422
    assert not Unit.objects.filter(name="云州市水利局").exists()
    assert client.post(response.url, {**given, "skip_errors": "1"}).status_code == 302
    assert Unit.objects.filter(name__in=["云州市水利局", "云州市林业局"]).count() == 1


def test_a_list_that_no_longer_fits_its_preview_is_not_written(upload, unit):
    client, response = upload("units", UNITS, ("云州市水利局", "市水利局", "部门"))
    seen = fingerprint(client.get(response.url).text)
    unit("云州市水利局")
    changed = client.post(response.url, {"expected": seen})
    assert (changed.status_code, "<h2>未能办理</h2>" in changed.text) == (409, True)
    assert fingerprint(changed.text) != seen
    assert client.post(response.url).status_code == 409


def test_somebody_elses_list_does_not_exist(upload, person, city_units, client_as):
    from luoshi.accounts.terms import Role

    _, response = upload("units", UNITS, ("云州市水利局", "市水利局", "部门"))
    other = person("另一位", Role.ADMINISTRATOR, city_units.office)
    assert client_as(other).get(response.url).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("名单.exe", b"MZ" + b"\x00" * 99, "另存为 Excel 工作簿"),
        ("名单.csv", "甲,乙\n1,2".encode(), "没有找到表头"),
        ("名单.csv", "单位全称,单位简称\n甲,乙".encode(), "表格缺少这些列：类别"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(people, client_as, name, content, said):
    client = client_as(people.administrator)
    response = client.post(reverse("units_import"), {"file": SimpleUploadedFile(name, content)})
    assert (response.status_code, said in response.text) == (400, True)
    assert 'id="id_file_error"' in response.text


def test_no_file_is_a_gap_in_the_form(people, client_as):
    response = client_as(people.administrator).post(reverse("units_import"), {})
    assert (response.status_code, "请选择文件。" in response.text) == (422, True)


def test_the_template_can_be_filled_in_and_uploaded(people, client_as):
    client = client_as(people.administrator)
    assert client.get(reverse("units_import")).status_code == 200
    response = client.get(reverse("units_template"))
    table = read_table(response.content, filename="模板.xlsx", expected=HEADERS)
    assert table.headers == HEADERS
    assert [tuple(row.cells[header] for header in HEADERS) for row in table.rows] == list(EXAMPLES)
    assert client.get(reverse("people_template")).status_code == 200


def test_new_people_get_a_password_that_is_shown_once(upload, city_units):
    _ = city_units.reform
    client, response = upload("people", PEOPLE, ("qianjin", "钱进", "发改委", "单位联络员"))
    page = client.get(response.url).text
    done = client.post(response.url, {"expected": fingerprint(page)})
    assert "临时密码只在这一页显示一次" in done.text
    password = re.search(r">([A-Za-z2-9]{4}(?:-[A-Za-z2-9]{4}){3})<", done.text).group(1)
    assert Person.objects.get(username="qianjin").check_password(password)
    assert done["Cache-Control"] == "no-store"


def test_people_who_are_only_updated_need_no_password(upload, people):
    _ = people.liaison
    client, response = upload("people", PEOPLE, ("liaison", "周亭", "发改委", "单位联络员"))
    done = client.post(response.url, {"expected": fingerprint(client.get(response.url).text)})
    assert done.url == reverse("people")
