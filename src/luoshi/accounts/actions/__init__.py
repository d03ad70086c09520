"""Every write to people, posts and portfolios; import this package and call its verbs."""

from luoshi.accounts.actions.importing import NewLogin, admit, import_people
from luoshi.accounts.actions.passwords import change_password, reset_second_step, set_password, unlock_login
from luoshi.accounts.actions.people import change_person, close_person, create_person
from luoshi.accounts.actions.posts import end_post, give_post, retitle_post, set_portfolio

__all__ = [
    "NewLogin",
    "admit",
    "change_password",
    "change_person",
    "close_person",
    "create_person",
    "end_post",
    "give_post",
    "import_people",
    "reset_second_step",
    "retitle_post",
    "set_password",
    "set_portfolio",
    "unlock_login",
]
