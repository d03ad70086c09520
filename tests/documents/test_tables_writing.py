import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from luoshi.documents import read_table, write_table
from luoshi.documents.tables import writing
from luoshi.documents.tables.writing import sheet_name
from luoshi.kernel.errors import RuleBroken


def cells(content):
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return workbook.sheet_names[0], workbook.get_sheet_by_index(0).to_python()


def xml(content):
    return zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def test_what_goes_out_comes_back():
    headers = ("编号", "督办事项", "完成时限", "投资")
    rows = [("云督〔2026〕1号", "修路", date(2026, 3, 1), Decimal("1.5")), ("云督〔2026〕2号", "", None, 3)]
    found = read_table(
        write_table(headers, rows, title="督办台账", sheet="台账"), filename="a.xlsx", expected=headers
    )
    assert found.sheet == "台账"
    assert [(row.number, list(row.cells.values())) for row in found.rows] == [
        (3, ["云督〔2026〕1号", "修路", "2026-03-01", "1.5"]),
        (4, ["云督〔2026〕2号", "", "", "3"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "{=1}",
        "http://example.org",
        "mailto:a@example.org",
        "007",
    ],
)
def test_nothing_from_a_person_is_a_formula_a_link_or_a_number(text):
    content = write_table(["甲"], [[text]])
    assert cells(content)[1] == [["甲"], [text]]
    assert "<f>" not in xml(content)
    assert "hyperlink" not in xml(content)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (True, "是"),
        (False, "否"),
        (7, 7.0),
        (1.25, 1.25),
        (10**17 + 1, "100000000000000001"),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(1899, 1, 1), "1899-01-01"),
        (datetime(2026, 3, 1, 8, 30, tzinfo=UTC), datetime.fromisoformat("2026-03-01T08:30")),
        ("甲\x00乙\x0b丙", "甲乙\n丙"),
        ("字" * 32_767, "字" * 32_767),
    ],
)
def test_values(value, read):
    assert cells(write_table(["甲"], [[value]]))[1][1] == [read]


def test_a_text_longer_than_a_cell_holds_says_so():
    cell = cells(write_table(["甲"], [["字" * 32_768]]))[1][1][0]
    assert len(cell) == 32_767
    assert cell.endswith("字……（超过 Excel 单元格上限，未完）")


def test_the_frame_of_the_sheet():
    content = write_table(["甲", "乙"], [[1, 2]], title="台账\x00")
    assert cells(content)[1] == [["台账", ""], ["甲", "乙"], [1.0, 2.0]]
    assert '<autoFilter ref="A2:B3"/>' in xml(content)
    assert '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>' in xml(content)
    plain = xml(write_table(["甲", "乙"], []))
    assert '<autoFilter ref="A1:B1"/>' in plain
    assert 'ySplit="1"' in plain


def test_columns_are_as_wide_as_their_words():
    content = write_table(["短", "一个相当长的表头文字", "长文"], [["1", "2", "字" * 100], ["两行文字\n二"]])
    widths = [float(part.split('"')[0]) for part in xml(content).split('width="')[1:]]
    assert [round(width) for width in widths] == [10, 24, 49]


def test_the_same_facts_give_the_same_file():
    rows = [["x", date(2026, 3, 1)]]
    assert write_table(["甲", "乙"], rows, title="t") == write_table(["甲", "乙"], iter(rows), title="t")


def test_more_rows_than_a_sheet_holds(monkeypatch):
    monkeypatch.setattr(writing, "MAX_ROWS", 3)
    assert len(cells(write_table(["甲"], [["x"]] * 2))[1]) == 3
    with pytest.raises(RuleBroken) as refused:
        write_table(["甲"], [["x"]] * 3)
    assert refused.value.code == "too-many-rows"


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        ("台账/2026", "台账2026"),
        ("'甲'", "甲"),
        ("[]:*?/\\", "Sheet1"),
        ("字" * 40, "字" * 31),
        ("", "Sheet1"),
    ],
)
def test_sheet_names(wanted, allowed):
    assert sheet_name(wanted) == allowed
    assert cells(write_table(["甲"], [["x"]], sheet=wanted))[0] == allowed
