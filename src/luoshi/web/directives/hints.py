"""What a card says of the past: who may lead, and what asks much the same, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from luoshi.directives.queries import Draft
from luoshi.directives.terms import DraftStatus
from luoshi.matters.terms import Status
from luoshi.precedents import queries
from luoshi.precedents.queries import Alike, Suggested
from luoshi.precedents.terms import Choice, Degree

_WARNINGS = {
    Degree.SAME: "与{what}要求相同",
    Degree.EXTENDS: "与{what}相似",
    Degree.CONFLICTS: "与{what}要求不一致",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two orders: what it is, where it stands, what it asks."""

    name: str
    url: str
    text: str
    lead: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two orders that ask much the same; ``pair`` is what a merge of two drafts posts: each as
    id:version."""

    alike: Alike
    here: Side
    there: Side
    pair: str = ""

    @property
    def joined(self) -> bool:
        return self.alike.choice == Choice.JOINED

    @property
    def differences(self) -> list[str]:
        """In words, each as seen from here; the row has them as seen from its own draft."""
        own = self.here.url == f"#draft-{self.alike.draft_id}"
        seen = (one if own else (one[0], one[2], one[1]) for one in self.alike.differences)
        return [f"{what}：此处{here}，彼处{there}" for what, here, there in seen]

    @property
    def warning(self) -> str:
        what = "同一文件的另一条" if self.alike.matter is None else "在办事项"
        return _WARNINGS[Degree(self.alike.degree)].format(what=what)


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints of one draft; ``wanting`` when it has no lead and somebody has to name one."""

    suggested: tuple[Suggested, ...]
    beside: tuple[Beside, ...]
    wanting: bool

    @property
    def warnings(self) -> list[str]:
        return list(dict.fromkeys(one.warning for one in self.beside if not one.joined))


def hints_of(drafts: Sequence[Draft]) -> dict[int, Hints]:
    """The hints of each draft; decided ones have none, except the matter that they were joined to."""
    found = queries.hints([draft.pk for draft in drafts])
    return {draft.pk: _hints(draft, found[draft.pk]) for draft in drafts}


def _hints(draft: Draft, found: queries.Hints) -> Hints:
    open_one = draft.status in {DraftStatus.PENDING, DraftStatus.CONFIRMED}
    wanting = open_one and not (draft.lead_id or draft.lead_raw or draft.support.all())
    beside = [_beside(draft, alike) for alike in found.alikes]
    return Hints(
        suggested=tuple(found.suggested) if wanting else (),
        beside=tuple(one for one in beside if one.joined or open_one),
        wanting=wanting,
    )


def _beside(draft: Draft, alike: Alike) -> Beside:
    here = _draft_side(draft, "此处")
    if alike.matter is not None:
        matter = alike.matter
        name = f"{matter.number or '拟立项'}（{Status(matter.status).label}）"
        lead = matter.lead_unit.short if matter.lead_unit else ""
        url = reverse("matters_show", args=[matter.pk])
        return Beside(alike, here, Side(name, url, matter.content, lead, matter.due_on))
    other = alike.other if alike.other is not None and alike.other.pk != draft.pk else alike.draft
    pair = f"{draft.pk}:{draft.version} {other.pk}:{other.version}"
    return Beside(alike, here, _draft_side(other, "同一文件"), pair)


def _draft_side(draft: Draft, name: str) -> Side:
    lead = draft.lead.short if draft.lead else ""
    return Side(name, f"#draft-{draft.pk}", draft.text, lead, draft.due_on)
