"""督查通报: the frame of a circular; its text is composed by the caller from frozen figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.documents.official import (
    Annex,
    AnnexNote,
    Block,
    DocumentNumber,
    EndBlock,
    IssueLine,
    Masthead,
    Paper,
    Recipients,
    RedLine,
    Signature,
    Title,
    render,
    title_lines,
)

_ISSUE_DROP = 15


@dataclass(frozen=True, slots=True)
class CircularPaper:
    """Numbered by ``heading``: an issue line or a document number. ``annexes`` are titles with their blocks."""

    masthead: str
    heading: IssueLine | DocumentNumber
    office: str
    on: date
    title: str
    recipients: str
    blocks: Sequence[Block]
    annexes: Sequence[tuple[str, Sequence[Block]]] = ()
    copies: str = ""
    printed_by: str = ""


def circular(facts: CircularPaper) -> bytes:
    return render(Paper(tuple(_blocks(facts)), subject=facts.title, dated=facts.on))


def _blocks(facts: CircularPaper) -> Iterator[Block]:
    is_issue = isinstance(facts.heading, IssueLine)
    yield Masthead(facts.masthead, drop=_ISSUE_DROP) if is_issue else Masthead(facts.masthead)
    yield facts.heading
    yield RedLine()
    yield Title(title_lines(facts.title))
    if facts.recipients:
        yield Recipients(facts.recipients)
    yield from facts.blocks
    if facts.annexes:
        yield AnnexNote(tuple(title for title, _ in facts.annexes))
    yield Signature(facts.office, facts.on)
    for number, (title, blocks) in enumerate(facts.annexes, 1):
        yield Annex(number if len(facts.annexes) > 1 else None, title, blocks)
    if facts.printed_by:
        yield EndBlock(facts.copies, facts.printed_by, facts.on)
