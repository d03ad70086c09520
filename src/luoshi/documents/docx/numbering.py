"""Which list and level each paragraph of a Word document belongs to."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lxml import etree

from luoshi.documents.docx.names import W, is_on, number, value
from luoshi.documents.lists.counters import LEVELS, Counters, Level, NumberedList

_MAX_START = 100_000


def _level(element: etree._Element) -> Level:
    return Level(
        number_format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=_start(value(element, "start")),
        restart=number(value(element, "lvlRestart")),
        style=value(element, "pStyle"),
        legal=is_on(element, "isLgl"),
        hidden=is_on(element.find(f"{W}rPr"), "vanish"),
    )


def _start(text: str | None) -> int:
    return max(0, min(number(text) or 0, _MAX_START))


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = {}
    for element in parent.iterfind(f"{W}lvl"):
        index = number(element.get(f"{W}ilvl"))
        if index is not None and 0 <= index < LEVELS:
            found[index] = _level(element)
    return found


class Styles:
    """Paragraph styles as far as they carry list membership."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        for element in () if root is None else root.iterfind(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._styles[name] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}:
                self.default = name

    def chain(self, name: str | None) -> Iterator[tuple[str, etree._Element]]:
        """The style and those it is based on, nearest first; a circle ends the walk."""
        seen = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = value(self._styles[name], "basedOn")


class Numbering:
    """Walk the paragraphs in order and ask each for its label: the counters move with every call."""

    def __init__(self, root: etree._Element | None, *, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        if root is not None:
            self._abstract = {e.get(f"{W}abstractNumId", ""): e for e in root.iterfind(f"{W}abstractNum")}
            self._numbers = {e.get(f"{W}numId", ""): e for e in root.iterfind(f"{W}num")}
        self._list = cache(self._load_list)
        self._of_style = cache(self._load_style)
        self._counters = Counters()

    def label(self, properties: etree._Element | None, text: str) -> str:
        """What stands before ``text``; "" outside lists."""
        reference, index = self._reference(properties)
        found = None if reference is None else self._list(reference)
        return "" if found is None else self._counters.label(found, index=index, text=text)

    def _reference(self, properties: etree._Element | None) -> tuple[str | None, int]:
        of_style, style_level = self._of_style(value(properties, "pStyle") or self._styles.default)
        direct = value(properties, "numPr", "numId")
        level = number(value(properties, "numPr", "ilvl"))
        reference = of_style if direct is None else direct
        if level is None:
            level = style_level if direct is None else 0
        return reference, level

    def _load_style(self, name: str | None) -> tuple[str | None, int]:
        names = []
        level = None
        for step, element in self._styles.chain(name):
            names.append(step)
            properties = element.find(f"{W}pPr")
            if level is None:
                level = number(value(properties, "numPr", "ilvl"))
            reference = value(properties, "numPr", "numId")
            if reference is not None:
                return reference, self._linked_level(reference, names) if level is None else level
        return None, 0

    def _linked_level(self, reference: str, names: list[str]) -> int:
        """A style may say only which list; the list then says which of its levels the style stands for."""
        found = self._list(reference)
        for name in names:
            for index, level in {} if found is None else found.levels.items():
                if level.style == name:
                    return index
        return 0

    def _load_list(self, reference: str) -> NumberedList | None:
        element = self._numbers.get(reference)
        name = self._follow(value(element, "abstractNumId"))
        if element is None or name is None:
            return None
        levels = _levels(self._abstract[name])
        restarts = set()
        for override in element.iterfind(f"{W}lvlOverride"):
            levels.update(_levels(override))
            index = number(override.get(f"{W}ilvl"))
            start = value(override, "startOverride")
            if index in levels and start is not None:
                levels[index] = replace(levels[index], start=_start(start))
                restarts.add(index)
        return NumberedList(reference, name, levels, frozenset(restarts))

    def _follow(self, name: str | None) -> str | None:
        """A list may be defined through a list style, which names the list that has the levels."""
        seen = set()
        while name is not None and name in self._abstract and name not in seen:
            seen.add(name)
            link = value(self._abstract[name], "numStyleLink")
            if link is None:
                return name
            style = next((element for _, element in self._styles.chain(link)), None)
            reference = value(None if style is None else style.find(f"{W}pPr"), "numPr", "numId")
            name = value(self._numbers.get(reference or ""), "abstractNumId")
        return None
