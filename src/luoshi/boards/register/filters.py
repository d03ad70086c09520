"""What a register shows, as the query string says it: a view can be linked, kept under a name, and exported."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from luoshi.kernel.errors import BadInput
from luoshi.kernel.terms import Term
from luoshi.matters.terms import Light, MatterKind, Status

LONGEST_SEARCH = 60
SIZES = (25, 50, 100)


class Span(Term):
    """Which part of the register is open before it is narrowed."""

    RUNNING = "running", "在办"
    ALL = "all", "全部"


class Part(Term):
    """How the chosen unit takes part."""

    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"
    ANY = "any", "牵头或配合"


class Answer(Term):
    """Whether the leader has accepted the result of a matter that is not closed yet."""

    YES = "yes", "已认可，待销号"
    NO = "no", "待认可"


class Sort(Term):
    """In which order."""

    DUE = "due", "时限由近到远"
    DUE_LAST = "-due", "时限由远到近"
    NEW = "new", "最近提出"
    SILENT = "silent", "最久未反馈"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Each field is a key of the query string. ``unit`` is the lead unit unless ``part`` says otherwise
    (people of one unit may say ``part`` alone), ``portfolio`` is a leader, ``cursor`` the place in the order
    from which the page is read."""

    q: str = ""
    span: Span | None = None
    status: Status | None = None
    light: Light | None = None
    unit: int | None = None
    part: Part | None = None
    kind: MatterKind | None = None
    sponsor: int | None = None
    portfolio: int | None = None
    keeper: int | None = None
    directive: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    check_to: date | None = None
    heard_to: date | None = None
    accepted: Answer | None = None
    sort: Sort = Sort.DUE
    size: int = SIZES[0]
    cols: tuple[str, ...] = ()
    cursor: str = ""

    @property
    def running_only(self) -> bool:
        """Whether only matters are shown on which a unit owes work: unless something says otherwise."""
        if self.span is not None or self.sort is Sort.SILENT:
            return self.span is not Span.ALL or self.sort is Sort.SILENT
        return not (self.q or self.status or self.light or self.directive or self.accepted)

    @property
    def narrowed_beyond_search(self) -> bool:
        """Whether anything but the words and the whole register is asked."""
        return (
            any(name in CONDITIONS and name not in {"q", "span"} for name, _ in self.given())
            or self.running_only
        )

    def changed(self, **values: Any) -> "RegisterFilter":
        """The same view with other values, from its beginning."""
        return replace(self, **{"cursor": "", **values})

    def without(self, name: str) -> "RegisterFilter":
        """The view without one of its conditions."""
        return self.changed(**{name: _DEFAULTS[name]})

    def query(self) -> str:
        """The query string: what differs from the default view."""
        return urlencode([(name, _written(value)) for name, value in self.given()])

    def given(self) -> Iterator[tuple[str, Any]]:
        """The fields that differ from the default view."""
        for name, default in _DEFAULTS.items():
            value = getattr(self, name)
            if value != default:
                yield name, value


CONDITIONS: Mapping[str, str] = {
    "q": "关键词",
    "span": "范围",
    "status": "状态",
    "light": "时限状态",
    "unit": "单位",
    "part": "参与方式",
    "kind": "类型",
    "sponsor": "责任领导",
    "portfolio": "分管领导",
    "keeper": "督办人",
    "directive": "来源文件",
    "due_from": "完成时限起",
    "due_to": "完成时限止",
    "issued_from": "交办日期起",
    "issued_to": "交办日期止",
    "check_to": "下次检查不晚于",
    "heard_to": "最近反馈不晚于",
    "accepted": "领导认可",
}
"""The fields that narrow the register, with the words for them; the others only say how it is shown."""

_OTHERS = {"sort": "排序", "size": "每页行数", "cols": "显示列", "cursor": "翻页位置"}


def parse(query: Mapping[str, Sequence[str]], *, columns: Sequence[str]) -> RegisterFilter:
    """Read a query string; BadInput for a value that means nothing. Keys of others are passed over."""
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        written = [text.strip() for text in query.get(name, ()) if text.strip()]
        if not written:
            continue
        try:
            values[name] = read(",".join(written) if name == "cols" else written[-1])
        except ValueError as error:
            label = CONDITIONS.get(name) or _OTHERS[name]
            raise BadInput(
                "bad-filter", f"筛选条件“{label}”的内容无法识别，请在督办台账页面重新选择。"
            ) from error
    chosen = tuple(code for code in columns if code in values.get("cols", ()))
    return RegisterFilter(**{**values, "cols": chosen})


def _size(text: str) -> int:
    size = int(text)
    if size not in SIZES:
        raise ValueError(text)
    return size


def _number(text: str) -> int:
    """An id; larger numbers than a database holds are no ids."""
    if not text.isdecimal() or len(text) > 18:
        raise ValueError(text)
    return int(text)


def _words(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SEARCH]


def _written(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "q": _words,
    "span": Span,
    "status": Status,
    "light": Light,
    "unit": _number,
    "part": Part,
    "kind": MatterKind,
    "sponsor": _number,
    "portfolio": _number,
    "keeper": _number,
    "directive": _number,
    "due_from": date.fromisoformat,
    "due_to": date.fromisoformat,
    "issued_from": date.fromisoformat,
    "issued_to": date.fromisoformat,
    "check_to": date.fromisoformat,
    "heard_to": date.fromisoformat,
    "accepted": Answer,
    "sort": Sort,
    "size": _size,
    "cols": lambda text: tuple(text.split(",")),
    "cursor": str,
}
_DEFAULTS = asdict(RegisterFilter())
