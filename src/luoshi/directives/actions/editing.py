"""What a clerk makes of a draft's wording, owners and dates; and of the face of the document."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.accounts.policy import Actor, Permission, require
from luoshi.directives import queries, rules
from luoshi.directives.actions.act import Act, change, open_draft, record, words
from luoshi.directives.actions.reading import reread_measures, timed
from luoshi.directives.models import Directive, Draft
from luoshi.directives.terms import DraftKind, Relation, Tag
from luoshi.kernel.errors import BadInput, Conflict, RuleBroken
from luoshi.units import queries as units
from luoshi.units.rules import check_year

TEXT_LENGTH = 4_000
DEADLINE_LENGTH = 80
MEASURE_LENGTH = 80
MOST_MEASURES = 50


@dataclass(frozen=True, slots=True)
class Wording:
    """All that may be changed of a draft; ids are of open units, measures are words of the text."""

    kind: DraftKind
    text: str
    lead_id: int | None = None
    support_ids: tuple[int, ...] = ()
    deadline_raw: str = ""
    due_on: date | None = None
    next_check_on: date | None = None
    measures: tuple[str, ...] = ()


@transaction.atomic
def edit(draft_id: int, wording: Wording, *, by: Actor, at: datetime, version: int) -> Draft:
    """Write the clerk's reading over the engine's, which stays in ``engine``."""
    act = Act(by, at)
    draft = open_draft(draft_id, act, version=version)
    before = words(draft)
    _check(wording, draft, today=act.day)
    change(draft, "edit", **_columns(wording, draft))
    draft.support.set(_others(wording))
    return _done(draft, act, before=before)


@transaction.atomic
def edit_part(draft_id: int, part: Mapping[str, Any], *, by: Actor, at: datetime, version: int) -> Draft:
    """Write over some fields of a ``Wording``; all else stays, names that led to no unit included."""
    act = Act(by, at)
    draft = open_draft(draft_id, act, version=version)
    before = words(draft)
    wording = replace(_wording(draft), **part)
    _check(wording, draft, today=act.day)
    columns = _columns(wording, draft) | {"lead_raw": draft.lead_raw, "support_raw": draft.support_raw}
    change(draft, "edit", **columns)
    draft.support.set(_others(wording))
    return _done(draft, act, before=before)


@transaction.atomic
def choose_lead(draft_id: int, unit_id: int, *, by: Actor, at: datetime, version: int) -> Draft:
    """Name one of several units as the lead; the others support it."""
    act = Act(by, at)
    draft = open_draft(draft_id, act, version=version)
    before = words(draft)
    ids = [unit.pk for unit in draft.support.all()]
    if draft.lead_id is not None:
        ids.append(draft.lead_id)
    _check_units([unit_id])
    change(draft, "edit", lead_id=unit_id, relation=Relation.EXPLICIT)
    draft.support.set([pk for pk in ids if pk != unit_id])
    return _done(draft, act, before=before)


@transaction.atomic
def describe(directive_id: int, face: rules.Face, *, by: Actor, at: datetime, version: int) -> Directive:
    """Put the face of the document right: title, kind, number, issuer, date; the text never changes."""
    require(by, Permission.DIRECTIVE_WRITE)
    act = Act(by, at)
    directive = queries.one(by, directive_id)
    after = asdict(rules.checked(face, today=act.day))
    before = {name: getattr(directive, name) for name in after}
    won = Directive.objects.filter(pk=directive.pk, version=version).update(version=version + 1, **after)
    if not won:
        raise Conflict(
            "directive-changed", "文件信息刚刚被他人更新，您的修改没有生效。请核对最新内容后再修改。"
        )
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(directive.pk, Tag.DESCRIBED, act=act, data={"changed": changed})
    return queries.one(by, directive_id)


def _done(draft: Draft, act: Act, *, before: Mapping[str, object]) -> Draft:
    fresh = queries.one_draft(act.by, draft.pk)
    after = words(fresh)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(draft.directive_id, Tag.DRAFT_EDITED, act=act, data={"draft": draft.pk, "changed": changed})
    return fresh


def _wording(draft: Draft) -> Wording:
    return Wording(
        kind=DraftKind(draft.kind),
        text=draft.text,
        lead_id=draft.lead_id,
        support_ids=tuple(unit.pk for unit in draft.support.all()),
        deadline_raw=draft.deadline_raw,
        due_on=draft.due_on,
        next_check_on=draft.next_check_on,
        measures=tuple(measure["raw"] for measure in draft.measures),
    )


def _check(wording: Wording, draft: Draft, *, today: date) -> None:
    """What the engine has read may be longer than what a clerk may write."""
    if not wording.text.strip():
        raise BadInput("no-content", "请填写事项内容。")
    if len(wording.measures) > MOST_MEASURES:
        raise BadInput("too-many-measures", f"一件事项最多{MOST_MEASURES}个量化指标，请只留考核用的。")
    read = [measure["raw"] for measure in draft.measures]
    limits = (
        ("事项内容", wording.text, max(TEXT_LENGTH, len(draft.text))),
        ("时限原文", wording.deadline_raw, max(DEADLINE_LENGTH, len(draft.deadline_raw))),
        *(("指标", measure, MEASURE_LENGTH) for measure in wording.measures if measure not in read),
    )
    for label, text, limit in limits:
        if len(text) > limit:
            raise BadInput("field-too-long", f"{label}最多{limit}个字，现有{len(text)}个字，请缩短。")
    for label, day in (("完成时限", wording.due_on), ("下次检查日期", wording.next_check_on)):
        if day is not None:
            check_year(day, label=label, today=today)
    named = [wording.lead_id] if wording.lead_id is not None else []
    _check_units([*named, *wording.support_ids])


def _check_units(ids: list[int]) -> None:
    found = units.open_units().filter(pk__in=ids).count() if ids else 0
    if found != len(set(ids)):
        raise RuleBroken("unit-closed", "其中有单位已经撤销或不存在，请从列表中重新选择。")


def _others(wording: Wording) -> list[int]:
    return [pk for pk in dict.fromkeys(wording.support_ids) if pk != wording.lead_id]


def _columns(wording: Wording, draft: Draft) -> dict[str, Any]:
    """Names that led to no unit have been seen by the clerk and stay only in what the engine said."""
    relation = draft.relation if wording.lead_id == draft.lead_id else _named(wording.lead_id)
    return {
        "kind": wording.kind,
        "text": wording.text.strip(),
        "lead_id": wording.lead_id,
        "lead_raw": [],
        "support_raw": [],
        "relation": relation,
        "measures": reread_measures(wording.measures, known=draft.measures),
        **timed(wording.deadline_raw.strip(), wording.due_on, wording.next_check_on, draft=draft),
    }


def _named(lead_id: int | None) -> Relation:
    return Relation.NONE if lead_id is None else Relation.EXPLICIT
