"""Automatic lists of a Word 97-2003 file ([MS-DOC] 2.9.131, .132, .147, .150)."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from luoshi.documents.doc.properties import ParagraphProperties, list_membership
from luoshi.documents.doc.streams import LIST_USES, LISTS, STYLES, WordFile
from luoshi.documents.lists.counters import BULLET, LEVELS, Counters, Level, NumberedList

_FORMATS = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago "
    "ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal "
    "japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth "
    f"decimalZero {BULLET} ganada chosung decimalEnclosedFullstop decimalEnclosedParen "
    "decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac "
    "ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand "
    "taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand"
).split()
_NO_NUMBER = 0xFF
_LIST_SIZE = 28
_SIMPLE = 0x01
_LEVEL_HEAD = 28
_LEGAL = 0x04
_NO_RESTART = 0x08
_USE_SIZE = 16
_HAS_START = 0x10
_HAS_LEVEL = 0x20
_NEVER = 0
_PARAGRAPH_STYLE = 1
_NO_STYLE = 0x0FFF
_DEEPEST_STYLE = 20
_MAX_START = 100_000


class Numbering:
    """Ask for each paragraph in reading order: the counters move with every call."""

    def __init__(self, file: WordFile) -> None:
        self._uses = _uses(file)
        self._styles = _styles(file.structure(STYLES))
        self._of_style = cache(self._load_style)
        self._counters = Counters()

    def label(self, properties: ParagraphProperties, text: str) -> str:
        style_use, style_level = self._of_style(properties.style)
        use = style_use if properties.use is None else properties.use
        level = style_level if properties.level is None else properties.level
        found = self._uses.get(use or 0)
        return "" if found is None else self._counters.label(found, index=level or 0, text=text)

    def _load_style(self, index: int) -> tuple[int | None, int | None]:
        use = level = None
        for _ in range(_DEEPEST_STYLE):
            base, data = self._styles.get(index, (_NO_STYLE, b""))
            own_use, own_level = list_membership(data)
            use = own_use if use is None else use
            level = own_level if level is None else level
            index = base
        return use, level


def _styles(sheet: bytes) -> Mapping[int, tuple[int, bytes]]:
    """For each paragraph style: the style it is based on, and its paragraph properties."""
    found: dict[int, tuple[int, bytes]] = {}
    if len(sheet) < 6:
        return found
    head, count, base = struct.unpack_from("<3H", sheet)
    position = 2 + head
    for index in range(count):
        size = int.from_bytes(sheet[position : position + 2], "little")
        entry = sheet[position + 2 : position + 2 + size]
        position += 2 + size
        if len(entry) > base + 2 and entry[2] & 0x0F == _PARAGRAPH_STYLE:
            based_on = struct.unpack_from("<H", entry, 2)[0] >> 4
            found[index] = (based_on, _style_properties(entry, base))
    return found


def _style_properties(entry: bytes, base: int) -> bytes:
    """After the name comes the length of the properties, which begin with the style's own number."""
    name = int.from_bytes(entry[base : base + 2], "little")
    start = base + 2 + 2 * name + 2
    size = int.from_bytes(entry[start : start + 2], "little")
    return entry[start + 4 : start + 2 + size]


def _uses(file: WordFile) -> Mapping[int, NumberedList]:
    """By the number that paragraphs name, counted from 1."""
    lists = dict(_lists(file))
    table = file.structure(LIST_USES)
    if len(table) < 4:
        return {}
    (count,) = struct.unpack_from("<I", table)
    position = 4 + _USE_SIZE * count
    found = {}
    for index in range(min(count, len(table) // _USE_SIZE)):
        identity, overrides = struct.unpack_from("<I8xB", table, 4 + _USE_SIZE * index)
        levels = dict(lists.get(identity, {}))
        restarts, position = _override(table, levels, (position + 4, overrides))
        found[index + 1] = NumberedList(index + 1, identity, levels, restarts)
    return found


def _override(table: bytes, levels: dict[int, Level], place: tuple[int, int]) -> tuple[frozenset[int], int]:
    """Changes ``levels`` as the use says; returns the levels that restart and where the next use begins."""
    position, count = place
    restarts = set()
    for _ in range(count):
        if position + 8 > len(table):
            break
        start, flags = struct.unpack_from("<2I", table, position)
        position += 8
        index = flags & 0x0F
        if flags & _HAS_LEVEL:
            levels[index], position = _level(table, position)
        elif flags & _HAS_START and index in levels:
            levels[index] = replace(levels[index], start=min(start, _MAX_START))
        if flags & _HAS_START:
            restarts.add(index)
    return frozenset(restarts), position


def _lists(file: WordFile) -> Iterator[tuple[int, dict[int, Level]]]:
    """The heads stand in the structure itself; the levels follow right after it."""
    offset, length = file.pointer(LISTS)
    if length < 2:
        return
    (count,) = struct.unpack_from("<H", file.table, offset)
    position = offset + length
    for index in range(count):
        head = offset + 2 + _LIST_SIZE * index
        (identity,) = struct.unpack_from("<I", file.table, head)
        simple = file.table[head + 26] & _SIMPLE
        levels = {}
        for level in range(1 if simple else LEVELS):
            levels[level], position = _level(file.table, position)
        yield identity, levels


def _level(table: bytes, position: int) -> tuple[Level, int]:
    start, number_format, flags = struct.unpack_from("<IBB", table, position)
    characters, paragraph, restart = struct.unpack_from("<3B", table, position + 24)
    text_at = position + _LEVEL_HEAD + characters + paragraph
    (length,) = struct.unpack_from("<H", table, text_at)
    text = table[text_at + 2 : text_at + 2 + 2 * length].decode("utf-16-le", "replace")
    level = Level(
        number_format=_format(number_format),
        text="".join(f"%{ord(sign) + 1}" if ord(sign) < LEVELS else sign for sign in text),
        start=min(start, _MAX_START),
        restart=restart if flags & _NO_RESTART else None,
        legal=bool(flags & _LEGAL),
    )
    return level, text_at + 2 + 2 * length


def _format(code: int) -> str:
    if code == _NO_NUMBER:
        return "none"
    return _FORMATS[code] if code < len(_FORMATS) else "decimal"
