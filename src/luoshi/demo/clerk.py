"""A clerk with a document: takes the engine's drafts that are right, mends them, selects what it missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from luoshi.accounts.policy import Actor
from luoshi.demo.city import Task
from luoshi.demo.clock import Process
from luoshi.directives import actions, queries
from luoshi.directives.actions import Wording
from luoshi.directives.queries import Directive, Draft
from luoshi.directives.terms import DraftKind, DraftStatus

GOOD, ENOUGH = 0.75, 0.45
"""Shares of overlap: with GOOD a draft is the task, with ENOUGH it is when it holds no other task."""

PER_DRAFT = timedelta(seconds=18)

Stretch = tuple[int, int]


@dataclass(slots=True)
class Clerk:
    """One sitting over one document; ``unit_ids`` by code, ``taken`` the task of each good draft."""

    directive: Directive
    by: Actor
    at: datetime
    unit_ids: Mapping[str, int]
    check_on: date
    taken: dict[int, Task] = field(default_factory=dict)

    def decide(self, tasks: Sequence[Task]) -> Process:
        """Every draft is confirmed or discarded."""
        wanted = {self._stretch(task): task for task in tasks}
        self._take(wanted)
        yield from self._split(wanted)
        yield from self._add(wanted)
        for draft in self._open():
            if draft.pk in self.taken:
                yield from self._mend(draft, self.taken[draft.pk])
        yield from self._settle()

    def _stretch(self, task: Task) -> Stretch:
        start = self.directive.text.index(task.text)
        return start, start + len(task.text)

    def _open(self) -> list[Draft]:
        return [d for d in queries.drafts(self.directive.pk) if d.status == DraftStatus.PENDING]

    def _tick(self) -> Process:
        self.at = yield self.at + PER_DRAFT

    def _take(self, wanted: Mapping[Stretch, Task]) -> None:
        """Drafts that are the task as they stand, or hold it and nothing else; the closest first."""
        close = []
        for draft in self._open():
            span = (draft.start, draft.end)
            held = [stretch for stretch in wanted if _overlap(stretch, span) > 0]
            least = ENOUGH if len(held) == 1 else GOOD
            close += [
                (_share(stretch, span), draft.pk, stretch)
                for stretch in held
                if _share(stretch, span) >= least
            ]
        for _, draft_id, stretch in sorted(close, reverse=True):
            if draft_id not in self.taken and wanted[stretch] not in self.taken.values():
                self.taken[draft_id] = wanted[stretch]

    def _split(self, wanted: Mapping[Stretch, Task]) -> Process:
        """A draft with several tasks in it is cut at them, one after the other."""
        for stretch, task in wanted.items():
            if task in self.taken.values():
                continue
            whole = next((d for d in self._open() if d.pk not in self.taken and _holds(d, stretch)), None)
            if whole is None:
                continue
            if _share(stretch, (whole.start, whole.end)) >= GOOD:  # what an earlier cut has left
                self.taken[whole.pk] = task
                continue
            yield from self._tick()
            pieces = actions.split(whole.pk, stretch, by=self.by, at=self.at, version=whole.version)
            for piece in pieces:
                if _share(stretch, (piece.start, piece.end)) >= GOOD:
                    self.taken[piece.pk] = task

    def _add(self, wanted: Mapping[Stretch, Task]) -> Process:
        for stretch, task in wanted.items():
            if task not in self.taken.values():
                yield from self._tick()
                self.taken[actions.add(self.directive.pk, stretch, by=self.by, at=self.at).pk] = task

    def _mend(self, draft: Draft, task: Task) -> Process:
        """Lead, support, kind and date as they should be; the words stay the document's."""
        lead_id, support = self.unit_ids[task.lead], tuple(self.unit_ids[code] for code in task.support)
        check_on = None if task.due_on else self.check_on
        right = (draft.lead_id, {unit.pk for unit in draft.support.all()}, draft.kind, draft.due_on)
        if right == (lead_id, set(support), task.kind, task.due_on) and draft.next_check_on == check_on:
            return
        yield from self._tick()
        wording = Wording(
            kind=DraftKind(task.kind),
            text=draft.text,
            lead_id=lead_id,
            support_ids=support,
            deadline_raw=draft.deadline_raw,
            due_on=task.due_on,
            next_check_on=check_on,
            measures=tuple(measure["raw"] for measure in draft.measures),
        )
        actions.edit(draft.pk, wording, by=self.by, at=self.at, version=draft.version)

    def _settle(self) -> Process:
        left = {draft.pk: draft.version for draft in self._open() if draft.pk not in self.taken}
        if left:
            yield from self._tick()
            actions.discard_many(self.directive.pk, by=self.by, at=self.at, versions=left)
        yield from self._tick()
        good = {draft.pk: draft.version for draft in self._open()}
        actions.confirm_many(self.directive.pk, by=self.by, at=self.at, versions=good)


def confirm_some(directive: Directive, share: int, *, by: Actor, at: datetime) -> None:
    """Confirm the first drafts that need no mending, up to ``share`` percent of all."""
    drafts = [d for d in queries.drafts(directive.pk) if d.status == DraftStatus.PENDING]
    ready = [draft for draft in drafts if draft.lead_id and (draft.due_on or draft.next_check_on)]
    versions = {draft.pk: draft.version for draft in ready[: len(drafts) * share // 100]}
    if versions:
        actions.confirm_many(directive.pk, by=by, at=at, versions=versions)


def _overlap(one: Stretch, other: Stretch) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _share(one: Stretch, other: Stretch) -> float:
    return _overlap(one, other) / (max(one[1], other[1]) - min(one[0], other[0]))


def _holds(draft: Draft, stretch: Stretch) -> bool:
    return draft.start <= stretch[0] and stretch[1] <= draft.end
