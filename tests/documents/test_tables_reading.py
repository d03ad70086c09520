import struct
from datetime import date, datetime, time, timedelta
from io import BytesIO

import olefile
import pytest
import xlsxwriter

from luoshi.documents import read_table
from luoshi.documents.tables import reading, worker
from luoshi.documents.tables.grids import Grid
from luoshi.documents.tables.values import as_header, as_text
from luoshi.kernel.errors import BadInput

from .docx_samples import SAMPLES, with_parts

pytestmark = pytest.mark.usefixtures("in_process")

HEADERS = ("编号", "督办事项", "牵头单位")


def workbook(fill):
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        fill(book)
    return output.getvalue()


def sheet(*rows, first=0):
    def fill(book):
        page = book.add_worksheet("台账")
        for number, row in enumerate(rows, first):
            page.write_row(number, 0, row)

    return workbook(fill)


def table(content, filename="a.xlsx", **options):
    return read_table(content, filename=filename, **options)


def code(content, filename="a.xlsx", **options):
    with pytest.raises(BadInput) as refused:
        table(content, filename, **options)
    return refused.value.code


def test_header_below_a_title_and_row_numbers_as_in_excel():
    found = table(
        sheet(["2026年督办台账"], [], [*HEADERS], [1, "修路", "市住建局"], [], [2, "供水"]), expected=HEADERS
    )
    assert found.headers == HEADERS
    assert [(row.number, row.cells) for row in found.rows] == [
        (4, {"编号": "1", "督办事项": "修路", "牵头单位": "市住建局"}),
        (6, {"编号": "2", "督办事项": "供水", "牵头单位": ""}),
    ]
    assert (found.sheet, found.notes) == ("台账", ())


def test_without_expected_headers_the_first_row_of_two_words_counts():
    found = table(sheet(["标题"], ["甲", "乙"], [1, 2]))
    assert (found.headers, found.rows[0].number) == (("甲", "乙"), 3)
    assert table(sheet(["甲", "乙"])).rows == ()


def test_one_expected_header_is_enough_when_there_is_only_one():
    assert table(sheet(["x"], ["编号"], [7]), expected=["编号"]).rows[0].cells == {"编号": "7"}


def test_values_of_every_kind():
    def fill(book):
        day, moment, clock = (
            book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm")
        )
        page = book.add_worksheet()
        page.write_row(0, 0, list("ABCDEFGH"))
        page.write_datetime(1, 0, date(2026, 3, 1), day)
        page.write_datetime(1, 1, datetime.fromisoformat("2026-03-01T08:30:15"), moment)
        page.write_datetime(1, 2, time(8, 30), clock)
        page.write_number(1, 3, 3.0)
        page.write_number(1, 4, 0.1 + 0.2)
        page.write_formula(1, 5, "=1+1", None, 2)
        page.write_boolean(1, 6, True)
        page.write_string(1, 7, " 甲\x0b乙\u3000")

    assert list(table(workbook(fill)).rows[0].cells.values()) == [
        "2026-03-01",
        "2026-03-01 08:30:15",
        "08:30",
        "3",
        "0.3",
        "2",
        "是",
        "甲\n乙",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, "否"),
        (7, "7"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "0.00000015"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime.fromisoformat("2026-03-01T08:30"), "2026-03-01 08:30"),
        (datetime.fromisoformat("2026-03-01T00:00"), "2026-03-01"),
        (time(8, 30, 5), "08:30:05"),
        (timedelta(hours=36), "1 day, 12:00:00"),
    ],
)
def test_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [("牵 头\n单位*", "牵头单位"), (" Due  date ", "Due date"), ("\uff0a时限", "时限"), (2026.0, "2026")],
)
def test_as_header(written, meant):
    assert as_header(written) == meant


def test_merged_cells_are_filled_from_their_first_cell():
    def fill(book):
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 2, "合并的标题")
        page.write_row(1, 0, HEADERS)
        page.merge_range(2, 2, 4, 2, "市住建局")
        page.write_row(2, 0, [1, "修路"])
        page.write_row(3, 0, [2, "架桥"])
        page.write_row(4, 0, [3, "供水"])
        page.merge_range(5, 0, 5, 2, "小计")

    found = table(workbook(fill), expected=HEADERS)
    assert [list(row.cells.values()) for row in found.rows] == [
        ["1", "修路", "市住建局"],
        ["2", "架桥", "市住建局"],
        ["3", "供水", "市住建局"],
        ["小计", "小计", "小计"],
    ]


