"""A sentence is parted at its commas; each stretch gets the role that it plays."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from luoshi.extraction.kinds.drafts import stretches
from luoshi.extraction.sentences import Span
from luoshi.extraction.wording.hollow import (
    DENIES,
    DESCRIBES,
    GENERIC,
    IN_CASE,
    LOCATES,
    NARRATES,
    SAYS,
    SLOGAN,
    VAGUE,
    told,
)
from luoshi.extraction.wording.orders import (
    ASKED,
    ASSIGNS,
    BIDS,
    BORROWS,
    BY_UNIT,
    FOR_SOMEONE,
    FORBIDS,
    GRANTS,
    HAPPENS,
    HARD_BAN,
    MODAL,
    NOT_ORDERED,
    OBJECT_ACTS,
    OF_BANS,
    PURPOSE,
    TIMED,
    TOPIC,
)
from luoshi.extraction.wording.parties import BY_ORGAN, ORGANS_ACT, PARTIES, PERSONS_ACT
from luoshi.extraction.wording.verbs import ACTION

_ACTS = (
    ACTION,
    OBJECT_ACTS,
    GRANTS,
    BY_UNIT,
    BORROWS,
    FOR_SOMEONE,
    PERSONS_ACT,
    ASKED,
)
_QUOTED = re.compile("“[^”]*”")
_NEVER_FIRST = frozenset("每向报于并从")
_TO_WHOM = ("前向", "前报", "日向", "月向", "月报", "了向", "了报")
_NEAR = 34
_FIGURES = frozenset("0123456789《")


class Role(Enum):
    ACT = "act"
    BAN = "ban"
    PARTY = "party"
    AIM = "aim"
    SLOGAN = "slogan"
    PAST = "past"
    TOPIC = "topic"
    OTHER = "other"


BINDING = (Role.ACT, Role.BAN, Role.PARTY)


@dataclass(frozen=True, slots=True)
class Part:
    """``modal``: it says 要, 必须, 应当; ``named``: it opens with the units that it commands; ``led``: it says otherwise who acts."""

    start: int
    end: int
    role: Role
    modal: bool
    named: bool = False
    led: bool = False

    @property
    def binds(self) -> bool:
        return self.role in BINDING


class Commands(Protocol):
    """Who is told to act, by the names of a place's units or by their shape."""

    def commands(self, start: int, end: int) -> int:
        """Behind the units that open the stretch; ``start`` when none do."""

    def is_party(self, start: int, end: int) -> bool:
        """The stretch says nothing but a unit's part: 市财政局配合."""


def read_parts(folded: str, span: Span, commands: Commands) -> list[Part]:
    return [_part(folded, stretch, commands) for stretch in stretches(folded, span)]


def named_end(folded: str, span: Span, commands: Commands) -> int:
    """Behind the units that open the stretch and act in it; its start when none do."""
    if folded[span.start] in _NEVER_FIRST:
        return span.start
    behind = commands.commands(span.start, span.end)
    if any(sign in folded[span.start : behind] for sign in _TO_WHOM):
        return span.start
    if behind > span.start or ACTION.match(folded, span.start, span.end):
        return behind
    shaped = ORGANS_ACT.match(folded, span.start, span.end)
    return shaped.end() if shaped else span.start


def is_told(folded: str, span: Span, commands: Commands) -> bool:
    """The words themselves say who acts."""
    return any(part.named or part.led for part in read_parts(folded, span, commands))


def _part(folded: str, span: Span, commands: Commands) -> Part:
    start = span.start + len(folded[span.start : span.end]) - len(folded[span.start : span.end].lstrip())
    behind = named_end(folded, Span(start, span.end), commands)
    text = folded[behind : span.end].strip().rstrip("。；！？")
    modal = bool(MODAL.search(text))
    if commands.is_party(start, span.end) or PARTIES.fullmatch(folded[start : span.end].rstrip("。；！？")):
        return Part(start, span.end, Role.PARTY, modal, named=True)
    if behind == start:
        by = bool(BY_ORGAN.search(text))
        led = by or bool(PERSONS_ACT.match(text))
        return Part(start, span.end, _role(text, modal=modal), modal, named=by, led=led)
    role = (
        Role.PAST
        if NARRATES.match(text) and not (modal and not SAYS.match(text))
        else _role(text, modal=modal)
    )
    kept = role if role in (Role.BAN, Role.PAST, Role.SLOGAN) else Role.ACT
    return Part(start, span.end, kept, modal, named=True)


def _role(text: str, *, modal: bool) -> Role:
    vague = VAGUE.search(text) and _FIGURES.isdisjoint(text)
    if _bans(text, modal=modal) and not (vague and not HARD_BAN.search(text)):
        return Role.BAN
    hollow = _hollow_role(text, modal=modal)
    if hollow:
        return hollow
    if not modal and DESCRIBES.search(text):
        return Role.OTHER
    acts = (
        any(pattern.match(text) for pattern in _ACTS)
        or ASSIGNS.search(text)
        or BIDS.search(text)
        or BY_ORGAN.search(text)
        or _timed(text)
    )
    if acts or (modal and _ordered(text)):
        return Role.ACT
    return Role.TOPIC if TOPIC.match(text) else Role.OTHER


def _timed(text: str) -> bool:
    time = TIMED.match(text)
    return time is not None and bool(HAPPENS.search(text, time.end(), time.end() + _NEAR))


def _bans(text: str, *, modal: bool) -> bool:
    if OF_BANS.search(text):
        return False
    if FORBIDS.match(text) or (modal and FORBIDS.search(text)):
        return True
    return bool(HARD_BAN.search(_QUOTED.sub("", text)))


def _hollow_role(text: str, *, modal: bool) -> Role | None:
    vague = VAGUE.search(text) and _FIGURES.isdisjoint(text)
    if SLOGAN.search(text) or GENERIC.search(text) or vague:
        return Role.SLOGAN
    told_of = not modal and (told(text) or LOCATES.match(text)) and not IN_CASE.search(text)
    if DENIES.search(text) or told_of:
        return Role.PAST
    return Role.AIM if not modal and PURPOSE.match(text) else None


def _ordered(text: str) -> bool:
    """After the modal comes an order, not a description."""
    match = MODAL.search(text)
    return match is not None and len(text) - match.end() >= 3 and not NOT_ORDERED.match(text, match.end())
