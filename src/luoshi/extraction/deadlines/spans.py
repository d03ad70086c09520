"""What runs from an event: 10个工作日内, 自收到之日起30日内, 会后5个工作日内, 用三个月时间, 为期一年, 立行立改."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from luoshi.extraction.deadlines.clock import Clock, add_months, number
from luoshi.extraction.deadlines.found import Found
from luoshi.extraction.model import Base, DeadlineKind
from luoshi.kernel.errors import LuoshiError

Match = re.Match[str]
Builder = Callable[[Match, Clock], Found | None]
_RELATIVE, _TRIGGER, _WINDOW = DeadlineKind.RELATIVE, DeadlineKind.TRIGGER, DeadlineKind.WINDOW
_NUM = "(?:[0-9]{1,3}|[一二两三四五六七八九十百半]{1,4})"
_UNIT = "(?P<unit>个?工作日|个月|(?<=半)月|个季度|年|周|个?星期|个?小时|个?日历日|个?自然日|日|天)"
_COUNT = rf"(?P<count>{_NUM})(?:(?:-|—|——|～|至|到)(?P<upper>{_NUM}))?{_UNIT}"
_INSIDE = "(?:之内|以内|内)"
_NO_DATE = "(?![0-9底末初中上下份])"
_HAPPENED = (
    "收到|收文|接到|接(?=通知|文|函|件|令)|签收|交办|转办|分办|派单|下达|印发|发布|公布|下发|受理|立案|备案|作出|办结|完成|竣工|开工|交付|投产|结束|批准|施行"
    "|签订|签约|发生|发现|通过|验收|合格|检查|解决|到位|公示|期满|审批|审核|审定|获批|确认|评审|中标|建成|投用|入库|出让|摘牌|事发|完工|封顶|通车|启动|召开"
)
_SINCE = (
    r"(?P<since>(?:自(?![治主然行动建愿身来筹查])|从|在)[^，。；：、（）]{0,24}?(?:之日起|之日|之时起|(?<![今此然以之背先前最])后|起)"
    rf"|(?:{_HAPPENED})[^，。；：、（）]{{0,12}}?(?:之日起|之日|之时起|(?<![今此然以之背先前最])后)"
    "|[一-鿿]{2}(?<![今此然以之背先前最会议束节期假])后"
    "|(?:本次|此次|这次|今天)?(?:会议?|散会)(?:结束|召开)?(?:之日起|后))(?:的?次日起)?，?"
)
_DOCUMENTS = "举报|投诉|申请|诉求|报警|线索|工单|群众|企业|申报|材料|预警|险情|求助|咨询|留言|来信|发票|对方"
_BASES = (
    (re.compile("闭会|下一?次|下届"), Base.EVENT),
    (re.compile(rf"(?:收到|接到|签收|接)[^，]*(?:{_DOCUMENTS})"), Base.EVENT),
    (re.compile("收到|收文|接到|签收|接(?=通知|文|函|件|令)"), Base.RECEIPT),
    (re.compile("交办|转办|分办|下达|派单"), Base.ASSIGNMENT),
    (re.compile("办结|完成|竣工|开工|交付|投产|建成|整改"), Base.COMPLETION),
    (re.compile("(?:会议?|散会)(?:结束|召开)?(?:之日起?|后)$"), Base.MEETING),
    (re.compile("国家|上级|省级|名单|政策(?:印发|发布|公布)|公告|公示"), Base.EVENT),
    (re.compile("印发|发布|公布|下发|施行|实施"), Base.DOCUMENT),
)
_NOTES = {
    Base.DOCUMENT: "自文件日期起算",
    Base.RECEIPT: "以收到之日为准，暂按文件日期推算",
    Base.ASSIGNMENT: "以交办之日为准，暂按文件日期推算",
    Base.MEETING: "以会议日期为准，暂按文件日期推算",
}
_SPEED = re.compile(
    r"(?:压缩|压减|压降|缩短|缩减|缩|减少|减|控制|降低|降|提速|稳定|限定|保持)(?:至|到|为|在|于)?(?:约|平均)?$"
    r"|(?:平均|时间|周期|时长|耗时|用时|等候|等待|(?<!完成)(?<!整改)(?<!落实)时限|间隔)(?:一律|均|原则上|一般)?(?:为|在|至)?$"
)
_AT_MOST = re.compile(
    r"(?:时间|时限|周期|时长|耗时|用时|等候|等待|间隔|期限|平均|手续办理|审批|审核|办理)[^，。；]{0,4}$"
)
_LOOK = 12


def _since(match: Match, clock: Clock) -> Found | None:
    since = match["since"].rstrip("，")
    base = next((base for pattern, base in _BASES if pattern.search(since)), Base.EVENT)
    if base in (Base.EVENT, Base.COMPLETION):
        kind = _TRIGGER if since.endswith("后") else _RELATIVE
        return Found(kind, None, base=base, note="起算日取决于事件，需填写后计算")
    return _counted(match, clock, base=base)


def _within(match: Match, clock: Clock) -> Found | None:
    """Not the time that a procedure takes: 审批时限压缩至5个工作日以内."""
    if _SPEED.search(match.string, max(0, match.start() - _LOOK), match.start()):
        return None
    found = _counted(match, clock, base=Base.DOCUMENT)
    if found is None or found.on is None:
        return found
    return Found(found.kind, found.on, base=found.base, note="未写起算日，暂自文件日期起算，请核实")


def _at_most(match: Match, clock: Clock) -> Found | None:
    if _AT_MOST.search(match.string, max(0, match.start() - _LOOK), match.start()):
        return None
    return _within(match, clock)


def _lasting(match: Match, clock: Clock) -> Found | None:
    found = _counted(match, clock, base=Base.DOCUMENT)
    if found is None:
        return None
    return Found(_WINDOW, found.on, start=clock.on, note="未写起始日，暂自文件日期起算，请核实")


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
    if "年" in unit:
        return add_months(clock.on, 6)
    return clock.on + timedelta(days=15 if "月" in unit else 1)


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


def _from_now(_: Match, clock: Clock) -> Found:
    note = "自文件日期起开展，何时办结另行核实"
    return Found(_RELATIVE, None, start=clock.on, base=Base.DOCUMENT, note=note)


def _at_once(_: Match, clock: Clock) -> Found:
    on = clock.on + timedelta(days=7) if clock.on else None
    return Found(_RELATIVE, on, base=Base.DOCUMENT, note="立即整改类，暂按7日计，请核实")


def _term(_: Match, __: Clock) -> Found:
    return Found(_RELATIVE, None, base=Base.EVENT, note="任期截止日需填写")


def _event(_: Match, __: Clock) -> Found:
    return Found(_TRIGGER, None, base=Base.EVENT, note="以事件日期为准，需填写")


def _during(_: Match, __: Clock) -> Found:
    return Found(_WINDOW, None, base=Base.EVENT, note="期间的起止日取决于事件，需填写")


def _streak(_: Match, __: Clock) -> Found:
    return Found(_TRIGGER, None, base=Base.EVENT, note="连续计数条件，不是期限")


def _moratorium(_: Match, __: Clock) -> Found:
    return Found(_WINDOW, None, base=Base.COMPLETION, note="自完成之日起的期间，需填写起始日")


_SEASONS = (
    "主?汛期?|防汛期|供暖[季期]?|采暖[季期]?|供热[季期]?|冬季供暖|[春秋]季开学|开学|[寒暑][假期]|春[耕播]|[三秋夏]收|秋[收种]|雨季|旱季|封冻|冰冻|入[冬汛夏]|"
    "冬季|夏季|梅雨季?|台风季|高考|中考|防火期|旅游旺季"
)
_DURING = "响应|活动|节日|节假日|假日|假期|春节|国庆|会议|施工|高峰|放假|值班|试点|试运行|搬迁|秋收|春耕|春运|整治|行动|展会|赛事|考试"
RULES: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("限制期", re.compile(rf"(?:交付使用|竣工|建成|投产)后(?P<years>{_NUM})年{_INSIDE}"), _moratorium),
    ("自某事起", re.compile(rf"{_SINCE}{_COUNT}(?:{_INSIDE}|前)?"), _since),
    (
        "事发之后",
        re.compile(
            rf"(?:发现|发生|出现|接到|收到|遇有|遇到|遇|突发)[^，。；：、（）]{{1,10}}?，?(?:应|须|要|必须)?(?:在|于)?{_COUNT}{_INSIDE}"
        ),
        _event,
    ),
    (
        "事件前后多久",
        re.compile(
            rf"(?:(?:考|会|节|汛|赛|开学|开工|施工|放假|活动|开考|开园|开业)前|[一-鿿]{{2}}满){_COUNT}后?"
        ),
        _event,
    ),
    ("期间", re.compile(rf"(?:{_SEASONS}|{_DURING})期间|汛期内"), _during),
    (
        "起至某事",
        re.compile(
            r"(?:自|从)?(?:[0-9]{1,2}月[0-9]{1,2}日)?(?:[0-9]{1,2}时)?起，?至[一-鿿]{2,8}(?:解除|结束|完成|为止|完工|撤销)"
        ),
        _during,
    ),
    ("连续计数", re.compile(rf"连续{_COUNT}(?!(?:闲置|空置|停产|未[一-鿿]{{1,3}})的)"), _streak),
    ("为期多久", re.compile(rf"为期(?:约)?{_COUNT}"), _lasting),
    (
        "多少时间内",
        re.compile(
            rf"(?<!今明)(?<!明后)(?<!近){_COUNT}(?:左右)?(?:的?时间)?{_INSIDE}(?!的(?!时间)|[^，。；]{{0,14}}不(?:得|能)?超过)"
        ),
        _within,
    ),
    ("用多少时间", re.compile(rf"(?:用|利用|通过|经过|花)上?{_COUNT}(?:左右)?的?时间"), _within),
    ("未来多久", re.compile(rf"(?:未来|今后|接下来)的?{_COUNT}"), _within),
    (
        "最长不超过",
        re.compile(rf"(?:至迟|最迟|最长|最多)?(?:不超过|不得超过|不晚于){_COUNT}{_NO_DATE}"),
        _at_most,
    ),
    (
        "几年累计",
        re.compile(r"(?<![近上这前去])(?P<count>[两二三四五0-9])(?P<upper>)(?P<unit>年)(?=累计|共)"),
        _within,
    ),
    ("一般多少时间", re.compile(rf"(?:一般|原则上|通常)(?:为|在)?{_COUNT}{_NO_DATE}"), _at_most),
    ("分期", re.compile(rf"(?:短期|中期|长期)（{_COUNT}{_INSIDE}?）"), _within),
    (
        "立行立改",
        re.compile(r"立行立改|立查立改|即知即改|即查即改|边查边改|立整立改|即行即改|立即整改到位"),
        _at_once,
    ),
    (
        "当日",
        re.compile(
            r"当日|当天|当晚|随到随[办审批报交处]|随报随[审批办]|即[到来报]即[办审批]|即刻|(?:即时|立即|马上|立刻)(?=[将把]|办|整改|落实|上报|报告|处置|处理|组织|启动|开展|停|排查|恢复|消除|抢修|$|，|。)"
        ),
        _same_day,
    ),
    (
        "即日起",
        re.compile(r"(?:自|从)?(?:即日起|现在起|现在开始|今日起|今天起|今晚起)(?!，?[至到])"),
        _from_now,
    ),
    ("任期内", re.compile(r"(?:本届政府)?任期内|本届任期"), _term),
    (
        "事件前",
        re.compile(
            rf"(?:今年|明年|来年)?(?:(?:{_SEASONS})(?:来临|到来|结束|开始)?|(?:(?:下一?次|本次|市|省|县|区|全国)[^，。；：]{{0,12}}?)?(?:会议|大会|两会|代会)(?:召开|开幕)?|项目(?:开工|竣工)"
            r"|(?:正式)?投产|通车|(?:竣工)?验收|(?:复检|验收|整改)(?:合格|完成|到位)|换届|迎检|入场|进场|开工|竣工|投用|交付|开学|开考|开春|入冬|入汛|开园|开业|开馆|开赛|开幕)(?:之前|以前|前)(?![期置沿景瞻提列后端款述台])"
        ),
        _event,
    ),
)
