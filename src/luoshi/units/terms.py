"""Vocabulary of units and their acts."""

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


class Tag(Term):
    """Ledger tags of this module."""

    PLACE_SET = "place:set", "设置本级信息"
    UNIT_CREATED = "unit:create", "新增单位"
    UNIT_RENAMED = "unit:rename", "单位更名或调整隶属"
    UNIT_ARRANGED = "unit:arrange", "修改单位资料"
    UNIT_ALIASED = "unit:alias", "修改单位别名"
    UNIT_CHARGED = "unit:charge", "修改单位职责"
    UNIT_CLOSED = "unit:close", "撤销单位"
    UNITS_IMPORTED = "unit:import", "导入单位"
    CALENDAR_SET = "calendar:set", "设置工作日历"
