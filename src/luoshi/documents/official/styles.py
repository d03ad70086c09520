"""The styles of official papers: what a paragraph looks like is said here once."""

from luoshi.documents.official.markup import (
    FANGSONG,
    HEITI,
    KAITI,
    XIAOBIAOSONG,
    Face,
    Layout,
    face_properties,
    fonts,
    paragraph_properties,
)
from luoshi.documents.official.measures import BODY, CHARACTER, LINE, TIGHTER, twips

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TABLE_SIZE = 12.0
TABLE_LINE = 18.0
TITLE_SIZE = 22.0
TITLE_LINE = 33.0

BODY_STYLE = "Body"
TITLE_STYLE = "Title"
CELL_STYLE = "Cell"
CELL_CENTER_STYLE = "CellCenter"
CELL_RIGHT_STYLE = "CellRight"
CELL_HEAD_STYLE = "CellHead"
CAPTION_STYLE = "Caption"


def heading_style(level: int) -> str:
    return f"Heading{level}"


_INDENTED = Layout(first=2 * CHARACTER)
_CELL = Layout(line=TABLE_LINE)
_CELL_FACE = Face(size=TABLE_SIZE)
_HEADING_FONTS = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}
_STYLES: tuple[tuple[str, str, Layout, Face], ...] = (
    (BODY_STYLE, "Body Text", _INDENTED, Face()),
    (
        TITLE_STYLE,
        "Title",
        Layout(align="center", line=TITLE_LINE, keep_next=True),
        Face(font=XIAOBIAOSONG, size=TITLE_SIZE),
    ),
    (CELL_STYLE, "Cell", Layout(align="left", line=TABLE_LINE), _CELL_FACE),
    (CELL_CENTER_STYLE, "Cell Center", Layout(align="center", line=TABLE_LINE), _CELL_FACE),
    (CELL_RIGHT_STYLE, "Cell Right", Layout(align="right", line=TABLE_LINE), _CELL_FACE),
    (
        CELL_HEAD_STYLE,
        "Cell Head",
        Layout(align="center", line=TABLE_LINE),
        Face(font=HEITI, size=TABLE_SIZE),
    ),
    (
        CAPTION_STYLE,
        "caption",
        Layout(align="center", keep_next=True, before=LINE / 2),
        Face(font=HEITI, size=BODY),
    ),
)


def styles() -> str:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts {fonts(FANGSONG)}/><w:spacing w:val="{twips(TIGHTER)}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{round(BODY * 2)}"/><w:szCs w:val="{round(BODY * 2)}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
        '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:line="{twips(LINE)}" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr></w:style>'
    )
    own = "".join(_style(style, name, layout=layout, face=face) for style, name, layout, face in _STYLES)
    headings = "".join(_heading(level, font) for level, font in _HEADING_FONTS.items())
    return f"{DECLARATION}<w:styles {MAIN}>{defaults}{normal}{own}{headings}</w:styles>"


def _style(style: str, name: str, *, layout: Layout, face: Face, outline: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph_properties(layout)}{outline}</w:pPr>'
        f"<w:rPr>{face_properties(face)}</w:rPr></w:style>"
    )


def _heading(level: int, font: str) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(
        heading_style(level), f"heading {level}", layout=_INDENTED, face=Face(font=font), outline=outline
    )
