"""What an official paper is made of (GB/T 9704-2012); the words are the caller's, the look is ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Masthead:
    """The issuer's mark in red; ``drop`` is the distance in mm from the top of the type area."""

    text: str
    drop: float = 35


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """E.g. 云政督〔2026〕3号, centred two lines below the mark."""

    text: str


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Of a numbered series: the issue below the mark, then the office on the left and the day on the right."""

    office: str
    on: date
    issue: str


@dataclass(frozen=True, slots=True)
class RedLine:
    """Across the type area, 4 mm below the number."""


@dataclass(frozen=True, slots=True)
class Title:
    """One item per line: the caller breaks it between words, in the shape of a trapezoid or a diamond."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Recipients:
    """主送机关, without the colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 to 4 with its number (一、 （一） 1. （1）); ``run_on`` follows on the same line as body text.
    ``holds`` keeps the end of it on the page of what comes next."""

    level: int
    text: str
    run_on: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Line ends in the text begin new paragraphs. ``holds`` keeps the last one on the page of what comes next."""

    text: str
    holds: bool = False


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` in mm, at most 156 together; without them the columns are equal. Default: left aligned."""

    headers: Sequence[str]
    rows: Iterable[Sequence[str]]
    widths: Sequence[float] = ()
    aligns: Sequence[Align] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One or two fields side by side, each a label and what stands in it; ``height`` in mm at least."""

    fields: Sequence[tuple[str, str]]
    height: float = 11


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to fill in and sign."""

    rows: Sequence[FormRow]


@dataclass(frozen=True, slots=True)
class AnnexNote:
    """附件说明: the names of the annexes, without numbers."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Signature:
    """The office centred over the day, which keeps four characters from the right (sealed papers)."""

    office: str
    on: date


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins a new page; ``number`` is None when there is only one."""

    number: int | None
    title: str
    blocks: "Sequence[Block]"


@dataclass(frozen=True, slots=True)
class EndBlock:
    """版记, at the foot of the last page; without ``copies`` it says only who printed it when."""

    copies: str
    office: str
    printed: date


Block = (
    Masthead
    | DocumentNumber
    | IssueLine
    | RedLine
    | Title
    | Recipients
    | Heading
    | Paragraph
    | Table
    | Form
    | AnnexNote
    | Signature
    | Annex
    | EndBlock
)


@dataclass(frozen=True, slots=True)
class Paper:
    """``subject`` and ``dated`` go into the file's properties, which must not depend on when it was made."""

    blocks: Sequence[Block]
    subject: str = ""
    dated: date = date(2000, 1, 1)
