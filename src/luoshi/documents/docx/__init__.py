"""Word documents (docx) as text, with the labels of automatic lists written out."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from luoshi.documents.docx.body import Body
from luoshi.documents.docx.names import W
from luoshi.documents.docx.numbering import Numbering, Styles
from luoshi.documents.docx.package import Package
from luoshi.documents.extract import Extract

_SENTENCES = {
    "macro": "文件含宏，宏已忽略",
    "revision": "文件含修订痕迹，已按接受全部修订后的文字读取",
    "box": "含文本框 {} 个，文字列在所在段落之后",
    "footnote": "含脚注、尾注 {} 条，已列在文末",
    "comment": "含批注 {} 条，未读入",
    "hidden": "含隐藏文字 {} 处，未读入",
    "symbol": "含图形符号 {} 个，以“□”标出",
    "image": "含图片 {} 幅，图片中的文字未能读出",
    "embedded": "含嵌入的文档 {} 个，未读入",
    "margin": "页眉、页脚中的文字未读入",
}
_NOTE_TYPES = (None, "normal")


def read_docx(content: bytes) -> Extract:
    """Raises BadInput for bombs, damage and passwords."""
    package = Package(content)
    body = Body(Numbering(package.part("numbering.xml"), styles=Styles(package.part("styles.xml"))))
    lines: list[str] = []
    for element in package.main.iterchildren(f"{W}body"):
        lines.extend(body.lines(element))
    lines.extend(_footnotes(package, body))
    _look_around(package, body.seen)
    sentences = (text.format(body.seen[key]) for key, text in _SENTENCES.items() if body.seen[key])
    return Extract("\n".join(lines), tuple(sentences))


def _footnotes(package: Package, body: Body) -> Iterator[str]:
    for part, element in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
        root = package.part(part)
        for note in () if root is None else root.iterchildren(W + element):
            text = "".join(body.lines(note)).strip()
            if text and note.get(f"{W}type") in _NOTE_TYPES:
                body.seen["footnote"] += 1
                yield f"注{body.seen['footnote']}：{text}"


def _look_around(package: Package, seen: Counter[str]) -> None:
    comments = package.part("comments.xml")
    seen["comment"] += 0 if comments is None else len(comments.findall(f"{W}comment"))
    seen["macro"] += any(name.endswith("vbaProject.bin") for name in package.names)
    for name in package.names:
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            seen["margin"] += _has_words(package.part(name.removeprefix("word/")))


def _has_words(root: etree._Element | None) -> bool:
    """Page numbers alone are not worth a note."""
    text = "" if root is None else "".join(element.text or "" for element in root.iter(f"{W}t"))
    return any(letter.isalpha() for letter in text)
