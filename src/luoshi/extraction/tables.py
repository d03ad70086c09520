"""Tables, their cells parted by tabs or blanks: a header names the columns, each row below it is one draft."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from luoshi.extraction.sentences import Span
from luoshi.extraction.structure import Block

_CONTENT = (
    "具体措施|工作措施|整改措施|主要措施",
    "工作任务|任务内容|具体任务|工作内容|督办内容|交办内容|办理内容|建设内容|主要内容|具体内容|工作事项",
    "任务|举措(?!组)|措施|交办事项|承办事项|工作要点",
    "事项|内容|要求|项目名称|指标名称|考核指标|指标",
    "问题",
)
_NAME = re.compile("任务名称|项目名称|事项名称|重点任务|指标名称")
_DATES = (
    "完成时限|办结时限|整改时限|办理时限|竣工",
    "完成时间|办结时间|交办时限|时限|期限",
    "时间|节点|进度安排",
)
_OTHER_DATES = re.compile("交办时间|开工|发布|部署|批示时间|填报|序时")
_LEADERS = ("牵头领导|责任领导|包[联抓保靠]领导|分管领导", "领导", "责任人|负责人")
_OTHER_LEADERS = re.compile("批示|配合领导|联系")
_UNITS = (
    ("lead", re.compile("牵头(?:责任)?(?:单位|部门)|主办单位|主责单位|第一责任单位")),
    ("support", re.compile("(?:配合|协办|参与|会办|协同|参加|协助)(?:责任)?(?:单位|部门)")),
    ("owner", re.compile("(?:责任|承办|负责|落实|实施|整改|办理)(?:单位|部门|主体)")),
    ("goal", re.compile("^(?:年度|工作|量化|预期)?目标(?:值)?$|指标值|目标值")),
    ("number", re.compile("序号|编号|^号$")),
)
_LABELS = {
    "lead": "牵头单位",
    "support": "配合单位",
    "owner": "责任单位",
    "sponsor": "责任领导",
    "deadline": "完成时限",
}
_SAME = frozenset({"同上", "〃", "″", '"', "”"})
_GROUP_NUMBER = re.compile("[一二三四五六七八九十]{1,3}、?|（[一二三四五六七八九十]{1,3}）")
_LONGEST_HEADER = 14
_LONGEST_BETWEEN = 40
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the words of the task, its owners as a note would write them, and what it comes under."""

    task: Span
    note: str
    group: tuple[str, ...]


@dataclass(slots=True)
class _Columns:
    """Columns by number; ``count`` of the header's cells; ``spaced``: they are parted by blanks."""

    kinds: dict[int, str]
    count: int
    spaced: bool
    fresh: bool = True
    before: dict[str, str] = field(default_factory=dict)


