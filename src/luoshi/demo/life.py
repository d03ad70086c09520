"""One matter as the people see it who work on it: what it is about, who has it, what has been said so far."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.utils import timezone

from luoshi.accounts.policy import Actor
from luoshi.demo.clock import Agenda, Process
from luoshi.demo.conduct import Conduct, conduct_of
from luoshi.demo.evidence import Shown, made
from luoshi.demo.people import Cast
from luoshi.demo.words import Scene, Words
from luoshi.files import actions as files
from luoshi.files.actions import Kept
from luoshi.matters.terms import Urgency

SLIGHTLY = 15
"""Days late that are still a small matter."""

WORDS_OF_TAGS = {
    "subsidy": ("补助", "救助", "低保", "补贴", "冬令"),
    "flood": ("防汛", "汛期", "险工"),
    "building": ("厂房", "学校", "医院", "住房", "停车楼", "消防站", "公寓", "服务中心", "安置"),
    "money": ("资金", "补贴", "奖", "拨付", "兑付", "投资", "费用"),
    "firms": ("企业",),
}
"""What a task is also about, by the words in it; phrases may ask for it."""

_DISTRICT = "2"
"""Codes of counties and districts begin with it."""


class Over(Exception):
    """Nobody goes on with this matter."""


@dataclass(slots=True)
class Case:
    """What a matter is about. ``hold`` names the state in which it is left for the visitor; units are codes."""

    key: str
    title: str
    text: str
    topic: str
    lead: str
    support: tuple[str, ...]
    due_on: date | None
    origin: str = ""
    urgency: Urgency = Urgency.NORMAL
    hold: str = ""
    matter_id: int = 0


@dataclass(slots=True)
class Play:
    """The stage: who is there, what is next, which matters there are; the same seed plays the same year."""

    seed: str
    cast: Cast
    until: datetime
    agenda: Agenda = field(default_factory=Agenda)
    lives: dict[str, "Life"] = field(default_factory=dict)
    directives: dict[str, int] = field(default_factory=dict)

    def rng(self, key: str) -> Random:
        """A source of chance of its own for each concern, so that one does not disturb another."""
        return Random(f"{self.seed}/{key}")


@dataclass(frozen=True, slots=True)
class Ahead:
    """A milestone that has not been called done; ``share`` is the percentage that stands for it."""

    pk: int
    due_on: date
    share: int


@dataclass(slots=True)
class Life:
    """A case in the hands of the city; ``now`` is the moment of the last act, ``sponsor`` the leader as issued, whatever
    unit it passes to."""

    case: Case
    play: Play
    now: datetime
    rng: Random = field(init=False)
    words: Words = field(init=False)
    sponsor: Actor = field(init=False)
    over: bool = False
    percent: int = 0
    reports: int = 0
    milestones: list["Ahead"] = field(default_factory=list)
    finish: date | None = None
    done_on: date | None = None
    instructed_by: str = ""
    was_silent: bool = False

    def __post_init__(self) -> None:
        self.rng = self.play.rng(f"life/{self.case.key}")
        self.sponsor = self.play.cast.sponsors[self.case.lead]
        self.words = Words(self.case.text, self.case.topic, self._tags(), self.rng)

    @property
    def day(self) -> date:
        return timezone.localtime(self.now).date()

    @property
    def days_late(self) -> int:
        """By how many days the due date has been missed, up to the unit's word of completion; 0 without a date."""
        return max(((self.done_on or self.day) - self.case.due_on).days, 0) if self.case.due_on else 0

    @property
    def conduct(self) -> Conduct:
        return conduct_of(self.play.seed, self.case.lead)

    @property
    def keeper(self) -> Actor:
        return self.play.cast.keepers[self.case.lead]

    def unit_actor(self, code: str | None = None) -> Actor:
        """Who acts for a unit, the lead if none is named: mostly the liaison, now and then the head."""
        cast, unit = self.play.cast, code or self.case.lead
        return cast.heads[unit] if self.rng.random() < 0.08 else cast.liaisons[unit]

    def wait(self, wanted: datetime) -> Process:
        """Go on at the moment, unless the matter has been ended meanwhile."""
        self.now = yield wanted
        if self.over:
            raise Over

    def scene(self, *tags: str, unit: str = "", person: str = "") -> Scene:
        """The present moment, for words; ``unit`` is a short name, else one of the supporting units."""
        shorts = self.play.cast.shorts
        supporters = [shorts[code] for code in self.case.support]
        return Scene(
            day=self.day,
            percent=self.percent,
            tags=frozenset(tags) | self._lateness(),
            unit=unit or (self.rng.choice(supporters) if supporters else ""),
            person=person,
            days_late=self.days_late,
        )

    def _lateness(self) -> set[str]:
        if not self.days_late:
            return {"in_time"}
        return {"late", "slightly_late"} if self.days_late <= SLIGHTLY else {"late"}

    def show(self, text: str, *, count: int = 1) -> list[Kept]:
        """Files that go with what is said."""
        kept = []
        for _ in range(count):
            name = self.words.say("evidence", self.scene())
            shown = Shown(
                self.case.title, self.play.cast.shorts[self.case.lead], text, self.day, self.percent
            )
            name, content = made(name, shown, self.rng)
            kept.append(files.keep(content, name=name))
        return kept

    def _tags(self) -> frozenset[str]:
        cast, case = self.play.cast, self.case
        tags = {case.origin, "supported" if case.support else "alone"}
        if cast.shorts[case.lead].endswith("局"):
            tags.add("bureau")
        if cast.kinds[case.lead] == "企业":
            tags.add("enterprise")
        if any(code.startswith(_DISTRICT) for code in case.support):
            tags.add("counties")
        tags |= {tag for tag, words in WORDS_OF_TAGS.items() if any(word in case.text for word in words)}
        return frozenset(tags)
