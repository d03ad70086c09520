"""The course of one matter after its issue, from hand to hand."""

from luoshi.demo.clock import Process
from luoshi.demo.ending import end
from luoshi.demo.life import Life, Over
from luoshi.demo.taking import take_on
from luoshi.demo.working import work


def live(life: Life) -> Process:
    """Signed or returned, planned, worked on, called done, looked at, accepted, closed."""
    try:
        yield from take_on(life)
        yield from work(life)
        yield from end(life)
    except Over:
        return
