"""Paragraphs in their places: the headings above each, the zone they open, its own run-in title."""

import re
from dataclasses import dataclass

from luoshi.extraction.labels import ARTICLE, Label
from luoshi.extraction.model import ClauseRole
from luoshi.extraction.paragraphs import Paragraph, paragraphs
from luoshi.extraction.roles import Roles
from luoshi.extraction.sentences import sentences
from luoshi.extraction.zones import Zone, is_law, zone_of

_NUMBER = re.compile(r"[一-鿿]{1,14}[〔\[（【][0-9]{4}[〕\]）】](?:第 ?)?[0-9]{1,5}号")
_DATED = re.compile("(?:月底?|[0-9]日|年底)(?:以?前|之前)")
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
    roles = Roles(folded, found)
    base = Zone.LAW if is_law(folded) else Zone.PLAN if roles.plain else Zone.INTRO
    walker = _Walker(folded, base, numbered=roles.numbered)
    return [walker.step(paragraph, roles.role(index)) for index, paragraph in enumerate(found)]


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
            self._open.append(
                _Open(
                    level,
                    title,
                    zone_of(_stripped(title, paragraph), above, first=title.startswith("一、")),
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
    orders = folded[first.end - 1] == "；" or _DATED.search(folded, first.start, first.end)
    if len(spans) > 1 and first.end - label.end <= _RUN_IN and not orders:
        return first.end
    return paragraph.start


def document_number(text: str) -> str | None:
    """The first document number of a text: 云政发〔2026〕3号."""
    match = _NUMBER.search(text)
    return re.split("文件|关于|通知|：", match[0])[-1] if match else None
