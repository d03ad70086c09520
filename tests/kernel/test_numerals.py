from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.kernel.numerals import in_chinese, read_integer, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("0012", 12),
        ("七", 7),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零五", 105),
        ("三百五", 350),
        ("三百五十", 350),
        ("两千零三", 2003),
        ("一万零五十", 10050),
        ("两万三", 23000),
        ("十三万", 130000),
        ("一亿二千万", 120_000_000),
        ("二〇二六", 2026),
        ("二○二六", 2026),
        ("一九四九", 1949),
    ],
)
def test_integers(text: str, value: int) -> None:
    assert read_integer(text) == value


@pytest.mark.parametrize("text", ["", "几十", "一二十", "万", "亿万", "3.5", "-3", "十元", "一" * 41, "½"])
def test_not_integers(text: str) -> None:
    assert read_integer(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5亿", "350000000"),
        ("1.2万", "12000"),
        ("1,200", "1200"),
        ("1,200.5", "1200.5"),
        ("3百万", "3000000"),
        ("百分之三十", "30"),
        ("百分之六点五", "6.5"),
        ("百分之12.5", "12.5"),
        ("三成", "30"),
        ("3成", "30"),
        ("三点一四", "3.14"),
        ("二十", "20"),
        (" 8 ", "8"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "几成", "百分之几", "三点", "三点十", "点五", "约30"])
def test_not_numbers(text: str) -> None:
    assert read_number(text) is None


@given(st.text(max_size=50))
def test_any_text_is_a_number_or_not(text: str) -> None:
    value = read_number(text)
    assert value is None or value >= 0


@given(st.integers(min_value=1, max_value=99))
def test_headings_read_back(number: int) -> None:
    assert read_integer(in_chinese(number)) == number


@pytest.mark.parametrize("number", [0, 100, -1])
def test_headings_run_to_99(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 99"):
        in_chinese(number)
