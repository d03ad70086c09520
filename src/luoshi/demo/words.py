"""What the people of the city write: phrases that fit the matter, the stage and the season, with numbers put in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from luoshi.demo.city import Phrase, parted, read_city, rows

_SLOT = re.compile(r"\{(\w+)\}")
_AHEAD_BEFORE = ("拟于", "计划", "约定", "推迟到", "预计", "力争", "确保", "若", "逐页讨论，")
_AHEAD_AFTER = ("前", "动工", "达到", "公布清单", "底前")
_GOAL = re.compile(
    r"(?<![第每至到过\d.])(\d+(?:\.\d+)?)(万?)"
    r"(处|家|场|套|部|户|件|公里|亩|栋|台|辆|人次|人|张|座|所|块|株|名|盏|平方米|个|条|项)"
    r"(?!工作日|月|百分点|县区|指标|方面|以内)"
)
_LEAST_GOAL = 5
_DELAYED, _OPEN_SINCE = "延期仅", "通车后{n}天"


@dataclass(frozen=True, slots=True)
class Scene:
    """The moment in which something is written."""

    day: date
    percent: int = 0
    tags: frozenset[str] = frozenset()
    unit: str = ""
    person: str = ""
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """A countable amount named in the task."""

    amount: float
    scale: str
    measure: str

    def done(self, percent: int) -> float:
        """What has been reached at a percentage, in whole things or tenths of ten thousands."""
        digits = 1 if self.scale or not self.amount.is_integer() else 0
        return max(round(self.amount * percent / 100, digits), 0.1 if digits else 1)

    def worded(self, amount: float) -> str:
        """An amount of it in words."""
        return f"{amount:g}{self.scale}{self.measure}"


def goal_of(text: str) -> Goal | None:
    """The first amount of the task that can be counted towards."""
    for found in _GOAL.finditer(text):
        goal = Goal(float(found[1]), found[2], found[3])
        if goal.scale or goal.amount >= _LEAST_GOAL:
            return goal
    return None


@dataclass(slots=True)
class Words:
    """One matter's words: nothing is said twice as long as there is something else to say."""

    text: str
    topic: str
    tags: frozenset[str]
    rng: Random
    goal: Goal | None = None
    _bases: dict[str, int] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.goal = goal_of(self.text)

    def say(self, category: str, scene: Scene, *, stage: str = "any", repeat: bool = True) -> str:
        """A phrase of the category, or nothing when none fits; without ``repeat`` none that has been said."""
        phrase = self.choose(category, scene, stage=stage, repeat=repeat)
        return self.fill(phrase, scene) if phrase else ""

    def choose(self, category: str, scene: Scene, *, stage: str = "any", repeat: bool = True) -> str:
        """The phrase itself, its slots open."""
        tags = self.tags | scene.tags | {self.topic, f"m{scene.day.month}"}
        fitting = [
            phrase.text
            for phrase in _phrases(category, self.topic, stage)
            if _cued(phrase, self.text)
            and _fits(phrase.text, tags)
            and (scene.unit or "{unit}" not in phrase.text)
        ]
        fresh = [text for text in fitting if text not in self._used] or (fitting if repeat else [])
        if not fresh:
            return ""
        chosen = self.rng.choice(fresh)
        self._used.add(chosen)
        return chosen

    def fill(self, phrase: str, scene: Scene) -> str:
        """The phrase with its slots filled."""
        return _SLOT.sub(lambda found: self._slot(found, scene), phrase)

    def _slot(self, found: re.Match[str], scene: Scene) -> str:
        name = found[1]
        if name in {"unit", "person"}:
            return str(getattr(scene, name))
        if name in {"day", "month", "past"}:
            return self._when(found, scene)
        if self.goal and "{goal}" in found.string and name in {"goal", "done", "pct"}:
            done = self.goal.done(scene.percent)
            if name == "pct":
                return str(round(100 * done / self.goal.amount))
            return self.goal.worded(self.goal.amount if name == "goal" else done)
        if name == "n" and _DELAYED in found.string:
            return str(scene.days_late)
        return str(self._number(name, scene))

    def _number(self, name: str, scene: Scene) -> int:
        """Amounts of a matter grow with it; small ones and rates are as they happen to be."""
        if name == "pct":
            return max(scene.percent, 1)
        least, most = read_city().slots[name]
        if name in {"k", "rate", "low"}:
            return self.rng.randint(least, most)
        base = self._bases.setdefault(name, self.rng.randint(least + (most - least) // 4, most))
        grown = max(least, round(base * (35 + 65 * scene.percent / 100) / 100))
        counted = name == "n" and self.goal and not self.goal.scale
        return min(grown, int(self.goal.amount)) if counted and self.goal else grown

    def _when(self, found: re.Match[str], scene: Scene) -> str:
        before, after = found.string[: found.start()], found.string[found.end() :]
        ahead = (
            before.endswith(_AHEAD_BEFORE) or after.startswith(_AHEAD_AFTER) or before.startswith("下一步")
        )
        if found[1] == "month":
            month = (scene.day.month - (0 if ahead else 1) + (1 if ahead else 0) - 1) % 12 + 1
            return f"{month}月"
        if before.endswith("截至"):
            return in_words(scene.day)
        shift = self.rng.randint(7, 20) if ahead else -self.rng.randint(1, 6)
        if _OPEN_SINCE in found.string:
            shift = -self._number("n", scene)
        return in_words(scene.day + timedelta(days=shift))


def in_words(day: date) -> str:
    """6月20日."""
    return f"{day.month}月{day.day}日"


@cache
def _phrases(category: str, topic: str, stage: str) -> tuple[Phrase, ...]:
    return tuple(
        phrase
        for phrase in read_city().phrases
        if phrase.category == category
        and phrase.topic in {topic, "any"}
        and (stage == "any" or phrase.stage in {stage, "any"})
    )


@cache
def _needs(text: str) -> tuple[frozenset[str], ...]:
    """What a phrase needs for the words in it: of each set one of the tags of the matter or the moment."""
    return tuple(tags for words, tags in _fits_table() if words in text)


@cache
def _fits_table() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row["words"], frozenset(parted(row["needs"]))) for row in rows("script/fits.csv"))


def _fits(text: str, tags: Iterable[str]) -> bool:
    given = frozenset(tags)
    return all(needed & given for needed in _needs(text))


def _cued(phrase: Phrase, text: str) -> bool:
    return not phrase.cues or any(cue in text for cue in phrase.cues)
