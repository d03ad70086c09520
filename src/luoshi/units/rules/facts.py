"""What may be said about a unit and the place, and when a change may take effect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.documents.cleaning import clean
from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.units.terms import UnitKind

NAME_LENGTH = 80
SHORT_LENGTH = 40
CODE_LENGTH = 20
HIGHEST_POSITION = 99_999
DUTY_LENGTH = 80
MOST_DUTIES = 60
EARLIEST_YEAR, FARTHEST_YEARS = 1949, 20
RECIPIENTS_LENGTH = 200
RECIPIENTS = "各县（市、区）人民政府，各开发区管委会，市政府各部门、各直属单位"
"""Whom a circular of a city addresses, until the place says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the place is called, whom its circulars address, and the two limits it works with: days to sign, days
    before due."""

    name: str
    government: str
    office: str
    number_word: str
    masthead: str = "督查通报"
    sign_workdays: int = 3
    near_due_days: int = 7
    contact_phone: str = ""
    recipients: str = RECIPIENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit to be created; ``code`` and ``position`` are given by the system when left open."""

    name: str
    short: str
    kind: UnitKind
    parent_id: int | None = None
    code: str = ""
    position: int | None = None
    opened_on: date | None = None
    aliases: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


def one_line(text: str, *, label: str, limit: int, required: bool = True) -> str:
    """The text without line breaks and invisible characters; raises BadInput when blank or too long."""
    tidy = " ".join(clean(text)[0].split())
    if required and not tidy:
        raise BadInput("field-required", f"请填写{label}。")
    if len(tidy) > limit:
        raise BadInput("field-too-long", f"{label}最多{limit}个字，现有{len(tidy)}个字，请缩短。")
    return tidy


def distinct(texts: Iterable[str], *, label: str, limit: int) -> tuple[str, ...]:
    """Tidy texts in the order given, blanks and repetitions left out."""
    tidy = (one_line(text, label=label, limit=limit, required=False) for text in texts)
    return tuple(dict.fromkeys(text for text in tidy if text))


def distinct_duties(texts: Iterable[str]) -> tuple[str, ...]:
    """Duties, one short phrase each; BadInput when there are more than anybody reads."""
    tidy = distinct(texts, label="每条职责", limit=DUTY_LENGTH)
    if len(tidy) > MOST_DUTIES:
        raise BadInput("too-many-duties", f"职责最多{MOST_DUTIES}条，现有{len(tidy)}条，请合并相近的内容。")
    return tidy


def check_within(count: int, *, label: str, least: int, most: int) -> int:
    """The count itself; raises BadInput outside the range."""
    if not least <= count <= most:
        raise BadInput("field-range", f"{label}应在{least}到{most}之间，请修改。")
    return count


def check_parent(unit_id: int, parent_id: int | None, parents: Mapping[int, int | None]) -> None:
    """Raise RuleBroken if the unit would come to stand under itself; ``parents`` is the present tree."""
    above = parent_id
    while above is not None:
        if above == unit_id:
            raise RuleBroken("unit-under-itself", "上级单位不能是本单位或本单位的下级，请另选上级单位。")
        above = parents.get(above)


def check_year(day: date, *, label: str, today: date) -> None:
    """Refuse a day that lies outside of what a government keeps or plans: a slip of the hand."""
    latest = today.year + FARTHEST_YEARS
    if not EARLIEST_YEAR <= day.year <= latest:
        raise BadInput("day-out-of-range", f"{label}应在{EARLIEST_YEAR}年至{latest}年之间，请核对年份。")


def check_days(start: date, *, today: date, label: str, earliest: date | None = None) -> None:
    """A change of structure takes effect on a day that has come, not before the state it changes."""
    if start > today:
        raise RuleBroken("day-in-future", f"{label}不能晚于今天（{today:%Y-%m-%d}），请到当天再办理。")
    if earliest and start < earliest:
        raise RuleBroken(
            "day-too-early", f"{label}不能早于现行名称的启用日期（{earliest:%Y-%m-%d}），请修改日期。"
        )
