"""Paragraphs in their places: the headings above each, the zone they open, its own run-in title."""

import re
from dataclasses import dataclass

from luoshi.extraction.labels import ARTICLE, BARE_OWNER, BRACKETED, Label
from luoshi.extraction.model import ClauseRole
from luoshi.extraction.owners.grammar import LABELS
from luoshi.extraction.paragraphs import Paragraph, paragraphs
from luoshi.extraction.roles import Roles
from luoshi.extraction.sentences import sentences
from luoshi.extraction.wording.parties import ORGANS_ACT
from luoshi.extraction.zones import Zone, is_law, zone_of

_NUMBER = re.compile(r"[一-鿿]{1,14}[〔\[（【][0-9]{4}[〕\]）】](?:第 ?)?[0-9]{1,5}号")
_DATED = re.compile("(?:月底?|[0-9]日|年底)(?:以?前|之前)")
_RUN_IN = 40
_BRIEF_ORDER = 12
_COMMANDS = re.compile("应当|必须|务必|[^主需]要(?!求|素|点|务)|须")
_COPIES = re.compile("(?:主?报|主?送|抄?发|抄送|分送|印发|编辑|责编|校对|联系人|核稿|签发)[：].*")
_FAULTS_FOLLOW = re.compile(
    r"(?:存在|发现|暴露|面临|反映)[^。，]{0,24}(?:问题|不足|短板|差距|困难)(?:主要)?(?:有|是|如下|表现为|表现在|体现在)?[：。]?$|(?:问题|不足)(?:主要)?(?:有|是|如下|表现为|表现在|体现在)?：$|(?:以下|如下|这么?几|几个|下列)[^。]{0,10}(?:问题|不足|短板)[^。]{0,12}$"
    r"|引起[^。]{0,8}(?:警觉|警惕|重视|注意)[。：]?$|主要(?:表现|体现)(?:在|为)[^。]{0,16}[：。]$"
)
_TALKS = re.compile("谈谈?问题|坐不住")
_NO_FAULTS = re.compile("针对|解决|整改|下面|建议|围绕")


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
    roles = Roles(folded, found)
    base = Zone.LAW if is_law(folded) else Zone.PLAN if roles.plain else Zone.INTRO
    walker = _Walker(folded, base, numbered=roles.numbered)
    return [
        walker.step(paragraph, _shaped(folded, paragraph, roles.role(index)))
        for index, paragraph in enumerate(found)
    ]


def _shaped(folded: str, paragraph: Paragraph, role: ClauseRole) -> ClauseRole:
    """报：市委书记。 below a document: who gets it; 【交办要求】 is a heading and 时限：5月底 is none, wherever they stand."""
    place = (paragraph.start, paragraph.end)
    if BRACKETED.fullmatch(folded, *place):
        return ClauseRole.HEADING
    noted = any(pattern.match(folded, *place) for pattern in (BARE_OWNER, LABELS))
    if BRACKETED.match(folded, *place) or (noted and role is ClauseRole.HEADING):
        return ClauseRole.PARAGRAPH
    return ClauseRole.SIGNATURE if _COPIES.fullmatch(folded, *place) else role


