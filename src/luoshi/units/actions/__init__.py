"""Every write to the place, its units and its calendar; import this package and call its verbs."""

from luoshi.units.actions.calendar import seed_calendar, set_calendar_day, set_calendar_year
from luoshi.units.actions.importing import import_units
from luoshi.units.actions.place import set_place
from luoshi.units.actions.structure import (
    arrange_unit,
    close_unit,
    create_unit,
    edit_unit,
    rename_unit,
    set_aliases,
    set_duties,
)

__all__ = [
    "arrange_unit",
    "close_unit",
    "create_unit",
    "edit_unit",
    "import_units",
    "rename_unit",
    "seed_calendar",
    "set_aliases",
    "set_calendar_day",
    "set_calendar_year",
    "set_duties",
    "set_place",
]
