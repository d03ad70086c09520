"""Measures the text engine against a folder of labelled documents: `python bench/eval.py --corpus DIR`.

The folder holds ``labelled/*.txt`` and ``gold.jsonl``, one labelled task a line with ``doc``, ``n``, ``text``, ``lead``,
``support``, ``relation`` and ``deadline_raw``. A task counts as found when one draft of the document, not yet taken by
another task, shares at least 80 % of the characters of the longer of the two texts (longest common stretches, blanks and
numbering ignored). Leads and supports are compared as sets; ``lead+support`` also needs the relation's sides to agree. A
deadline counts when the labelled phrase stands inside of the phrase that was read, or the other way round.
"""

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from luoshi.extraction import Decomposition, Item, decompose

ENOUGH = 0.8
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十0-9]+）|[0-9]+[.．、])")
_BLANK = re.compile(r"\s+|。$")


@dataclass(slots=True)
class Score:
    """Counts of one document; ``misses`` are sentences for people."""

    gold: int
    found: int = 0
    lead: int = 0
    sides: int = 0
    relation: int = 0
    deadlines: int = 0
    deadlines_found: int = 0
    drafts: int = 0
    seconds: float = 0.0
    misses: tuple[str, ...] = ()


def plain(text: str) -> str:
    return _NUMBERING.sub("", _BLANK.sub("", text))


def overlap(gold: str, draft: str) -> float:
    """The share of the longer text that both have, in order."""
    longer = max(len(gold), len(draft), 1)
    if min(len(gold), len(draft)) < ENOUGH * longer:
        return 0.0
    common = sum(
        block.size for block in SequenceMatcher(None, gold, draft, autojunk=False).get_matching_blocks()
    )
    return common / longer


def best(gold: str, drafts: list[Item]) -> Item | None:
    """The draft that comes nearest to the labelled text, if it comes near enough."""
    exact = next((item for item in drafts if plain(item.text) == gold), None)
    if exact is not None:
        return exact
    scored = [(overlap(gold, plain(item.text)), index) for index, item in enumerate(drafts)]
    share, index = max(scored, default=(0.0, -1))
    return drafts[index] if share >= ENOUGH else None


def compare(labels: Iterable[dict[str, Any]], decomposition: Decomposition) -> Score:
    """One document: every label against the drafts that are still free."""
    rows = list(labels)
    score = Score(len(rows), drafts=len(decomposition.items))
    free = list(decomposition.items)
    misses: list[str] = []
    for label in rows:
        item = best(plain(label["text"]), free)
        if item is None:
            misses.append(f"{label['n']} not found: {label['text'][:60]}")
            continue
        free.remove(item)
        score.found += 1
        misses.extend(judge(label, item, score))
    score.misses = tuple(misses)
    return score


def judge(label: dict[str, Any], item: Item, score: Score) -> Iterable[str]:
    """Owners, relation and deadline of one found task."""
    lead = set(item.lead) == set(label["lead"])
    support = set(item.support) == set(label["support"])
    relation = item.relation.value == label["relation"]
    score.lead += lead
    score.sides += lead and support
    score.relation += relation
    if not (lead and support and relation):
        want = f"{label['relation']} {label['lead']} + {label['support']}"
        yield f"{label['n']} owners: {label.get('owners_raw')}\n      want {want}\n      have {item.relation.value} {list(item.lead)} + {list(item.support)}"
    raw = label.get("deadline_raw")
    if raw:
        score.deadlines += 1
        have = item.deadline.raw if item.deadline else ""
        hit = bool(have) and (raw in have or have in raw)
        score.deadlines_found += hit
        if not hit:
            yield f"{label['n']} deadline: want {raw}, have {have or 'none'}"


def evaluate(corpus: Path) -> dict[str, Score]:
    """Every labelled document of the corpus."""
    labels: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["doc"]].append(row)
    scores = {}
    for name, rows in labels.items():
        text = (corpus / "labelled" / f"{name}.txt").read_text(encoding="utf-8")
        begun = time.process_time()
        decomposition = decompose(text)
        score = compare(rows, decomposition)
        score.seconds = time.process_time() - begun
        scores[name] = score
    return scores


def report(scores: dict[str, Score]) -> None:
    """A table, then every miss."""
    head = f"{'document':32}{'gold':>6}{'found':>7}{'lead':>6}{'l+s':>6}{'rel':>6}{'dead':>8}{'drafts':>8}"
    print(head)
    for name, score in scores.items():
        dead = f"{score.deadlines_found}/{score.deadlines}"
        print(
            f"{name:32}{score.gold:6}{score.found:7}{score.lead:6}{score.sides:6}{score.relation:6}{dead:>8}{score.drafts:8}"
        )
    gold = sum(score.gold for score in scores.values())
    for title, field in (
        ("found", "found"),
        ("lead exact", "lead"),
        ("lead and support exact", "sides"),
        ("relation", "relation"),
    ):
        count = sum(getattr(score, field) for score in scores.values())
        print(f"{title:24}{count:5} of {gold} {100 * count / max(gold, 1):6.1f} %")
    for name, score in scores.items():
        for miss in score.misses:
            print(f"  {name}: {miss}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, required=True, help="folder with labelled/*.txt and gold.jsonl"
    )
    corpus: Path = parser.parse_args(arguments).corpus
    if not (corpus / "gold.jsonl").is_file():
        print(f"no gold.jsonl in {corpus}", file=sys.stderr)
        return 1
    report(evaluate(corpus))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
