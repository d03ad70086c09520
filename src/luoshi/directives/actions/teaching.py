"""What a clerk's decisions say of the engine is kept, on this machine, as rows that never change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any

from django.utils import timezone

from luoshi.directives.actions.act import Act
from luoshi.directives.actions.reading import UNENDING
from luoshi.directives.models import Directive, Draft, Verdict
from luoshi.directives.rules.teaching import Finding, Reading, judge
from luoshi.directives.terms import DraftStatus, Origin, Relation
from luoshi.extraction import DeadlineKind
from luoshi.units import queries as units
from luoshi.units.rules import NameIndex


def keep(proposed: Sequence[Draft], act: Act) -> None:
    """Judge drafts that have just been proposed, and those of their documents that were discarded."""
    documents = {draft.directive_id for draft in proposed}
    rows = Draft.objects.prefetch_related("support")
    discarded = rows.filter(directive__in=documents, status=DraftStatus.DISCARDED, verdicts=None)
    drafts = [
        *rows.filter(pk__in=[draft.pk for draft in proposed]),
        *discarded.exclude(origin=Origin.ADDED),
    ]
    judge_of = _Judge(documents)
    month = timezone.localtime(act.at).strftime("%Y-%m")
    kept = {"engine_version": version("luoshi"), "at": act.at, "month": month}
    Verdict.objects.bulk_create(
        Verdict(
            draft=draft,
            field=found.field,
            engine=found.engine,
            clerk=found.clerk,
            right=found.right,
            **kept,
        )
        for draft in drafts
        for found in judge_of.findings(draft)
    )


class _Judge:
    """Knows the units, and which of them each document names."""

    def __init__(self, documents: Iterable[int]) -> None:
        self._index: NameIndex = units.names()
        self._shorts = units.short_names()
        written = units.written_names()
        self._named = {
            pk: frozenset(
                unit.short
                for unit in written
                if any(name in text for name in (unit.name, unit.short, *unit.aliases, *unit.former))
            )
            for pk, text in Directive.objects.filter(pk__in=documents).values_list("pk", "text")
        }

    def findings(self, draft: Draft) -> Iterable[Finding]:
        support = frozenset(self._shorts[unit.pk] for unit in draft.support.all())
        clerk = Reading(
            text=draft.text,
            kind=draft.kind,
            lead=self._shorts.get(draft.lead_id or 0, ""),
            support=support,
            due_on=draft.due_on,
            measures=tuple(measure["raw"] for measure in draft.measures),
        )
        engine = self._engine(draft.engine) if draft.engine else clerk
        named = self._named[draft.directive_id] | {engine.lead} | engine.support
        origin, status = Origin(draft.origin), DraftStatus(draft.status)
        return judge(engine, clerk, origin=origin, status=status, named=named)

    def _engine(self, said: Mapping[str, Any]) -> Reading:
        """The engine's words with its names as units; of units that share a duty none leads."""
        leads, support = self._units(said["lead"]), self._units(said["support"])
        shared = said["relation"] == Relation.JOINT or not self._units(said["lead"][:1])
        lead = "" if shared else leads[0]
        return Reading(
            text=said["text"],
            kind=said["kind"],
            lead=lead,
            support=frozenset([*leads, *support]) - {lead},
            due_on=_due(said["deadline"]),
            measures=tuple(measure["raw"] for measure in said["measures"]),
        )

    def _units(self, names: Iterable[str]) -> list[str]:
        found = [self._index.candidates(name) for name in names]
        return [self._shorts[ids[0]] for ids in found if len(ids) == 1]


def _due(deadline: Mapping[str, Any] | None) -> date | None:
    if deadline is None or deadline["on"] is None or DeadlineKind(deadline["kind"]) in UNENDING:
        return None
    return date.fromisoformat(deadline["on"])
