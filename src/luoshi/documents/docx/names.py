"""Qualified names of the OOXML elements that are read."""

from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{TRANSITIONAL}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
VAL = f"{W}val"


def value(parent: etree._Element | None, *path: str) -> str | None:
    """The ``w:val`` of the element reached by local names, or None when a step is missing."""
    for name in path:
        if parent is None:
            return None
        parent = parent.find(W + name)
    return None if parent is None else parent.get(VAL)


def number(text: str | None) -> int | None:
    """Numbers in attributes are trusted no more than the rest of the file."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(parent: etree._Element | None, name: str) -> bool:
    """A toggle property: present means on unless it says otherwise."""
    element = None if parent is None else parent.find(W + name)
    return element is not None and element.get(VAL) not in {"0", "false", "off"}
