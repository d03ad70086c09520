"""Each person's first page: what awaits them today."""

from luoshi.boards.desk.figures import Figure, Holding, figures, holdings
from luoshi.boards.desk.reading import Desk, Shown, Task, read
from luoshi.boards.desk.sections import Section

__all__ = ["Desk", "Figure", "Holding", "Section", "Shown", "Task", "figures", "holdings", "read"]
