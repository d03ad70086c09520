"""How the engine's drafts compare with the marks of a document."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from marks import KINDS, SIGNS, Mark, Marked, core, folded

from luoshi.extraction import Deadline, Decomposition, Item, decompose
from luoshi.kernel.workdays import load_national

ENOUGH, LOOSE = 0.8, 0.5
_GOVERNMENT = re.compile(r"(?<=[县区市镇乡）])(?:人民)?政府$")


@dataclass(slots=True)
class Verdict:
    """What came of one document. ``counts`` are keyed ``(what, of which)``; a miss is ``(cause, words)``."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[tuple[str, str]] = field(default_factory=list)


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """The part of the longer that both have."""
    return len(one & other) / max(len(one), len(other), 1)


@dataclass(frozen=True, slots=True)
class Side:
    """A mark or a draft, as it is compared."""

    kind: str
    core: frozenset[int]
    words: str


def pairs(marks: list[Side], drafts: list[Side], enough: float) -> list[tuple[int, int]]:
    """Marks with drafts of their kind, one to one, the nearest first."""
    scored = sorted(
        (-share(mark.core, draft.core), m, d)
        for m, mark in enumerate(marks)
        for d, draft in enumerate(drafts)
        if mark.kind == draft.kind and share(mark.core, draft.core) >= enough
    )
    taken: list[tuple[int, int]] = []
    used: set[tuple[str, int]] = set()
    for _, m, d in scored:
        if not {("mark", m), ("draft", d)} & used:
            used |= {("mark", m), ("draft", d)}
            taken.append((m, d))
    return taken


def read(document: Marked) -> tuple[Decomposition, float]:
    """The engine's answer, with the date of the head, and the seconds of CPU it took."""
    day = document.head.get("dated_on")
    begun = time.process_time()
    answer = decompose(document.text, on=date.fromisoformat(day) if day else None, calendar=load_national())
    return answer, time.process_time() - begun


def judge(document: Marked, answer: Decomposition) -> Verdict:
    """Every mark against every draft."""
    verdict = Verdict()
    text = document.text
    spans = [
        Side(mark.label, core(text, mark.start, mark.end), text[mark.start : mark.end])
        for mark in document.marks
    ]
    drafts = [Side(item.kind.value, core(text, item.start, item.end), item.text) for item in answer.items]
    matched = pairs(spans, drafts, ENOUGH)
    for kind in KINDS:
        verdict.counts["marks", kind] = sum(span.kind == kind for span in spans)
        verdict.counts["drafts", kind] = sum(draft.kind == kind for draft in drafts)
    verdict.counts.update(("matched", spans[m].kind) for m, _ in matched)
    verdict.counts.update(("loose", spans[m].kind) for m, _ in pairs(spans, drafts, LOOSE))
    for m, d in sorted(matched):
        wrong = list(fields(document.marks[m], answer.items[d], verdict.counts))
        verdict.counts["touched", "fields"] += bool(wrong)
        verdict.misses.extend((cause, f"{flat(spans[m].words)}\n      {note}") for cause, note in wrong)
    verdict.misses.extend(lost(spans, drafts, {m for m, _ in matched}))
    verdict.misses.extend(extra(spans, drafts, {d for _, d in matched}))
    verdict.counts["touched", "missing"] = sum(span.kind in KINDS for span in spans) - len(matched)
    verdict.counts["touched", "wrong"] = len(drafts) - len(matched)
    face(document, answer, verdict)
    return verdict


def face(document: Marked, answer: Decomposition, verdict: Verdict) -> None:
    read_date = answer.document.dated_on
    have = {"title": answer.document.title, "dated_on": read_date and read_date.isoformat()}
    for name in ("title", "dated_on"):
        want = document.head.get(name)
        right = SIGNS.sub("", want or "") == SIGNS.sub("", have[name] or "")
        verdict.counts["total", name] += 1
        verdict.counts["right", name] += right
        if not right:
            verdict.misses.append((f"{name} wrong", f"want {want}, have {have[name]}"))


def flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def lost(spans: list[Side], drafts: list[Side], matched: set[int]) -> Iterator[tuple[str, str]]:
    """Marks that no draft answers, with what stands in their place."""
    for m, span in enumerate(spans):
        if span.kind.partition("/")[0] == "none" or m in matched:
            continue
        near = max(drafts, key=lambda draft: len(span.core & draft.core), default=None)
        common = len(span.core & near.core) if near else 0
        if near is None or 2 * common < len(span.core):
            cause, have = "not found", ""
        elif near.kind != span.kind and share(span.core, near.core) >= LOOSE:
            cause, have = f"read as {near.kind}", flat(near.words)
        else:
            cause = "joined with neighbours" if len(near.core) > len(span.core) else "cut short"
            have = flat(near.words)
        yield f"{span.kind} {cause}", flat(span.words) + (f"\n      have {have}" if have else "")


