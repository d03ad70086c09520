"""Roles and the ledger tags of accounts."""

from enum import StrEnum

from luoshi.kernel.terms import Term


class Role(Term):
    """What a person is to supervision; a person may hold several, each in a unit."""

    OFFICE_STAFF = "office_staff", "督查室工作人员"
    OFFICE_HEAD = "office_head", "督查室主任"
    LEADER = "leader", "市领导"
    UNIT_HEAD = "unit_head", "单位负责人"
    LIAISON = "liaison", "单位联络员"
    INSPECTOR = "inspector", "特邀督查员"
    AUDITOR = "auditor", "审计监督员"
    ADMINISTRATOR = "administrator", "系统管理员"


class Tag(StrEnum):
    """Ledger tags of this module."""

    PERSON_CREATED = "person:create"
    PERSON_CHANGED = "person:change"
    PERSON_CLOSED = "person:close"
    PEOPLE_IMPORTED = "person:import"
    PASSWORD_SET = "person:password"  # noqa: S105 -- a tag, not a password
    LOGIN_UNLOCKED = "person:unlock"
    SECOND_STEP_RESET = "person:reset_second_step"
    POST_GIVEN = "post:give"
    POST_CHANGED = "post:change"
    POST_ENDED = "post:end"
    PORTFOLIO_SET = "portfolio:set"
