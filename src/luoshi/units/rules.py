"""What may be said about a unit, and which unit a name in a document means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.documents.cleaning import clean
from luoshi.kernel.errors import BadInput, RuleBroken
from luoshi.units.terms import UnitKind

NAME_LENGTH = 80
SHORT_LENGTH = 40
CODE_LENGTH = 20
SHORTEST_BARE_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the place is called, and the two limits it works with: days to sign, days before due."""

    name: str
    government: str
    office: str
    number_word: str
    masthead: str = "督查通报"
    sign_workdays: int = 3
    near_due_days: int = 7
    contact_phone: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every way in which one open unit is written; ``former`` are its earlier names."""

    unit_id: int
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


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


def check_days(start: date, *, today: date, label: str, earliest: date | None = None) -> None:
    """A change of structure takes effect on a day that has come, not before the state it changes."""
    if start > today:
        raise RuleBroken("day-in-future", f"{label}不能晚于今天（{today:%Y-%m-%d}），请到当天再办理。")
    if earliest and start < earliest:
        raise RuleBroken("day-too-early", f"{label}不能早于现行名称的启用日期（{earliest:%Y-%m-%d}），请修改日期。")


class NameIndex:
    """Which open units a written name may mean: full name, short, alias, former name, then without 市 or 云州市."""

    def __init__(self, units: Iterable[Names], *, place: str) -> None:
        self._prefixes = _prefixes(place)
        self._tiers: tuple[dict[str, list[int]], ...] = ({}, {}, {}, {}, {})
        for unit in units:
            written = ((unit.name,), (unit.short,), unit.aliases, unit.former)
            for tier, texts in zip(self._tiers, written, strict=False):
                self._enter(tier, unit.unit_id, texts)
            every = [form for texts in written for text in texts for form in self._forms(text)]
            self._enter(self._tiers[-1], unit.unit_id, every)

    def candidates(self, text: str) -> tuple[int, ...]:
        """The units that the best kind of agreement leads to; several when the name is ambiguous."""
        exact = _plain(text)
        for tier in self._tiers[:-1]:
            if exact in tier:
                return tuple(tier[exact])
        for form in self._forms(text):
            if form in self._tiers[-1]:
                return tuple(self._tiers[-1][form])
        return ()

    def _enter(self, tier: dict[str, list[int]], unit_id: int, texts: Iterable[str]) -> None:
        for text in dict.fromkeys(map(_plain, texts)):
            tier.setdefault(text, []).append(unit_id)

    def _forms(self, text: str) -> list[str]:
        """The name itself, then without each prefix that it has; 市场监管局 is not 场监管局 to anybody who writes 市市场监管局."""
        plain = _plain(text)
        bare = [plain.removeprefix(prefix) for prefix in self._prefixes if plain.startswith(prefix)]
        return [plain, *(form for form in bare if len(form) >= SHORTEST_BARE_NAME)]


def _plain(text: str) -> str:
    return "".join(text.split())


def _prefixes(place: str) -> tuple[str, ...]:
    """云州市 is left out as 云州市人民政府, 云州市, 云州, 市人民政府 or 市."""
    if len(place) < 2:
        return ()
    return (f"{place}人民政府", place, f"{place[-1]}人民政府", place[:-1], place[-1])
