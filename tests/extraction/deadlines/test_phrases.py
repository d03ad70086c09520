"""Every phrase of the working list, read on 15 March 2024 (a Friday)."""

from datetime import date, timedelta

import pytest

from luoshi.extraction import Base, Deadline, DeadlineKind, read_deadline
from luoshi.kernel.errors import RuleBroken

ON = date(2024, 3, 15)


class Weekdays:
    """Monday to Friday."""

    def add_workdays(self, day: date, n: int) -> date:
        while n:
            day += timedelta(days=1)
            n -= day.weekday() < 5
        return day


class Unknown:
    """A calendar whose year nobody has entered."""

    def add_workdays(self, day: date, n: int) -> date:
        raise RuleBroken("calendar-year-missing", "2024年的节假日安排尚未录入。")


def read(phrase: str, on: date | None = ON) -> Deadline:
    found = read_deadline(phrase, on=on, calendar=Weekdays())
    assert found is not None, phrase
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("phrase", "on"),
    [
        ("2019年3月底前", "2019-03-31"),
        ("6月底前", "2024-06-30"),
        ("六月底前", "2024-06-30"),
        ("12月底前", "2024-12-31"),
        ("年底前", "2024-12-31"),
        ("2020年年底前", "2020-12-31"),
        ("2019年底", "2019-12-31"),
        ("到2019年底", "2019-12-31"),
        ("年内", "2024-12-31"),
        ("今年年内", "2024-12-31"),
        ("年度内", "2024-12-31"),
        ("年内投入使用", "2024-12-31"),
        ("全年", "2024-12-31"),
        ("8月5日前", "2024-08-05"),
        ("5月31日", "2024-05-31"),
        ("9月1日投入使用", "2024-09-01"),
        ("10月10日前", "2024-10-10"),
        ("1月20日前", "2025-01-20"),
        ("9月30日下班前", "2024-09-30"),
        ("5月10日18时前", "2024-05-10"),
        ("2026.06.30", "2026-06-30"),
        ("2026/6/30", "2026-06-30"),
        ("2026-06-30前", "2026-06-30"),
        ("次年1月底前", "2025-01-31"),
        ("1月底前", "2025-01-31"),
        ("明年6月底前", "2025-06-30"),
        ("2026年12月", "2026-12-31"),
        ("2026年6月", "2026-06-30"),
        ("二〇二六年六月底前", "2026-06-30"),
        ("2024年2月底前", "2024-02-29"),
        ("三季度末", "2024-09-30"),
        ("第三季度末前", "2024-09-30"),
        ("明年一季度前", "2025-03-31"),
        ("本季度末", "2024-03-31"),
        ("6月上旬", "2024-06-10"),
        ("6月中旬前", "2024-06-20"),
        ("6月下旬", "2024-06-30"),
        ("6月中", "2024-06-15"),
        ("8月初", "2024-08-05"),
        ("上旬", "2024-03-10"),
        ("中旬", "2024-03-20"),
        ("下旬", "2024-03-31"),
        ("本月底前", "2024-03-31"),
        ("本月上旬", "2024-03-10"),
        ("本月中旬前", "2024-03-20"),
        ("月底前", "2024-03-31"),
        ("月内", "2024-03-31"),
        ("下月底前", "2024-04-30"),
        ("下月初", "2024-04-05"),
        ("次月5日前", "2024-04-05"),
        ("下周一前", "2024-03-18"),
        ("20日前", "2024-03-20"),
        ("10日前", "2024-04-10"),
        ("31日前", "2024-03-31"),
        ("年中", "2024-06-30"),
        ("明年年初", "2025-01-31"),
        ("年初", "2025-01-31"),
        ("2026年初", "2026-01-31"),
        ("春节前", "2025-01-28"),
        ("2026年春节前", "2026-02-16"),
        ("国庆节前", "2024-09-30"),
        ("“五一”前", "2024-04-30"),
        ("元旦前", "2024-12-31"),
    ],
)
def test_points(phrase: str, on: str) -> None:
    found = read(phrase)
    assert (found.kind, found.on) == (DeadlineKind.POINT, day(on))


