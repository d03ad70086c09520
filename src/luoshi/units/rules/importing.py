"""What any import of rows is made of: cells read from text, and what each row would do."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from luoshi.kernel.errors import BadInput, Conflict, RuleBroken
from luoshi.kernel.terms import Term

_SEPARATORS = re.compile(r"[、，；,;|/\n\uff5c\uff0f]")
_SENTENCES = re.compile(r"[；;|\n\uff5c]")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class Step(Term):
    """What a row would do."""

    CREATE = "create", "新增"
    UPDATE = "update", "更新"
    SAME = "same", "无变化"
    ERROR = "error", "有错误"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a row would change."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlan:
    """A row by the number that the spreadsheet shows; ``problems`` are sentences."""

    number: int
    title: str
    step: Step
    changes: tuple[Change, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows would do, or did, what."""

    created: int
    updated: int
    same: int
    wrong: int


class Cells:
    """The cells of one row, read with the problems noted instead of raised."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.problems: list[str] = []

    def text(self, header: str, *, limit: int, required: bool = False) -> str:
        """The text of a column that may be missing from the sheet."""
        text = " ".join(self._cells.get(header, "").split())
        if text.startswith("="):
            return self._note(f"“{header}”是公式，请改为数值或文字")
        if required and not text:
            return self._note(f"“{header}”没有填写")
        if len(text) > limit:
            return self._note(f"“{header}”最多{limit}个字，现有{len(text)}个字")
        return text

    def texts(self, header: str, *, limit: int) -> tuple[str, ...]:
        """Several texts in one cell, parted by 、 or another separator."""
        return self._parted(header, _SEPARATORS, limit=limit)

    def sentences(self, header: str, *, limit: int) -> tuple[str, ...]:
        """Several texts in one cell, parted by ； or a line break; 、 stands inside of them."""
        return self._parted(header, _SENTENCES, limit=limit)

    def _parted(self, header: str, separators: re.Pattern[str], *, limit: int) -> tuple[str, ...]:
        parts = [" ".join(part.split()) for part in separators.split(self._cells.get(header, ""))]
        for part in parts:
            if part.startswith("=") or len(part) > limit:
                self._note(f"“{header}”中的“{part[:limit]}”是公式或超过{limit}个字，请改正")
        return tuple(dict.fromkeys(part for part in parts if part))

    def term(self, header: str, terms: type[Term], *, required: bool = False) -> Term | None:
        """The member whose label or code the cell holds."""
        text = self.text(header, limit=40, required=required)
        for member in terms:
            if text in {member.label, member.value}:
                return member
        if text:
            labels = "、".join(member.label for member in terms)
            self._note(f"“{header}”中的“{text}”不是可选的内容，应为：{labels}")
        return None

    def whole(self, header: str, *, most: int) -> int | None:
        """A whole number from 0."""
        text = self.text(header, limit=20)
        if not text:
            return None
        if not text.isascii() or not text.isdecimal() or int(text) > most:
            self._note(f"“{header}”应为0到{most}的整数，现为“{text}”")
            return None
        return int(text)

    def day(self, header: str) -> date | None:
        """A date as 2026-01-31, 2026/1/31 or 2026年1月31日."""
        text = self.text(header, limit=40)
        if not text:
            return None
        found = _DATE.fullmatch(text)
        if found:
            with suppress(ValueError):
                return date(*map(int, found.groups()))
        self._note(f"“{header}”不是日期，应如2026-01-31，现为“{text}”")
        return None

    def yes(self, header: str) -> bool | None:
        """是 or 否."""
        text = self.text(header, limit=10)
        if text and text not in {"是", "否"}:
            self._note(f"“{header}”应填“是”或“否”，现为“{text}”")
        return {"是": True, "否": False}.get(text)

    def _note(self, problem: str) -> str:
        self.problems.append(problem)
        return ""


def check_headers(headers: Collection[str], required: Iterable[str]) -> None:
    """Raise BadInput when a column is missing that no row can do without."""
    missing = [header for header in required if header not in headers]
    if missing:
        named = "、".join(missing)
        raise BadInput("import-column-missing", f"表格缺少这些列：{named}。请对照模板补上表头后重新上传。")


def tally(rows: Sequence[RowPlan]) -> Tally:
    """Count the rows by what they would do."""
    steps = [row.step for row in rows]
    return Tally(
        steps.count(Step.CREATE), steps.count(Step.UPDATE), steps.count(Step.SAME), steps.count(Step.ERROR)
    )


def fingerprint(rows: Sequence[RowPlan]) -> str:
    """What was seen in a preview: differs as soon as any row would do something else."""
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def check_ready(rows: Sequence[RowPlan], *, skip_errors: bool, expected: str | None) -> None:
    """Refuse an import with wrong rows, with nothing to do, or other than the preview showed."""
    if expected is not None and expected != fingerprint(rows):
        raise Conflict("import-changed", "预览之后系统中的内容有了变化，请重新核对预览，再确认导入。")
    count = tally(rows)
    if count.wrong and not skip_errors:
        raise RuleBroken(
            "import-has-errors",
            f"有{count.wrong}行有错误，没有导入任何内容。请改正后重新上传，或选择只导入没有错误的行。",
        )
    if not count.created + count.updated:
        raise RuleBroken("import-nothing", "表格中没有需要新增或更新的内容。")
