"""What the engine reads in words that a clerk has chosen: owners, deadline, measures, but never whether to take them."""

from dataclasses import dataclass
from datetime import date

from luoshi.extraction.deadlines import Clock, find_deadline, read_deadline
from luoshi.extraction.folding import fold
from luoshi.extraction.lexicon import UnitLexicon
from luoshi.extraction.measures import find_measures
from luoshi.extraction.model import Deadline, Item, ItemKind, WorkCalendar
from luoshi.extraction.owners.grammar import Owners
from luoshi.extraction.owners.notes import OwnerReader

_BETWEEN = " \n　，；。、："
_NOTE_REACH = 200
"""How far behind the words the end of a note on their owners may lie, in characters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words are read against: the day of the document, the place's units and working days."""

    on: date | None
    units: UnitLexicon
    calendar: WorkCalendar


class PassageReader:
    """Reads stretches of one text."""

    def __init__(self, text: str, setting: Setting) -> None:
        self._text = text
        self._folded = fold(text)
        self._setting = setting
        self._owners = OwnerReader(self._folded, setting.units)

    def read(self, start: int, end: int) -> Item:
        """One draft with exactly these words; its section is left to the caller."""
        owners = self._owned(start, end)
        deadline = self._timed(start, end, owners.times)
        return Item(
            kind=ItemKind.TASK,
            text=self._text[start:end],
            start=start,
            end=end,
            section=(),
            lead=tuple(owners.lead),
            support=tuple(owners.support),
            relation=owners.relation,
            deadline=deadline,
            measures=find_measures(self._folded, start, end),
            confidence=1.0,
            why=("人工选定", *owners.why, *([f"时限：{deadline.rule}"] if deadline else [])),
            sponsor=tuple(owners.sponsor),
        )

    def _timed(self, start: int, end: int, noted: list[str]) -> Deadline | None:
        """A time that stands with the owners binds before one that stands in the words."""
        on, calendar = self._setting.on, self._setting.calendar
        said = [read_deadline(time, on=on, calendar=calendar) for time in noted]
        read = [one for one in said if one is not None]
        if read:
            return max(read, key=lambda one: (one.on is not None, one.on or date.min))
        return find_deadline(self._folded, start, end, clock=Clock(on, calendar))

    def _owned(self, start: int, end: int) -> Owners:
        """A note in brackets among the words or right behind them, else the units that the words command."""
        line_end = self._folded.find("\n", end)
        reach = min(line_end if line_end >= 0 else len(self._folded), end + _NOTE_REACH)
        for note in reversed(self._owners.notes(start, reach)):
            if note.start < end or not self._folded[end : note.start].strip(_BETWEEN):
                return note.owners
        subject = self._owners.subject(start, end)
        return subject.owners if subject else Owners()
