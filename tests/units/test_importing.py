from datetime import date

import pytest

from luoshi.kernel.errors import BadInput, Conflict, RuleBroken
from luoshi.units.rules.importing import (
    Cells,
    RowPlan,
    Step,
    Tally,
    check_headers,
    check_ready,
    fingerprint,
    tally,
)
from luoshi.units.terms import UnitKind

CREATE = RowPlan(number=2, title="甲", step=Step.CREATE)
SAME = RowPlan(number=3, title="乙", step=Step.SAME)
WRONG = RowPlan(number=4, title="丙", step=Step.ERROR, problems=("错",))
UPDATE = RowPlan(number=5, title="丁", step=Step.UPDATE)


def read(header, value, how, **options):
    cells = Cells({header: value})
    return getattr(cells, how)(header, **options), cells.problems


@pytest.mark.parametrize(
    ("value", "required", "expected", "problems"),
    [
        (" 市 发改委\n", True, "市 发改委", []),
        ("", False, "", []),
        ("", True, "", ["“简称”没有填写"]),
        ("=A1&B1", False, "", ["“简称”是公式，请改为数值或文字"]),
        ("一二三四五六七八九十末", False, "", ["“简称”最多10个字，现有11个字"]),
    ],
)
def test_text(value, required, expected, problems):
    assert read("简称", value, "text", limit=10, required=required) == (expected, problems)


def test_a_column_that_is_not_there_is_blank():
    cells = Cells({})
    assert (cells.text("简称", limit=9), cells.texts("别名", limit=9), cells.problems) == ("", (), [])


@pytest.mark.parametrize("separator", "、，；,;|/\n｜／")
def test_texts_in_one_cell(separator):
    assert read("别名", f"发改委{separator} 发改 委{separator}发改委", "texts", limit=9) == (
        ("发改委", "发改 委"),
        [],
    )


def test_a_name_may_hold_letters():
    assert read("别名", "n中心", "texts", limit=9) == (("n中心",), [])


@pytest.mark.parametrize("part", ["=A1", "一二三四"])
def test_texts_that_cannot_be_taken(part):
    _, problems = read("别名", f"甲、{part}", "texts", limit=3)
    assert problems == [f"“别名”中的“{part[:3]}”是公式或超过3个字，请改正"]


@pytest.mark.parametrize("value", ["部门", "department"])
def test_term_by_label_or_code(value):
    assert read("类别", value, "term", terms=UnitKind) == (UnitKind.DEPARTMENT, [])


def test_term_unknown_or_blank():
    labels = "办公室、部门、县区、街道乡镇、开发区、企业、垂管单位"
    assert read("类别", "科室", "term", terms=UnitKind) == (
        None,
        [f"“类别”中的“科室”不是可选的内容，应为：{labels}"],
    )
    assert read("类别", "", "term", terms=UnitKind) == (None, [])
    assert read("类别", "", "term", terms=UnitKind, required=True) == (None, ["“类别”没有填写"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", 0), ("99", 99), ("", None), ("1.5", None), ("-1", None), ("100", None), ("九", None), ("²", None)],
)
def test_whole(value, expected):
    found, problems = read("排序", value, "whole", most=99)
    assert found == expected
    assert problems == ([] if value in {"0", "99", ""} else [f"“排序”应为0到99的整数，现为“{value}”"])


@pytest.mark.parametrize(
    "value", ["2026-01-31", "2026/1/31", "2026.1.31", "2026年1月31日", " 2026 - 01 - 31 "]
)
def test_day(value):
    assert read("日期", value, "day") == (date(2026, 1, 31), [])


@pytest.mark.parametrize("value", ["2026-02-30", "昨天", "46000"])
def test_no_day(value):
    assert read("日期", value, "day") == (None, [f"“日期”不是日期，应如2026-01-31，现为“{value}”"])


def test_blank_day():
    assert read("日期", "", "day") == (None, [])


@pytest.mark.parametrize(("value", "expected"), [("是", True), ("否", False), ("", None)])
def test_yes_or_no(value, expected):
    assert read("主要领导", value, "yes") == (expected, [])


def test_neither_yes_nor_no():
    assert read("主要领导", "也许", "yes") == (None, ["“主要领导”应填“是”或“否”，现为“也许”"])


def test_missing_columns_are_named():
    with pytest.raises(BadInput) as refused:
        check_headers(("单位全称",), ("单位全称", "单位简称", "类别"))
    assert refused.value.code == "import-column-missing"
    assert "单位简称、类别" in refused.value.message
    check_headers(("b", "a"), ("a",))


def test_rows_are_counted_by_what_they_do():
    assert tally([CREATE, SAME, SAME, WRONG, UPDATE]) == Tally(1, 1, 2, 1)


def test_a_preview_is_known_by_its_fingerprint():
    assert fingerprint([CREATE, SAME]) == fingerprint([CREATE, SAME])
    assert fingerprint([CREATE, SAME]) != fingerprint([CREATE])


@pytest.mark.parametrize(
    ("rows", "skip", "expected", "error", "code"),
    [
        ([CREATE], False, "other", Conflict, "import-changed"),
        ([CREATE, WRONG], False, None, RuleBroken, "import-has-errors"),
        ([SAME, WRONG], True, None, RuleBroken, "import-nothing"),
        ([SAME], False, None, RuleBroken, "import-nothing"),
    ],
)
def test_an_import_that_may_not_be_done(rows, skip, expected, error, code):
    with pytest.raises(error) as refused:
        check_ready(rows, skip_errors=skip, expected=expected)
    assert refused.value.code == code


@pytest.mark.parametrize(("rows", "skip"), [([CREATE], False), ([UPDATE, WRONG], True)])
def test_an_import_that_may_be_done(rows, skip):
    check_ready(rows, skip_errors=skip, expected=fingerprint(rows))
