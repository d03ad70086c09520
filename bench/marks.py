"""Documents marked by hand, sentence by sentence.

``NAME.jsonl`` stands beside ``NAME.txt``. Its first line is the head, ``{"document": {"title", "kind", "dated_on",
"issuer"}}``; each further line is one span in the order of the text. docs/evaluation.md describes the fields.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from luoshi.extraction import DeadlineKind, Relation

KINDS = ("task", "target", "prohibition", "problem")
WHYS = frozenset(
    {"face", "heading", "background", "praise", "achievement", "slogan", "analysis"}
) | frozenset({"signature", "annex", "attendance", "debris"})
RELATIONS = {relation.value for relation in Relation}
DUE = {kind.value for kind in DeadlineKind}
_COUNT = "[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(
    rf"^[ \t\u3000]*(?:第?{_COUNT}[、，]|{_COUNT}(?:是|要)|（(?:{_COUNT}|[0-9０-９]{{1,2}})）|[0-9０-９]{{1,2}}[.．、]|[①-⑳]"
    r"|(?:首先|其次|再次|最后)，)",
    re.MULTILINE,
)
_LABEL = (
    "(?:责任|牵头|配合|主办|协办|会办|承办)(?:单位|部门|领导)|责任人|(?:完成|整改|办理)(?:时限|期限)|时限要求"
)
_OWNERS = re.compile(
    rf"(?m:^[ \t\u3000]*(?:{_LABEL})[：:].*$)|（[^（）]*(?:（[^（）]*）[^（）]*)*(?:{_LABEL}|牵头|负责|配合|参与|落实)[^（）]*(?:（[^（）]*）[^（）]*)*）"
)
SIGNS = re.compile(r"[\s，。；：、！？,.;:!?“”‘’（）()〔〕《》—…·|－-]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text; ``why`` says what a span of the kind ``none`` is."""

    kind: str
    why: str
    start: int
    end: int
    fields: dict[str, Any]

    @property
    def label(self) -> str:
        return f"{self.kind}/{self.why}" if self.why else self.kind


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its marks; ``flaws`` are slips of marking, for people."""

    name: str
    text: str
    head: dict[str, Any]
    marks: tuple[Mark, ...]
    flaws: tuple[str, ...]


def find(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.jsonl") if path.with_suffix(".txt").is_file())


def load(path: Path) -> Marked:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    head, *rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    marks, flaws, at = [], [], 0
    for row in rows:
        start = text.find(row["text"], at)
        if start < 0:
            flaws.append(f"not in the text from there on: {row['text'][:60]}")
            continue
        at = start + len(row["text"])
        flaws.extend(misnamed(row, text))
        kept = {name: value for name, value in row.items() if name not in {"kind", "why", "text"}}
        marks.append(Mark(row["kind"], row.get("why", ""), start, at, kept))
    flaws.extend(f"unmarked: {words}" for words in unmarked(text, marks))
    return Marked(path.stem, text, head["document"], tuple(marks), tuple(flaws))


def misnamed(row: dict[str, Any], text: str) -> Iterator[str]:
    """Words in a mark that have no meaning, or that the text does not have; a deadline may stand in another sentence."""
    kinds = KINDS if "why" not in row else ("none",)
    due = row.get("deadline") or {"raw": "", "kind": DeadlineKind.POINT.value}
    known = (
        row["kind"] in kinds,
        row.get("why", "face") in WHYS,
        row.get("relation", Relation.NONE.value) in RELATIONS,
        due["kind"] in DUE and folded(due["raw"]) in folded(text),
        all(folded(one["raw"]) in folded(row["text"]) for one in row.get("measures", [])),
    )
    if not all(known):
        yield f"not understood: {row}"


def folded(words: str) -> str:
    """Without blanks, full-width digits as plain ones."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def unmarked(text: str, marks: Iterable[Mark]) -> Iterator[str]:
    """Words that lie in no span; numbering, signs and blanks aside."""
    at = 0
    for start, end in [*((mark.start, mark.end) for mark in marks), (len(text), len(text))]:
        if core(text, at, start):
            yield text[at:start].strip()
        at = end


def core(text: str, start: int, end: int) -> frozenset[int]:
    """Places of the letters that count: without numbering, notes of owners, signs and blanks."""
    words = text[start:end]
    aside = chain.from_iterable(pattern.finditer(words) for pattern in (_NUMBERING, _OWNERS, SIGNS))
    dropped = {place for match in aside for place in range(*match.span())}
    return frozenset(start + place for place in range(len(words)) if place not in dropped)