class Tables:
    """Goes down a text block by block and keeps the header of the table that it is in."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._columns: _Columns | None = None

    def takes(self, block: Block) -> bool:
        """The block is a header or a row; what stands between tables ends them, a short line within does not."""
        tabbed = is_row(self._folded, block)
        cells = self._cells(block, spaced=not tabbed)
        if self._heads(cells, spaced=not tabbed):
            return True
        columns = self._columns
        if columns is None:
            return tabbed
        if tabbed or (columns.spaced and len(cells) == columns.count):
            return True
        if block.end - block.start > _LONGEST_BETWEEN:
            self._columns = None
        return False

    def row(self, block: Block) -> Row | None:
        """The draft of a block that was taken; None for headers, and where no header says what is the task."""
        columns = self._columns
        if columns is None:
            return None
        cells = self._cells(block, spaced=columns.spaced)
        if columns.fresh and (self._names(cells) or self._is_header(cells)):
            return None
        columns.fresh = False
        return self._row(cells, columns)

    def _cells(self, block: Block, *, spaced: bool) -> list[Span]:
        cells, position = [], block.start
        for cell in re.split(r" +" if spaced else "\t", self._folded[block.start : block.end]):
            start = self._folded.index(cell, position) if cell else position
            cells.append(Span(start, start + len(cell)))
            position = start + len(cell) + (0 if spaced else 1)
        return cells

    def _text(self, cell: Span) -> str:
        return self._folded[cell.start : cell.end].strip()

    def _is_header(self, cells: Sequence[Span]) -> bool:
        return bool(_header([self._text(cell) for cell in cells]))

    def _heads(self, cells: Sequence[Span], *, spaced: bool) -> bool:
        kinds = _header([self._text(cell) for cell in cells])
        if not kinds or (spaced and len(cells) < 3):
            return False
        self._columns = _Columns(kinds, len(cells), spaced)
        return True

    def _names(self, cells: Sequence[Span]) -> bool:
        """A second row of the header parts one of its columns: 责任单位 into 牵头单位 and 配合单位."""
        columns = self._columns
        texts = [self._text(cell) for cell in cells]
        found = {index: kind for index, text in enumerate(texts) if (kind := _unit_kind(text))}
        if columns is None or not found or sum(bool(text) for text in texts) != len(found):
            return False
        first, more = min(found), len(cells) - columns.count
        moved = {index + (more if index > first else 0): kind for index, kind in columns.kinds.items()}
        columns.kinds = {index: kind for index, kind in moved.items() if kind not in found.values()} | found
        columns.count = len(cells)
        return True

    def _row(self, cells: Sequence[Span], columns: _Columns) -> Row | None:
        last = cells[-1].end
        padded = [*cells, *[Span(last, last)] * (max(columns.kinds) + 1 - len(cells))]
        said = {kind: padded[index] for index, kind in columns.kinds.items()}
        group = self._group(padded, columns)
        task = self._task(said)
        if task is None or self._opens_group(padded, columns):
            return None
        values = {
            kind: _value(kind, self._text(said[kind]), columns.before) for kind in _LABELS if kind in said
        }
        note = "；".join(f"{_LABELS[kind]}：{text}" for kind, text in values.items() if text)
        return Row(task, note, tuple(name for name in group if not self._text(task).startswith(f"{name}\t")))

    def _task(self, said: Mapping[str, Span]) -> Span | None:
        """The task; with its name when that stands right before it, and its goal behind it when it has one."""
        task, name, goal = said["task"], said.get("name"), said.get("goal")
        if len(self._text(task)) < _LEAST and not (name and self._text(name)):
            return None
        start = name.start if name and self._text(name) and self._adjoins(name, task) else task.start
        end = goal.end if goal and self._text(goal) and self._adjoins(task, goal) else task.end
        return Span(start, end) if len(self._folded[start:end].strip()) >= _LEAST else None

    def _adjoins(self, one: Span, other: Span) -> bool:
        return one.end < other.start <= one.end + 1

    def _group(self, cells: Sequence[Span], columns: _Columns) -> list[str]:
        """What stands to the left of the task, an empty cell going on from the row above."""
        place = next(index for index, kind in columns.kinds.items() if kind == "task")
        free = [index for index in range(place) if columns.kinds.get(index, "name") == "name"]
        names = [_value(str(index), self._text(cells[index]), columns.before) for index in free]
        return [name for name in names if name]

    def _opens_group(self, cells: Sequence[Span], columns: _Columns) -> bool:
        """一 | 扩大有效投资 | | |: a title in a row of its own."""
        texts = [self._text(cell) for cell in cells]
        numbered = any(_GROUP_NUMBER.fullmatch(text) for text in texts[:1])
        return numbered and sum(bool(text) for text in texts) <= 2


def is_row(folded: str, block: Block) -> bool:
    return "\t" in folded[block.start : block.end]


def _header(texts: Sequence[str]) -> dict[int, str]:
    """Columns by number, when the row is a header: short cells, a task, and an owner or a date."""
    bare = [re.sub(r"\s+|（[^）]*）", "", text) for text in texts]
    if any(len(text) > _LONGEST_HEADER for text in bare):
        return {}
    columns: dict[int, str] = {}
    for index, text in enumerate(bare):
        kind = _unit_kind(text)
        if kind and kind not in columns.values():
            columns[index] = kind
    for kind, ranks, not_these in (("deadline", _DATES, _OTHER_DATES), ("sponsor", _LEADERS, _OTHER_LEADERS)):
        free = {
            index: text
            for index, text in enumerate(bare)
            if index not in columns and not not_these.search(text)
        }
        columns |= dict.fromkeys(_ranked(free, ranks), kind)
    free = {index: text for index, text in enumerate(bare) if index not in columns}
    for index in _ranked(free, _CONTENT):
        columns[index] = "task"
        if index - 1 in free and _NAME.search(free[index - 1]):
            columns[index - 1] = "name"
    kinds = set(columns.values())
    return columns if "task" in kinds and kinds & {"lead", "owner", "deadline"} else {}


def _ranked(texts: Mapping[int, str], ranks: Sequence[str]) -> list[int]:
    """The first column of the best rank that any has."""
    for rank in ranks:
        found = [index for index, text in texts.items() if re.search(rank, text)]
        if found:
            return found[:1]
    return []


def _unit_kind(text: str) -> str | None:
    bare = re.sub(r"\s+", "", text)
    fits = len(bare) <= _LONGEST_HEADER
    return next((name for name, pattern in _UNITS if fits and pattern.search(bare)), None)


def _value(kind: str, text: str, before: dict[str, str]) -> str:
    """An empty or 同上 cell goes on from the row above."""
    if text and text not in _SAME:
        before[kind] = text
    return before.get(kind, "")
