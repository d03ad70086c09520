"""Posts are given and ended, leaders' portfolios set; each from a day on."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from luoshi.accounts import queries, rules
from luoshi.accounts.actions.entry import record
from luoshi.accounts.actions.people import active, check_administrators_left
from luoshi.accounts.models import Person, Portfolio, Post
from luoshi.accounts.policy import Actor, Permission, require
from luoshi.accounts.terms import Role, Tag
from luoshi.kernel.errors import Conflict, IllegalMove, NotFound, RuleBroken
from luoshi.ledger.actions import take_turn
from luoshi.units.models import Unit
from luoshi.units.rules import check_year, one_line


@transaction.atomic
def give_post(
    person_id: int,
    *,
    by: Actor,
    at: datetime,
    unit_id: int,
    role: Role,
    title: str = "",
    on: date | None = None,
) -> Post:
    """A role in a unit, from the day ``on``, else from today."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    person = active(person_id, by=by)
    if person.pk == by.person_id:
        raise RuleBroken("post-oneself", "不能给自己任用岗位，请由另一位系统管理员办理。")
    unit = _open_unit(unit_id)
    role = Role(role)
    title = one_line(title, label="职务", limit=rules.TITLE_LENGTH, required=False)
    if Post.objects.filter(person=person, unit=unit, role=role, valid_to=None).exists():
        raise Conflict("post-exists", f"{person.name}已是“{unit.short}”的{role.label}，不必重复任用。")
    today = localtime(at).date()
    start = on or today
    check_year(start, label="任用日期", today=today)
    post = Post.objects.create(person=person, unit=unit, role=role, title=title, valid_from=start)
    data = {"unit": unit.pk, "unit_name": unit.name, "role": role.value, "title": title, "from": start}
    record(Tag.POST_GIVEN, person.pk, by=by, at=at, data=data)
    return post


@transaction.atomic
def end_post(post_id: int, *, by: Actor, at: datetime, on: date | None = None) -> Post:
    """The post is no longer held from the day ``on``, else from today."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    post = _present_post(post_id)
    today = localtime(at).date()
    if post.role == Role.ADMINISTRATOR:
        check_administrators_left(post.person_id, today=today)
    end = on or today
    check_year(end, label="免去日期", today=today)
    Post.objects.filter(pk=post.pk).update(valid_to=end - timedelta(days=1))
    data = {"unit": post.unit_id, "unit_name": post.unit.name, "role": post.role, "from": end}
    record(Tag.POST_ENDED, post.person_id, by=by, at=at, data=data)
    post.refresh_from_db()
    return post


@transaction.atomic
def retitle_post(post_id: int, *, by: Actor, at: datetime, title: str) -> Post:
    """Correct what the post is called."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    post = _present_post(post_id)
    title = one_line(title, label="职务", limit=rules.TITLE_LENGTH, required=False)
    if title != post.title:
        Post.objects.filter(pk=post.pk).update(title=title)
        data = {"unit": post.unit_id, "role": post.role, "title": [post.title, title]}
        record(Tag.POST_CHANGED, post.person_id, by=by, at=at, data=data)
        post.refresh_from_db()
    return post


@transaction.atomic
def set_portfolio(leader_id: int, *, by: Actor, at: datetime, units: Mapping[int, str]) -> list[Portfolio]:
    """What a leader is in charge of from today on: the field in words by unit, in place of what it was."""
    require(by, Permission.PEOPLE_WRITE)
    take_turn()
    leader = active(leader_id, by=by)
    today = localtime(at).date()
    if not queries.leaders(on=today).filter(pk=leader.pk).exists():
        raise RuleBroken("not-a-leader", f"{leader.name}不是市领导，不能设置分管单位。请先任用市领导岗位。")
    wanted = {
        _open_unit(unit_id).pk: one_line(field, label="分管领域", limit=rules.FIELD_LENGTH, required=False)
        for unit_id, field in units.items()
    }
    current = list(Portfolio.objects.filter(leader=leader, valid_to=None).select_related("unit"))
    before = {held.unit_id: held.field for held in current}
    if before != wanted:
        _replace(leader, current, wanted=wanted, today=today)
        data = {"before": _told(before), "after": _told(wanted), "from": today}
        record(Tag.PORTFOLIO_SET, leader.pk, by=by, at=at, data=data)
    return list(queries.portfolio(leader.pk, on=today))


def _present_post(post_id: int) -> Post:
    post = Post.objects.select_related("person", "unit").filter(pk=post_id).first()
    if post is None:
        raise NotFound("not-found", "没有找到这个岗位，或者它不在您的查看范围内。")
    if post.valid_to is not None:
        raise IllegalMove("post-ended", f"{post.person.name}的这个岗位已经结束，请刷新页面查看最新情况。")
    return post


def _replace(leader: Person, current: list[Portfolio], *, wanted: Mapping[int, str], today: date) -> None:
    kept = {held.unit_id for held in current if wanted.get(held.unit_id) == held.field}
    ended = [held.pk for held in current if held.unit_id not in kept]
    Portfolio.objects.filter(pk__in=ended).update(valid_to=today - timedelta(days=1))
    Portfolio.objects.bulk_create(
        [
            Portfolio(leader=leader, unit_id=unit_id, field=field, valid_from=today)
            for unit_id, field in wanted.items()
            if unit_id not in kept
        ]
    )


def _told(fields: Mapping[int, str]) -> dict[str, str]:
    return {str(unit_id): field for unit_id, field in fields.items()}


def _open_unit(unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk=unit_id, closed_on=None).first()
    if unit is None:
        raise NotFound("unit-not-found", "没有找到这个单位，或者它已经撤销，请重新选择单位。")
    return unit
