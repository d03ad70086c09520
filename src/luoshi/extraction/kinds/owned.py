"""The kind of words whose owner is written beside them."""

from luoshi.extraction.kinds.goals import is_figure
from luoshi.extraction.kinds.parts import Commands, Role, read_parts
from luoshi.extraction.model import ItemKind
from luoshi.extraction.sentences import Span, sentences


def kind_of(folded: str, span: Span, commands: Commands) -> ItemKind:
    """A task, unless it only forbids or only sets figures."""
    said = sentences(folded, span.start, span.end)
    roles = {part.role for one in said for part in read_parts(folded, one, commands)}
    if Role.BAN in roles and Role.ACT not in roles:
        return ItemKind.PROHIBITION
    if all(is_figure(folded[one.start : one.end]) for one in said):
        return ItemKind.TARGET
    return ItemKind.TASK
