"""Sentences and brackets of a paragraph, as spans."""

from collections.abc import Iterator
from dataclasses import dataclass

_STOPS = frozenset("。！？；")
_OPEN = {"（": "）", "“": "”", "《": "》", "【": "】", "[": "]", "‘": "’"}
_CLOSE = frozenset(_OPEN.values())


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


def sentences(folded: str, start: int, end: int) -> list[Span]:
    """Cut after 。！？； outside of brackets; a bracket that never closes does not count, nor a quotation of sentences."""
    inside = _covered(folded, start, end)
    result: list[Span] = []
    begin = start
    position = start
    while position < end:
        skip = inside.get(position)
        if skip is not None:
            position = skip
            continue
        if folded[position] in _STOPS:
            stop = _after_stop(folded, position + 1, end)
            _append(folded, Span(begin, stop), result)
            begin = position = stop
            continue
        position += 1
    _append(folded, Span(begin, end), result)
    return result


def _after_stop(folded: str, position: int, end: int) -> int:
    while position < end and (folded[position] in _STOPS or folded[position] in _CLOSE):
        position += 1
    return position


def _append(folded: str, span: Span, result: list[Span]) -> None:
    piece = folded[span.start : span.end]
    stripped = piece.strip()
    if stripped:
        start = span.start + piece.index(stripped[0])
        result.append(Span(start, start + len(stripped)))


def _covered(folded: str, start: int, end: int) -> dict[int, int]:
    """Where an outermost bracket opens: the place after it closes."""
    covered: dict[int, int] = {}
    for span in brackets(folded, start, end):
        inner = brackets(folded, span.start + 1, span.end - 1) if _is_passage(folded, span) else [span]
        covered.update((one.start, one.end) for one in inner)
    return covered


def _is_passage(folded: str, span: Span) -> bool:
    """“……。……。”: the words of an instruction, not a name or a saying."""
    return folded[span.start] == "“" and folded.count("。", span.start, span.end) >= 2


def brackets(folded: str, start: int, end: int, *, only: str | None = None) -> Iterator[Span]:
    """Outermost bracket pairs in order; an opening sign without its closing one is passed over."""
    stack: list[tuple[str, int]] = []
    found: list[Span] = []
    for position in range(start, end):
        sign = folded[position]
        if sign in _OPEN and (only is None or sign in only):
            stack.append((_OPEN[sign], position))
        elif sign in _CLOSE:
            _close(stack, found, sign=sign, position=position)
    yield from found


def _close(stack: list[tuple[str, int]], found: list[Span], *, sign: str, position: int) -> None:
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if stack[depth][0] == sign:
            opened = stack[depth][1]
            del stack[depth:]
            while found and found[-1].start > opened:
                found.pop()
            found.append(Span(opened, position + 1))
            return
