"""Measures the text engine against documents that people have read: `python bench/eval.py --corpus DIR`.

Marked documents are ``NAME.txt`` with ``NAME.jsonl`` beside it, anywhere in the folder: see ``marks.py``. A draft matches
a mark of its kind when they share at least 80 % of the letters of the longer, one to one, the nearest first.

Labelled documents are ``labelled/*.txt`` beside a ``gold.jsonl``, one labelled task a line with ``doc``, ``n``, ``text``, ``lead``,
``support``, ``relation`` and ``deadline_raw``. Their task counts as found when one draft of the document, not yet taken by
another task, shares at least 80 % of the characters of the longer of the two texts (longest common stretches, blanks and
numbering ignored). Leads and supports are compared as sets; ``lead+support`` also needs the relation's sides to agree. A
deadline counts when the labelled phrase stands inside of the phrase that was read, or the other way round.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import judging
import marks

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


def print_labelled(scores: dict[str, Score]) -> None:
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


def evaluate_marked(corpus: Path) -> dict[str, Any]:
    """Every marked document: sums by kind and field, the misses, the slips of marking."""
    counts: Counter[tuple[str, str]] = Counter()
    documents, misses, flaws, seconds = {}, [], [], 0.0
    for path in marks.find(corpus):
        document = marks.load(path)
        answer, spent = judging.read(document)
        verdict = judging.judge(document, answer)
        counts.update(verdict.counts)
        seconds += spent
        flaws += [f"{document.name}: {flaw}" for flaw in document.flaws]
        misses += [
            {"document": document.name, "cause": cause, "words": words} for cause, words in verdict.misses
        ]
        documents[document.name] = {"letters": len(document.text)} | summary(verdict.counts)
    return summary(counts) | {
        "seconds": round(seconds, 3),
        "documents": documents,
        "causes": dict(Counter(miss["cause"] for miss in misses).most_common()),
        "misses": misses,
        "flaws": flaws,
    }


def summary(counts: Counter[tuple[str, str]]) -> dict[str, Any]:
    drafts = sum(counts["drafts", kind] for kind in marks.KINDS)
    touched = {name: counts["touched", name] for name in ("wrong", "missing", "fields")}
    figures = {name: counts["measures", name] for name in ("want", "have", "hit")}
    return {
        "kinds": {kind: by_kind(counts, kind) for kind in marks.KINDS},
        "fields": {
            name: {
                "right": counts["right", name],
                "total": total,
                "share": part(counts["right", name], total),
            }
            for (what, name), total in counts.items()
            if what == "total"
        },
        "figures": figures | f1(figures["hit"], figures["have"], figures["want"]),
        "touched": touched | {"drafts": drafts, "share": part(sum(touched.values()), drafts)},
    }


def by_kind(counts: Counter[tuple[str, str]], kind: str) -> dict[str, Any]:
    gold, drafts, loose = (counts[what, kind] for what in ("marks", "drafts", "loose"))
    exact = {"marks": gold, "drafts": drafts, "matched": counts["matched", kind]}
    return exact | f1(exact["matched"], drafts, gold) | {"f1_loose": f1(loose, drafts, gold)["f1"]}


def f1(hits: int, have: int, want: int) -> dict[str, float]:
    return {"precision": part(hits, have), "recall": part(hits, want), "f1": part(2 * hits, have + want)}


def part(count: int, total: int) -> float:
    """A share; of nothing, nothing is lacking."""
    return round(count / total, 4) if total else 1.0


def print_marked(result: dict[str, Any]) -> None:
    """Tables, then every miss."""
    print(f"{len(result['documents'])} marked documents, {result['seconds']} s of CPU")
    print(
        f"\n{'kind':14}{'marks':>7}{'drafts':>8}{'matched':>9}{'precision':>11}{'recall':>8}{'F1':>8}{'F1 at 0.5':>11}"
    )
    for kind, row in result["kinds"].items():
        print(
            f"{kind:14}{row['marks']:7}{row['drafts']:8}{row['matched']:9}{row['precision']:11.3f}"
            f"{row['recall']:8.3f}{row['f1']:8.3f}{row['f1_loose']:11.3f}"
        )
    print()
    for name, row in result["fields"].items():
        print(f"{name:18}{row['right']:5} of {row['total']:4} {100 * row['share']:6.1f} %")
    row = result["figures"]
    print(
        f"{'single measures':18}{row['hit']:5} of {row['want']:4} precision {row['precision']:.3f} recall {row['recall']:.3f}"
    )
    row = result["touched"]
    print(
        f"a clerk must touch {row['wrong']} wrong + {row['missing']} missing + {row['fields']} with a wrong field,"
        f" for {row['drafts']} drafts: {100 * row['share']:.1f} %"
    )
    print_documents(result)


def print_documents(result: dict[str, Any]) -> None:
    print(f"\n{'document':34}{'letters':>8}{'task F1':>9}{'touched':>9}{'drafts':>8}")
    for name, row in result["documents"].items():
        touched = row["touched"]
        count = touched["wrong"] + touched["missing"] + touched["fields"]
        print(f"{name:34}{row['letters']:8}{row['kinds']['task']['f1']:9.3f}{count:9}{touched['drafts']:8}")
    print("\ncauses")
    for cause, count in result["causes"].items():
        print(f"{count:5}  {cause}")
    print("\nmisses")
    for miss in result["misses"]:
        print(f"  {miss['document']}: {miss['cause']}: {miss['words']}")
    for flaw in result["flaws"]:
        print(f"  slip of marking: {flaw}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder with marked or labelled documents")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    golds = sorted(options.corpus.rglob("gold.jsonl"))
    labelled = {name: score for gold in golds for name, score in evaluate(gold.parent).items()}
    marked = evaluate_marked(options.corpus)
    if not labelled and not marked["documents"]:
        print(f"no gold.jsonl and no marked document in {options.corpus}", file=sys.stderr)
        return 1
    if options.format == "json":
        rows = {name: asdict(score) for name, score in labelled.items()}
        print(json.dumps({"labelled": rows, "marked": marked}, ensure_ascii=False, indent=1))
    else:
        if labelled:
            print_labelled(labelled)
        if marked["documents"]:
            print_marked(marked)
    return 1 if marked["flaws"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
