"""Vocabulary of units and their acts."""

from enum import StrEnum

from luoshi.kernel.terms import Term


class UnitKind(Term):
    """What a unit is in the structure of a city."""

    OFFICE = "office", "办公室"
    DEPARTMENT = "department", "部门"
    COUNTY = "county", "县区"
    TOWNSHIP = "township", "街道乡镇"
    ZONE = "zone", "开发区"
    ENTERPRISE = "enterprise", "企业"
    VERTICAL = "vertical", "垂管单位"


class Tag(StrEnum):
    """Ledger tags of this module."""

    PLACE_SET = "place:set"
    UNIT_CREATED = "unit:create"
    UNIT_RENAMED = "unit:rename"
    UNIT_ARRANGED = "unit:arrange"
    UNIT_ALIASED = "unit:alias"
    UNIT_CLOSED = "unit:close"
    UNITS_IMPORTED = "unit:import"
    CALENDAR_SET = "calendar:set"
