"""The body of a Word document as lines of text, in reading order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from lxml import etree

from luoshi.documents.docx.names import MATH_TEXT, MC, W, is_on
from luoshi.documents.docx.numbering import Numbering
from luoshi.documents.extract import on_one_line

_TEXT_BOX = f"{W}txbxContent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_FIRST_PRIVATE = 0xF000
_FIXED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


class Body:
    """``seen`` counts what the person should know about, by keys of ``notes.SENTENCES``."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.seen: Counter[str] = Counter()
        self._carried = ""

    def lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of every paragraph and table below ``container``."""
        for child in container:
            block = self._BLOCKS.get(_tag(child))
            if block is not None:
                yield from block(self, child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        properties = paragraph.find(f"{W}pPr")
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        self._inline(paragraph, pieces, boxes)
        text = self._carried + "".join(pieces)
        if self._mark_is_removed(properties):
            self._carried = text
        else:
            self._carried = ""
            label = self._numbering.label(properties, text)
            yield from (label + text).split("\n")
        for box in boxes:
            self.seen["box"] += 1
            yield from self.lines(box)

    def _mark_is_removed(self, properties: etree._Element | None) -> bool:
        """The end of the paragraph was deleted as a tracked change: it reads on into the next one."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        removed = mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom"))
        self.seen["revision"] += removed
        return removed

    def _inline(self, parent: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
        for child in parent:
            tag = _tag(child)
            if tag == f"{W}r":
                self._run(child, pieces, boxes)
            elif tag in self._REMOVED:
                self.seen["revision"] += 1
            elif tag in self._TRANSPARENT:
                self.seen["revision"] += tag in self._ADDED
                self._inline(_chosen(child), pieces, boxes)
            elif tag in self._MATHS:
                pieces.extend(element.text or "" for element in child.iter(MATH_TEXT))

    def _run(self, run: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
        if is_on(run.find(f"{W}rPr"), "vanish"):
            self.seen["hidden"] += 1
            return
        for child in run:
            tag = _tag(child)
            if tag in self._WORDS:
                pieces.append(self._words(child))
            elif tag == f"{W}ruby":
                for base in child.iterfind(f"{W}rubyBase"):
                    self._inline(base, pieces, boxes)
            elif tag in self._FLOATING:
                self._floating(child, boxes)

    def _words(self, element: etree._Element) -> str:
        if element.tag == f"{W}t":
            return element.text or ""
        return self._symbol(element) if element.tag == f"{W}sym" else _FIXED[element.tag]

    def _symbol(self, element: etree._Element) -> str:
        """Signs of picture fonts have no meaning as characters."""
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            code = _FIRST_PRIVATE
        if code < _FIRST_PRIVATE:
            return chr(code)
        self.seen["symbol"] += 1
        return "□"

    def _floating(self, element: etree._Element, boxes: list[etree._Element]) -> None:
        for child in _chosen(element):
            tag = _tag(child)
            if tag == _TEXT_BOX:
                boxes.append(child)
                continue
            self.seen["image"] += tag in {_BLIP, _IMAGE_DATA}
            self._floating(child, boxes)

    def _table(self, table: etree._Element) -> Iterator[str]:
        for row in _through_wrappers(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.seen["revision"] += 1
                continue
            cells = [list(self.lines(cell)) for cell in _through_wrappers(row, f"{W}tc")]
            if len(cells) == 1:
                yield from cells[0]
            else:
                yield "\t".join(on_one_line(cell) for cell in cells)

    def _wrapper(self, element: etree._Element) -> Iterator[str]:
        self.seen["revision"] += _tag(element) in self._ADDED
        yield from self.lines(_chosen(element))

    def _embedded(self, _: etree._Element) -> Iterator[str]:
        self.seen["embedded"] += 1
        yield from ()

    _REMOVED = frozenset({f"{W}del", f"{W}moveFrom"})
    _ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
    _TRANSPARENT = _ADDED | {
        f"{W}hyperlink",
        f"{W}smartTag",
        f"{W}fldSimple",
        f"{W}customXml",
        f"{W}dir",
        f"{W}bdo",
        f"{W}sdt",
        f"{MC}AlternateContent",
    }
    _MATHS = frozenset(MATH_TEXT[:-1] + name for name in ("oMath", "oMathPara"))
    _WORDS = frozenset({f"{W}t", f"{W}sym", *_FIXED})
    _FLOATING = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"})
    _BLOCKS: ClassVar[Mapping[str, Callable[["Body", etree._Element], Iterator[str]]]] = {
        f"{W}p": _paragraph,
        f"{W}tbl": _table,
        f"{W}altChunk": _embedded,
        **dict.fromkeys((*_ADDED, f"{W}sdt", f"{W}customXml", f"{MC}AlternateContent"), _wrapper),
    }


def _tag(element: etree._Element) -> str:
    """An entity reference, which is never resolved, has a function in place of a name."""
    return element.tag if isinstance(element.tag, str) else ""


def _chosen(element: etree._Element) -> etree._Element:
    """Where content comes in several forms or in a frame, the one that carries it."""
    for name in (f"{MC}Choice", f"{MC}Fallback", f"{W}sdtContent"):
        found = element.find(name)
        if found is not None:
            return found
    return element


def _through_wrappers(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif _tag(child) in {f"{W}sdt", f"{W}customXml", f"{W}ins", f"{W}moveTo"}:
            yield from _through_wrappers(_chosen(child), wanted)
