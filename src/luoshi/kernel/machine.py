"""A state machine as a table: which move leads from which states to which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from luoshi.kernel.errors import IllegalMove
from luoshi.kernel.terms import Term

State = TypeVar("State", bound=Term)


@dataclass(frozen=True, slots=True)
class Move(Generic[State]):
    """One verb: its Chinese name, the states it may start from, the state it ends in.

    ``target`` None: the state stays, or goes back to one that the caller remembers.
    """

    label: str
    sources: frozenset[State]
    target: State | None


class Machine(Generic[State]):
    """The only authority on which move is legal."""

    def __init__(self, moves: Mapping[str, Move[State]]) -> None:
        self.moves = dict(moves)

    def target(self, state: State, verb: str, *, back_to: State | None = None) -> State:
        """The state after ``verb``; raises IllegalMove with the state named in Chinese."""
        move = self.moves[verb]
        if state not in move.sources:
            raise IllegalMove(
                "illegal-move", f"事项当前为“{state.label}”，不能{move.label}，请刷新页面查看最新状态。"
            )
        return move.target or back_to or state

    def verbs(self, state: State) -> Iterable[str]:
        """The verbs that are legal from ``state``, in table order."""
        return (verb for verb, move in self.moves.items() if state in move.sources)
