"""Quantities that a text sets: 增长6%左右, 不少于100场, 由75%提高到80%; never years, numbers of roads or papers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.extraction.model import Measure
from luoshi.extraction.wording.verbs import either
from luoshi.kernel.numerals import read_number

_HAN = "[一二两三四五六七八九十百千]"
_SHARE = rf"百分之(?:{_HAN}{{1,6}}(?:点{_HAN}{{1,3}})?|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?)"
_NUMBER = rf"(?:[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?|{_HAN}{{1,6}})"
_THINGS = either(
    """
    个百分点 百分点 美元 元 公斤 千克 斤 吨标准煤 吨 立方米 平方公里 平方千米 平方米 平米 公里 千米 米 公顷 亩 千瓦时 千瓦 瓦 兆瓦 吉瓦
    MW GW TB GB PB EFLOPS PFLOPS 人次 人 户 家 个 项 件 条 座 处 所 套 台 辆 艘 架 张 块 只 头 株 棵 例 宗 起 期 批 场 次 届 名 位 门
    篇 部 册 款 种 类 倍 成 车次 班次 班 床 间 栋 幢 片 支 枚 对 岗位 学位 分贝 微克 毫克 ms
    """
)
_TIMES = "个?工作日|小时|分钟|秒|天"
_UNIT = rf"(?:%|‰|[百千万亿]{{0,2}}[余多来几]? ?(?:{_TIMES}|{_THINGS}))"
_BELOW = either(
    "不高于 不超过 不大于 不多于 控制在 压减至 压降至 压缩至 压缩到 降至 降低到 下降到 减少到 减至 缩短至 缩短到 最多"
)
_GROWTH = "(?:同比|年均|累计|比上年|较上年|环比|再|新)?"
_COMPARATOR = (
    rf"(?P<most>{_BELOW})|(?P<under>低于|小于|少于)|(?P<least>不低于|不少于|不小于|至少|稳定在)"
    "|(?P<over>突破|超过|超|高于|大于|多于|跨越|迈上)"
    rf"|{_GROWTH}(?:(?P<reach>(?:提高|提升|增长|增加|扩大|上升|发展|恢复|增)(?:到|至)|达到|达|实现|完成)"
    "|(?P<rise>增长|提高|提升|增加|上升|扩大|新增|净增|增)|(?P<fall>下降|降低|减少|压减|压降|削减|压缩|缩短|缩减|减))"
)
_MEASURE = re.compile(
    rf"(?:(?:{_COMPARATOR})了?(?:约为|大约|约|近|接近)? ?)?(?:(?P<share>{_SHARE})"
    rf"|(?P<value>{_NUMBER})%?(?: ?(?:-|—|——|～|至|到) ?(?P<upper>{_NUMBER}))? ?(?P<unit>{_UNIT}))"
    r"(?P<after>及?以上|以下|以内|之内|左右|上下)?"
)
_FROM = re.compile(r"[由从][0-9.]+%?[^，。；]{0,8}$")
_NOT_AFTER = re.compile(r"[第〔\[之0-9.A-Za-z]$")
_SUBJECT = re.compile(
    r"(?:^|[，；。：、])(?P<name>[^，；。：、]{2,24}?)(?:力争|要|将|总量|基本|全部|均|平均|年均|同比)*$"
)
_TIME = re.compile(_TIMES)
_COMPARING = ("most", "under", "least", "over", "reach", "rise", "fall")
_BEFORE = 40


def find_measures(folded: str, start: int, end: int) -> tuple[Measure, ...]:
    """The quantities between two offsets of folded text, in order."""
    return tuple(_found(folded, start, end))


def _found(folded: str, start: int, end: int) -> Iterator[Measure]:
    for match in _MEASURE.finditer(folded, start, end):
        before = folded[max(start, match.start() - _BEFORE) : match.start()]
        value = read_number(match["share"] or match["value"])
        if value is not None and _is_quantity(folded, match):
            yield _measure(match, value=value, before=before)


def _is_quantity(folded: str, match: re.Match[str]) -> bool:
    """第3次, 一个中心 and 三大任务 count nothing; neither does a number in words without a comparator."""
    if match["share"]:
        return True
    if _NOT_AFTER.search(folded, max(0, match.start("value") - 1), match.start("value")):
        return False
    compared = bool(match["after"]) or any(match[name] for name in _COMPARING)
    if match["value"].isascii():
        return compared or not _TIME.fullmatch(match["unit"].strip())
    return compared and match["value"] not in {"一", "两"}


def _measure(match: re.Match[str], *, value: Decimal, before: str) -> Measure:
    return Measure(
        raw=match[0].strip(),
        value=value,
        unit="%" if match["share"] else match["unit"].strip(" 余多来几"),
        comparator=_comparator(match),
        upper=read_number(match["upper"]) if match["upper"] else None,
        change=_change(match, before),
        subject=_subject(before),
    )


def _comparator(match: re.Match[str]) -> str:
    after = match["after"] or ""
    if after.endswith("以上") or match["least"]:
        return ">="
    if match["under"]:
        return "<"
    if match["most"] or after in {"以下", "以内", "之内"}:
        return "<="
    if match["over"]:
        return ">"
    return "~" if after else "="


def _change(match: re.Match[str], before: str) -> str | None:
    if match["rise"]:
        return "increase"
    if match["fall"]:
        return "decrease"
    return "from-to" if match["reach"] and _FROM.search(before) else None


def _subject(before: str) -> str | None:
    match = _SUBJECT.search(before)
    return match["name"].strip() if match else None
