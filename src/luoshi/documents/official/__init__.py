"""Official papers in Word to GB/T 9704-2012: the same facts always give the same bytes."""

import zipfile
from io import BytesIO

from luoshi.documents.cleaning import escaped
from luoshi.documents.official.blocks import (
    Align,
    Annex,
    AnnexNote,
    Block,
    DocumentNumber,
    EndBlock,
    Form,
    FormRow,
    Heading,
    IssueLine,
    Masthead,
    Paper,
    Paragraph,
    Recipients,
    RedLine,
    Signature,
    Table,
    Title,
)
from luoshi.documents.official.measures import (
    BOTTOM,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    TOP,
    mm_twips,
)
from luoshi.documents.official.parts import (
    content_types,
    document_relations,
    font_table,
    footer,
    package_relations,
    settings,
)
from luoshi.documents.official.rendering import blocks
from luoshi.documents.official.styles import DECLARATION, MAIN, styles
from luoshi.documents.official.wording import title_lines

__all__ = [
    "Align",
    "Annex",
    "AnnexNote",
    "Block",
    "DocumentNumber",
    "EndBlock",
    "Form",
    "FormRow",
    "Heading",
    "IssueLine",
    "Masthead",
    "Paper",
    "Paragraph",
    "Recipients",
    "RedLine",
    "Signature",
    "Table",
    "Title",
    "render",
    "title_lines",
]

_EPOCH = (1980, 1, 1, 0, 0, 0)
# The number stands 7 mm below the type area and is 5 mm high.
_FOOTER = BOTTOM - 7 - 5
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    f'<w:pgSz w:w="{mm_twips(PAGE_WIDTH)}" w:h="{mm_twips(PAGE_HEIGHT)}"/>'
    f'<w:pgMar w:top="{mm_twips(TOP)}" w:right="{mm_twips(RIGHT)}" w:bottom="{mm_twips(BOTTOM)}" '
    f'w:left="{mm_twips(LEFT)}" w:header="851" w:footer="{mm_twips(_FOOTER)}" w:gutter="0"/></w:sectPr>'
)


def render(paper: Paper) -> bytes:
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": package_relations(),
        "docProps/core.xml": _properties(paper),
        "word/_rels/document.xml.rels": document_relations(),
        "word/document.xml": _document(paper),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer(align="right"),
        "word/footer2.xml": footer(align="left"),
        "word/settings.xml": settings(),
        "word/styles.xml": styles(),
    }
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, data)
    return output.getvalue()


def _document(paper: Paper) -> str:
    return f"{DECLARATION}<w:document {MAIN}><w:body>{blocks(paper.blocks)}{_SECTION}</w:body></w:document>"


def _properties(paper: Paper) -> str:
    moment = f"{paper.dated.isoformat()}T00:00:00Z"
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(paper.subject)}</dc:title>{stamps}</cp:coreProperties>"
    )
