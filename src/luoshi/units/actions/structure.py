"""Units come into being, change their names and places, and are closed; every name keeps its days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from luoshi.kernel.errors import BadInput, Conflict, IllegalMove
from luoshi.ledger.actions import next_number, take_turn
from luoshi.units import queries, rules
from luoshi.units.actions.entry import record
from luoshi.units.models import Unit, UnitAlias, UnitVersion
from luoshi.units.policy import Acting, require_write
from luoshi.units.rules import NewUnit
from luoshi.units.terms import Tag, UnitKind


@transaction.atomic
def create_unit(facts: NewUnit, *, by: Acting, at: datetime) -> Unit:
    """A new unit, named so from its opening day on."""
    require_write(by)
    take_turn()
    today = localtime(at).date()
    opened_on = facts.opened_on or today
    rules.check_days(opened_on, today=today, label="启用日期")
    name, short = _names(facts.name, facts.short)
    _refuse_taken(name, label="全称")
    _refuse_taken(short, label="简称")
    parent = _parent(facts.parent_id)
    unit = Unit.objects.create(
        code=_code(facts.code),
        kind=UnitKind(facts.kind),
        parent=parent,
        name=name,
        short=short,
        opened_on=opened_on,
        position=_position(facts.position),
    )
    charged = list(rules.distinct_duties(facts.duties))
    first = {"name": name, "short": short, "parent": parent, "duties": charged}
    UnitVersion.objects.create(unit=unit, valid_from=opened_on, **first)
    aliases = _put_aliases(unit, facts.aliases)
    told = {"name": name, "short": short, "kind": unit.kind, "parent": facts.parent_id, "code": unit.code}
    data = {**told, "opened_on": opened_on, "aliases": aliases, "duties": charged, "position": unit.position}
    _done(Tag.UNIT_CREATED, unit, by=by, at=at, data=data)
    return unit


@transaction.atomic
def rename_unit(
    unit_id: int, *, by: Acting, at: datetime, name: str, short: str, parent_id: int | None, on: date
) -> Unit:
    """A new version from the day ``on``; on the very day on which the present one began, its correction."""
    unit = _open_unit(unit_id, by=by)
    current = unit.versions.get(valid_to=None)
    rules.check_days(on, today=localtime(at).date(), label="启用日期", earliest=current.valid_from)
    name, short = _names(name, short)
    _refuse_taken(name, label="全称", but=unit)
    _refuse_taken(short, label="简称", but=unit)
    rules.check_parent(unit.pk, parent_id, dict(Unit.objects.values_list("pk", "parent_id")))
    parent = _parent(parent_id)
    before = {"name": current.name, "short": current.short, "parent": current.parent_id}
    after = {"name": name, "short": short, "parent": parent_id}
    if before == after:
        return unit
    if on == current.valid_from:
        UnitVersion.objects.filter(pk=current.pk).update(name=name, short=short, parent=parent)
    else:
        UnitVersion.objects.filter(pk=current.pk).update(valid_to=on - timedelta(days=1))
        kept = {"parent": parent, "duties": current.duties}
        UnitVersion.objects.create(unit=unit, name=name, short=short, valid_from=on, **kept)
    Unit.objects.filter(pk=unit.pk).update(name=name, short=short, parent=parent)
    _done(Tag.UNIT_RENAMED, unit, by=by, at=at, data={"before": before, "after": after, "on": on})
    unit.refresh_from_db()
    return unit


@transaction.atomic
def arrange_unit(unit_id: int, *, by: Acting, at: datetime, kind: UnitKind, position: int) -> Unit:
    """Change what has no history: the kind, and the place in lists."""
    unit = _open_unit(unit_id, by=by)
    rules.check_within(position, label="排序", least=0, most=rules.HIGHEST_POSITION)
    before = {"kind": unit.kind, "position": unit.position}
    after = {"kind": UnitKind(kind).value, "position": position}
    if before == after:
        return unit
    Unit.objects.filter(pk=unit.pk).update(**after)
    _done(Tag.UNIT_ARRANGED, unit, by=by, at=at, data={"before": before, "after": after})
    unit.refresh_from_db()
    return unit


@transaction.atomic
def set_aliases(unit_id: int, *, by: Acting, at: datetime, aliases: Sequence[str]) -> Unit:
    """The other names of a unit, in place of those it had."""
    unit = _open_unit(unit_id, by=by)
    before = sorted(unit.aliases.values_list("alias", flat=True))
    after = _put_aliases(unit, aliases)
    if before != sorted(after):
        _done(Tag.UNIT_ALIASED, unit, by=by, at=at, data={"before": before, "after": after})
    return unit


@transaction.atomic
def set_duties(unit_id: int, *, by: Acting, at: datetime, duties: Sequence[str]) -> Unit:
    """What the unit is charged with from today on; where nothing was entered before, it completes the present version."""
    unit = _open_unit(unit_id, by=by)
    current, today = unit.versions.get(valid_to=None), localtime(at).date()
    after = list(rules.distinct_duties(duties))
    if after == current.duties:
        return unit
    if not current.duties or current.valid_from >= today:
        UnitVersion.objects.filter(pk=current.pk).update(duties=after)
    else:
        UnitVersion.objects.filter(pk=current.pk).update(valid_to=today - timedelta(days=1))
        kept = {"name": current.name, "short": current.short, "parent_id": current.parent_id}
        UnitVersion.objects.create(unit=unit, duties=after, valid_from=today, **kept)
    data = {"before": current.duties, "after": after, "on": today}
    _done(Tag.UNIT_CHARGED, unit, by=by, at=at, data=data)
    return unit


@transaction.atomic
def edit_unit(
    unit_id: int,
    *,
    by: Acting,
    at: datetime,
    kind: UnitKind,
    position: int,
    aliases: Sequence[str],
    duties: Sequence[str] | None = None,
) -> Unit:
    """Kind, place in lists, other names and duties in one act of a form; duties that are not given stay."""
    arrange_unit(unit_id, by=by, at=at, kind=kind, position=position)
    if duties is not None:
        set_duties(unit_id, by=by, at=at, duties=duties)
    return set_aliases(unit_id, by=by, at=at, aliases=aliases)


@transaction.atomic
def close_unit(unit_id: int, *, by: Acting, at: datetime, on: date) -> Unit:
    """The unit exists no more from the day ``on``; its matters and people stay as they are."""
    unit = _open_unit(unit_id, by=by)
    current = unit.versions.get(valid_to=None)
    rules.check_days(on, today=localtime(at).date(), label="撤销日期", earliest=current.valid_from)
    children = list(unit.children.filter(closed_on=None).values_list("name", flat=True)[:3])
    if children:
        named = "、".join(children)
        raise IllegalMove(
            "unit-has-children", f"“{unit.name}”还有下属单位（{named}等），请先调整它们的上级或撤销它们。"
        )
    last_day = max(current.valid_from, on - timedelta(days=1))
    UnitVersion.objects.filter(pk=current.pk).update(valid_to=last_day)
    Unit.objects.filter(pk=unit.pk).update(closed_on=on)
    _done(Tag.UNIT_CLOSED, unit, by=by, at=at, data={"name": unit.name, "on": on})
    unit.refresh_from_db()
    return unit


def _open_unit(unit_id: int, *, by: Acting) -> Unit:
    require_write(by)
    take_turn()
    unit = queries.one(by, unit_id)
    if unit.closed_on:
        raise IllegalMove("unit-closed", f"“{unit.name}”已于{unit.closed_on:%Y-%m-%d}撤销，不能再修改。")
    return unit


def _done(tag: Tag, unit: Unit, *, by: Acting, at: datetime, data: Mapping[str, object]) -> None:
    cache.delete("unit-names")
    record(tag, f"unit/{unit.pk}", by=by, at=at, data=data)


def _names(name: str, short: str) -> tuple[str, str]:
    return (
        rules.one_line(name, label="单位全称", limit=rules.NAME_LENGTH),
        rules.one_line(short, label="单位简称", limit=rules.SHORT_LENGTH),
    )


def _refuse_taken(text: str, *, label: str, but: Unit | None = None) -> None:
    holder = queries.holder_of(text, but=but)
    if holder:
        raise Conflict(
            "unit-name-taken",
            f"{label}“{text}”已经是“{holder.name}”的名称、简称或别名，请换一个能区分的写法，或到该单位上更新。",
        )


def _parent(parent_id: int | None) -> Unit | None:
    if parent_id is None:
        return None
    parent = Unit.objects.filter(pk=parent_id, closed_on=None).first()
    if parent is None:
        raise BadInput("unit-parent", "上级单位不存在或已撤销，请重新选择上级单位。")
    return parent


def _code(code: str) -> str:
    wanted = rules.one_line(code, label="单位编码", limit=rules.CODE_LENGTH, required=False)
    if wanted and Unit.objects.filter(code=wanted).exists():
        raise Conflict("unit-code-exists", f"单位编码“{wanted}”已被使用，请换一个，或留空由系统编号。")
    while not wanted or Unit.objects.filter(code=wanted).exists():
        wanted = f"U{next_number('unit-code', 0):03d}"
    return wanted


def _position(position: int | None) -> int:
    if position is not None:
        return rules.check_within(position, label="排序", least=0, most=rules.HIGHEST_POSITION)
    last: int | None = Unit.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 10


def _put_aliases(unit: Unit, aliases: Sequence[str]) -> list[str]:
    wanted = rules.distinct(aliases, label="别名", limit=rules.NAME_LENGTH)
    for alias in wanted:
        _refuse_taken(alias, label="别名", but=unit)
    unit.aliases.exclude(alias__in=wanted).delete()
    UnitAlias.objects.bulk_create(
        [UnitAlias(unit=unit, alias=alias) for alias in wanted], ignore_conflicts=True
    )
    return list(wanted)
