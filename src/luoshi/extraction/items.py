"""From a draft and its owners to the item that is handed back: its deadline, its quantities, its reasons."""

from dataclasses import dataclass, replace
from datetime import date

from luoshi.extraction.deadlines import Clock, find_deadline, read_deadline
from luoshi.extraction.kinds import Draft
from luoshi.extraction.measures import find_measures
from luoshi.extraction.model import Deadline, Item
from luoshi.extraction.owners.grammar import Owners

INHERITED = "沿用上级条目的责任单位"
_INHERITED = 0.8


@dataclass(frozen=True, slots=True)
class ItemMaker:
    """Makes the items of one text."""

    folded: str
    clock: Clock

    def item(self, draft: Draft, owners: Owners, *, section: tuple[str, ...]) -> Item:
        deadline = self._deadline(draft, owners)
        confidence = _INHERITED if INHERITED in owners.why else draft.confidence
        return Item(
            kind=draft.kind,
            text=self.folded[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            section=section,
            lead=tuple(owners.lead),
            support=tuple(owners.support),
            relation=owners.relation,
            deadline=deadline,
            measures=find_measures(self.folded, draft.start, draft.end),
            confidence=max(confidence, draft.confidence),
            why=(*draft.why, *owners.why, *([f"时限：{deadline.rule}"] if deadline else [])),
            sponsor=tuple(owners.sponsor),
        )

    def _deadline(self, draft: Draft, owners: Owners) -> Deadline | None:
        """A time that stands with the owners binds before one that stands in the text."""
        said = [read_deadline(time, on=self.clock.on, calendar=self.clock.calendar) for time in owners.times]
        noted = [one for one in said if one is not None]
        if not noted:
            return find_deadline(self.folded, draft.start, draft.end, clock=self.clock)
        dated = max(noted, key=lambda one: (one.on is not None, one.on or date.min))
        others = {one.on for one in noted if one.on and one.on != dated.on} | set(dated.also)
        beside = tuple(one for one in noted if one is not dated)
        return replace(dated, also=tuple(sorted(others)), others=(*beside, *dated.others))