@pytest.mark.parametrize(
    ("phrase", "start", "on"),
    [
        ("截止5月31日", "2024-03-15", "2024-05-31"),
        ("即日起至2024年5月31日", "2024-03-15", "2024-05-31"),
        ("4月1日至6月30日", "2024-04-01", "2024-06-30"),
        ("2024年11月1日至2025年2月28日", "2024-11-01", "2025-02-28"),
        ("11月1日至2月20日", "2024-11-01", "2025-02-20"),
        ("4月1日至15日", "2024-04-01", "2024-04-15"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("2019年上半年", "2019-01-01", "2019-06-30"),
        ("下半年", "2024-07-01", "2024-12-31"),
        ("三季度", "2024-07-01", "2024-09-30"),
        ("第四季度", "2024-10-01", "2024-12-31"),
        ("一季度", "2024-01-01", "2024-03-31"),
        ("第一季度内", "2024-01-01", "2024-03-31"),
        ("下季度", "2024-04-01", "2024-06-30"),
        ("2026年3月至10月", "2026-03-01", "2026-10-31"),
        ("3—10月", "2024-03-01", "2024-10-31"),
        ("11月至2月", "2024-11-01", "2025-02-28"),
        ("2026年11月至2027年3月", "2026-11-01", "2027-03-31"),
        ("“十五五”期间", "2026-01-01", "2030-12-31"),
        ("“十三五”收官之年", "2020-01-01", "2020-12-31"),
        ("今明两年", "2024-01-01", "2025-12-31"),
        ("2026-2028年", "2026-01-01", "2028-12-31"),
        ("2026年至2028年", "2026-01-01", "2028-12-31"),
        ("每年六月至九月期间", "2024-06-01", "2024-09-30"),
        ("每年11月至3月", "2023-11-01", "2024-03-31"),
        ("2027年", "2027-01-01", "2027-12-31"),
        ("今年", "2024-01-01", "2024-12-31"),
        ("今年完成", "2024-01-01", "2024-12-31"),
    ],
)
def test_windows(phrase: str, start: str, on: str) -> None:
    found = read(phrase)
    assert (found.kind, found.start, found.on) == (DeadlineKind.WINDOW, day(start), day(on))


@pytest.mark.parametrize(
    ("phrase", "on"),
    [
        ("到2020年", "2020-12-31"),
        ("到2025年", "2025-12-31"),
        ("“十四五”末", "2025-12-31"),
        ("“十五五”末", "2030-12-31"),
    ],
)
def test_goals(phrase: str, on: str) -> None:
    found = read(phrase)
    assert (found.kind, found.on) == (DeadlineKind.GOAL, day(on))


@pytest.mark.parametrize(
    ("phrase", "on", "base"),
    [
        ("争取三年内", "2027-03-15", Base.DOCUMENT),
        ("在2—3年内", "2027-03-15", Base.DOCUMENT),
        ("2至3年内", "2027-03-15", Base.DOCUMENT),
        ("1年内", "2025-03-15", Base.DOCUMENT),
        ("半年内", "2024-09-15", Base.DOCUMENT),
        ("半个月内", "2024-03-30", Base.DOCUMENT),
        ("两周内", "2024-03-29", Base.DOCUMENT),
        ("两个季度内", "2024-09-15", Base.DOCUMENT),
        ("十个工作日内", "2024-03-29", Base.DOCUMENT),
        ("10个工作日内", "2024-03-29", Base.DOCUMENT),
        ("自收到之日起三个工作日内", "2024-03-20", Base.RECEIPT),
        ("收到通知后3个工作日内", "2024-03-20", Base.RECEIPT),
        ("自收到该督查结论之日起30日内", "2024-04-14", Base.RECEIPT),
        ("自交办之日起三个月内", "2024-06-15", Base.ASSIGNMENT),
        ("印发之日起30日内", "2024-04-14", Base.DOCUMENT),
        ("至迟不超过六个月", "2024-09-15", Base.DOCUMENT),
        ("会后7日内", "2024-03-22", Base.MEETING),
        ("会后5个工作日内", "2024-03-22", Base.MEETING),
        ("24小时内", "2024-03-16", Base.DOCUMENT),
        ("二十四小时内", "2024-03-16", Base.DOCUMENT),
        ("36小时内", "2024-03-17", Base.DOCUMENT),
        ("3日内", "2024-03-18", Base.DOCUMENT),
        ("三日内书面说明", "2024-03-18", Base.DOCUMENT),
        ("7天之内办结", "2024-03-22", Base.DOCUMENT),
        ("一个月内有结果", "2024-04-15", Base.DOCUMENT),
        ("原则上60个工作日内", "2024-06-07", Base.DOCUMENT),
        ("一般3—5个工作日", "2024-03-22", Base.DOCUMENT),
        ("随到随办", "2024-03-15", Base.DOCUMENT),
        ("立即", "2024-03-15", Base.DOCUMENT),
        ("即刻", "2024-03-15", Base.DOCUMENT),
        ("当日", "2024-03-15", Base.DOCUMENT),
        ("立行立改", "2024-03-22", Base.DOCUMENT),
        ("短期(6个月内)", "2024-09-15", Base.DOCUMENT),
        ("中期(1—2年)", "2026-03-15", Base.DOCUMENT),
        ("长期(3—5年)", "2029-03-15", Base.DOCUMENT),
    ],
)
def test_relative(phrase: str, on: str, base: Base) -> None:
    found = read(phrase)
    assert (found.kind, found.on, found.base) == (DeadlineKind.RELATIVE, day(on), base)
    assert found.note


def test_the_term_of_office_has_no_day() -> None:
    found = read("任期内")
    assert (found.kind, found.on, found.base) == (DeadlineKind.RELATIVE, None, Base.EVENT)


def test_months_end_on_the_corresponding_day_or_the_last() -> None:
    assert read("一个月内", on=date(2024, 1, 31)).on == date(2024, 2, 29)


def test_workdays_need_a_calendar_that_knows_the_year() -> None:
    alone = read_deadline("5个工作日内", on=ON)
    assert alone is not None
    assert (alone.on, alone.note) == (None, "没有工作日历，不能推算工作日")
    missing = read_deadline("会后5个工作日内", on=ON, calendar=Unknown())
    assert missing is not None
    assert (missing.on, missing.note) == (None, "2024年的节假日安排尚未录入。")


@pytest.mark.parametrize(
    ("phrase", "every", "on"),
    [
        ("每月5日前", "month", "2024-04-05"),
        ("每月20日前", "month", "2024-03-20"),
        ("每月底前", "month", "2024-03-31"),
        ("每月通报", "month", "2024-03-31"),
        ("按月调度", "month", "2024-03-31"),
        ("每周二中午12时前", "week", "2024-03-19"),
        ("每周五前", "week", "2024-03-15"),
        ("每周五汇总、下周一报送", "week", "2024-03-15"),
        ("每周", "week", "2024-03-17"),
        ("每旬调度一次", "ten-days", "2024-03-20"),
        ("半月一督查", "half-month", "2024-03-15"),
        ("双周调度", "two-weeks", "2024-03-29"),
        ("每季度反馈一次", "quarter", "2024-03-31"),
        ("每季度第一个月10日前", "quarter", "2024-04-10"),
        ("按季度", "quarter", "2024-03-31"),
        ("每半年召开一次", "half-year", "2024-06-30"),
        ("每年2月底前", "year", "2025-02-28"),
        ("每年1月31日前", "year", "2025-01-31"),
        ("每年3月31日前", "year", "2024-03-31"),
        ("每年十月三十一日前", "year", "2024-10-31"),
        ("每年六月底、十二月底以前", "year", "2024-06-30"),
        ("每年至少一次", "year", "2024-12-31"),
        ("日调度", "day", "2024-03-15"),
    ],
)
def test_recurring(phrase: str, every: str, on: str) -> None:
    found = read(phrase)
    assert (found.kind, found.every, found.on) == (DeadlineKind.RECURRING, every, day(on))


@pytest.mark.parametrize(
    ("phrase", "on", "expected"),
    [
        ("每旬", "2024-03-08", "2024-03-10"),
        ("每旬", "2024-03-25", "2024-03-31"),
        ("半月一报", "2024-03-16", "2024-03-31"),
        ("每半年", "2024-08-01", "2024-12-31"),
        ("每季度10日前", "2024-01-05", "2024-01-10"),
        ("本月31日前", "2024-03-01", "2024-03-31"),
        ("年初", "2024-01-05", "2024-01-31"),
        ("一个月内", "9999-12-15", None),
        ("3日内", "9999-12-30", None),
    ],
)
def test_other_days_of_the_month(phrase: str, on: str, expected: str | None) -> None:
    assert read(phrase, on=day(on)).on == (expected and day(expected))


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("自本级人大闭会之日起三十日内", DeadlineKind.RELATIVE),
        ("办结后一周内", DeadlineKind.TRIGGER),
        ("汛期前", DeadlineKind.TRIGGER),
        ("供暖季前", DeadlineKind.TRIGGER),
        ("开学前", DeadlineKind.TRIGGER),
        ("下一次人民代表大会会议召开前", DeadlineKind.TRIGGER),
        ("开工后1个月", DeadlineKind.TRIGGER),
        ("连续3个月", DeadlineKind.TRIGGER),
        ("连续两个月", DeadlineKind.TRIGGER),
        ("交付使用后五年内", DeadlineKind.WINDOW),
        ("竣工后三年内", DeadlineKind.WINDOW),
        ("持续推进", DeadlineKind.ONGOING),
        ("长期坚持", DeadlineKind.ONGOING),
        ("常态化推进", DeadlineKind.ONGOING),
        ("贯穿全年", DeadlineKind.ONGOING),
        ("已完成，长期坚持", DeadlineKind.ONGOING),
        ("按序时推进", DeadlineKind.ONGOING),
        ("按时间节点", DeadlineKind.ONGOING),
        ("持续", DeadlineKind.ONGOING),
        ("尽快", DeadlineKind.VAGUE),
        ("适时", DeadlineKind.VAGUE),
        ("倒排工期", DeadlineKind.VAGUE),
        ("近期", DeadlineKind.VAGUE),
        ("近日", DeadlineKind.VAGUE),
        ("下一步", DeadlineKind.VAGUE),
        ("国务院另有规定的从其规定", DeadlineKind.VAGUE),
    ],
)
def test_what_has_no_day(phrase: str, kind: DeadlineKind) -> None:
    found = read(phrase)
    assert (found.kind, found.on) == (kind, None)
    assert found.note


