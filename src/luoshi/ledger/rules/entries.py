"""What an entry says, and the exact bytes that its leaf commits to."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput

TAG_LENGTH = 64
SUBJECT_LENGTH = 64
NAME_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody did: ``tag`` as matter:close, ``subject`` as matter/17, ``at`` when it was done."""

    tag: str
    subject: str
    data: Mapping[str, object]
    actor_id: int | None
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entry as stored; ``data`` and ``numbers`` are canonical JSON.

    ``numbers`` says which numbers of series were given since the entry before, None if none was.
    """

    seq: int
    tag: str
    subject: str
    actor_id: int | None
    actor_name: str
    at: datetime
    recorded_at: datetime
    data: str
    numbers: str | None = None

    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.data)
        return facts


def check(act: Act) -> None:
    """Refuse what one of the databases would cut short or not keep."""
    limits = {
        "类别": (act.tag, TAG_LENGTH),
        "对象": (act.subject, SUBJECT_LENGTH),
        "姓名": (act.actor_name, NAME_LENGTH),
    }
    for label, (text, limit) in limits.items():
        if not text or len(text) > limit or "\x00" in text:
            message = f"存证记录的{label}应为1至{limit}个字，且不含空字符，请改正后重试。"
            raise BadInput("ledger-field", message)


def numbers_text(given: Iterable[tuple[str, int, int, int]]) -> str:
    """Canonical JSON of (series, year, first, last) as ``{"通报/2026": [3, 3]}``."""
    return canonical({f"{series}/{year}": [first, last] for series, year, first, last in given}).decode()


def leaf_data(record: Record) -> bytes:
    """The canonical JSON of all fields of ``record``, with its data as an object, not as text."""
    before = canonical({"actor_id": record.actor_id, "actor_name": record.actor_name, "at": record.at})
    after = canonical(
        {"recorded_at": record.recorded_at, "seq": record.seq, "subject": record.subject, "tag": record.tag}
    )
    numbers = b"" if record.numbers is None else b'"numbers":' + record.numbers.encode() + b","
    return before[:-1] + b',"data":' + record.data.encode() + b"," + numbers + after[1:]
