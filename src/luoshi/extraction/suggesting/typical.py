"""What a department of a Chinese government usually looks after, for places that have not entered duties."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Usual:
    """``stems`` are the words by which such a department is called, ``duties`` what it looks after."""

    stems: tuple[str, ...]
    duties: tuple[str, ...]


NONE = Usual((), ())


def usual(name: str) -> Usual:
    """The entry whose longest stem stands in the name; an empty one where none does."""
    found = max(
        ((len(stem), entry) for entry in _entries() for stem in entry.stems if stem in name),
        key=lambda pair: pair[0],
        default=(0, NONE),
    )
    return found[1]


@cache
def _entries() -> tuple[Usual, ...]:
    text = resources.files(__package__).joinpath("typical.csv").read_text(encoding="utf-8")
    return tuple(
        Usual(tuple(row["stems"].split("；")), tuple(row["duties"].split("；")))
        for row in csv.DictReader(text.splitlines())
    )
