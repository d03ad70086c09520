"""Finds quantities, and tells what a text sets from what it only describes."""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.extraction.measures.units import THINGS, TIMES
from luoshi.extraction.model import Measure
from luoshi.extraction.wording.verbs import either
from luoshi.kernel.numerals import read_number

_HAN = "[一二两三四五六七八九十百千]"
_SHARE = (
    rf"百分之(?:{_HAN}{{1,6}}(?:点{_HAN}{{1,3}})?|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?)|[二三四五六七八九十]分之[一二两三四五六七八九]"
    r"|(?:[一二两三四五六七八九]|(?<![0-9.])[1-9])成(?![立为功效员果本品分群长熟都交套片年人就])|一半|半数|翻(?:[一二两三四]番|番)"
)
_NUMBER = rf"(?:[0-9]{{1,9}}(?:,[0-9]{{3}}){{0,4}}(?:\.[0-9]{{1,6}})?|{_HAN}{{1,6}})"
_PER = "(?:/(?:立方米|平方米|平方公里|公里|公顷|小时|万元|亩|日|天|年|月|人|户|吨|件|次|升))?"
_UNIT = rf"(?:%|‰|[余多来几]?[百千万亿]{{0,2}}[余多来几]? ?(?:{TIMES}|{THINGS}){_PER})"
_BELOW = either(
    "不得超过 不得高于 不得多于 不高于 不超过 不大于 不多于 控制在 压减至 压减到 压降至 压降到 压缩至 压缩到 降至 降低到 下降到 降到 减少到 减至 减到 压到 压至 缩到 缩至 控制到 缩短至 缩短到 最多 限载 限重"
)
_GROWTH = "(?:同比|年均|累计|比上年|较上年|环比|再|新)?"
_COMPARATOR = (
    r"(?P<least>(?:达到|等于)(?:或者?|和|及)超过|不低于|不少于|不小于|不得低于|不得少于|(?:至少|最少)[一-鿿]{0,8}?)"
    rf"|(?P<most>{_BELOW})|(?P<under>低于|小于|少于|不足|不到)|(?P<over>突破|超过|超|高于|大于|多于|跨越|迈上)"
    rf"|{_GROWTH}(?:(?P<reach>(?:提高|提升|增长|增加|扩大|上升|发展|恢复|增)(?:到|至)|达到|达|实现|完成|稳定在|保持在?)"
    "|(?P<rise>增长|提高|提升|增加|上升|扩大|新增|净增|增)|(?P<fall>下降|降低|减少|压减|压降|削减|压缩|缩短|缩减|减))"
)
_MEASURE = re.compile(
    rf"(?:(?:{_COMPARATOR})了?(?:每[一-鿿]{{1,2}})? ?)?(?P<about>约为|大约|约|接近|将近|近)? ?(?:(?P<share>{_SHARE})"
    rf"|(?P<value>{_NUMBER})%?(?: ?(?:-|—|——|～|至|到) ?(?P<upper>{_NUMBER}))? ?(?P<unit>{_UNIT}))"
    r"(?P<after>及?以上|及?以下|以内|之内|左右|上下)?"
)
_COMPARING = ("most", "under", "least", "over", "reach", "rise", "fall")
_ORIGIN = re.compile(
    r"[由从](?:目前|现在|原来|现有|去年|上年|[0-9]{4}年(?:底|末)?)?的?(?:每人每年|每人每月|每[一-鿿]{1,2})?$"
)
_TOWARDS = re.compile(
    r"[^，。；、]{0,4}?(?:提高|提升|增加|增长|增|扩大|上升|发展|恢复|降低|下降|降|压减|压缩|压降|压|缩|拉|冲|拔|干|做|抓|缩短|减少|减|调整|优化|精简)(?:为|至|到)"
)
_NOT_AFTER = re.compile(
    r"[第〔\[之+0-9.A-Za-z几数上十每]$|[0-9A-Za-z][-—]$|第[0-9、和]{1,12}$|连续$|“[^”]{0,3}$"
)
_PLAIN_HAN = re.compile("(?:[元吨里亩户处座所家套台辆栋幢口艘间顷米]|[万亿]人)$")
_COUNTS = re.compile(
    r"(?:新建|建设|建成|改造|新增|打造|培育|引进|完成|实施|启动|开工|创建|举办|设立|增设|布设|办好|配备|安装|修复|整治|组织|开展)$"
)
_PACE = re.compile(r"(?:时间|时限|周期|时长|耗时|用时|等候|等待|平均|间隔|停留)[^，。；]{0,6}$")
_RATE = re.compile("每[一-鿿]{1,2}[^，。；]{0,8}$")
_KNOWN = re.compile("(?:你们|他们|[这那把的])$")
_FIRM = re.compile(r"(?:确保|实现|完成|达到|力争|保持|建成|新增|培育|引进|占)$")
_SIZES = re.compile(r"[元%‰米里吨亩顷瓦时天]$|[吨米]/[一-鿿]+$")
_OBJECTS = "项目|企业|工程|村庄|小区|管网|建筑|商场|学校|医院|锅炉|车辆|耕地|地块|合同|采购|产业|集群|园区|商品房|住宅|房屋|人口|单位|水库|机组"
_DESCRIBED = re.compile(rf"的?[一-鿿]{{0,4}}?(?:{_OBJECTS})")
_DISTANCE = re.compile(r"(?:距离?|半径|方圆|沿线|周边|两侧|总投资)[^，。；0-9]{0,8}$")
_UNDONE = re.compile("未[一-鿿]{1,4}的$")
_SUBJECT = re.compile(
    r"(?:^|[，；。：、])(?P<name>[^，；。：、]{2,24}?)(?:力争|要|将|总量|基本|全部|均|平均|年均|同比)*$"
)
_TIME = re.compile(TIMES)
_BEFORE = 40
_CENT = Decimal("0.01")