class _Walker:
    """Keeps the open headings while it goes down the text."""

    def __init__(self, folded: str, zone: Zone, *, numbered: bool) -> None:
        self._folded = folded
        self._base = zone
        self._numbered = numbered
        self._open: list[_Open] = []
        self._annexed = False
        self._faults_follow = False
        self._listed: dict[int, bool] = {}

    def step(self, paragraph: Paragraph, role: ClauseRole) -> Block:
        role = self._as_siblings(paragraph, role)
        if role is ClauseRole.ANNEX:
            self._open.clear()
            self._annexed = True
        elif self._annexed and "序号" in self._folded[paragraph.start : paragraph.end]:
            self._open.clear()
            self._base = Zone.TABLE
        if role is ClauseRole.HEADING:
            self._faults_follow = False
            return self._heading(paragraph)
        if role is ClauseRole.PARAGRAPH:
            return self._paragraph(paragraph)
        return self._block(paragraph, role, title_end=paragraph.start)

    def _as_siblings(self, paragraph: Paragraph, role: ClauseRole) -> ClauseRole:
        """The last of a list of numbered sentences is no heading, whatever stands below it."""
        level = paragraph.label.level if paragraph.label else 0
        sentence = self._folded[paragraph.end - 1] == "。"
        several = level > 2 or "，" in self._folded[paragraph.start : paragraph.end]
        if role is ClauseRole.HEADING and several and sentence and self._listed.get(level):
            role = ClauseRole.PARAGRAPH
        if level:
            self._listed = {above: listed for above, listed in self._listed.items() if above < level}
            self._listed[level] = role is ClauseRole.PARAGRAPH
        return role

    def _heading(self, paragraph: Paragraph) -> Block:
        level = self._level(paragraph, ClauseRole.HEADING)
        section = self._push(paragraph, paragraph.end, level=level, run_in=False)
        return self._block(paragraph, ClauseRole.HEADING, title_end=paragraph.end, section=section)

    def _paragraph(self, paragraph: Paragraph) -> Block:
        while self._open and self._open[-1].run_in and paragraph.label is None:
            self._open.pop()
        if paragraph.label is None or paragraph.label.level == ARTICLE:
            listed = self._faults_follow
            self._faults_follow = self._announces_faults(paragraph)
            if listed and self._base is Zone.INTRO:
                self._base = Zone.PLAN
            return self._block(paragraph, ClauseRole.PARAGRAPH, title_end=paragraph.start)
        if self._base is Zone.INTRO and self._parts_work(paragraph.label):
            self._base = Zone.PLAN
        title_end = _title_end(self._folded, paragraph, paragraph.label)
        section = self._push(paragraph, title_end, level=paragraph.label.level, run_in=True)
        return self._block(paragraph, ClauseRole.PARAGRAPH, title_end=title_end, section=section)

    def _parts_work(self, label: Label) -> bool:
        """一、 opens the work, and so does 第一， when it lists no faults."""
        return label.level < 6 or (not self._faults_follow and "一" <= label.text[0] <= "鿿")

    def _announces_faults(self, paragraph: Paragraph) -> bool:
        """有这么几个问题： the numbered paragraphs behind it are problems."""
        tail = self._folded[max(paragraph.start, paragraph.end - 60) : paragraph.end]
        last = re.split("[。；]", tail.rstrip("。"))[-1]
        tail = tail.rstrip("。") if tail.count("。") > 1 else last
        return bool(_FAULTS_FOLLOW.search(last) or _TALKS.search(tail)) and not _NO_FAULTS.search(last)

    def _push(self, paragraph: Paragraph, title_end: int, *, level: int, run_in: bool) -> tuple[str, ...]:
        """Opens the heading and answers the headings above it."""
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        section = self._path()
        title = self._folded[paragraph.start : title_end].replace("\n", "").rstrip("。： ")
        above = Zone.PROBLEM if run_in and self._faults_follow and level > 1 else self._above()
        if title_end > paragraph.start:
            self._open.append(
                _Open(
                    level,
                    title,
                    zone_of(_bare(title, paragraph), above, first=title.startswith("一、")),
                    run_in,
                )
            )
        return section

    def _block(
        self,
        paragraph: Paragraph,
        role: ClauseRole,
        *,
        title_end: int,
        section: tuple[str, ...] | None = None,
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
            self._own_zone(label, role),
        )

    def _own_zone(self, label: Label | None, role: ClauseRole) -> Zone:
        announced = self._faults_follow and label is not None and 1 < label.level < ARTICLE
        return Zone.PROBLEM if announced and role is ClauseRole.PARAGRAPH else self._zone()

    def _level(self, paragraph: Paragraph, role: ClauseRole) -> int:
        if role is ClauseRole.HEADING and paragraph.label is None:
            bracketed = BRACKETED.match(self._folded, paragraph.start, paragraph.end)
            return 2 if self._numbered and not bracketed else 1
        return paragraph.label.level if paragraph.label and role is not ClauseRole.DEBRIS else 0

    def _path(self) -> tuple[str, ...]:
        return tuple(heading.title for heading in self._open)

    def _above(self) -> Zone:
        """At the top a heading may still open a review."""
        fixed = self._base in (Zone.LAW, Zone.TABLE)
        return self._zone() if self._open or fixed else Zone.INTRO

    def _zone(self) -> Zone:
        return self._open[-1].zone if self._open else self._base


def _bare(title: str, paragraph: Paragraph) -> str:
    """Without its number, or the brackets that are all of it."""
    if BRACKETED.match(title):
        return title.strip("【】")
    return title[len(paragraph.label.text) :] if paragraph.label else title


def _title_end(folded: str, paragraph: Paragraph, label: Label) -> int:
    """Where the run-in title ends; the start of the paragraph when it has none."""
    if BRACKETED.match(folded, paragraph.start, paragraph.end):
        return label.end
    spans = sentences(folded, label.end, paragraph.end)
    first = spans[0]
    said = folded[first.start : first.end]
    told = len(said) > _BRIEF_ORDER and (ORGANS_ACT.match(said) or _COMMANDS.search(said))
    orders = told or said.endswith("；") or _DATED.search(said)
    if len(spans) > 1 and first.end - label.end <= _RUN_IN and not orders:
        return first.end
    return paragraph.start


def document_number(text: str) -> str | None:
    """The first document number of a text: 云政发〔2026〕3号."""
    match = _NUMBER.search(text)
    return re.split("文件|关于|通知|：", match[0])[-1] if match else None
