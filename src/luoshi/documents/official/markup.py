"""Paragraphs and runs as WordprocessingML."""

from dataclasses import dataclass

from luoshi.documents.cleaning import escaped
from luoshi.documents.official.measures import twips

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
XIAOBIAOSONG = "方正小标宋简体"
SONGTI = "宋体"
RED = "FF0000"

_TEXT = '<w:t xml:space="preserve">'
# Without the hint, quotation marks and dashes are taken for Latin ones.
_HINT = 'w:hint="eastAsia"'


@dataclass(frozen=True, slots=True)
class Face:
    """None keeps what the paragraph's style says; ``size`` in points."""

    font: str | None = None
    size: float | None = None
    color: str | None = None


PLAIN = Face()


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in points; None and 0 keep what the style says. ``first`` below 0 hangs."""

    style: str = ""
    align: str = ""
    before: float = 0
    after: float = 0
    line: float | None = None
    left: float = 0
    right: float = 0
    first: float = 0
    keep_next: bool = False
    page_break: bool = False
    border: str = ""
    tabs: str = ""


def fonts(font: str) -> str:
    """One font for Han characters, digits and letters alike."""
    return f'w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"'


def face_properties(face: Face) -> str:
    """The inside of ``w:rPr``."""
    font = f" {fonts(face.font)}" if face.font else ""
    color = f'<w:color w:val="{face.color}"/>' if face.color else ""
    size = (
        f'<w:sz w:val="{round(face.size * 2)}"/><w:szCs w:val="{round(face.size * 2)}"/>' if face.size else ""
    )
    return f"<w:rFonts {_HINT}{font}/>{color}{size}"


def run(text: str, face: Face = PLAIN) -> str:
    """Line ends and tabs in the text become Word's own."""
    content = escaped(text).replace("\n", f"</w:t><w:br/>{_TEXT}").replace("\t", f"</w:t><w:tab/>{_TEXT}")
    return f"<w:r><w:rPr>{face_properties(face)}</w:rPr>{_TEXT}{content}</w:t></w:r>"


def paragraph(content: str, layout: Layout) -> str:
    """``content`` is runs, already markup."""
    return f"<w:p><w:pPr>{paragraph_properties(layout)}</w:pPr>{content}</w:p>"


def paragraph_properties(layout: Layout) -> str:
    """The inside of ``w:pPr``, in the order that the schema demands."""
    parts = (
        f'<w:pStyle w:val="{layout.style}"/>' if layout.style else "",
        "<w:keepNext/>" if layout.keep_next else "",
        "<w:pageBreakBefore/>" if layout.page_break else "",
        f"<w:pBdr>{layout.border}</w:pBdr>" if layout.border else "",
        f"<w:tabs>{layout.tabs}</w:tabs>" if layout.tabs else "",
        _spacing(layout),
        _indent(layout),
        f'<w:jc w:val="{layout.align}"/>' if layout.align else "",
    )
    return "".join(parts)


def _spacing(layout: Layout) -> str:
    line = "" if layout.line is None else f' w:line="{twips(layout.line)}" w:lineRule="exact"'
    before = f' w:before="{twips(layout.before)}"' if layout.before else ""
    after = f' w:after="{twips(layout.after)}"' if layout.after else ""
    return f"<w:spacing{before}{after}{line}/>" if before or after or line else ""


def _indent(layout: Layout) -> str:
    left = f' w:left="{twips(layout.left)}"' if layout.left else ""
    right = f' w:right="{twips(layout.right)}"' if layout.right else ""
    first = ""
    if layout.first:
        name = "hanging" if layout.first < 0 else "firstLine"
        first = f' w:{name}="{twips(abs(layout.first))}"'
    return f"<w:ind{left}{right}{first}/>" if left or right or first else ""


def border(side: str, *, width: float, color: str = "auto", space: int = 0) -> str:
    """``width`` and ``space`` in points."""
    return f'<w:{side} w:val="single" w:sz="{round(width * 8)}" w:space="{space}" w:color="{color}"/>'
