"""The parts of the package that are the same in every paper."""

from luoshi.documents.official.markup import (
    FANGSONG,
    HEITI,
    KAITI,
    SONGTI,
    XIAOBIAOSONG,
    Face,
    Layout,
    face_properties,
    fonts,
    paragraph,
    paragraph_properties,
)
from luoshi.documents.official.measures import BODY, CHARACTER, LINE, TIGHTER, twips

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

TABLE_SIZE = 12.0
TABLE_LINE = 18.0
PAGE_NUMBER_SIZE = 14.0
TITLE_SIZE = 22.0
TITLE_LINE = 33.0

# What other machines have in place of the fonts that the standard expects.
_SUBSTITUTES = {
    FANGSONG: "仿宋,FangSong,STFangsong",
    KAITI: "楷体,KaiTi,STKaiti",
    HEITI: "SimHei",
    XIAOBIAOSONG: "FZXiaoBiaoSong-B05S,宋体",
    SONGTI: "SimSun",
}

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
    own = "".join(_style(*style) for style in _STYLES)
    headings = "".join(_heading(level, font) for level, font in _HEADING_FONTS.items())
    return f"{DECLARATION}<w:styles {MAIN}>{defaults}{normal}{own}{headings}</w:styles>"


def _style(style: str, name: str, layout: Layout, face: Face, *, outline: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph_properties(layout)}{outline}</w:pPr>'
        f"<w:rPr>{face_properties(face)}</w:rPr></w:style>"
    )


def _heading(level: int, font: str) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(
        heading_style(level), f"heading {level}", _INDENTED, Face(font=font), outline=outline
    )


def footer(*, align: str) -> str:
    """The page number between dashes, one character from the outer edge."""
    face = face_properties(Face(font=SONGTI, size=PAGE_NUMBER_SIZE))
    field = "".join(
        f"<w:r><w:rPr>{face}</w:rPr>{piece}</w:r>"
        for piece in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    indent = {"right": PAGE_NUMBER_SIZE} if align == "right" else {"left": PAGE_NUMBER_SIZE}
    layout = Layout(align=align, line=PAGE_NUMBER_SIZE, **indent)
    return f"{DECLARATION}<w:ftr {MAIN}>{paragraph(field, layout)}</w:ftr>"


def font_table() -> str:
    entries = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{substitutes}"/><w:charset w:val="86"/></w:font>'
        for font, substitutes in _SUBSTITUTES.items()
    )
    return f"{DECLARATION}<w:fonts {MAIN}>{entries}</w:fonts>"


def settings() -> str:
    return (
        f"{DECLARATION}<w:settings {MAIN}>"
        '<w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        "</w:settings>"
    )


def content_types() -> str:
    parts = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "footer1": "footer",
        "footer2": "footer",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    return _relations(
        (f"{_RELATIONS}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def document_relations() -> str:
    """rId4 and rId5 are the footers that the section names."""
    return _relations(
        (f"{_RELATIONS}/styles", "styles.xml"),
        (f"{_RELATIONS}/settings", "settings.xml"),
        (f"{_RELATIONS}/fontTable", "fontTable.xml"),
        (f"{_RELATIONS}/footer", "footer1.xml"),
        (f"{_RELATIONS}/footer", "footer2.xml"),
    )


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'
