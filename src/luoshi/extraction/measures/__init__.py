"""Quantities that a text sets: 增长6%左右, 不少于100场, 由75%提高到80%, 翻一番; never years, roads, papers, ordinals or dates."""

from luoshi.extraction.measures.reader import find_measures

__all__ = ["find_measures"]
