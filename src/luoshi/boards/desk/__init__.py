"""Each person's first page: what awaits them today."""

from luoshi.boards.desk.holdings import Holding, holdings
from luoshi.boards.desk.reading import Desk, Figure, Shown, Task, read
from luoshi.boards.desk.sections import Section

__all__ = ["Desk", "Figure", "Holding", "Section", "Shown", "Task", "holdings", "read"]
