"""Every write to documents and drafts; import this package and call its verbs."""

from luoshi.directives.actions.decisions import (
    confirm,
    confirm_many,
    discard,
    discard_many,
    join,
    mark_proposed,
    part,
    reopen,
    reopen_many,
    restore,
    restore_many,
)
from luoshi.directives.actions.editing import Wording, choose_lead, describe, edit, edit_part
from luoshi.directives.actions.intake import Reading, Source, receive, retake, take
from luoshi.directives.actions.reshaping import add, merge, split, undo

__all__ = [
    "Reading",
    "Source",
    "Wording",
    "add",
    "choose_lead",
    "confirm",
    "confirm_many",
    "describe",
    "discard",
    "discard_many",
    "edit",
    "edit_part",
    "join",
    "mark_proposed",
    "merge",
    "part",
    "receive",
    "reopen",
    "reopen_many",
    "restore",
    "restore_many",
    "retake",
    "split",
    "take",
    "undo",
]
