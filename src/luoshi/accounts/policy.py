"""Who may do what: one enum of permissions, one table of grants, one value that says who acts."""

from dataclasses import dataclass
from enum import StrEnum

from luoshi.accounts.terms import Role
from luoshi.kernel.errors import NotPermitted


class Permission(StrEnum):
    """scope:act, alphabetical within each group."""

    BULLETIN_APPROVE = "bulletin:approve"
    BULLETIN_PUBLISH = "bulletin:publish"
    BULLETIN_READ = "bulletin:read"
    BULLETIN_WRITE = "bulletin:write"

    DIRECTIVE_READ = "directive:read"
    DIRECTIVE_WRITE = "directive:write"

    LEDGER_READ = "ledger:read"

    MATTER_ACCEPT = "matter:accept"
    MATTER_CLOSE = "matter:close"
    MATTER_CLOSE_ASIDE = "matter:close_aside"
    MATTER_DOCKET = "matter:docket"
    MATTER_EDIT = "matter:edit"
    MATTER_EXPORT = "matter:export"
    MATTER_INSTRUCT = "matter:instruct"
    MATTER_ISSUE = "matter:issue"
    MATTER_OPEN_TO = "matter:open_to"
    MATTER_PLAN = "matter:plan"
    MATTER_PROPOSE = "matter:propose"
    MATTER_READ = "matter:read"
    MATTER_READ_ALL = "matter:read_all"
    MATTER_REPORT = "matter:report"
    MATTER_RETURN = "matter:return"
    MATTER_RULE = "matter:rule"
    MATTER_SIGN = "matter:sign"
    MATTER_VERIFY = "matter:verify"

    PEOPLE_WRITE = "people:write"
    UNITS_READ = "units:read"
    UNITS_WRITE = "units:write"


_P = Permission
_UNIT = frozenset({_P.MATTER_READ, _P.BULLETIN_READ, _P.UNITS_READ, _P.MATTER_EXPORT})
_UNIT_WORK = _UNIT | {_P.MATTER_SIGN, _P.MATTER_RETURN, _P.MATTER_PLAN, _P.MATTER_REPORT}
_OFFICE = _UNIT | {
    _P.MATTER_READ_ALL,
    _P.DIRECTIVE_READ,
    _P.DIRECTIVE_WRITE,
    _P.MATTER_PROPOSE,
    _P.MATTER_EDIT,
    _P.MATTER_ISSUE,
    _P.MATTER_VERIFY,
    _P.MATTER_CLOSE,
    _P.MATTER_RULE,
    _P.MATTER_OPEN_TO,
    _P.BULLETIN_WRITE,
    _P.LEDGER_READ,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.OFFICE_STAFF: _OFFICE,
    Role.OFFICE_HEAD: _OFFICE
    | {_P.MATTER_DOCKET, _P.MATTER_ACCEPT, _P.MATTER_CLOSE_ASIDE, _P.BULLETIN_APPROVE, _P.BULLETIN_PUBLISH},
    Role.LEADER: _UNIT
    | {
        _P.MATTER_READ_ALL,
        _P.DIRECTIVE_READ,
        _P.MATTER_DOCKET,
        _P.MATTER_INSTRUCT,
        _P.MATTER_ACCEPT,
        _P.MATTER_CLOSE_ASIDE,
        _P.BULLETIN_APPROVE,
    },
    Role.UNIT_HEAD: _UNIT_WORK,
    Role.LIAISON: _UNIT_WORK,
    Role.INSPECTOR: frozenset({_P.MATTER_READ, _P.BULLETIN_READ}),
    Role.AUDITOR: _UNIT | {_P.MATTER_READ_ALL, _P.DIRECTIVE_READ, _P.LEDGER_READ},
    Role.ADMINISTRATOR: frozenset({_P.UNITS_READ, _P.UNITS_WRITE, _P.PEOPLE_WRITE}),
}


def granted(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything that these roles together allow."""
    return frozenset().union(*(GRANTS[role] for role in roles))


def acts_for_unit(role: Role) -> bool:
    """Whether the role signs and reports in a unit's name; an administrator or inspector there does not."""
    return Permission.MATTER_SIGN in GRANTS[role]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, read once per request. ``unit_ids`` are the units in whose name the person acts today."""

    person_id: int | None
    name: str
    roles: frozenset[Role]
    unit_ids: tuple[int, ...]
    permissions: frozenset[Permission]
    chief: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether a grant covers the permission, whatever the object."""
        return permission in self.permissions

    def serves(self, unit_id: int | None) -> bool:
        """Whether the person acts for this unit."""
        return unit_id in self.unit_ids

    @property
    def sees_all(self) -> bool:
        """Whether every matter of the place is in view."""
        return Permission.MATTER_READ_ALL in self.permissions


SYSTEM = Actor(None, "系统", frozenset(), (), frozenset(Permission))


def require(actor: Actor, permission: Permission) -> None:
    """Raise NotPermitted unless granted."""
    if not actor.may(permission):
        raise NotPermitted(
            "not-permitted", "您的岗位没有办理这一步的权限。如确需办理，请与督查室或系统管理员联系。"
        )
