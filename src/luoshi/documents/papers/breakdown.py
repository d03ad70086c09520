"""任务分解表: who does what by when, out of one directive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from luoshi.documents.official import Align, Block, Heading, Paper, Table, Title, render, title_lines

_HEADERS = ("序号", "任务", "牵头单位", "配合单位", "责任领导", "完成时限")
_WIDTHS = (12, 58, 26, 26, 14, 20)
_ALIGNS = (Align.CENTER, Align.LEFT, Align.CENTER, Align.CENTER, Align.CENTER, Align.CENTER)
_NONE = "无"


@dataclass(frozen=True, slots=True)
class BreakdownItem:
    """Neighbours of the same ``section`` stand in one table; an empty one has no heading."""

    task: str
    lead: str
    support: str
    sponsor: str
    due: str
    section: str = ""


def breakdown_table(title: str, items: Sequence[BreakdownItem]) -> bytes:
    blocks = (Title(title_lines(title)), *_sections(items))
    return render(Paper(blocks, subject=title))


def _sections(items: Sequence[BreakdownItem]) -> Iterator[Block]:
    """Numbers run on through all sections."""
    for section, numbered in groupby(enumerate(items, 1), key=lambda pair: pair[1].section):
        if section:
            yield Heading(1, section)
        yield Table(_HEADERS, tuple(map(_row, numbered)), widths=_WIDTHS, aligns=_ALIGNS)


def _row(numbered: tuple[int, BreakdownItem]) -> tuple[str, ...]:
    number, item = numbered
    return (str(number), item.task, item.lead, item.support or _NONE, item.sponsor or _NONE, item.due)
