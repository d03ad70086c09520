"""What follows the text: annex note, signature, and the block at the foot of the last page."""

from dataclasses import replace

from luoshi.documents.official.blocks import AnnexNote, EndBlock, Signature
from luoshi.documents.official.markup import Face, Layout, border, paragraph, run
from luoshi.documents.official.measures import (
    CHARACTER,
    CHARACTERS,
    LINE,
    TYPE_WIDTH,
    points,
    twips,
)
from luoshi.documents.official.tables import AFTER_TABLE, frame
from luoshi.documents.official.wording import ems, one_line
from luoshi.kernel.dates import long_date

_END_SIZE = 14.0
_END_LINE = 24.0
_DAY_FROM_RIGHT = 4.0
_SLACK = 1.0
_THICK, _THIN = 1.0, 0.75
_AT_FOOT = (
    '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/>'
    '<w:tblOverlap w:val="never"/>'
)


def annex_note(block: AnnexNote) -> str:
    """附件：1. … with further names under the first."""
    if len(block.names) == 1:
        layout = Layout(before=LINE, left=5 * CHARACTER, first=-3 * CHARACTER, keep_next=True)
        return paragraph(run(f"附件：{one_line(block.names[0])}"), layout)
    first = Layout(before=LINE, left=6 * CHARACTER, first=-4 * CHARACTER, keep_next=True)
    later = Layout(left=6 * CHARACTER, first=-CHARACTER, keep_next=True)
    return "".join(
        paragraph(run(f"附件：1.{name}"), first) if index == 1 else paragraph(run(f"{index}.{name}"), later)
        for index, name in enumerate(map(one_line, block.names), 1)
    )


def signature(block: Signature) -> str:
    """Both lines are centred in one band around the middle of the day (GB/T 9704 7.3.5.2)."""
    day = long_date(block.on)
    office = one_line(block.office)
    middle = CHARACTERS - _DAY_FROM_RIGHT - ems(day) / 2
    band = max(2 * (CHARACTERS - middle), ems(office) + _SLACK)
    left = max(0.0, CHARACTERS - band) * CHARACTER
    first = Layout(align="center", before=2 * LINE, left=left, keep_next=True)
    return paragraph(run(office), first) + paragraph(run(day), Layout(align="center", left=left))


def end_block(block: EndBlock) -> str:
    """抄送 and 印发 between rules, thick at the outside, in a table that floats to the foot of the page."""
    face = Face(size=_END_SIZE)
    sides = Layout(align="left", line=_END_LINE, left=_END_SIZE, right=_END_SIZE)
    copies = replace(sides, left=4 * _END_SIZE, first=-3 * _END_SIZE)
    printed = replace(sides, tabs=f'<w:tab w:val="right" w:pos="{twips(points(TYPE_WIDTH) - _END_SIZE)}"/>')
    who_and_when = f"{one_line(block.office)}\t{long_date(block.printed)}印发"
    lines = [paragraph(run(who_and_when, face), printed)]
    if block.copies:
        lines.insert(0, paragraph(run(f"抄送：{one_line(block.copies)}", face), copies))
    rows = "".join(f"<w:tr><w:tc><w:tcPr/>{line}</w:tc></w:tr>" for line in lines)
    rules = border("top", width=_THICK) + border("bottom", width=_THICK) + border("insideH", width=_THIN)
    return frame((TYPE_WIDTH,), rows, borders=rules, position=_AT_FOOT, margin=0) + AFTER_TABLE
