"""Which unit a name in a document means."""

from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST_BARE_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every way in which one open unit is written; ``former`` are its earlier names."""

    unit_id: int
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


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
