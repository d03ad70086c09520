"""Quantities that a text sets: 增长6%左右, 不少于100场, 由75%提高到80%; never years, numbers of roads or papers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.extraction.model import Measure
from luoshi.kernel.numerals import read_number

_HAN = "[一二两三四五六七八九十百千万亿]"
_NUMBER = rf"(?:百分之{_HAN}{{1,6}}(?:点{_HAN}{{1,3}})?|[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?[百千万亿]{{0,2}}|{_HAN}{{1,8}})"
_UNIT = (
    "个百分点|百分点|亿美元|万美元|美元|亿元|万元|元|亿斤|万斤|斤|公斤|千克|吨标准煤|万吨|吨|立方米|平方公里|平方千米|平方米|公里|千米|米|公顷|万亩|亩"
    "|千瓦时|万千瓦|千瓦|兆瓦|吉瓦|MW|GW|TB|GB|PB|EFLOPS|PFLOPS|人次|万人|人|户|家|个|项|件|条|座|处|所|套|台|辆|艘|架|张|块|只|头|株|棵|例|宗|起|期|批|场|次|届|名|位|门|篇|部|册|款|种|类|倍|成|平米|车次|班次|班|床|张床位|间|栋|幢|片|支|枚|对|对接|岗位|学位|分贝|微克|毫克|微克/立方米|ms|天"
)
_COUNT = rf"(?:%|‰|(?:余|多|来|几)?[ ]?(?:{_UNIT}))"
_BEFORE = (
    "(?P<less>不高于|不超过|不大于|低于|小于|少于|控制在|压减至|压降至|降至|降低到|下降到|减少到|减至|压缩至|压缩到|最多|不多于)"
    "|(?P<least>不低于|不少于|不小于|至少|达到或超过|确保|稳定在)"
    "|(?P<more>突破|超过|超|高于|大于|多于|跨越|迈上)"
    "|(?P<rise>(?:同比|年均|累计|比上年|较上年|环比|再|新)?(?:增长|提高|提升|增加|上升|扩大|新增|净增|增))"
    "|(?P<fall>(?:同比|年均|累计|比上年|较上年)?(?:下降|降低|减少|压减|压降|削减|压缩|缩短|缩减|减))"
    "|(?P<reach>(?:提高|提升|增长|增加|扩大|上升|发展|恢复|增)(?:到|至)|达到|达|到达|实现|完成)"
)
_MEASURE = re.compile(
    rf"(?:(?:{_BEFORE})(?P<soft>了)?(?:约|近|大约|约为|接近)?[ ]?)?"
    rf"(?P<value>{_NUMBER})(?P<percent>%)?(?:[ ]?(?:-|—|——|~|～|至|到)[ ]?(?P<upper>{_NUMBER}))?"
    rf"(?P<unit>{_COUNT})(?P<after>(?:及)?以上|以下|以内|之内|左右|上下)?"
)
_FROM = re.compile(rf"[由从](?P<value>{_NUMBER}%?)[^，。；]{{0,8}}$")
_NOT_AFTER = re.compile(r"[第〔\[之]$|[0-9.]$|[A-Za-z]$")
_SUBJECT = re.compile(
    r"(?:^|[，；。：、])(?P<name>[^，；。：、]{2,24}?)(?:力争|要|将|总量|基本|全部|均|平均|年均|同比)*$"
)
_ORDINALS = re.compile(
    rf"{_HAN}(?:个|项|批|次|部|条|件|位|名|家|类|种|期|起|成|人|户|门|块|头|班|支|片|对|处|张|所|天|例)"
)
_EXACT = {"个": 2}
_KEY = re.compile(r"[0-9%]|百分之")


def find_measures(folded: str, start: int, end: int) -> tuple[Measure, ...]:
    """The quantities between two offsets of folded text, in order."""
    if not _KEY.search(folded, start, end) and not re.compile(f"{_HAN}{{1,6}}(?:{_UNIT})").search(
        folded, start, end
    ):
        return ()
    return tuple(_found(folded, start, end))


def _found(folded: str, start: int, end: int) -> Iterator[Measure]:
    for match in _MEASURE.finditer(folded, start, end):
        if _is_ordinal(folded, match):
            continue
        value = read_number(match["value"])
        if value is not None:
            yield _measure(folded, match, value=value, start=start)


def _is_ordinal(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start("value") - 1) : match.start("value")]
    if _NOT_AFTER.search(before):
        return True
    has_digit = any(sign.isdigit() for sign in match["value"]) or match["value"].startswith("百分之")
    return not has_digit and not _is_counted(match)


def _is_counted(match: re.Match[str]) -> bool:
    """Chinese numerals count only with a comparator or when they are large: 一个、三大 are words."""
    return bool(match.lastgroup and (match["after"] or _comparing(match))) and len(match["value"]) <= 8


def _comparing(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("less", "least", "more", "rise", "fall")) and match["value"] not in {
        "一",
        "两",
    }


def _measure(folded: str, match: re.Match[str], *, value: Decimal, start: int) -> Measure:
    upper = read_number(match["upper"]) if match["upper"] else None
    before = folded[start : match.start()]
    return Measure(
        raw=match[0].strip(),
        value=value,
        unit=_unit(match),
        comparator=_comparator(match),
        upper=upper,
        change=_change(match, before),
        subject=_subject(before),
    )


def _unit(match: re.Match[str]) -> str:
    if match["value"].startswith("百分之"):
        return "%"
    return match["unit"].strip(" 余多来几")


def _comparator(match: re.Match[str]) -> str:
    after = match["after"] or ""
    if after.endswith("以上") or match["least"]:
        return ">="
    if match["less"] == "低于" or match["less"] in {"小于", "少于"}:
        return "<"
    if after in {"以下", "以内", "之内"} or match["less"]:
        return "<="
    if match["more"]:
        return ">"
    return "~" if after else "="


def _change(match: re.Match[str], before: str) -> str | None:
    if match["rise"]:
        return "increase"
    if match["fall"]:
        return "decrease"
    return "from-to" if match["reach"] and _FROM.search(before[-16:]) else None


def _subject(before: str) -> str | None:
    match = _SUBJECT.search(before[-40:])
    return match["name"].strip() if match else None
