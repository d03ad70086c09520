"""An answer against the text: what does not stand there is dropped, with the reason; nothing is ever added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.advice.rules.question import Passage
from luoshi.advice.rules.quoting import Stretch, find
from luoshi.advice.terms import Field
from luoshi.extraction import ItemKind, WorkCalendar, read_deadline
from luoshi.extraction.folding import fold
from luoshi.extraction.measures import find_measures

LEAST_LETTERS = 4
"""Fewer letters than this are no task."""
MOST_UNITS = 60
SHOWN_LETTERS = 60

_ABSENT = "原文中没有这些字"
_NOT_WORDS = "不是文字"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that a model said and that was not taken; ``words`` are cut to what a page shows."""

    field: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is left of an item: quotations only, and what the engine's own rules read in them. An empty field says
    nothing; ``elsewhere`` are the fields whose words stand in another clause than the task."""

    start: int
    end: int
    text: str
    kind: str = ""
    lead: str = ""
    support: tuple[str, ...] = ()
    deadline: str = ""
    on: date | None = None
    measures: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer is held against: the text, its folded form, the clauses that were sent, day and calendar."""

    text: str
    batch: Sequence[Passage]
    on: date | None = None
    calendar: WorkCalendar | None = None


def checked(items: Iterable[Any], ground: Ground) -> tuple[list[Opinion], list[Dropped]]:
    """The opinions that the text bears out, and the items that it does not."""
    folded = fold(ground.text)
    opinions: dict[tuple[int, int, str], Opinion] = {}
    lost = []
    for item in items:
        said = item.get("text") if isinstance(item, dict) else item
        place = _place(item, folded, ground.batch) if isinstance(item, dict) else None
        if place is None:
            reason = _ABSENT if isinstance(said, str) and said.strip() else _NOT_WORDS
            lost.append(Dropped(Field.TEXT.value, _short(said), reason))
        else:
            opinion = _Item(item, folded, ground).read(*place)
            opinions.setdefault((opinion.start, opinion.end, opinion.kind), opinion)
    return list(opinions.values()), lost


def _place(item: dict[str, Any], folded: str, batch: Sequence[Passage]) -> tuple[Stretch, Passage] | None:
    """Where the task's words stand: in the clause that the item names before any other."""
    said = item.get("text")
    if not isinstance(said, str) or len(said.strip()) < LEAST_LETTERS:
        return None
    named = item.get("clause")
    for passage in sorted(batch, key=lambda one: one.number != named):
        stretch = find(said, folded, [(passage.start, passage.end)])
        if stretch:
            return stretch, passage
    return None


class _Item:
    """One item whose task has been found; each field is read on its own, and fails on its own."""

    def __init__(self, item: dict[str, Any], folded: str, ground: Ground) -> None:
        self._item = item
        self._folded = folded
        self._ground = ground
        self._dropped: list[Dropped] = []
        self._elsewhere: list[str] = []

    def read(self, stretch: Stretch, own: Passage) -> Opinion:
        start, end = stretch
        near = [(own.start, own.end), *((one.start, one.end) for one in self._ground.batch if one is not own)]
        lead = self._lead(near)
        support = [name for name in self._names(near) if name != lead]
        deadline, on = self._deadline(near)
        return Opinion(
            start=start,
            end=end,
            text=self._ground.text[start:end],
            kind=self._kind(),
            lead=lead,
            support=tuple(dict.fromkeys(support)),
            deadline=deadline,
            on=on,
            measures=tuple(dict.fromkeys(self._measures(near[:1]))),
            elsewhere=tuple(dict.fromkeys(self._elsewhere)),
            dropped=tuple(self._dropped),
        )

    def _kind(self) -> str:
        said = self._item.get("kind")
        if isinstance(said, str) and said in set(ItemKind):
            return said
        if said:
            self._drop(Field.KIND, said, "没有这一类别")
        return ""

    def _lead(self, near: Sequence[Stretch]) -> str:
        said = self._item.get("lead")
        if isinstance(said, list) and len(said) < 2:
            said = said[0] if said else ""
        if isinstance(said, list):
            self._drop(Field.LEAD, "、".join(one for one in said if isinstance(one, str)), "牵头单位不止一个")
            return ""
        return self._name(Field.LEAD, said, near)

    def _names(self, near: Sequence[Stretch]) -> list[str]:
        said = self._item.get("support") or []
        names = said.split("、") if isinstance(said, str) else said
        if not isinstance(names, list) or len(names) > MOST_UNITS:
            self._drop(Field.SUPPORT, names, "不是单位名单")
            return []
        return [name for name in (self._name(Field.SUPPORT, one, near) for one in names) if name]

    def _name(self, field: Field, said: Any, near: Sequence[Stretch]) -> str:
        words = self._quoted(field, said, near)
        if len(words) == 1 or len(words) > SHOWN_LETTERS:
            self._drop(field, words, "不是单位名称")
            return ""
        return words

    def _deadline(self, near: Sequence[Stretch]) -> tuple[str, date | None]:
        words = self._quoted(Field.DEADLINE, self._item.get("deadline"), near)
        if not words:
            return "", None
        read = read_deadline(words, on=self._ground.on, calendar=self._ground.calendar)
        if read is None or len(words) > SHOWN_LETTERS:
            self._drop(Field.DEADLINE, words, "读不出时限")
            return "", None
        return words, read.on

    def _measures(self, near: Sequence[Stretch]) -> list[str]:
        said = self._item.get("measures") or []
        if not isinstance(said, list) or len(said) > MOST_UNITS:
            self._drop(Field.MEASURES, said, "不是指标清单")
            return []
        kept = []
        for one in said:
            words = self._quoted(Field.MEASURES, one, near)
            if words and len(words) <= SHOWN_LETTERS and find_measures(fold(words), 0, len(words)):
                kept.append(words)
            elif words:
                self._drop(Field.MEASURES, words, "读不出数量")
        return kept

    def _quoted(self, field: Field, said: Any, near: Sequence[Stretch]) -> str:
        """The words as the text has them; empty when nothing was said or the text does not say it."""
        if said is None or said == "":
            return ""
        stretch = find(said, self._folded, near) if isinstance(said, str) else None
        if stretch is None:
            self._drop(field, said, _ABSENT if isinstance(said, str) else _NOT_WORDS)
            return ""
        if not near[0][0] <= stretch[0] < near[0][1]:
            self._elsewhere.append(field.value)
        return self._ground.text[slice(*stretch)]

    def _drop(self, field: Field, said: Any, reason: str) -> None:
        self._dropped.append(Dropped(field.value, _short(said), reason))


def _short(said: Any) -> str:
    """What a page shows of it, without the characters that no database keeps."""
    if not isinstance(said, str | int | float):
        return "（不是文字）"
    words = str(said).replace("\x00", "").encode("utf-8", "replace").decode()
    return words if len(words) <= SHOWN_LETTERS else f"{words[:SHOWN_LETTERS]}…"