def test_merged_areas_outside_or_beyond_reason():
    rows = [["甲", "乙"], ["1", ""], ["2", ""]]
    Grid("", rows, [((1, 1), (2, 9)), ((9, 0), (9, 1)), ((1, 7), (2, 8)), ((0, 0), (0, 1))]).fill_merged(
        after=0
    )
    assert rows == [["甲", "乙"], ["1", ""], ["2", ""]]
    Grid("", rows, [((1, 0), (2, 0))]).fill_merged(after=0)
    assert rows == [["甲", "乙"], ["1", ""], ["1", ""]]
    overlapping = [["x", "x"], ["1", "2"]]
    Grid("", overlapping, [((1, 0), (1, 1))] * 10**6).fill_merged(after=0)
    assert overlapping == [["x", "x"], ["1", "1"]]


def test_columns_left_out_are_named():
    found = table(sheet(["编号", "编号", "备注", ""], [1, 2, "x", "y"], [3]))
    assert found.headers == ("编号", "备注")
    assert found.notes == ("第 B 列与前面的“编号”同名，未读入", "第 D 列没有表头，未读入")
    assert table(sheet(["编号", "编号", "备注", ""], [1, "", "x"])).notes == ()
    wide = [""] * 27 + ["z"]
    assert table(sheet(["甲", "乙"], wide)).notes == ("第 AB 列没有表头，未读入",)


def test_an_expected_header_twice_is_refused():
    assert code(sheet(["编号", "督办事项", "编号"], [1, 2, 3]), expected=HEADERS) == "duplicate-header"


def test_missing_header():
    assert code(sheet(["甲", "乙"], [1, 2]), expected=HEADERS) == "header-not-found"
    assert code(sheet(["标题"])) == "header-not-found"
    assert code(sheet()) == "header-not-found"
    assert code(sheet(*[["x"]] * reading.HEADER_WINDOW, [*HEADERS])) == "header-not-found"


def test_the_first_visible_sheet_with_the_headers():
    def fill(book):
        notes = book.add_worksheet("说明")
        notes.write_row(0, 0, ["填表", "说明"])
        hidden = book.add_worksheet("旧数据")
        hidden.write_row(0, 0, HEADERS)
        hidden.hide()
        book.add_worksheet("台账").write_row(0, 0, HEADERS)

    assert table(workbook(fill), expected=HEADERS).sheet == "台账"


def test_data_that_starts_away_from_the_corner():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(2, 2, HEADERS)
        page.write_row(3, 2, [1, "修路", "x"])

    found = table(workbook(fill), expected=HEADERS)
    assert [(row.number, list(row.cells.values())) for row in found.rows] == [(4, ["1", "修路", "x"])]


def test_row_limit():
    rows = [[n, "x"] for n in range(5)]
    assert len(table(sheet(["甲", "乙"], *rows), limit=5).rows) == 5
    assert code(sheet(["甲", "乙"], *rows), limit=4) == "too-many-rows"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv(encoding):
    content = '编号,督办事项,牵头单位\r\n1,"修路，\n架桥",市住建局\r\n'.encode(encoding)
    found = table(content, "a.csv", expected=HEADERS)
    assert found.rows[0].cells == {"编号": "1", "督办事项": "修路，\n架桥", "牵头单位": "市住建局"}
    assert (found.rows[0].number, found.sheet, found.notes) == (2, "", ())


def test_csv_with_other_separators_and_names():
    found = table("甲;乙\n1;2\n".encode(), "a.txt")
    assert (found.rows[0].cells, found.notes) == (
        {"甲": "1", "乙": "2"},
        ("文件扩展名为 .txt，内容是 CSV 表格，已按 CSV 表格读取",),
    )
    assert table("甲\t乙\n1\t2\n".encode(), "a.csv").rows[0].cells == {"甲": "1", "乙": "2"}
    assert code(b"\n", "a.csv") == "header-not-found"


def test_a_csv_field_without_end():
    assert code(b'a,"' + b"x" * 200_000, "a.csv") == "unreadable-file"


