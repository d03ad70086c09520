"""Roles and the ledger tags of accounts."""

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


class Tag(Term):
    """Ledger tags of this module."""

    PERSON_CREATED = "person:create", "新增人员"
    PERSON_CHANGED = "person:change", "修改人员资料"
    PERSON_CLOSED = "person:close", "停用账号"
    PEOPLE_IMPORTED = "person:import", "导入人员"
    PASSWORD_SET = "person:password", "重置密码"
    PASSWORD_CHANGED = "person:change_password", "修改密码"
    LOGIN_UNLOCKED = "person:unlock", "解除登录锁定"
    SECOND_STEP_RESET = "person:reset_second_step", "重置两步验证"
    POST_GIVEN = "post:give", "任用岗位"
    POST_CHANGED = "post:change", "变更岗位"
    POST_ENDED = "post:end", "结束岗位"
    PORTFOLIO_SET = "portfolio:set", "调整分管"
