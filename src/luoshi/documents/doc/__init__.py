"""Word 97-2003 documents (doc, wps) as text, with the labels of automatic lists written out."""

import struct
from collections.abc import Iterator

from luoshi.documents import refusals
from luoshi.documents.doc.body import Body
from luoshi.documents.doc.pieces import read_pieces
from luoshi.documents.doc.streams import WordFile
from luoshi.documents.extract import Extract
from luoshi.documents.formats import Format

_SENTENCES = {
    "macro": "文件含宏，宏已忽略",
    "revision": "文件含修订痕迹，已按接受全部修订后的文字读取",
    "hidden": "含隐藏文字 {} 处，未读入",
    "box": "含文本框，文字列在文末",
    "footnote": "含脚注、尾注 {} 条，已列在文末",
    "comment": "含批注，未读入",
    "image": "含图片，图片中的文字未能读出",
}


def read_doc(content: bytes) -> Extract:
    """Raises BadInput for damage, passwords and files older than Word 97."""
    try:
        return _read(WordFile(content))
    except (struct.error, IndexError) as error:
        raise refusals.unreadable(Format.DOC) from error


def _read(file: WordFile) -> Extract:
    body = Body(file, read_pieces(file))
    text, footnotes, headers, unused, comments, endnotes, boxes = file.counts()
    lines = list(body.lines(0, text))
    after_headers = text + footnotes + headers + unused
    after_comments = after_headers + comments
    after_notes = after_comments + endnotes
    box_lines = [line for line in body.lines(after_notes, after_notes + boxes) if line.strip()]
    lines.extend(box_lines)
    lines.extend(_notes(body, (text, text + footnotes), (after_comments, after_notes)))
    body.seen.update(macro=int(file.has_macros), box=len(box_lines), comment=comments)
    sentences = (sentence.format(body.seen[key]) for key, sentence in _SENTENCES.items() if body.seen[key])
    return Extract("\n".join(lines), tuple(sentences))


def _notes(body: Body, *ranges: tuple[int, int]) -> Iterator[str]:
    for start, end in ranges:
        for line in body.lines(start, end):
            if line.strip():
                body.seen["footnote"] += 1
                yield f"注{body.seen['footnote']}：{line.strip()}"
