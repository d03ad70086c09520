import pytest

from luoshi.documents.lists.counting import written


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一〇〇"}),
        (
            "chineseCountingThousand",
            {
                10: "十",
                101: "一百零一",
                110: "一百一十",
                1001: "一千零一",
                1010: "一千零一十",
                10000: "10000",
            },
        ),
        ("japaneseCounting", {12: "十二"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 11: "壹拾壹", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 11: "甲戌", 61: "甲子"}),
        ("decimalFullWidth", {12: "\uff11\uff12"}),
        ("decimalFullWidth2", {3: "\uff13"}),
        ("decimalZero", {5: "05", 12: "12"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {10: "㊉"}),
        ("numberInDash", {4: "- 4 -"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("none", {1: "", 0: ""}),
        ("decimal", {7: "7"}),
        ("somethingNew", {7: "7"}),
    ],
)
def test_written(number_format, expected):
    assert {number: written(number, number_format) for number in expected} == expected


def test_below_one_is_plain():
    assert [written(n, "chineseCounting") for n in (0, -1)] == ["0", "-1"]
