"""The rules of accounts: facts about people and their limits, and lists to import."""

from luoshi.accounts.rules.facts import (
    FIELD_LENGTH,
    NAME_LENGTH,
    PHONE_LENGTH,
    TITLE_LENGTH,
    USERNAME_LENGTH,
    PersonFacts,
    temporary_password,
    tidy_person,
    tidy_username,
)

__all__ = [
    "FIELD_LENGTH",
    "NAME_LENGTH",
    "PHONE_LENGTH",
    "TITLE_LENGTH",
    "USERNAME_LENGTH",
    "PersonFacts",
    "temporary_password",
    "tidy_person",
    "tidy_username",
]
