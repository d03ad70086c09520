"""Who must have the second step of login (两步验证), and who still has to set it up."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from luoshi.accounts.policy import Actor
from luoshi.accounts.terms import Role

ROLES = frozenset(
    {Role.OFFICE_STAFF, Role.OFFICE_HEAD, Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR},
)
"""Roles that see or change more than one unit's matters."""

SETTING_UP = frozenset({"mfa_activate_totp", "account_reauthenticate", "mfa_reauthenticate"})
"""The pages that stay open until the second step is set up."""


def is_required(actor: Actor) -> bool:
    """Whether the place demands the second step of this person."""
    return bool(settings.MFA_REQUIRED and actor.roles & ROLES)


def is_owed(request: HttpRequest, actor: Actor, *, page: str) -> bool:
    """Whether the person has to set it up before opening ``page``. Costs a query only in a session that
    began without the second step."""
    if not is_required(actor) or page in SETTING_UP:
        return False
    used = any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
    return not used and not is_mfa_enabled(request.user)
