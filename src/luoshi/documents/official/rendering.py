"""Each block of an official paper as WordprocessingML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from luoshi.documents.cleaning import clean
from luoshi.documents.official.blocks import (
    Annex,
    AnnexNote,
    Block,
    DocumentNumber,
    EndBlock,
    Form,
    Heading,
    IssueLine,
    Masthead,
    Paragraph,
    Recipients,
    RedLine,
    Signature,
    Table,
    Title,
)
from luoshi.documents.official.ending import annex_note, end_block, signature
from luoshi.documents.official.markup import (
    FANGSONG,
    HEITI,
    RED,
    XIAOBIAOSONG,
    Face,
    Layout,
    border,
    paragraph,
    run,
)
from luoshi.documents.official.measures import BODY, CHARACTER, LINE, TYPE_WIDTH, points, twips
from luoshi.documents.official.styles import BODY_STYLE, TITLE_STYLE, heading_style
from luoshi.documents.official.tables import form, table
from luoshi.documents.official.wording import ems, one_line
from luoshi.kernel.dates import long_date

_LARGEST_MARK = 58.0
_MARK_LEADING = 1.2
# 4 mm below the number, whose line reaches 6 pt below its characters.
_RED_LINE_DROP = points(4) - (LINE - BODY) / 2
_RIGHT_EDGE = points(TYPE_WIDTH) - CHARACTER


def blocks(items: Sequence[Block]) -> str:
    """The text before a signature keeps it company: no page holds a signature alone (GB/T 9704 7.3.5)."""
    return "".join(
        _RENDERERS[type(item)](_held(item) if isinstance(follower, AnnexNote | Signature) else item)
        for item, follower in zip_longest(items, items[1:])
    )


def _held(item: Block) -> Block:
    return replace(item, holds=True) if isinstance(item, Paragraph | Heading) else item


def _masthead(block: Masthead) -> str:
    """As large as the width allows; the drop is to the top of the characters."""
    text = one_line(block.text)
    size = min(_LARGEST_MARK, points(TYPE_WIDTH) // ems(text or " "))
    line = size * _MARK_LEADING
    layout = Layout(align="center", line=line, before=points(block.drop) - (line - size) / 2)
    return paragraph(run(text, Face(font=XIAOBIAOSONG, size=size, color=RED)), layout)


def _document_number(block: DocumentNumber) -> str:
    return paragraph(run(one_line(block.text)), Layout(align="center", before=2 * LINE))


def _issue_line(block: IssueLine) -> str:
    tab = f'<w:tab w:val="right" w:pos="{twips(_RIGHT_EDGE)}"/>'
    who_and_when = f"{one_line(block.office)}\t{long_date(block.on)}"
    return paragraph(
        run(one_line(block.issue)), Layout(align="center", before=LINE / 2, after=LINE / 2)
    ) + paragraph(run(who_and_when), Layout(align="left", left=CHARACTER, tabs=tab))


def _red_line(_: RedLine) -> str:
    """An empty line with the rule at its foot; two blank lines follow before the title."""
    layout = Layout(line=_RED_LINE_DROP, after=2 * LINE, border=border("bottom", width=1.5, color=RED))
    return paragraph("", layout)


def _title(block: Title) -> str:
    return paragraph(run("\n".join(map(one_line, block.lines))), Layout(style=TITLE_STYLE, after=LINE))


def _recipients(block: Recipients) -> str:
    return paragraph(run(f"{one_line(block.text)}："), Layout())


def _heading(block: Heading) -> str:
    first, *more = _lines(block.run_on) or [""]
    content = run(one_line(block.text))
    if first:
        content += run(first, Face(font=FANGSONG))
    is_held = not first or (block.holds and not more)
    head = paragraph(content, Layout(style=heading_style(block.level), keep_next=is_held))
    return head + _body(more, holds=block.holds)


def _paragraphs(block: Paragraph) -> str:
    return _body(_lines(block.text), holds=block.holds)


def _body(lines: Sequence[str], *, holds: bool) -> str:
    return "".join(
        paragraph(run(line), Layout(style=BODY_STYLE, keep_next=holds and place == len(lines)))
        for place, line in enumerate(lines, 1)
    )


def _lines(text: str) -> list[str]:
    return [line for line in clean(text)[0].split("\n") if line.strip()]


def _annex(block: Annex) -> str:
    """The word 附件 on the first line, the title on the third."""
    number = "附件" if block.number is None else f"附件{block.number}"
    head = paragraph(run(number, Face(font=HEITI)), Layout(page_break=True, after=LINE))
    return head + _title(Title((block.title,))) + blocks(block.blocks)


_RENDERERS: Mapping[type, Callable[[Any], str]] = {
    Masthead: _masthead,
    DocumentNumber: _document_number,
    IssueLine: _issue_line,
    RedLine: _red_line,
    Title: _title,
    Recipients: _recipients,
    Heading: _heading,
    Paragraph: _paragraphs,
    Table: table,
    Form: form,
    AnnexNote: annex_note,
    Signature: signature,
    Annex: _annex,
    EndBlock: end_block,
}