def test_refusals_shared_with_documents(monkeypatch):
    assert code(b"") == "empty-file"
    monkeypatch.setattr(reading, "SIZE_LIMIT", 3)
    assert code(b"a,b,c", "a.csv") == "file-too-large"


def test_kinds_that_are_no_tables():
    with pytest.raises(BadInput) as refused:
        table(b"<html><table>", "a.xls")
    assert (refused.value.code, str(refused.value)) == (
        "unsupported-type",
        "文件内容是网页，不能读取。请用表格软件打开，另存为 Excel 工作簿（.xlsx）后上传。",
    )


def test_xls():
    found = table((SAMPLES / "register.xls").read_bytes(), "a.xls", expected=HEADERS)
    assert [(row.number, list(row.cells.values())) for row in found.rows] == [
        (3, ["1", "修路", "市住建局", "2026-03-01"]),
        (4, ["2", "供水", "市住建局", "2026-06-30"]),
    ]


def patched_xls(change):
    """The sample with its workbook stream changed in place."""
    content = BytesIO((SAMPLES / "register.xls").read_bytes())
    with olefile.OleFileIO(content, write_mode=True) as ole:
        stream = bytearray(ole.openstream("Workbook").read())
        change(stream)
        ole.write_stream("Workbook", bytes(stream))
    return content.getvalue()


def records(stream):
    position = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        yield kind, position + 4
        position += 4 + size


def test_xls_with_a_password_or_a_far_cell():
    def lock(stream):
        place = next(at for kind, at in records(stream) if kind == 0x0042)
        stream[place - 4 : place - 2] = struct.pack("<H", 0x002F)

    def stretch(stream):
        place = next(at for kind, at in records(stream) if kind in {0x00FD, 0x0203, 0x027E})
        stream[place : place + 4] = struct.pack("<HH", 65535, 255)

    assert code(patched_xls(lock), "a.xls") == "encrypted-file"
    assert code(patched_xls(stretch), "a.xls") == "table-too-large"


def test_xls_damaged():
    content = (SAMPLES / "register.xls").read_bytes()
    assert code(content[:600], "a.xls") == "unreadable-file"
    assert code(content[: len(content) // 2], "a.xls") == "unreadable-file"


def test_a_compound_file_that_cannot_be_opened():
    with pytest.raises(BadInput) as refused:
        worker.grids(b"\xd0\xcf\x11\xe0")
    assert refused.value.code == "unreadable-file"


def test_a_cell_in_the_far_corner_is_refused_before_memory_is_taken():
    def fill(book):
        page = book.add_worksheet()
        page.write(0, 0, "x")
        page.write(1_048_575, 16_383, "y")

    assert code(workbook(fill)) == "table-too-large"


def test_formatting_in_the_far_corner_does_no_harm():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, ["甲", "乙"])
        page.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert table(workbook(fill)).headers == ("甲", "乙")


def with_sheet(xml):
    return with_parts(sheet(["甲", "乙"]), {"xl/worksheets/sheet1.xml": xml})


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_cells_without_references_follow_one_another():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='A5'><v>3</v></c><c><v>4</v></c></row>"
    found = table(with_sheet(f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"))
    assert found.headers == ("1", "2")
    assert [(row.number, row.cells) for row in found.rows] == [(5, {"1": "3", "2": "4"})]
    far = "<row r='1048576'><c r='XFD1048576'><v>3</v></c></row>"
    assert (
        code(with_sheet(f"<worksheet {MAIN}><sheetData>{far}</sheetData></worksheet>")) == "table-too-large"
    )


def test_damaged_sheets():
    assert code(with_sheet("<worksheet")) == "unreadable-file"
    assert code(with_parts(sheet(["甲", "乙"]), {"xl/workbook.xml": "<workbook"})) == "unreadable-file"


def test_macros_and_pictures_are_left_aside():
    content = with_parts(
        sheet(["甲", "乙"]), {"xl/vbaProject.bin": b"x", "xl/media/a.png": b"x", "xl/empty/": b""}
    )
    assert table(content, "a.xlsm").headers == ("甲", "乙")


def test_a_password_found_by_the_reader(monkeypatch):
    def locked(_):
        raise worker.PasswordError

    monkeypatch.setattr(worker.CalamineWorkbook, "from_filelike", locked)
    assert code(sheet(["甲", "乙"])) == "encrypted-file"
