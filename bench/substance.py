"""Measures the reading of reports: `python bench/substance.py [--marks FILE.jsonl]`.

Sentences: the area under the curve of the balance of facts against phrases, on the marked sentences of the tests, the half
that the rules were made on and the half that was kept aside, and on further marks (``text``, ``mark``: fact or empty).
Repeats: reports of the demonstration city are taken over word for word or lightly reworded (synonyms, order of clauses,
connectives, dates); found is the share that counts as copied. False is the share among pairs of different reports of one
matter and of matters of the same topic. Speed: CPU milliseconds for 1,000 characters.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from luoshi.demo.city import read_city
from luoshi.demo.words import Scene, Words
from luoshi.extraction.substance import Context, Substance, compare, examine, read

MARKED = Path(__file__).parents[1] / "tests" / "extraction" / "substance"
BEGIN = date(2026, 1, 12)
SWAPS = (
    ("完成", "做完"), ("核对", "核实"), ("确认", "认定"), ("发现", "查出"), ("问题", "情况"), ("整改", "改正"),
    ("要求", "规定"), ("资料", "材料"), ("明确", "确定"), ("人员", "人手"), ("提交", "报送"), ("组织", "安排"),
    ("检查", "检验"), ("全部", "都"), ("累计", "总共"), ("需要", "需"), ("已经", "已"), ("同时", "并且"), ("逐项", "逐条"),
    ("现场", "实地"), ("措施", "办法"), ("办理", "办"), ("正在", "现正"), ("进度", "进展"), ("及时", "尽快"), ("企业", "公司"),
)  # fmt: skip
OPENERS = ("截至目前，", "目前，", "经过努力，", "我单位", "据统计，")
DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")


def balance(text: str) -> int:
    return sum(sentence.balance for sentence in read(text))


def area(rows: list[dict[str, str]]) -> float:
    """The share of pairs in which the sentence with facts stands above the empty one."""
    facts = [balance(row["text"]) for row in rows if row["mark"] == "fact"]
    empty = [balance(row["text"]) for row in rows if row["mark"] == "empty"]
    won = sum((a > b) + (a == b) / 2 for a in facts for b in empty)
    return won / (len(facts) * len(empty))


def called(rows: list[dict[str, str]], mark: str) -> float:
    """The share of a mark's sentences that are shown as empty."""
    texts = [row["text"] for row in rows if row["mark"] == mark]
    return sum(all(s.substance is Substance.EMPTY for s in read(text)) for text in texts) / len(texts)


def marked(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def city_reports(rng: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Topic and six reports for each task of the city, as its units write them."""
    for task in read_city().tasks:
        words = Words(task.text, task.topic, frozenset(), rng)
        filed = []
        for turn in range(6):
            scene = Scene(BEGIN + timedelta(days=14 * turn), percent=15 * turn + 5)
            stage = ("start", "middle", "end")[turn // 2]
            told = [words.say("progress", scene, stage=stage), words.say("next", scene)]
            if words.goal and turn % 2:
                told.insert(0, words.say("measure", scene, stage=stage))
            filed.append("".join(filter(None, told)))
        yield task.topic, filed


def reworded(text: str, rng: random.Random) -> str:
    """Taken over with a light hand: two to six synonyms, clauses in another order, another opening, later dates."""
    swaps = [pair for pair in SWAPS if pair[0] in text]
    for old, new in rng.sample(swaps, min(len(swaps), rng.randint(2, 6))):
        text = text.replace(old, new, 1)
    sentences = [one for one in re.split(r"(?<=。)", text) if one]
    if rng.random() < 0.5:
        rng.shuffle(sentences)
    mixed = []
    for sentence in sentences:
        clauses = sentence.rstrip("。").split("，")
        if rng.random() < 0.5:
            rng.shuffle(clauses)
        mixed.append("，".join(clauses) + "。")
    moved = DAY.sub(lambda found: f"{found[1]}月{min(int(found[2]) + 3, 28)}日", "".join(mixed))
    return (rng.choice(OPENERS) if rng.random() < 0.5 else "") + moved


def same_phrase(one: str, other: str) -> bool:
    """Whether the city itself used the same phrase in both, with other numbers or none."""
    bare = [{re.sub(r"\d+", "", part) for part in text.split("。") if part} for text in (one, other)]
    return bool(bare[0] & bare[1])


def repeats(rng: random.Random) -> dict[str, tuple[int, int]]:
    """Counts of copied and of all, by kind of pair."""
    matters = list(city_reports(rng))
    by_topic: dict[str, list[str]] = {}
    for topic, filed in matters:
        by_topic.setdefault(topic, []).extend(filed)
    every = [report for _, filed in matters for report in filed]
    following = [pair for _, filed in matters for pair in pairwise(filed)]
    similar = [
        (rng.choice(by_topic[topic]), rng.choice(by_topic[topic])) for topic, filed in matters for _ in filed
    ]
    kinds: dict[str, Sequence[tuple[str, str]]] = {
        "word for word": [(report, report) for report in every],
        "lightly reworded": [(reworded(report, rng), report) for report in every],
        "next report of the matter": [pair for pair in following if not same_phrase(*pair)],
        "report of a similar matter": [pair for pair in similar if not same_phrase(*pair)],
    }
    return {
        kind: (sum(compare(now, before).copied for now, before in pairs), len(pairs))
        for kind, pairs in kinds.items()
    }


def speed(rng: random.Random) -> float:
    """CPU milliseconds for reading 1,000 characters against a report before."""
    text = "".join(report for _, filed in city_reports(rng) for report in filed)[:2000]
    started = time.process_time()
    for _ in range(100):
        examine(text[:1000], Context(earlier=text[1000:]))
    return (time.process_time() - started) * 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=Path, action="append", default=[], help="further marked sentences")
    paths = [MARKED / "rules.jsonl", MARKED / "held_out.jsonl", *parser.parse_args().marks]
    for path in paths:
        rows = marked(path)
        print(
            f"{path.name:28} {len(rows):4} sentences  area {area(rows):.4f}  "
            f"empty shown {called(rows, 'empty'):.1%}  facts called empty {called(rows, 'fact'):.1%}"
        )
    for kind, (copied, pairs) in repeats(random.Random(20)).items():
        print(f"{kind:28} {pairs:4} pairs      copied {copied / pairs:.2%}")
    print(f"{'1,000 characters':28} {speed(random.Random(1)):.2f} ms CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