def extra(spans: list[Side], drafts: list[Side], matched: set[int]) -> Iterator[tuple[str, str]]:
    """Drafts that answer no mark, with what the words are."""
    for d, draft in enumerate(drafts):
        if d not in matched:
            home = max(spans, key=lambda span: len(span.core & draft.core))
            yield f"extra {draft.kind} in {home.kind}", flat(draft.words)


def fields(mark: Mark, item: Item, counts: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Fields that are wrong. A task is judged by all; another kind by those that its mark names."""
    judged: dict[str, Callable[[Mark, Item], Iterable[tuple[str, bool, str]]]] = {
        "lead": owners,
        "deadline": deadline,
        "measures": measures,
    }
    for name, judging in judged.items():
        if mark.kind == "task" or name in mark.fields:
            for title, right, note in judging(mark, item):
                counts["total", title] += 1
                counts["right", title] += right
                if not right:
                    yield f"{title} wrong", note
    if mark.kind == "task" or "measures" in mark.fields:
        want, have = wanted(mark), read_measures(item)
        counts["measures", "want"] += want.total()
        counts["measures", "have"] += have.total()
        counts["measures", "hit"] += (want & have).total()


def owners(mark: Mark, item: Item) -> Iterator[tuple[str, bool, str]]:
    want_lead, want_support = mark.fields.get("lead", []), mark.fields.get("support", [])
    want = mark.fields.get("relation", "none")
    lead, support = same(want_lead, item.lead), same(want_support, item.support)
    note = f"want {want} {want_lead} + {want_support}, have {item.relation.value} {list(item.lead)} + {list(item.support)}"
    yield "lead", lead, note
    yield "lead+support", lead and support, note
    yield "relation", item.relation.value == want, note


def same(want: Sequence[str], have: Sequence[str]) -> bool:
    """In any order; 云河区 is 云河区政府, and a mark may give the names of one unit as ``甲|乙``."""
    names = {_GOVERNMENT.sub("", name) for name in have}
    found = [names & {_GOVERNMENT.sub("", name) for name in one.split("|")} for one in want]
    return all(found) and len(want) == len(have) == len(set().union(*found))


def deadline(mark: Mark, item: Item) -> Iterator[tuple[str, bool, str]]:
    """Judged where mark or draft has one; the day where mark or draft has a day and the mark does not leave it open,
    as it does for what recurs without a day of its own."""
    want: dict[str, Any] = mark.fields.get("deadline") or {}
    have = item.deadline
    if not want and not have:
        return
    words, phrase = folded(want.get("raw", "")), folded(have.raw if have else "")
    note = f"want {want or 'none'}, have {said(have)}"
    yield "deadline phrase", bool(words and phrase) and (words in phrase or phrase in words), note
    yield "deadline kind", have is not None and have.kind.value == want.get("kind"), note
    day = have.on.isoformat() if have and have.on else None
    left_open = want and want.get("on") is None and ("on" not in want or want.get("kind") == "recurring")
    if (day or want.get("on")) and not left_open:
        yield "due date", day == want.get("on"), note


def said(have: Deadline | None) -> str:
    return f"{flat(have.raw)} {have.kind.value} {have.on}" if have else "none"


Figure = tuple[Decimal, str, str]


def wanted(mark: Mark) -> Counter[Figure]:
    return Counter(
        (Decimal(str(one["value"])), one["unit"], one["comparator"])
        for one in mark.fields.get("measures", [])
    )


def read_measures(item: Item) -> Counter[Figure]:
    """Without what a figure starts from (由3.8个…): nobody is asked for that."""
    return Counter((one.value, one.unit, one.comparator) for one in item.measures if one.change != "from")


def measures(mark: Mark, item: Item) -> Iterator[tuple[str, bool, str]]:
    want, have = wanted(mark), read_measures(item)
    if want or have:
        lacking, needless = (
            " ".join(f"{sign}{value}{unit}" for value, unit, sign in part) or "-"
            for part in (want - have, have - want)
        )
        yield "measures", want == have, f"lacking {lacking}, needless {needless}"
