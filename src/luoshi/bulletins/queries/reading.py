"""Which bulletins exist for whom, and the frozen facts behind a published one."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from luoshi.accounts.policy import Actor, Permission
from luoshi.bulletins.models import Bulletin, FrozenMatter
from luoshi.bulletins.rules import FIGURES, TOKEN, UnitLine
from luoshi.bulletins.terms import BulletinStatus
from luoshi.kernel.errors import NotFound
from luoshi.matters.models import NO_DUE, Matter


def visible(actor: Actor) -> QuerySet[Bulletin]:
    """Drafts exist for those who write or approve them; what is published, for everybody with a post."""
    found = Bulletin.objects.select_related("drafted_by", "approved_by")
    if actor.may(Permission.BULLETIN_WRITE) or actor.may(Permission.BULLETIN_APPROVE):
        return found
    if actor.may(Permission.BULLETIN_READ):
        return found.filter(status=BulletinStatus.PUBLISHED)
    return found.none()


def one(actor: Actor, bulletin_id: int) -> Bulletin:
    """The bulletin, or NotFound."""
    bulletin = visible(actor).filter(pk=bulletin_id).first()
    if bulletin is None:
        raise NotFound("bulletin-not-found", "没有找到这期通报，或者它不在您的查看范围内。")
    return bulletin


def awaiting(actor: Actor, *, most: int) -> list[Bulletin]:
    """Circulars that wait for this person's signature or number, the oldest first."""
    asked = {
        Permission.BULLETIN_APPROVE: BulletinStatus.DRAFT,
        Permission.BULLETIN_PUBLISH: BulletinStatus.APPROVED,
    }
    states = [status for permission, status in asked.items() if actor.may(permission)]
    own = Q(status=BulletinStatus.DRAFT, drafted_by_id=actor.person_id or 0)
    rows = visible(actor).filter(~own, status__in=states).order_by("pk")
    return list(rows.defer("body", "figures", "unit_lines")[:most])


def frozen(bulletin: Bulletin) -> QuerySet[FrozenMatter]:
    """Every matter of the bulletin as it stood at approval."""
    return bulletin.matters.order_by("unit__position", "due_on", "matter_id")


def frozen_lines(bulletin: Bulletin) -> list[UnitLine]:
    """The counts by unit, from the frozen matters."""
    counts = {name: Count("pk", filter=_meant(bulletin, name)) for name in FIGURES}
    rows = frozen(bulletin).order_by("unit__position", "unit_id").values_list("unit_id", "unit_name")
    counted = rows.annotate(**counts)
    return [UnitLine(unit_id, name, dict(zip(counts, row, strict=True))) for unit_id, name, *row in counted]


def frozen_behind(bulletin: Bulletin, figure: str, *, unit_id: int | None = None) -> QuerySet[FrozenMatter]:
    """The frozen matters that a figure counts, of all units or of one, by due date."""
    condition = _meant(bulletin, figure)
    if unit_id is not None:
        condition &= Q(unit_id=unit_id)
    dated = frozen(bulletin).annotate(due_key=Coalesce("due_on", Value(NO_DUE)))
    return dated.filter(condition).order_by("due_key", "matter_id")


def _meant(bulletin: Bulletin, name: str) -> Q:
    meant = FIGURES[name]
    condition = Q(bulletin=bulletin)
    if meant.period:
        span = {f"{meant.period}__gte": bulletin.period_from, f"{meant.period}__lte": bulletin.period_to}
        condition &= Q(**span)
    if meant.lights:
        condition &= Q(light__in=tuple(meant.lights))
    return condition


def numbers_of(body: list[Mapping[str, str]]) -> dict[str, str]:
    """The numbers of the matters that the text names, by token (``#17``)."""
    tokens = {token for part in body for token in TOKEN.findall(part["text"]) if token.startswith("#")}
    rows = Matter.objects.filter(pk__in=[int(token[1:]) for token in tokens]).values_list("pk", "number")
    return {f"#{pk}": number for pk, number in rows}
