"""A whole report as its writer and the verifier are shown it: what is there, what is missing, each in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.extraction.substance.answers import Asked, unanswered
from luoshi.extraction.substance.reading import Sentence, read
from luoshi.extraction.substance.repeats import Repeat, compare
from luoshi.extraction.substance.terms import Substance


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the text: the unit's report before, what is asked by now, how many files are shown,
    and whether it calls a milestone done."""

    earlier: str = ""
    asked: Sequence[Asked] = ()
    files: int = 0
    finished: bool = False


@dataclass(frozen=True)
class Examined:
    """The reading of one report."""

    sentences: tuple[Sentence, ...]
    repeat: Repeat
    missing: tuple[Asked, ...]
    files: int
    finished: bool

    @property
    def empty(self) -> list[Sentence]:
        """The sentences that could stand in any report."""
        return [sentence for sentence in self.sentences if sentence.substance is Substance.EMPTY]

    @property
    def facts(self) -> tuple[str, ...]:
        """What can be checked, as written."""
        return tuple(dict.fromkeys(fact for sentence in self.sentences for fact in sentence.facts))

    @property
    def notes(self) -> list[str]:
        """What concerns the report as a whole, in words."""
        repeated = [self.repeat.why] if self.repeat.why else []
        return repeated + [asked.why for asked in self.missing] + self._unshown()

    @property
    def signal(self) -> str:
        """All of it in one line; nothing when there is nothing to look at."""
        parts = (
            f"{len(self.empty)}句空泛" if self.empty else "",
            f"与上次相同{self.repeat.percent}%" if self.repeat.why else "",
            f"{len(self.missing)}项要求没有写到" if self.missing else "",
        )
        return "；".join(filter(None, parts))

    def _unshown(self) -> list[str]:
        if self.finished and not self.files:
            return ["勾选了完成的节点，没有附证明材料。有材料的，请一并附上。"]
        return []


def examine(text: str, context: Context) -> Examined:
    """Read a report against what is known."""
    return Examined(
        sentences=read(text),
        repeat=compare(text, context.earlier),
        missing=unanswered(text, context.asked) if text.strip() else (),
        files=context.files,
        finished=context.finished,
    )
