"""Finds what weighs in a text: numbers, dates, titles of papers and names by pattern, words by the lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.extraction.substance.lexicon import LIGHT, MIDDLE, STARTS, STRONG, WEIGHED
from luoshi.extraction.substance.terms import Fact, Phrase

_HAN = "[一-鿿]"
_COUNTED = (
    "次|户|家|座|条(?!件)|处|名|件(?!事)|辆|台|亩|公里|所|份|套|栋|间|项(?:整改|指标|证照|手续)"
    "|个(?:乡镇|镇|县|区|村|社区|市场|小区|单位|企业|部门|月|工作日|路口|项目|标段|学校|园区|批次|断面|行业|产业|领域|片区|市|省|科室|点位)|成(?=[，。；]|以上)"
)
_TIMES = r"\d+[余多]?[场次份期篇张条幅]"
_ISSUED = "会议|文件|通知|简报|信息|专刊|横幅|标语|照片|笔记"
_PATTERN = re.compile(
    r"(?P<code>[〔\[]\d{4}[〕\]]\d+号)"
    rf"|(?P<ritual>召开[^，。；\d]{{0,14}}?(?:会议|推进会|调度会|座谈会|动员会|专题会|部署会|工作会|例会)(?:{_TIMES})?"
    r"|成立[^，。；\d]{0,14}?(?:领导小组|工作专班|专班|工作小组|工作组)"
    rf"|(?:召开|举行|组织|印发|下发|转发|刊发|张贴|悬挂|拍摄|撰写)[^，。；\d]{{0,8}}?"
    rf"(?:(?:{_ISSUED}){_TIMES}|{_TIMES}[^，。；\d]{{0,4}}?(?:{_ISSUED})))"
    r"|(?P<title>《[^》]{2,40}》)"
    r"|(?P<quote>“[^”\d]{1,24}”)"
    r"|(?P<day>(?:\d{1,2}月|本月|上月)\d{1,2}日|\d{1,2}月(?:底|初|份|上旬|中旬|下旬|末)?|[一二三四]季度)"
    r"|(?P<year>\d{4}年|“?十[一二三四五六]五”?)"
    r"|第(?:\d+|[一二三四五六七八九十]+)[批个届轮次]?"
    r"|(?P<number>\d[\d,.]*(?:[-—～至到]\d[\d.]*)?[余多]?(?:%|‰|[A-Za-z]+|[百千万亿余多]*[一-鿿]?))"
    rf"|(?P<few>(?<![一第每同])(?:[二两三四五六七八九十百][百千]?|十[一二三四五六七八九]|几十)(?:{_COUNTED}))"
    rf"|(?P<office>[省市县区](?:人民)?{_HAN}{{2,8}}?(?:局|委员会|委|厅|中心|公司|办公室)(?=[，。、（已的于批同与和组牵查追负报会]))"
    rf"|(?P<place>(?<![乡城小])(?!城镇|乡镇|集镇|村镇|农村|城乡){_HAN}{{2}}(?:镇|河|桥|渠|湖|港|岛|街道|村)(?!庄|级|民|振|居|干|落))"
)
_MATCHED: dict[str, tuple[Fact | Phrase, int]] = {
    "ritual": (Phrase.ARRANGING, STRONG),
    "code": (Fact.PAPER, STRONG),
    "title": (Fact.PAPER, MIDDLE),
    "day": (Fact.TIME, MIDDLE),
    "year": (Fact.TIME, LIGHT),
    "number": (Fact.NUMBER, STRONG + LIGHT),
    "few": (Fact.NUMBER, MIDDLE),
    "office": (Fact.NAME, MIDDLE),
    "place": (Fact.NAME, MIDDLE),
}
_INTENDED = re.compile(
    "加快|推动|推进|促进|确保|力争|争取|尽快|早日|鼓励|支持|引导|大力|逐步|完善|健全|加强|优化"
)

_CLAUSE = 24
"""Letters before a result within which its verb is looked for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch that weighs, in thousandths; ``kind`` None is padding."""

    start: int
    end: int
    kind: Fact | Phrase | None
    weight: int


def spots(text: str) -> Iterator[Spot]:
    """From left to right, none over another; the text is folded."""
    at = 0
    for match in _PATTERN.finditer(text):
        yield from _words(text, at, match.start())
        at = match.end()
        known = _MATCHED.get(match.lastgroup or "")
        if known:
            yield Spot(match.start(), at, *known)
        elif match.lastgroup == "quote":
            yield from _words(text, match.start(), at)
    yield from _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Spot]:
    at = start
    while at < end:
        found = _longest(text, at, end)
        if found is None:
            at += 1
            continue
        length, kind, weight = found
        if kind is Fact.RESULT and _intended(text, at):
            weight //= 2
        yield Spot(at, at + length, kind, weight)
        at += length


def _intended(text: str, at: int) -> bool:
    """Stands behind 加快, 确保, 力争 in its clause: not said to be done."""
    clause = max(
        at - _CLAUSE, *(text.rfind(stop, at - _CLAUSE if at > _CLAUSE else 0, at) for stop in "，、；")
    )
    return _INTENDED.search(text, max(clause, 0), at) is not None


def _longest(text: str, at: int, end: int) -> tuple[int, Fact | Phrase | None, int] | None:
    for length in STARTS.get(text[at], ()):
        known = WEIGHED.get(text[at : at + length])
        if known and at + length <= end:
            return length, *known
    return None
