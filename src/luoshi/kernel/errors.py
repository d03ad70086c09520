"""Refusals: each has a stable code, a Chinese sentence that says what to do, and one HTTP status."""

from typing import ClassVar


class LuoshiError(Exception):
    """Base of every refusal that a person sees. ``code`` never changes once released."""

    status: ClassVar[int] = 400

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class BadInput(LuoshiError):
    """What was typed or uploaded cannot be read: 400."""

    status = 400


class NotPermitted(LuoshiError):
    """The person may see the object but may not do this to it: 403."""

    status = 403


class NotFound(LuoshiError):
    """The object does not exist for this person: 404."""

    status = 404


class IllegalMove(LuoshiError):
    """The object is in a state from which this act is not possible: 409."""

    status = 409


class Conflict(LuoshiError):
    """Somebody else was faster: 409."""

    status = 409


class RuleBroken(LuoshiError):
    """The act is possible here but a rule forbids it as asked: 422."""

    status = 422


class Busy(LuoshiError):
    """The database could not take the act now; nothing was written: 503."""

    status = 503
