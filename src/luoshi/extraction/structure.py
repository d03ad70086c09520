"""The parts of a document: title, addressee, headings and what stands under them, signature, annexes, debris."""

import re
from dataclasses import dataclass

from luoshi.extraction.labels import ARTICLE, Label
from luoshi.extraction.model import ClauseRole
from luoshi.extraction.paragraphs import Paragraph, paragraphs
from luoshi.extraction.sentences import sentences
from luoshi.extraction.zones import Zone, is_law, zone_of

_DEBRIS = re.compile(
    r"收集整理|更多[^。]{0,12}(?:文档|范文|内容|资料)[^。]{0,12}(?:请|移步|访问|点击|关注)|版权所有|网站地图|ICP备|公网安备|联系我们|扫一扫|返回顶部|打印本页|关闭窗口|分享到|浏览次数"
    r"|阅读辅助|网站标识码|责任编辑|上一篇|下一篇|相关链接|无障碍(?:浏览|阅读|模式|版)|繁体版|移动版|本文来源|转载请注明|点击下载|网站主办|您所在的位置|首页[ >]|www\.|http|\.com|\.net|本报记者"
)
_PAGE = re.compile(r"[-—–_ ]*(?:第 ?)?[0-9]{1,4}(?: ?页)?(?:[ /]*共 ?[0-9]+ ?页)?[-—–_ ]*|.{0,3}(?:\.{3,}|…+)")
_PRINTED = re.compile(r"（此件[^）]{2,20}）|.{0,30}(?:印发|抄送|主题词)：.*|抄送[：:].*|.{4,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发")
_DATE = re.compile(r"（?(?:[0-9]{4}|[二〇○零一三四五六七八九]{4}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日）?")
_ANNEX = re.compile(r"附 ?[件表录图](?: ?[0-9一二三四五六七八九十]{1,2})?(?:[：:].*|(?: .{0,60})?)")
_GREETING = re.compile(r"(?:各位|同志们|女士们|先生们|尊敬的)[^。]{0,30}[：！]")
_ADDRESSEE = re.compile(r"(?:各|[一-鿿]{2,12}(?:人民政府|委员会|厅|局|部|办公室))[^。；！？]{0,180}：")
_NUMBER = re.compile(r"[一-鿿]{1,14}[〔\[（【][0-9]{4}[〕\]）】](?:第 ?)?[0-9]{1,5}号")
_HEADING_END = tuple("。；：，、！？")
_HAN = re.compile(r"[一-鿿]")
_COMMANDS = re.compile("请|须|必须|不得|务必|[0-9]")
_RUN_IN = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in its place: the headings above it, the zone they open, its own run-in title."""

    start: int
    end: int
    role: ClauseRole
    level: int
    label: str
    body: int
    title_end: int
    section: tuple[str, ...]
    zone: Zone


@dataclass(slots=True)
class _Open:
    """A heading that is still open."""

    level: int
    title: str
    zone: Zone
    run_in: bool


def blocks(folded: str) -> list[Block]:
    """Every paragraph of the text, in order."""
    found = paragraphs(folded)
    roles = _Roles(folded, found)
    base = Zone.LAW if is_law(folded) else Zone.PLAN if roles.plain else Zone.INTRO
    walker = _Walker(folded, base, numbered=roles.numbered)
    return [walker.step(paragraph, roles.role(index)) for index, paragraph in enumerate(found)]


class _Roles:
    """What each paragraph is for."""

    def __init__(self, folded: str, found: list[Paragraph]) -> None:
        self._folded = folded
        self._found = found
        self._head = self._head_length()
        self._tail = self._tail_start()
        self.numbered = any(paragraph.label and paragraph.label.level == 1 for paragraph in found)
        self.plain = not any(paragraph.label for paragraph in found)

    def role(self, index: int) -> ClauseRole:
        paragraph = self._found[index]
        text = self._folded[paragraph.start : paragraph.end]
        plain = self._plain_role(text, index)
        if plain is not None:
            return plain
        if index < self._head:
            return ClauseRole.TITLE
        return ClauseRole.HEADING if self._is_heading(paragraph, text, index) else ClauseRole.PARAGRAPH

    def _plain_role(self, text: str, index: int) -> ClauseRole | None:
        if self._is_debris(text, labelled=self._found[index].label is not None):
            return ClauseRole.DEBRIS
        if _ANNEX.fullmatch(text):
            return ClauseRole.ANNEX
        if index >= self._tail or _PRINTED.fullmatch(text) or self._signs(text, index):
            return ClauseRole.SIGNATURE
        if index < 30 and (_GREETING.fullmatch(text) or _ADDRESSEE.fullmatch(text)):
            return ClauseRole.ADDRESSEE
        return None

    def _signs(self, text: str, index: int) -> bool:
        """A notice is signed before the paper that it carries."""
        if index < self._head:
            return False
        if _DATE.fullmatch(text):
            return True
        after = self._found[index + 1] if index + 1 < len(self._found) else None
        dated = after is not None and _DATE.fullmatch(self._folded[after.start : after.end])
        return bool(dated) and len(text) <= 30 and not text.endswith(_HEADING_END)

    def _is_debris(self, text: str, *, labelled: bool) -> bool:
        if _PAGE.fullmatch(text) or not _HAN.search(text):
            return True
        return not labelled and len(text) <= 160 and bool(_DEBRIS.search(text))

    def _head_length(self) -> int:
        """How many paragraphs stand before the first one that says something."""
        for index, paragraph in enumerate(self._found[:20]):
            text = self._folded[paragraph.start : paragraph.end]
            titled = len(text) <= 90 and "\t" not in text and not text.endswith(("。", "：", "；")) and "。" not in text
            catalogue = paragraph.label is not None and paragraph.label.level == 3 and "《" in text
            if not titled or (paragraph.label is not None and not catalogue and paragraph.label.level != 6):
                return index if self._face(index) else 0
        return 0

    def _face(self, count: int) -> bool:
        """Short lines at the top are a face only when one of them is a title, a number or a date."""
        top = self._folded[: self._found[count].start].replace(" ", "")
        return bool(re.search(r"关于|报告|讲话|方案|意见|通知|纪要|要点|计划|办法|规定|决定|批复|通报|措施|函|令|〔", top))

    def _tail_start(self) -> int:
        """The signature: a date on a line of its own near the end, and the short lines before it."""
        last = len(self._found)
        for index in range(last - 1, max(-1, last - 6), -1):
            text = self._folded[self._found[index].start : self._found[index].end]
            if _DATE.fullmatch(text.strip("（）")):
                return self._signers(index)
        return last

    def _signers(self, index: int) -> int:
        while index > 0:
            before = self._folded[self._found[index - 1].start : self._found[index - 1].end]
            if len(before) > 30 or before.endswith(_HEADING_END) or self._found[index - 1].label:
                break
            index -= 1
        return index

    def _is_heading(self, paragraph: Paragraph, text: str, index: int) -> bool:
        label = paragraph.label
        if label is None:
            return self._bare_heading(text, index)
        if label.level == ARTICLE:
            return False
        rest = self._folded[label.end : paragraph.end].rstrip()
        limit = 30 if rest.endswith("。") else 55
        inner = rest.rstrip("。：")
        short = label.level < 6 and len(rest) <= limit and not re.search("[。；！？]", inner) and not _says_more(inner)
        return short and self._heads(label, index)

    def _heads(self, label: Label, index: int) -> bool:
        """Something must stand below: a plain paragraph or a deeper number; in a list each line is a task."""
        after = self._found[index + 1] if index + 1 < min(len(self._found), self._tail) else None
        return after is not None and (after.label is None or after.label.level > label.level)

    def _bare_heading(self, text: str, index: int) -> bool:
        after = self._found[index + 1] if index + 1 < len(self._found) else None
        if after is None or not 4 <= len(text) <= 32 or re.search("[。；|\t]|  ", text.removesuffix("。")):
            return False
        if text.endswith("。"):
            return after.label is None and after.end - after.start > 60 and not _COMMANDS.search(text)
        return not text.endswith(_HEADING_END) and (after.label is not None or after.end - after.start > 40)


def _says_more(text: str) -> bool:
    """A short numbered line with owners or a date is a task, not a heading."""
    return bool(re.search(r"负责|牵头|责任单位|月底前|年底前|日前完成", text)) and "（" not in text


class _Walker:
    """Keeps the open headings while it goes down the text."""

    def __init__(self, folded: str, zone: Zone, *, numbered: bool) -> None:
        self._folded = folded
        self._base = zone
        self._numbered = numbered
        self._open: list[_Open] = []
        self._annexed = False

    def step(self, paragraph: Paragraph, role: ClauseRole) -> Block:
        if role is ClauseRole.ANNEX:
            self._open.clear()
            self._annexed = True
        elif self._annexed and "序号" in self._folded[paragraph.start : paragraph.end]:
            self._open.clear()
            self._base = Zone.TABLE
        if role is ClauseRole.HEADING:
            return self._heading(paragraph)
        if role is ClauseRole.PARAGRAPH:
            return self._paragraph(paragraph)
        return self._block(paragraph, role, title_end=paragraph.start)

    def _heading(self, paragraph: Paragraph) -> Block:
        level = paragraph.label.level if paragraph.label else (2 if self._numbered else 1)
        section = self._push(paragraph, paragraph.end, level=level, run_in=False)
        return self._block(paragraph, ClauseRole.HEADING, title_end=paragraph.end, section=section)

    def _paragraph(self, paragraph: Paragraph) -> Block:
        while self._open and self._open[-1].run_in and paragraph.label is None:
            self._open.pop()
        if paragraph.label is None or paragraph.label.level == ARTICLE:
            return self._block(paragraph, ClauseRole.PARAGRAPH, title_end=paragraph.start)
        if self._base is Zone.INTRO and paragraph.label.level < 6:
            self._base = Zone.PLAN
        title_end = _title_end(self._folded, paragraph, paragraph.label)
        section = self._push(paragraph, title_end, level=paragraph.label.level, run_in=True)
        return self._block(paragraph, ClauseRole.PARAGRAPH, title_end=title_end, section=section)

    def _push(self, paragraph: Paragraph, title_end: int, *, level: int, run_in: bool) -> tuple[str, ...]:
        """Opens the heading and answers the headings above it."""
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        section = self._path()
        title = self._folded[paragraph.start : title_end].replace("\n", "").rstrip("。： ")
        above = self._above()
        if title_end > paragraph.start:
            self._open.append(_Open(level, title, zone_of(_stripped(title, paragraph), above, first=title.startswith("一、")), run_in))
        return section

    def _block(
        self, paragraph: Paragraph, role: ClauseRole, *, title_end: int, section: tuple[str, ...] | None = None
    ) -> Block:
        label = paragraph.label
        keeps = label is not None and role in (ClauseRole.HEADING, ClauseRole.PARAGRAPH)
        body = label.end if label is not None and keeps else paragraph.start
        return Block(
            paragraph.start,
            paragraph.end,
            role,
            self._level(paragraph, role),
            label.text if label is not None and keeps else "",
            body,
            title_end,
            self._path() if section is None else section,
            self._zone(),
        )

    def _level(self, paragraph: Paragraph, role: ClauseRole) -> int:
        if role is ClauseRole.HEADING and paragraph.label is None:
            return 2 if self._numbered else 1
        return paragraph.label.level if paragraph.label and role is not ClauseRole.DEBRIS else 0

    def _path(self) -> tuple[str, ...]:
        return tuple(heading.title for heading in self._open)

    def _above(self) -> Zone:
        """At the top a heading may still open a review."""
        fixed = self._base in (Zone.LAW, Zone.TABLE)
        return self._zone() if self._open or fixed else Zone.INTRO

    def _zone(self) -> Zone:
        return self._open[-1].zone if self._open else self._base


def _stripped(title: str, paragraph: Paragraph) -> str:
    return title[len(paragraph.label.text) :] if paragraph.label else title


def _title_end(folded: str, paragraph: Paragraph, label: Label) -> int:
    """Where the run-in title ends; the start of the paragraph when it has none."""
    spans = sentences(folded, label.end, paragraph.end)
    first = spans[0]
    if len(spans) > 1 and first.end - label.end <= _RUN_IN:
        return first.end
    return paragraph.start


def document_number(text: str) -> str | None:
    """The first document number of a text: 云政发〔2026〕3号."""
    match = _NUMBER.search(text)
    return re.split("文件|关于|通知|：", match[0])[-1] if match else None
