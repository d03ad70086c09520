"""Numbers before headings: 一、 （一） 1. （1） ① 一是 第一，."""

import re
from dataclasses import dataclass

_HAN = "[一二三四五六七八九十百零〇]{1,5}"
BARE_OWNER = re.compile("(?:责任|牵头|主办|承办)：")
BRACKETED = re.compile("【[^【】]{2,16}】 *")
_MET = re.compile("(?:会议)?时间：.*(?:地点|[上下]午|[0-9]{1,2}：[0-9]{2}|[0-9]{1,2}时)")
_STYLES = (
    (1, BRACKETED),
    (3, re.compile(rf"事项(?:{_HAN}|[0-9]{{1,2}})(?: +|[：:、] *)")),
    (1, re.compile(rf"第{_HAN}(?:部分|章|节)[ 、：]*")),
    (7, re.compile(rf"第{_HAN}条(?:之{_HAN})?[ ：]*")),
    (1, re.compile(rf"{_HAN} ?、 *")),
    (2, re.compile(rf"（ ?{_HAN} ?） *、?")),
    (3, re.compile(r"[0-9]{1,3}(?:[.、](?![0-9])|(?<=[0-9]) (?=[一-鿿])) *")),
    (4, re.compile(r"（ ?[0-9]{1,3} ?） *")),
    (5, re.compile(r"[①-⑳] *|[0-9]{1,2}） *")),
    (
        6,
        re.compile(
            rf"{_HAN}(?:是|要|则)|第{_HAN}(?:件事?|个|点)?(?:[，、：]|是)|(?:首先|其次|再次|最后)(?:[，、：]|是)"
        ),
    ),
    (6, re.compile(r"(?:——|—|●|•|·|◆|■|★|▲|-) *")),
)
ARTICLE = 7


@dataclass(frozen=True, slots=True)
class Label:
    """``level`` orders headings; 6 is a label run into its sentence, 7 an article of a regulation."""

    text: str
    level: int
    end: int


def read_label(folded: str, start: int, end: int) -> Label | None:
    """The label that opens the paragraph, or None."""
    for level, pattern in _STYLES:
        match = pattern.match(folded, start, end)
        if match and match.end() < end and not folded[match.end() : end].isspace():
            return Label(match[0].strip(), level, match.end())
    return None


def meets(folded: str, start: int, end: int) -> bool:
    """时间：3月12日15：00 地点：…: when a meeting took place is no deadline."""
    return bool(_MET.match(folded, start, end))