def test_several_days_take_the_year_of_the_last() -> None:
    found = read("分别于6月27日、9月30日、2009年1月5日前")
    assert found.on == date(2009, 1, 5)
    assert found.also == (date(2008, 6, 27), date(2008, 9, 30))


def test_several_days_of_one_year() -> None:
    found = read("分别于4月30日、7月31日前")
    assert (found.on, found.also) == (date(2024, 7, 31), (date(2024, 4, 30),))
    assert read("每年六月底、十二月底以前").also == (date(2024, 12, 31),)


@pytest.mark.parametrize(
    "phrase", ["原则上6月底前", "力争年底前", "争取三年内", "一般3—5个工作日", "努力在6月底前"]
)
def test_soft(phrase: str) -> None:
    assert read(phrase).soft is True


def test_hard() -> None:
    assert read("6月底前").soft is False


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "2号线",
        "103国道",
        "13月底前",
        "13月5日前",
        "6月31日前",
        "45日前",
        "自2026年4月1日起施行",
        "本办法2026年10月1日起施行",
        "“三五”末",
        "2028-2026年",
        "13月至15月",
        "每年13月底前",
        "每年13月至15月",
        "推进建设",
    ],
)
def test_not_a_deadline(phrase: str) -> None:
    assert read_deadline(phrase, on=ON) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "6月底前",
        "8月5日前",
        "年底前",
        "年中",
        "上半年",
        "三季度",
        "本季度",
        "本月底前",
        "中旬",
        "20日前",
        "本周五前",
        "3—10月",
        "4月1日至6月30日",
        "分别于4月30日、7月31日前",
        "今明两年",
        "春节前",
        "全年完成",
        "今年完成",
        "每年2月底前",
        "每月5日前",
        "每周五前",
        "每旬",
        "半月一报",
        "双周",
        "每季度",
        "每半年",
        "日调度",
        "每年一次",
        "10个工作日内",
        "半年内",
        "三个月内",
        "立行立改",
        "当日",
        "截止5月31日",
    ],
)
def test_without_a_base_day_the_phrase_is_known_but_not_its_day(phrase: str) -> None:
    found = read_deadline(phrase, calendar=Weekdays())
    assert found is not None
    assert found.on is None


def test_a_year_alone_needs_a_base_day() -> None:
    assert read_deadline("今年") is None


def test_the_sheet_of_new_years_ends() -> None:
    assert read("2099年春节前").on is None


def test_every_result_names_its_rule() -> None:
    assert read("6月底前").rule == "月份"
    assert read("6月前").note == "“月前”按上月末计，请核实"
    assert read("6月前").on == date(2024, 5, 31)
