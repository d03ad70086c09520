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
    "directive_list": frozenset({P.DIRECTIVE_READ}),
    "directive_page": frozenset({P.DIRECTIVE_READ}),
    "directive_source": frozenset({P.DIRECTIVE_READ}),
    "directive_breakdown": frozenset({P.DIRECTIVE_READ}),
    "directive_new": frozenset({P.DIRECTIVE_WRITE}),
    "directive_describe": frozenset({P.DIRECTIVE_WRITE}),
    "directive_drafts": frozenset({P.DIRECTIVE_WRITE}),
    "drafts_add": frozenset({P.DIRECTIVE_WRITE}),
    "drafts_merge": frozenset({P.DIRECTIVE_WRITE}),
    "drafts_decide": frozenset({P.DIRECTIVE_WRITE}),
    "draft_card": frozenset({P.DIRECTIVE_WRITE}),
    "draft_edit": frozenset({P.DIRECTIVE_WRITE}),
    "draft_lead": frozenset({P.DIRECTIVE_WRITE}),
    "draft_split": frozenset({P.DIRECTIVE_WRITE}),
    "draft_undo": frozenset({P.DIRECTIVE_WRITE}),
    "draft_decide": frozenset({P.DIRECTIVE_WRITE}),
    "ledger": frozenset({P.LEDGER_READ}),
    "ledger_entry": frozenset({P.LEDGER_READ}),
    "ledger_proof": frozenset({P.LEDGER_READ}),
    "ledger_verify": frozenset({P.LEDGER_READ}),
    "bulletins": frozenset({P.BULLETIN_READ}),
    "bulletins_new": frozenset({P.BULLETIN_WRITE}),
    "bulletins_show": frozenset({P.BULLETIN_READ}),
    "bulletins_edit": frozenset({P.BULLETIN_WRITE}),
    "bulletins_refresh": frozenset({P.BULLETIN_WRITE}),
    "bulletins_approve": frozenset({P.BULLETIN_APPROVE}),
    "bulletins_reopen": frozenset({P.BULLETIN_APPROVE}),
    "bulletins_publish": frozenset({P.BULLETIN_PUBLISH}),
    "bulletins_void": frozenset({P.BULLETIN_WRITE}),
    "bulletins_figure": frozenset({P.BULLETIN_READ}),
    "bulletins_paper": frozenset({P.BULLETIN_READ}),
    "file": ANY,
    "units": frozenset({P.UNITS_READ}),
    "unit": frozenset({P.UNITS_READ}),
    "unit_new": frozenset({P.UNITS_WRITE}),
    "unit_rename": frozenset({P.UNITS_WRITE}),
    "unit_edit": frozenset({P.UNITS_WRITE}),
    "unit_close": frozenset({P.UNITS_WRITE}),
    "units_import": frozenset({P.UNITS_WRITE}),
    "units_template": frozenset({P.UNITS_WRITE}),
    "units_preview": frozenset({P.UNITS_WRITE}),
    "place": frozenset({P.UNITS_WRITE}),
    "calendar": frozenset({P.UNITS_READ}),
    "calendar_year": frozenset({P.UNITS_READ}),
    "calendar_edit": frozenset({P.UNITS_WRITE}),
    "calendar_day": frozenset({P.UNITS_WRITE}),
    "people": frozenset({P.UNITS_READ}),
    "person": frozenset({P.UNITS_READ}),
    "person_new": frozenset({P.PEOPLE_WRITE}),
    "person_edit": frozenset({P.PEOPLE_WRITE}),
    "person_close": frozenset({P.PEOPLE_WRITE}),
    "person_password": frozenset({P.PEOPLE_WRITE}),
    "person_unlock": frozenset({P.PEOPLE_WRITE}),
    "post_give": frozenset({P.PEOPLE_WRITE}),
    "post_end": frozenset({P.PEOPLE_WRITE}),
    "portfolio": frozenset({P.PEOPLE_WRITE}),
    "people_import": frozenset({P.PEOPLE_WRITE}),
    "people_template": frozenset({P.PEOPLE_WRITE}),
    "people_preview": frozenset({P.PEOPLE_WRITE}),
}


def allowed(actor: Actor, name: str) -> bool:
    """Whether the page exists for this person."""
    return bool(ACCESS.get(name, frozenset()) & actor.permissions)
