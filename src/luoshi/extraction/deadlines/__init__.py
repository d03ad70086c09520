"""Phrases of time, read into dates; each result carries the rule that made it."""

from luoshi.extraction.deadlines.clock import Clock
from luoshi.extraction.deadlines.reader import find_deadline, read_deadline

__all__ = ["Clock", "find_deadline", "read_deadline"]
