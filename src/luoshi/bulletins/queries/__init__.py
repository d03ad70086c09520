"""Reading bulletins, the figures of their scope, and the papers made from them."""

from luoshi.bulletins.models import Bulletin
from luoshi.bulletins.queries.facts import facts_for, in_scope, matters_behind, scope_label
from luoshi.bulletins.queries.pages import behind
from luoshi.bulletins.queries.paper import bulletin_paper, notice_slip
from luoshi.bulletins.queries.reading import (
    awaiting,
    frozen,
    frozen_behind,
    frozen_lines,
    numbers_of,
    one,
    visible,
)

__all__ = [
    "Bulletin",
    "awaiting",
    "behind",
    "bulletin_paper",
    "facts_for",
    "frozen",
    "frozen_behind",
    "frozen_lines",
    "in_scope",
    "matters_behind",
    "notice_slip",
    "numbers_of",
    "one",
    "scope_label",
    "visible",
]
