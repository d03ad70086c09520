"""A filter in words: each condition with what removes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.accounts.policy import Actor, Permission
from luoshi.boards.people import Offered
from luoshi.boards.register.filters import CONDITIONS, RegisterFilter
from luoshi.directives.models import Directive
from luoshi.kernel.terms import Term


@dataclass(frozen=True, slots=True)
class Condition:
    """``query`` is the view without it."""

    label: str
    text: str
    query: str


def conditions(actor: Actor, wanted: RegisterFilter, offered: Offered) -> list[Condition]:
    """What the register is narrowed by."""
    return [
        Condition(
            CONDITIONS[name], _text(name, value, actor=actor, offered=offered), wanted.without(name).query()
        )
        for name, value in wanted.given()
        if name in CONDITIONS
    ]


def _text(name: str, value: Any, *, actor: Actor, offered: Offered) -> str:
    if isinstance(value, Term):
        return value.label
    if isinstance(value, date):
        return value.isoformat()
    if name == "directive":
        return _title(actor, value)
    if name in _LISTS:
        return dict(_LISTS[name](offered)).get(value, f"编号{value}")
    return str(value)


def _title(actor: Actor, directive_id: int) -> str:
    known = None
    if actor.may(Permission.DIRECTIVE_READ):
        known = Directive.objects.filter(pk=directive_id).values_list("title", flat=True).first()
    return f"《{known}》" if known else "所选文件"


_LISTS: Mapping[str, Callable[[Offered], list[tuple[int, str]]]] = {
    "unit": lambda offered: offered.units,
    "sponsor": lambda offered: offered.leaders,
    "portfolio": lambda offered: offered.leaders,
    "keeper": lambda offered: offered.staff,
}
