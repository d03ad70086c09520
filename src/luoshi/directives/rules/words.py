"""Stretches of a document's text: trimmed, cut in two or three, joined again."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from luoshi.kernel.errors import BadInput, RuleBroken

Stretch = tuple[int, int]

LEAST_WORDS = 2
"""A stretch with fewer characters than this says nothing."""

_EDGES = " \t\n　；;，,、。"
_WORD = re.compile(r"\w")
_STOP = re.compile(r"[；;，,。：:、！!？?]+")


def selected(text: str, start: int, end: int) -> Stretch:
    """The words between two offsets without blanks and stray marks at their edges; BadInput when none are left."""
    if not 0 <= start < end <= len(text):
        raise BadInput("selection-outside", "选中的文字不在正文内，请重新选择。")
    trimmed = _trimmed(text, start, end)
    if trimmed is None:
        raise BadInput("selection-empty", "选中的内容没有文字，请重新选择要列为事项的词句。")
    return trimmed


def cut(text: str, whole: Stretch, part: Stretch) -> list[Stretch]:
    """``whole`` parted into what stands before, in and after ``part``; RuleBroken unless two pieces have words."""
    (start, end), (part_start, part_end) = whole, part
    if not start <= part_start < part_end <= end:
        raise RuleBroken("split-outside", "拆分的位置不在这条事项的原文内，请在它的原文范围内选择。")
    bounds = (start, part_start, part_end, end)
    found = [_trimmed(text, left, right) for left, right in pairwise(bounds)]
    kept = [stretch for stretch in found if stretch is not None]
    if len(kept) < 2:
        raise RuleBroken("split-empty", "拆开后有一部分没有文字，请换一个位置拆分。")
    return kept


def pieces(text: str, whole: Stretch) -> list[tuple[int, str]]:
    """The words of ``whole`` up to each mark, each with the offset at which it ends: where a split may be made."""
    start, end = whole
    found = []
    for match in _STOP.finditer(text, start, end):
        if _words(text[start : match.start()]) and _words(text[match.end() : end]):
            found.append((match.end(), text[start : match.end()]))
            start = match.end()
    return [*found, (end, text[start:end])]


def joined(text: str, stretches: Iterable[Stretch], *, wordings: Sequence[str]) -> str:
    """One wording for several stretches: the text itself where they follow each other word for word as it has
    them, else the wordings in order with a semicolon between them."""
    ordered = sorted(stretches)
    closed = all(not _words(text[end:start]) for (_, end), (start, _) in pairwise(ordered))
    if closed and all(
        words == text[start:end] for (start, end), words in zip(ordered, wordings, strict=True)
    ):
        return text[ordered[0][0] : max(end for _, end in ordered)]
    *heads, tail = wordings
    return "；".join([*(words.rstrip(_EDGES) for words in heads), tail])


def section_of(headings: Iterable[tuple[int, str]]) -> list[str]:
    """The headings that are still open after the last of them, outermost first; each with its level."""
    open_ones: list[tuple[int, str]] = []
    for level, title in headings:
        open_ones = [heading for heading in open_ones if heading[0] < level]
        open_ones.append((level, title.strip()))
    return [title for _, title in open_ones]


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGES))
    end -= len(words) - len(words.rstrip(_EDGES))
    return (start, end) if start < end and _words(text[start:end]) else None


def _words(text: str) -> bool:
    return len(_WORD.findall(text)) >= LEAST_WORDS
