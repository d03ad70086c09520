"""The face of a document: title, number, issuer, addressee, date, kind."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from luoshi.extraction.model import ClauseRole, DocumentInfo
from luoshi.extraction.structure import Block, document_number
from luoshi.kernel.numerals import read_integer

_KINDS = (
    ("政府工作报告", "政府工作报告"),
    ("会议纪要", "会议纪要"),
    ("纪要", "会议纪要"),
    ("讲话", "讲话"),
    ("通报", "通报"),
    ("批复", "批复"),
    ("复函", "函"),
    ("函", "函"),
    ("答复", "答复"),
    ("批示件", "批示"),
    ("摘编", "批示"),
    ("批示", "批示"),
    ("备忘录", "会议纪要"),
    ("交办单", "通知"),
    ("督办单", "通知"),
    ("工作要点", "工作要点"),
    ("行动计划", "行动计划"),
    ("实施方案", "方案"),
    ("方案", "方案"),
    ("实施意见", "意见"),
    ("意见", "意见"),
    ("规划", "规划"),
    ("措施", "措施"),
    ("条例", "法规"),
    ("办法", "办法"),
    ("规定", "规定"),
    ("决定", "决定"),
    ("命令", "命令"),
    ("通知", "通知"),
    ("要点", "工作要点"),
    ("计划", "计划"),
    ("报告", "报告"),
    ("函", "函"),
)
_TITLE_END = re.compile(rf"(?:{'|'.join(word for word, _ in _KINDS)})(?:（[^）]{{2,30}}）)?$")
_BOOK = re.compile(r"^[0-9]{1,3}[.、]? *《(.+)》$")
_DAY = re.compile(
    r"([0-9]{4}|[二〇○零一三四五六七八九]{4}) ?年 ?([0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?月 ?([0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?日"
)
_ISSUED = re.compile("[一-鿿]{2,24}(?:政府|办公室|局|委|委员会|厅|部|指挥部)关于")
_DAY_LAST = re.compile(rf"(?:{_DAY.pattern})）?$")
_HEAD = 1500
_NAMED = 10
_SHORT = 40
_SAYS = re.compile("[。：；]")
_ABOUT = re.compile("(?:案由|标题|题目)：(.{4,80})$")
_ORGAN = re.compile("[一-鿿]{4,}(?:政府|办公室|督查室|委员会|局|厅|指挥部|领导小组)$")
_ISSUE = re.compile("（(?:[0-9]{4}年)?第[0-9]+[期号]）")
_WRITTEN_UP = re.compile(rf"（?{_DAY.pattern}(?:整理|起草)）?")


def read_face(folded: str, found: Sequence[Block]) -> DocumentInfo:
    """What the first and the last lines say of the document."""
    title = _title(folded, found)
    return DocumentInfo(
        title=title,
        number=document_number(folded[:_HEAD]),
        issuer=_issuer(folded, found, title=title),
        addressee=_addressee(folded, found),
        dated_on=_dated_on(folded, found),
        kind=_kind(title, folded),
    )


def _lines(folded: str, found: Sequence[Block], role: ClauseRole) -> list[str]:
    return [folded[block.start : block.end] for block in found if block.role is role]


def _title(folded: str, found: Sequence[Block]) -> str | None:
    lines = [_bare(line) for line in _lines(folded, found, ClauseRole.TITLE)[:12] or _top(folded, found)]
    lines = [line for line in lines if line]
    about = next((match[1] for line in lines if (match := _ABOUT.match(line))), None)
    if about:
        return about
    book = next((match[1] for line in lines if (match := _BOOK.match(line))), None)
    if book:
        return book
    wrapped = [
        "".join(lines[index : index + count])
        for count in range(1, 5)
        for index in range(len(lines) - count + 1)
        if count == 1 or not _ORGAN.search(lines[index]) or lines[index + 1].startswith("关于")
    ]
    titles = [line for line in wrapped if _TITLE_END.search(line) and len(line) <= 120]
    complete = [line for line in titles if "关于" in line]
    issued = [line for line in complete if _ISSUED.match(line)]
    if complete:
        return min(issued or complete, key=len)
    held = [line for line in titles if line.startswith("在")]
    if titles:
        named = [line for line in titles if len(line) >= _NAMED]
        return min(held, key=len) if held else (named or titles)[0]
    return next((line for line in lines if 6 <= len(line) <= 60), None)


def _top(folded: str, found: Sequence[Block]) -> list[str]:
    """The short lines above the first sentence of a paper whose title nothing else tells."""
    tops = takewhile(lambda block: not block.label and block.end - block.start <= _SHORT, found)
    lines = [folded[block.start : block.end] for block in tops if block.role is ClauseRole.PARAGRAPH]
    lines = list(takewhile(lambda line: not _SAYS.search(line), lines))
    return [line for line in lines if _TITLE_END.search(re.sub(r"\s+", "", line))]


def _bare(line: str) -> str:
    number = document_number(line)
    text = line.replace(number, "") if number else line
    bare = re.sub(r"\s+", "", text)
    return "" if _is_day(text) or _ISSUE.fullmatch(bare) else bare


def _is_day(line: str) -> bool:
    """A line that says nothing but a date: （2026年4月16日）."""
    return bool(_DAY.fullmatch(re.sub(r"\s+", "", line).strip("（）")))


def _issuer(folded: str, found: Sequence[Block], *, title: str | None) -> str | None:
    signers = [line for line in _lines(folded, found, ClauseRole.SIGNATURE) if not _DAY.search(line)]
    signer = next(
        (line for line in signers if 3 <= len(line) <= 40 and "（" not in line and "：" not in line), None
    )
    if signer:
        return signer
    head, about, _ = (title or "").partition("关于")
    return head if about and len(head) >= 3 else None


def _addressee(folded: str, found: Sequence[Block]) -> str | None:
    lines = _lines(folded, found, ClauseRole.ADDRESSEE)
    return lines[0].rstrip("：！") if lines else None


def _dated_on(folded: str, found: Sequence[Block]) -> date | None:
    for line in reversed(_lines(folded, found, ClauseRole.SIGNATURE)):
        day = _first_day(line)
        if day:
            return day
    for block in found[-2:]:
        if _WRITTEN_UP.fullmatch(folded, block.start, block.end):
            return _first_day(folded[block.start : block.end])
    under_title = [
        _first_day(line) for line in _lines(folded, found, ClauseRole.TITLE) if _DAY_LAST.search(line.strip())
    ]
    if any(under_title):
        return next(day for day in under_title if day)
    heading = next((block.start for block in found if block.role is ClauseRole.HEADING), _HEAD)
    days = [_first_day(match[0]) for match in _DAY.finditer(folded, 0, min(heading, _HEAD))]
    return next((day for day in reversed(days) if day), None)


def _first_day(text: str) -> date | None:
    match = _DAY.search(text)
    parts = [read_integer(part) for part in match.groups()] if match else []
    try:
        return date(parts[0] or 0, parts[1] or 0, parts[2] or 0) if parts else None
    except ValueError:
        return None


def _kind(title: str | None, folded: str) -> str:
    bare = re.sub(r"（[^）]*）", "", title or "")
    named = [(bare.rfind(word) + len(word), kind) for word, kind in _KINDS if word in bare]
    if named:
        return max(named, key=lambda pair: pair[0])[1]
    if re.search(r"作政府工作报告|向大会(?:作|报告)[^。]{0,8}工作", folded):
        return "政府工作报告"
    if re.search(r"同志们|各位[一-鿿]{1,6}[，：]|谈几点|讲几点|讲[一-鿿]点意见", folded):
        return "讲话"
    return "会议纪要" if re.search(r"会议(?:要求|强调|指出|议定|决定|明确)", folded) else "其他"
