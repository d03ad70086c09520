"""Word files made for the tests: a frame by python-docx, with body, lists and further parts written as XML."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml import parse_xml

SAMPLES = Path(__file__).parent / "samples"
"""Files that only an office program can make; their words are invented."""

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)


def with_body(*blocks, numbering="", styles=""):
    """A file whose body is the given XML; ``numbering`` replaces the lists, ``styles`` is added."""
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(_named(block)))
    if numbering:
        lists = document.part.numbering_part.element
        for child in list(lists):
            lists.remove(child)
        lists.extend(parse_xml(_named(f"<w:numbering>{numbering}</w:numbering>")))
    if styles:
        document.styles.element.extend(parse_xml(_named(f"<w:styles>{styles}</w:styles>")))
    return saved(document)


def saved(document):
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _named(xml):
    tag = xml[1:].split(">")[0].split(" ")[0].rstrip("/")
    return xml.replace(f"<{tag}", f"<{tag} {NAMESPACES}", 1)


def paragraph(text="", *, level=None, numbering=1, style="", mark=""):
    listed = (
        "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}{mark}</w:pPr>{run(text)}</w:p>"


def run(text, *, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def level(index, number_format, text, *, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name, *levels):
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def numbered(name, of, overrides=""):
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def with_parts(content, parts, *, without=()):
    """The package with some parts replaced, added or taken out."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(output, "w") as copy:
        for name in source.namelist():
            if name not in parts and name not in without:
                copy.writestr(name, source.read(name))
        for name, data in parts.items():
            copy.writestr(name, data)
    return output.getvalue()