def find_measures(folded: str, start: int, end: int) -> tuple[Measure, ...]:
    """The quantities between two offsets of folded text, in order."""
    return tuple(_found(folded, start, end))


def _found(folded: str, start: int, end: int) -> Iterator[Measure]:
    baseline: Decimal | None = None
    for match in _MEASURE.finditer(folded, start, end):
        before = folded[max(start, match.start() - _BEFORE) : match.start()]
        value = _value(match)
        if value is None:
            continue
        if _ORIGIN.search(before) and _TOWARDS.match(folded, match.end(), end):
            baseline = value
            continue
        if _is_quantity(match, before) and not _is_condition(match, before):
            yield _measure(match, value=value, before=before, baseline=baseline)
        baseline = None


def _value(match: re.Match[str]) -> Decimal | None:
    """Shares as per cent: 三分之一 is 33.33, 一半 is 50; 翻两番 is 2 and 三成 is 3, in units of their own."""
    share = match["share"]
    if share is None:
        return read_number(match["value"])
    if share in {"一半", "半数"}:
        return Decimal(50)
    if share.startswith("翻"):
        return read_number(share[1:-1] or "一")
    if share.endswith("成"):
        return read_number(share[:-1])
    whole, _, part = share.partition("分之")
    if not part or whole == "百":
        return read_number(share)
    return (Decimal(read_number(part) or 0) * 100 / (read_number(whole) or 1)).quantize(_CENT)


def _is_quantity(match: re.Match[str], before: str) -> bool:
    """第3次, 前3名, 一个中心 and 三大任务 count nothing."""
    compared = any(match[name] for name in _COMPARING)
    if match["share"]:
        return (
            compared or bool(match["after"] or match["about"]) or match["share"].startswith(("百分之", "翻"))
        )
    unit = match["unit"].strip()
    ranked = before.endswith("前") and unit in {"名", "位"}
    if ranked or (not compared and not match["about"] and _NOT_AFTER.search(before)):
        return False
    if _TIME.fullmatch(unit):
        return _is_pace(match, before)
    compared = compared or bool(match["after"])
    if unit == "分":
        return compared
    return match["value"].isascii() or _is_counted(match, before, compared=compared)


def _is_pace(match: re.Match[str], before: str) -> bool:
    """How long something takes, not by when it must be done: 压缩至5个工作日, but not 5个工作日内."""
    most = match["most"] or ""
    if (match["after"] or "").endswith("以上") and _RATE.search(before):
        return True
    if most.startswith("不") or match["over"] or match["under"]:
        return bool(_PACE.search(before))
    return bool(most or match["least"] or match["rise"] or match["fall"])


def _is_counted(match: re.Match[str], before: str, *, compared: bool) -> bool:
    """A number in words needs a comparator, a verb that makes things, or a thing that can be counted."""
    number = match["value"]
    if number == "一":
        return bool(match["least"]) or (match["most"] or "").startswith("不得")
    if compared:
        return not (number == "两" and match["reach"] == "实现")
    if number == "二" or number[0] in "百千" or _KNOWN.search(before):
        return False
    return bool(_PLAIN_HAN.search(match["unit"]) or _COUNTS.search(before))


def _is_condition(match: re.Match[str], before: str) -> bool:
    """What describes the object of the work is not asked of anybody: 漏损率超过20%的管网, 5亿元以上项目."""
    unit, text, end = match["unit"] or "%", match.string, match.end()
    if _UNDONE.search(before) or text.startswith(("范围", "未", "尚未", "级"), end):
        return True
    if _SIZES.search(unit) and _DISTANCE.search(before):
        return True
    if match["least"] or match["reach"] or match["rise"] or match["most"] or _FIRM.search(before):
        return False
    bounded = match["over"] or match["under"] or (match["after"] or "").endswith(("上", "下", "内"))
    if not bounded:
        return False
    sized = _SIZES.search(unit)
    if (sized or match["over"] or match["under"]) and text.startswith("的", end):
        return True
    return bool(sized and unit not in "%‰" and _DESCRIBED.match(text, end))


def _measure(match: re.Match[str], *, value: Decimal, before: str, baseline: Decimal | None) -> Measure:
    return Measure(
        raw=match[0].strip(),
        value=value,
        unit=_unit(match),
        comparator=_comparator(match),
        upper=read_number(match["upper"]) if match["upper"] else None,
        change=_change(match, baseline),
        subject=_subject(before),
        baseline=baseline,
    )


def _unit(match: re.Match[str]) -> str:
    share = match["share"]
    if share is None:
        return match["unit"].strip(" 来几").replace("余", "").replace("多", "")
    return share[-1] if share[-1] in "成番" else "%"


def _comparator(match: re.Match[str]) -> str:
    after = match["after"] or ""
    if after in {"左右", "上下"}:
        return "~"
    if after.endswith("以上") or match["least"]:
        return ">="
    if match["under"]:
        return "<"
    if match["most"] or after:
        return "<="
    if match["over"]:
        return ">"
    return "~" if match["about"] else "="


def _change(match: re.Match[str], baseline: Decimal | None) -> str | None:
    if baseline is not None:
        return "from-to"
    if match["rise"] or (match["share"] or "").startswith("翻"):
        return "increase"
    return "decrease" if match["fall"] else None


def _subject(before: str) -> str | None:
    match = _SUBJECT.search(before)
    return match["name"].strip() if match else None
