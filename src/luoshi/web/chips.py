"""How each state looks as a chip: a word, a tone and a mark, so that colour is never the only sign."""

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.bulletins.terms import BulletinStatus
from luoshi.directives.terms import DirectiveStatus, DraftStatus
from luoshi.kernel.terms import Term
from luoshi.matters.terms import Light, Status

MARKS: Mapping[str, str] = {"quiet": "○", "info": "●", "review": "◐", "good": "✓", "warn": "◆", "bad": "▲"}
"""The mark of each tone, readable without colour and in print."""


@dataclass(frozen=True, slots=True)
class Look:
    """A chip: its word, its tone (a key of MARKS), and its own mark where the tone's is not enough."""

    label: str
    tone: str
    mark: str = ""


def _looks(tones: Mapping[Term, str]) -> dict[str, Look]:
    return {term.value: Look(term.label, tone) for term, tone in tones.items()}


LIGHT_LOOKS = _looks(
    {
        Light.UNANSWERED: "bad",
        Light.OVERDUE: "bad",
        Light.NEAR_DUE: "warn",
        Light.RUNNING: "info",
        Light.NO_DATE: "quiet",
        Light.IN_REVIEW: "review",
        Light.DONE_IN_TIME: "good",
        Light.DONE_LATE: "good",
        Light.PAUSED: "quiet",
        Light.ASIDE: "quiet",
        Light.NOT_ISSUED: "quiet",
    }
) | {Light.DONE_LATE.value: Look(Light.DONE_LATE.label, "warn", "✓")}

_STATUS_LOOKS: Mapping[str, Mapping[str, Look]] = {
    "matter": _looks(
        {
            Status.PROPOSED: "quiet",
            Status.DOCKETED: "quiet",
            Status.ISSUED: "info",
            Status.ACCEPTED: "info",
            Status.UNDER_WAY: "info",
            Status.REPORTED_DONE: "review",
            Status.VERIFIED: "review",
            Status.CLOSED: "good",
            Status.RETURNED: "warn",
            Status.SUSPENDED: "quiet",
            Status.TERMINATED: "quiet",
            Status.MERGED: "quiet",
            Status.DECLINED: "quiet",
        }
    ),
    "directive": _looks({DirectiveStatus.DRAFTING: "info", DirectiveStatus.PROPOSED: "good"}),
    "draft": _looks(
        {
            DraftStatus.PENDING: "warn",
            DraftStatus.CONFIRMED: "good",
            DraftStatus.DISCARDED: "quiet",
            DraftStatus.REPLACED: "quiet",
            DraftStatus.PROPOSED: "good",
            DraftStatus.JOINED: "good",
        }
    ),
    "bulletin": _looks(
        {
            BulletinStatus.DRAFT: "info",
            BulletinStatus.APPROVED: "review",
            BulletinStatus.PUBLISHED: "good",
            BulletinStatus.VOID: "quiet",
        }
    ),
}


def look_of(code: str, vocabulary: str) -> Look:
    """The look of a stored status code; a code that the vocabulary does not know is an error."""
    return _STATUS_LOOKS[vocabulary][code]
