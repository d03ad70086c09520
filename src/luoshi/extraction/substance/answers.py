"""What was asked of the unit and the report does not speak of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.extraction.folding import fold

_SPOKEN_OF = 40
"""Percent of the pairs of letters of what was asked that speak of it."""

_HAN = re.compile(r"[一-鿿]{2,}")
_COMMON = re.compile(
    "完成|工作|任务|有关|相关|全面|全部|进行|开展|组织|落实|推进|建设|项目|实施|[的了和与及等]"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A milestone with its day, or an amount with its unit that the matter sets."""

    words: str
    due_on: date | None = None
    unit: str = ""

    @property
    def why(self) -> str:
        """The mark in words."""
        if self.due_on is None:
            return f"督办内容要求“{self.words}”，这次反馈没有写到目前的数量。"
        return f"办法列了“{self.words}”（{self.due_on:%Y-%m-%d}前），这次反馈没有写到。"


def unanswered(text: str, asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Those of which the text says nothing."""
    folded = fold(text)
    return tuple(one for one in asked if not _answered(one, folded))


def _answered(asked: Asked, text: str) -> bool:
    if asked.unit:
        return re.search(rf"\d[百千万亿余多]*\s?{re.escape(asked.unit)}", text) is not None
    words = fold(asked.words)
    telling = _COMMON.sub("", words)
    if not _pairs(telling):
        return _share(words, text) >= _SPOKEN_OF
    return _share(telling, _COMMON.sub("", text)) >= _SPOKEN_OF


def _share(wanted: str, said: str) -> int:
    """Percent of the pairs of letters of the one that the other has."""
    pairs = _pairs(wanted)
    return 100 * len(pairs & _pairs(said)) // max(len(pairs), 1)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))
