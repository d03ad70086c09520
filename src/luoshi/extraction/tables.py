"""Tables whose cells are parted by tabs: a header names the columns, each row is one draft."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.extraction.sentences import Span
from luoshi.extraction.structure import Block

_COLUMNS = (
    ("lead", re.compile(r"牵头(?:责任)?(?:单位|部门)|主办单位|主责单位|第一责任单位")),
    ("support", re.compile(r"(?:配合|协办|参与|会办|协同|参加|协助)(?:责任)?(?:单位|部门)")),
    ("sponsor", re.compile(r"领导|责任人|负责人")),
    ("deadline", re.compile(r"时限|时间|期限|节点|进度")),
    ("owner", re.compile(r"(?:责任|承办|负责|落实|实施|整改|办理)(?:单位|部门|主体)")),
    ("task", re.compile(r"任务|事项|措施|举措|工作内容|主要内容|具体内容|内容|要求|问题|建设内容|项目名称")),
    ("goal", re.compile(r"目标|指标|成果|标准")),
    ("number", re.compile(r"序号|编号|^号$")),
)
_LABELS = {
    "lead": "牵头单位",
    "support": "配合单位",
    "owner": "责任单位",
    "sponsor": "责任领导",
    "deadline": "完成时限",
}
_SAME = frozenset({"同上", "〃", "″", '"', "”"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the words of the task, and its owners as a note would write them."""

    task: Span
    note: str
    group: str


def is_row(folded: str, block: Block) -> bool:
    return "\t" in folded[block.start : block.end]


def rows(folded: str, found: Sequence[Block]) -> Iterator[Row]:
    """The drafts of neighbouring rows; nothing when no header says which column holds the task."""
    columns: dict[int, str] = {}
    before: dict[str, str] = {}
    for block in found:
        cells = _cells(folded, block)
        header = _header(folded, cells)
        if header:
            columns, before = header, {}
            continue
        row = _row(folded, cells, columns, before=before) if columns else None
        if row is not None:
            yield row


def _cells(folded: str, block: Block) -> list[Span]:
    cells, position = [], block.start
    for cell in folded[block.start : block.end].split("\t"):
        cells.append(Span(position, position + len(cell)))
        position += len(cell) + 1
    return cells


def _header(folded: str, cells: Sequence[Span]) -> dict[int, str]:
    """Columns by number, when the row is a header: short cells, a task, and an owner or a date."""
    columns: dict[int, str] = {}
    for index, cell in enumerate(cells):
        text = re.sub(r"\s+", "", folded[cell.start : cell.end])
        if len(text) > 14:
            return {}
        kind = next((name for name, pattern in _COLUMNS if pattern.search(text)), None)
        if kind and kind not in columns.values():
            columns[index] = kind
    kinds = set(columns.values())
    return columns if "task" in kinds and kinds & {"lead", "owner", "deadline"} else {}


def _row(
    folded: str, cells: Sequence[Span], columns: dict[int, str], *, before: dict[str, str]
) -> Row | None:
    task, group, values = None, "", {}
    for index in range(max(len(cells), max(columns) + 1)):
        cell = cells[index] if index < len(cells) else Span(cells[-1].end, cells[-1].end)
        text = folded[cell.start : cell.end].strip()
        kind = columns.get(index)
        if kind == "task":
            task = cell
        elif kind in _LABELS:
            values[kind] = _value(kind, text, before)
        elif kind is None and task is None and text:
            group = text
    if task is None or len(folded[task.start : task.end].strip()) < 4:
        return None
    note = "；".join(f"{_LABELS[kind]}：{text}" for kind, text in values.items() if text)
    return Row(task, note, group)


def _value(kind: str, text: str, before: dict[str, str]) -> str:
    """An empty or 同上 cell goes on from the row above."""
    if text and text not in _SAME:
        before[kind] = text
    return before.get(kind, "")
