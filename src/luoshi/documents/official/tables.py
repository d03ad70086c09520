"""Tables and forms; rows are written as text, because thousands of them must take no time."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from luoshi.documents.official.blocks import Align, Form, FormRow, Table
from luoshi.documents.official.markup import Layout, border, paragraph, run
from luoshi.documents.official.measures import TYPE_WIDTH, mm_twips
from luoshi.documents.official.styles import (
    CAPTION_STYLE,
    CELL_CENTER_STYLE,
    CELL_HEAD_STYLE,
    CELL_RIGHT_STYLE,
    CELL_STYLE,
)
from luoshi.documents.official.wording import one_line

_CELL_STYLES = {
    Align.LEFT: CELL_STYLE,
    Align.CENTER: CELL_CENTER_STYLE,
    Align.RIGHT: CELL_RIGHT_STYLE,
}
_LABEL, _FIELD = 26.0, 52.0
_FORM_WIDTHS = (_LABEL, _FIELD, _LABEL, _FIELD)
_GRID = "".join(border(side, width=0.5) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_MARGIN = 1.2
_PADDING = 0.8
_ROUNDING = 0.01
# A table must be followed by a paragraph; this one takes no room.
AFTER_TABLE = paragraph("", Layout(line=1)).replace("</w:pPr>", '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr>')

Cell = Callable[[str], str]


def table(block: Table) -> str:
    """Raises ValueError when the columns are wider than the type area or do not match the headers."""
    widths = block.widths or (TYPE_WIDTH / len(block.headers),) * len(block.headers)
    if len(widths) != len(block.headers) or sum(widths) > TYPE_WIDTH + _ROUNDING:
        raise ValueError("one width for each header, at most 156 mm together")
    styles = [_CELL_STYLES[align or Align.LEFT] for _, align in zip_longest(block.headers, block.aligns)]
    cells = [_cell(width, style) for width, style in zip(widths, styles, strict=True)]
    heads = [_cell(width, CELL_HEAD_STYLE) for width in widths]
    caption = paragraph(run(one_line(block.caption)), Layout(style=CAPTION_STYLE)) if block.caption else ""
    rows = "".join(_row(cells, row) for row in block.rows)
    head = _row(heads, block.headers, properties="<w:tblHeader/>")
    return f"{caption}{frame(widths, head + rows)}{AFTER_TABLE}"


def form(block: Form) -> str:
    return frame(_FORM_WIDTHS, "".join(_form_row(row) for row in block.rows)) + AFTER_TABLE


def frame(
    widths: Sequence[float], rows: str, *, borders: str = _GRID, position: str = "", margin: float = _MARGIN
) -> str:
    """``widths`` and ``margin`` in mm; the widths stand on the grid too, or every row is laid out anew."""
    grid = "".join(f'<w:gridCol w:w="{mm_twips(width)}"/>' for width in widths)
    margins = "".join(
        f'<w:{side} w:w="{mm_twips(size)}" w:type="dxa"/>'
        for side, size in (("top", _PADDING), ("left", margin), ("bottom", _PADDING), ("right", margin))
    )
    return (
        f'<w:tbl><w:tblPr>{position}<w:tblW w:w="{mm_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Sequence[Cell], values: Sequence[str], *, properties: str = "") -> str:
    content = "".join(cell(value) for cell, value in zip(cells, values, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{content}</w:tr>"


def _cell(width: float, style: str, *, span: int = 1) -> Cell:
    """A function that puts a value between two pieces which are the same in every row."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    opening = (
        f'<w:tc><w:tcPr><w:tcW w:w="{mm_twips(width)}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    )
    return lambda value: f"{opening}{run(value)}</w:p></w:tc>"


def _form_row(row: FormRow) -> str:
    label = _cell(_LABEL, CELL_HEAD_STYLE)
    if len(row.fields) == 1:
        field = _cell(TYPE_WIDTH - _LABEL, CELL_STYLE, span=3)
    else:
        field = _cell(_FIELD, CELL_STYLE)
    content = "".join(label(name) + field(value) for name, value in row.fields)
    height = f'<w:trHeight w:val="{mm_twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{content}</w:tr>"
