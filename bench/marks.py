"""Documents marked by hand, sentence by sentence.

``NAME.jsonl`` stands beside ``NAME.txt``. Its first line is the head, ``{"document": {"title", "kind", "dated_on",
"issuer"}}``; each further line is one span in the order of the text. docs/evaluation.md describes the fields.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
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
    rf"^[ \t\u3000]*(?:第?{_COUNT}[、，]|第?{_COUNT}(?:是|要)|（(?:{_COUNT}|[0-9０-９]{{1,2}})）|[0-9０-９]{{1,2}}[.．、]|[①-⑳]"
    rf"|(?:首先|其次|再次|最后)，|事项(?:{_COUNT}|[0-9０-９]{{1,2}})(?=[ \t\u3000：:]))",
    re.MULTILINE,
)
_LABEL = "(?:责任|牵头|配合|主办|协办|会办|承办)(?:单位|部门|领导)|责任人|责任|(?:完成|整改|办理)?(?:时限|期限)|时限要求"
_ROLES = "牵头|负责|配合|参与|落实"
_INSIDE = "[^（）]*(?:（[^（）]*）[^（）]*)*"
_OWNERS = re.compile(
    rf"(?m:(?:^[ \t\u3000]*|(?<=[。；！])[ \u3000]*)(?:{_LABEL})[：:].*$)|（{_INSIDE}(?:{_LABEL}|{_ROLES}){_INSIDE}）"
)
_UNIT = r"[^（）、，；。]{1,24}(?:（[^（）]{1,12}）)?[^（）、，；。]{0,12}(?:局|厅|委|办|部|政府|公司|集团|中心|街道|管委会|办公室|单位|部门|支队|大队|银行|医院|学校|院|会|队|[县市区镇乡])"
_UNITS_ONLY = re.compile(rf"（{_UNIT}(?:[、，；]{_UNIT})*）(?=。?[ \t\u3000]*(?:\n|$))")
_ROW = re.compile(r"(?m:^[^\t\n]*\t.*$)")
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
    aside = chain.from_iterable(pattern.finditer(words) for pattern in (_NUMBERING, SIGNS))
    dropped = {start + place for match in aside for place in range(*match.span())} | notes(text)
    return frozenset(place for place in range(start, end) if place not in dropped)


@lru_cache(maxsize=8)
def notes(text: str) -> frozenset[int]:
    """Places of what only says whose the work is and until when: of a row of a table, all but its longest cell."""
    spans = [match.span() for pattern in (_OWNERS, _UNITS_ONLY) for match in pattern.finditer(text)]
    for row in _ROW.finditer(text):
        cells = [match.span() for match in re.finditer(r"[^\t]+", row[0])]
        longest = max(cells, key=lambda cell: cell[1] - cell[0], default=(0, 0))
        spans += [(row.start() + one, row.start() + other) for one, other in cells if (one, other) != longest]
    return frozenset(place for span in spans for place in range(*span))
