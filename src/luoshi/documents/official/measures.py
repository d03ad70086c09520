"""The type area of GB/T 9704-2012 in points, twips and millimetres."""

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
TYPE_WIDTH = PAGE_WIDTH - LEFT - RIGHT

LINE = 28.0  # 22 lines to a page
BODY = 16.0
# 28 characters of 16 pt are wider than 156 mm: each is set a quarter of a point closer.
TIGHTER = -0.25
CHARACTER = BODY + TIGHTER
CHARACTERS = 28


def points(millimetres: float) -> float:
    return millimetres * 72 / 25.4


def twips(length: float) -> int:
    """``length`` in points."""
    return round(length * 20)


def mm_twips(millimetres: float) -> int:
    return twips(points(millimetres))
