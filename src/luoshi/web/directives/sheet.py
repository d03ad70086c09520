"""What the drafting page shows: the marked document, a card for each draft, the counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from luoshi.directives import queries, rules
from luoshi.directives.queries import Directive, Draft
from luoshi.directives.terms import DraftStatus, Origin, Relation
from luoshi.web.directives.hints import Hints, hints_of
from luoshi.web.directives.marks import Block, Marked, Passage, passages
from luoshi.web.directives.second import Panel, Second, panel_of


@dataclass(frozen=True, slots=True)
class Card:
    """A draft as its card shows it; ``path`` is the root of the URLs of its acts."""

    draft: Draft
    number: int
    warnings: tuple[str, ...]
    path: str
    second: Second | None = None
    hints: Hints | None = None

    @property
    def open(self) -> bool:
        return self.draft.status in {DraftStatus.PENDING, DraftStatus.CONFIRMED}

    @property
    def undoable(self) -> bool:
        return self.open and self.draft.origin in {Origin.SPLIT, Origin.MERGED}

    @property
    def joint(self) -> bool:
        """Whether the clerk has to say which of the units leads."""
        return self.draft.lead_id is None and self.draft.status == DraftStatus.PENDING


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause with the drafts whose words begin in it."""

    passage: Passage
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two sides of the page and the counts between them."""

    directive: Directive
    cards: tuple[Card, ...]
    passages: tuple[Passage, ...]
    progress: queries.Progress
    second: Panel | None = None

    @property
    def clauses(self) -> list[ClauseView]:
        by_id = {card.draft.pk: card for card in self.cards}
        return [ClauseView(one, tuple(by_id[pk] for pk in one.opened)) for one in self.passages]


def sheet_of(directive: Directive, *, today: date) -> Sheet:
    """Everything the page needs, in a constant number of queries."""
    drafts = list(queries.drafts(directive.pk))
    cards = cards_of(drafts, today=today)
    marked = [
        Marked(draft.pk, draft.start, draft.end, draft.status, card.number)
        for draft, card in zip(drafts, cards, strict=True)
    ]
    return Sheet(
        directive=directive,
        cards=cards,
        passages=tuple(passages(directive.text, blocks_of(directive.pk), marked)),
        progress=queries.progress_in((draft.pk, draft.status) for draft in drafts),
    )


def with_hints(sheet: Sheet) -> Sheet:
    """The same with what is known from before beside each card."""
    found = hints_of([card.draft for card in sheet.cards])
    return replace(sheet, cards=tuple(hinted(card, found[card.draft.pk]) for card in sheet.cards))


def hinted(card: Card, hints: Hints) -> Card:
    """A card with its hints; what asks the same elsewhere is among its warnings."""
    return replace(card, hints=hints, warnings=(*card.warnings, *hints.warnings))


def with_second(sheet: Sheet, *, says: str = "", going: bool = False) -> Sheet:
    """The same with the second reading beside it, if there is a second reader."""
    drafts = [card.draft for card in sheet.cards]
    panel = panel_of(sheet.directive.pk, drafts, says=says, going=going)
    if panel is None:
        return sheet
    cards = tuple(replace(card, second=panel.of(card.draft)) for card in sheet.cards)
    return replace(sheet, cards=cards, second=panel)


def cards_of(drafts: Sequence[Draft], *, today: date) -> tuple[Card, ...]:
    """Cards in the order of the text, numbered from 1."""
    return tuple(card_of(draft, number=number, today=today) for number, draft in enumerate(drafts, 1))


def card_of(draft: Draft, *, number: int, today: date) -> Card:
    """One card; what has been discarded or proposed no longer warns."""
    unmatched = tuple(dict.fromkeys([*draft.lead_raw, *draft.support_raw]))
    facts = rules.Facts(
        has_lead=draft.lead_id is not None,
        relation=Relation(draft.relation),
        due_on=draft.due_on,
        next_check_on=draft.next_check_on,
        unmatched=unmatched,
    )
    asked = draft.status in {DraftStatus.PENDING, DraftStatus.CONFIRMED}
    return Card(
        draft=draft,
        number=number,
        warnings=tuple(rules.warnings(facts, today=today)) if asked else (),
        path=f"{reverse('directive_list')}drafts/{draft.pk}/",
    )


def blocks_of(directive_id: int) -> list[Block]:
    """The clauses as the marking needs them."""
    rows = queries.clauses(directive_id)
    return [Block(row.start, row.end, row.role, row.level, row.ordinal) for row in rows]
