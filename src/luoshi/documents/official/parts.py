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
    paragraph,
)
from luoshi.documents.official.styles import DECLARATION, MAIN

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PAGE_NUMBER_SIZE = 14.0

# What other machines have in place of the fonts that the standard expects.
_SUBSTITUTES = {
    FANGSONG: "仿宋,FangSong,STFangsong",
    KAITI: "楷体,KaiTi,STKaiti",
    HEITI: "SimHei",
    XIAOBIAOSONG: "FZXiaoBiaoSong-B05S,宋体",
    SONGTI: "SimSun",
}


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
    size = PAGE_NUMBER_SIZE
    layout = Layout(align=align, line=size, left=size, right=size)
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
        '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
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
