"""Every URL with who may call it. A URL that is missing here answers 404 to everybody.

Tests are generated from this table. It is the first of three gates: the table says whether the page exists
for a person, ``visible(actor)`` which rows do, and each action whether the act is allowed.
"""

from luoshi.accounts.policy import Actor
from luoshi.accounts.policy import Permission as P

PUBLIC = frozenset({"account_login", "account_logout", "mfa_authenticate", "healthz"})

ANY = frozenset(P)
"""Any of these permissions opens the page: everybody with a post."""

ACCESS: dict[str, frozenset[P]] = {
    "home": ANY,
    "account_change_password": ANY,
    "account_reauthenticate": ANY,
    "mfa_index": ANY,
    "mfa_activate_totp": ANY,
    "mfa_deactivate_totp": ANY,
    "mfa_view_recovery_codes": ANY,
    "mfa_generate_recovery_codes": ANY,
    "mfa_download_recovery_codes": ANY,
    "mfa_reauthenticate": ANY,
}


def allowed(actor: Actor, name: str) -> bool:
    """Whether the page exists for this person."""
    return bool(ACCESS.get(name, frozenset()) & actor.permissions)
