from datetime import date

import pytest

from luoshi.kernel.errors import BadInput
from luoshi.kernel.workdays import NamedDay
from luoshi.units.rules.holidays import check_holidays, months_of, read_holidays

NOTICE = """云政办发电〔2026〕7号
各有关单位：
现将2027年元旦、春节、中秋节放假安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至7日（周日）放假调休，共3天。1月31日（周日）、2月14日（周日）上班。
三、“中秋节”：9月30日至10月2日放假；10月9日(周六)上班。节假日期间请妥善安排值班。
云州市人民政府办公室
2026年11月4日
"""


def days(reading):
    return [(str(named.day), "班" if named.is_workday else "休", named.name) for named in reading.days]


def test_a_notice_is_read_as_it_is_published():
    reading = read_holidays(NOTICE, year=2027)
    assert reading.problems == ()
    assert days(reading) == [
        ("2027-01-01", "休", "元旦"),
        ("2027-01-02", "休", "元旦"),
        ("2027-01-03", "休", "元旦"),
        ("2027-01-31", "班", "春节"),
        ("2027-02-05", "休", "春节"),
        ("2027-02-06", "休", "春节"),
        ("2027-02-07", "休", "春节"),
        ("2027-02-14", "班", "春节"),
        ("2027-09-30", "休", "中秋节"),
        ("2027-10-01", "休", "中秋节"),
        ("2027-10-02", "休", "中秋节"),
        ("2027-10-09", "班", "中秋节"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2027-01-01 休 元旦", [("2027-01-01", "休", "元旦")]),
        ("2027/1/1,放假,元旦", [("2027-01-01", "休", "元旦")]),
        ("2027年1月31日\t上班", [("2027-01-31", "班", "")]),
        (
            "5月1日至2日 休 劳动节 假期",
            [("2027-05-01", "休", "劳动节 假期"), ("2027-05-02", "休", "劳动节 假期")],
        ),
        ("2027-04-30~5-1 休", [("2027-04-30", "休", ""), ("2027-05-01", "休", "")]),
        ("\n  \n", []),
        ("各有关单位：", []),
        ("共放假 3 天", []),
    ],
)
def test_a_list_is_read_line_by_line(line, expected):
    reading = read_holidays(line, year=2027)
    assert (days(reading), reading.problems) == (expected, ())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2026-12-31 班", "2026-12-31 不在2027年内，请在2026年的日历中单独标记"),
        ("2月30日 休 错", "“2月30日”不是有效的日期或时段，请核对"),
        ("2月10日至1日 休 错", "“2月10日至1日”不是有效的日期或时段，请核对"),
        ("2月1日至28日 休 错", "“2月1日至28日”不是有效的日期或时段，请核对"),
        ("2027-01-01 元旦", "没有读懂“2027-01-01 元旦”，请改写为“2027-01-01 休 元旦”的形式"),
        (
            "四、清明节：4月5日，请注意",
            "没有读懂“四、清明节：4月5日，请注意”，请改写为“2027-01-01 休 元旦”的形式",
        ),
    ],
)
def test_what_cannot_be_read_is_said(line, problem):
    reading = read_holidays(line, year=2027)
    assert (reading.days, reading.problems) == ((), (problem,))


def test_a_day_said_twice_counts_as_said_last():
    reading = read_holidays("2027-05-01 休 劳动节\n2027-05-01 班 更正", year=2027)
    assert days(reading) == [("2027-05-01", "班", "更正")]


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ([NamedDay(date(2026, 12, 31), is_workday=False, name="")], "calendar-other-year"),
        ([NamedDay(date(2027, 5, 1), is_workday=False, name="")] * 2, "calendar-day-twice"),
        ([NamedDay(date(2027, 1, 4), is_workday=True, name="")], "calendar-makeup-weekday"),
    ],
)
def test_a_year_with_contradictions_is_refused(named, code):
    with pytest.raises(BadInput) as refused:
        check_holidays(2027, named)
    assert refused.value.code == code


def test_a_sound_year_is_not_refused():
    check_holidays(
        2027,
        [
            NamedDay(date(2027, 1, 1), is_workday=False, name=""),
            NamedDay(date(2027, 1, 2), is_workday=True, name=""),
        ],
    )


def test_a_month_is_laid_out_in_weeks_from_monday():
    marked = {
        date(2027, 2, 5): NamedDay(date(2027, 2, 5), is_workday=False, name="春节"),
        date(2027, 2, 14): NamedDay(date(2027, 2, 14), is_workday=True, name="春节"),
    }
    months = months_of(2027, marked)
    assert [month.number for month in months] == list(range(1, 13))
    january, february = months[:2]
    assert january.weeks[0][:4] == (None,) * 4
    assert [square.day.day for square in january.weeks[0] if square] == [1, 2, 3]
    squares = {square.day.day: square for week in february.weeks for square in week if square}
    assert (squares[5].mark, squares[5].is_workday, squares[5].name) == ("休", False, "春节")
    assert (squares[14].mark, squares[14].is_workday) == ("班", True)
    assert (squares[4].mark, squares[4].is_workday) == ("", True)
    assert (squares[6].mark, squares[6].is_workday) == ("", False)
