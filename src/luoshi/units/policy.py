"""Who may change units. Accounts lie above units, so an actor is known here by what is asked of it only."""

from typing import Protocol

from luoshi.kernel.errors import NotPermitted

READ = "units:read"
WRITE = "units:write"


class Acting(Protocol):
    """Whoever acts: the name as the ledger keeps it, and what is granted."""

    @property
    def person_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def permissions(self) -> frozenset[str]: ...


def require_write(by: Acting) -> None:
    """Raise NotPermitted unless the actor may change units, the place and its calendar."""
    if WRITE not in by.permissions:
        raise NotPermitted(
            "not-permitted",
            "单位、工作日历和本级设置由系统管理员维护，您的岗位不能修改。如确需修改，请联系系统管理员。",
        )
