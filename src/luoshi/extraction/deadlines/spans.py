"""What runs from an event: 10个工作日内, 自收到之日起30日内, 会后5个工作日内, 三年内, 立行立改, 汛期前."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import Clock, add_months, number
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.model import Base, DeadlineKind
from luoshi.kernel.errors import LuoshiError

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_RELATIVE, _TRIGGER = DeadlineKind.RELATIVE, DeadlineKind.TRIGGER
_NUM = "(?:[0-9]{1,3}|[一二两三四五六七八九十百半]{1,4})"
_UNIT = "(?P<unit>个?工作日|个?月|(?<=个)季度|年|周|个?星期|个?小时|日历日|日|天)"
_COUNT = rf"(?P<count>{_NUM})(?:(?:-|—|——|～|至|到)(?P<upper>{_NUM}))?个?{_UNIT}"
_SINCE = (
    r"(?P<since>(?:自|从|在)?[^，。；：、（）]{0,24}?(?:收到|接到|接|签收|交办|转办|分办|下达|印发|发布|公布|下发|受理|立案|备案|作出|会议?|办结|完成|竣工|开工|交付使用|投产|结束|闭会|批准|施行)[^，。；：、（）]{0,20}?"
    r"(?:之日起|之日|之时起|后|起)(?:的)?[，]?)"
)
_BASES = (
    (re.compile("闭会"), Base.EVENT),
    (re.compile("收到|接到|签收|接"), Base.RECEIPT),
    (re.compile("交办|转办|分办|下达"), Base.ASSIGNMENT),
    (re.compile("办结|完成|竣工|开工|交付|投产|结束|批准|受理|立案|作出|备案"), Base.COMPLETION),
    (re.compile("会"), Base.MEETING),
    (re.compile("印发|发布|公布|下发|施行"), Base.DOCUMENT),
)
_NOTES = {
    Base.DOCUMENT: "自文件日期起算",
    Base.RECEIPT: "以收到之日为准，暂按文件日期推算",
    Base.ASSIGNMENT: "以交办之日为准，暂按文件日期推算",
    Base.MEETING: "以会议日期为准，暂按文件日期推算",
}


def _since(match: Match, clock: Clock) -> Found | None:
    base = next((base for pattern, base in _BASES if pattern.search(match["since"])), Base.DOCUMENT)
    if base in (Base.EVENT, Base.COMPLETION):
        return Found(_TRIGGER, None, base=base, note="起算日取决于事件，需填写后计算")
    return _counted(match, clock, base=base)


def _within(match: Match, clock: Clock) -> Found | None:
    found = _counted(match, clock, base=Base.DOCUMENT)
    if found is None or found.on is None:
        return found
    return Found(found.kind, found.on, base=found.base, note="未写起算日，暂自文件日期起算，请核实")


def _counted(match: Match, clock: Clock, *, base: Base) -> Found | None:
    text = match["upper"] or match["count"]
    if text == "半":
        return Found(_RELATIVE, _half(match["unit"], clock), base=base, note=_NOTES[base])
    count = number(text)
    if count is None or count == 0:
        return None
    if "工作日" in match["unit"]:
        return _workdays(count, clock, base=base)
    on = _moved(clock.on, count, unit=match["unit"]) if clock.on else None
    return Found(_RELATIVE, on, base=base, note=_NOTES[base])


def _half(unit: str, clock: Clock) -> date | None:
    if clock.on is None:
        return None
    return add_months(clock.on, 6) if "年" in unit else clock.on + timedelta(days=15)


def _workdays(count: int, clock: Clock, *, base: Base) -> Found:
    if clock.on is None or clock.calendar is None:
        return Found(_RELATIVE, None, base=base, note="没有工作日历，不能推算工作日")
    try:
        on = clock.calendar.add_workdays(clock.on, count)
    except LuoshiError as missing:
        return Found(_RELATIVE, None, base=base, note=missing.message)
    return Found(_RELATIVE, on, base=base, note=_NOTES[base])


def _moved(day: date, count: int, *, unit: str) -> date | None:
    try:
        if "小时" in unit:
            return day + timedelta(days=-(-count // 24))
        if "季度" in unit:
            return add_months(day, 3 * count)
        if "月" in unit:
            return add_months(day, count)
        if "年" in unit:
            return add_months(day, 12 * count)
        return day + timedelta(days=count * (7 if unit[-1] in "周期" else 1))
    except (ValueError, OverflowError):
        return None


def _same_day(_: Match, clock: Clock) -> Found:
    return Found(_RELATIVE, clock.on, base=Base.DOCUMENT, note="当日办理，自文件日期起算")


def _at_once(_: Match, clock: Clock) -> Found:
    on = clock.on + timedelta(days=7) if clock.on else None
    return Found(_RELATIVE, on, base=Base.DOCUMENT, note="立即整改类，暂按7日计，请核实")


def _term(_: Match, __: Clock) -> Found:
    return Found(_RELATIVE, None, base=Base.EVENT, note="任期截止日需填写")


def _event(_: Match, __: Clock) -> Found:
    return Found(_TRIGGER, None, base=Base.EVENT, note="以事件日期为准，需填写")


def _streak(_: Match, __: Clock) -> Found:
    return Found(_TRIGGER, None, base=Base.EVENT, note="连续计数条件，不是期限")


def _moratorium(_: Match, __: Clock) -> Found:
    return Found(DeadlineKind.WINDOW, None, base=Base.COMPLETION, note="自完成之日起的期间，需填写起始日")


RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("限制期", re.compile(rf"(?:交付使用|竣工|建成|投产)后{_COUNT}(?:之内|以内|内)"), _moratorium),
    ("自某事起", re.compile(rf"{_SINCE}{_COUNT}(?:之内|以内|内|前)?"), _since),
    ("连续计数", re.compile(rf"连续{_COUNT}"), _streak),
    ("多少时间内", re.compile(rf"{_COUNT}(?:的时间)?(?:之内|以内|内)"), _within),
    ("最长不超过", re.compile(rf"(?:至迟|最迟|最长|最多)?(?:不超过|不得超过|不晚于){_COUNT}"), _within),
    ("一般多少时间", re.compile(rf"(?:一般|原则上|通常)(?:为|在)?{_COUNT}"), _within),
    ("分期", re.compile(rf"(?:短期|中期|长期)（{_COUNT}(?:之内|以内|内)?）"), _within),
    ("立行立改", re.compile(r"立行立改|立查立改|即知即改|即查即改|边查边改|立整立改"), _at_once),
    (
        "当日",
        re.compile(r"当日|当天|随到随办|即刻|(?:即时|立即|马上)(?=办|整改|落实|上报|报告|处置|处理|$|，|。)"),
        _same_day,
    ),
    ("任期内", re.compile(r"(?:本届政府)?任期内|本届任期"), _term),
    (
        "事件前",
        re.compile(
            r"(?:(?:主)?汛期(?:来临|到来)?|供暖[季期]|采暖[季期]|冬季供暖|(?:秋季|春季)?开学|春耕|春播|秋收|秋种|雨季|封冻|入冬|入汛|高考|中考|防火期|"
            r"(?:下一次|下次)?[^，。；：]{0,16}?(?:会议|大会)(?:召开|开幕)|项目(?:开工|竣工)|(?:正式)?投产|通车|验收|换届)(?:之前|以前|前)"
        ),
        _event,
    ),
)
