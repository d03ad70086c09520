"""``luoshi init``: database, place, calendar, first administrator. May be repeated; what is there stays."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import click

from luoshi.units.rules import PlaceFacts


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a new installation needs; ``do`` returns the sentence to print."""

    what: str
    is_done: Callable[[], bool]
    do: Callable[[], str]


@click.command()
@click.option("--name", prompt="本级名称（如 云州市）", help="本级名称，如 云州市。")
@click.option("--government", default="", help="政府全称；不填为本级名称加“人民政府”。")
@click.option("--office", default="", help="督查室名称；不填为政府全称加“督查室”。")
@click.option("--number-word", default="", help="文号代字；不填为本级名称首字加“督”。")
@click.option("--phone", default="", help="督查室联系电话。")
@click.option("--admin", default="admin", show_default=True, help="首位系统管理员的登录名。")
@click.option("--admin-name", default="系统管理员", show_default=True, help="首位系统管理员的姓名。")
@click.option("--dry-run", is_flag=True, help="只显示将要做什么，不写入。")
def init(*, admin: str, admin_name: str, dry_run: bool, **said: str) -> None:
    """建立数据库、本级设置、工作日历和首位系统管理员。可重复运行，已有的内容不改动。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    import django

    django.setup()
    facts = place_facts(**said)
    has_tables = _is_migrated()
    for step in (_database(), _place(facts), _units(facts), _calendar(), _administrator(admin, admin_name)):
        done = step.is_done() if has_tables else False
        if done:
            click.echo(f"已有{step.what}，未改动。")
        elif dry_run:
            click.echo(
                f"将建立{step.what}。"
                if has_tables or step.what == "数据库"
                else f"如无{step.what}，将建立。"
            )
        else:
            click.echo(step.do())
            has_tables = True


def place_facts(*, name: str, government: str, office: str, number_word: str, phone: str) -> PlaceFacts:
    """What follows from the name of the place when nothing else is said."""
    name = name.strip()
    government = government or f"{name}人民政府"
    return PlaceFacts(
        name=name,
        government=government,
        office=office or f"{government}督查室",
        number_word=number_word or f"{name[:1]}督",
        contact_phone=phone,
    )


def _is_migrated() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _database() -> Step:
    def do() -> str:
        from django.core.management import call_command
        from django.utils import timezone

        from luoshi.ledger import actions

        call_command("migrate", interactive=False, verbosity=0)
        actions.tell_numbers(at=timezone.now())
        return "已建立数据库。"

    return Step("数据库", _is_migrated, do)


def _place(facts: PlaceFacts) -> Step:
    def is_done() -> bool:
        from luoshi.units import queries

        return queries.place() is not None

    def do() -> str:
        from django.utils import timezone

        from luoshi.accounts.policy import SYSTEM
        from luoshi.units import actions

        actions.set_place(facts, by=SYSTEM, at=timezone.now())
        return f"已建立本级设置：{facts.name}，{facts.office}，文号代字“{facts.number_word}”。"

    return Step("本级设置", is_done, do)


def _units(facts: PlaceFacts) -> Step:
    def is_done() -> bool:
        from luoshi.units import queries

        return queries.open_units().exists()

    def do() -> str:
        from django.utils import timezone

        from luoshi.accounts.policy import SYSTEM
        from luoshi.units import actions
        from luoshi.units.rules import NewUnit
        from luoshi.units.terms import UnitKind

        at, office = timezone.now(), UnitKind.OFFICE
        government = NewUnit(name=facts.government, short=f"{facts.name[-1:]}政府", kind=office)
        parent = actions.create_unit(government, by=SYSTEM, at=at)
        own = NewUnit(name=facts.office, short="督查室", kind=office, parent_id=parent.pk)
        actions.create_unit(own, by=SYSTEM, at=at)
        return f"已建立单位：{facts.government}、{facts.office}。"

    return Step("单位", is_done, do)


def _calendar() -> Step:
    def is_done() -> bool:
        from luoshi.kernel.workdays import load_national
        from luoshi.units import queries

        return load_national().years <= queries.calendar().years

    def do() -> str:
        from django.utils import timezone

        from luoshi.accounts.policy import SYSTEM
        from luoshi.units import actions

        years = actions.seed_calendar(by=SYSTEM, at=timezone.now())
        return f"已录入{years[0]}年至{years[-1]}年的工作日历。"

    return Step("工作日历", is_done, do)


def _administrator(username: str, name: str) -> Step:
    def is_done() -> bool:
        from django.utils import timezone

        from luoshi.accounts import queries

        return queries.administrators(on=timezone.localdate()).exists()

    def do() -> str:
        from django.utils import timezone

        from luoshi.accounts import actions
        from luoshi.accounts.policy import SYSTEM
        from luoshi.accounts.rules import PersonFacts
        from luoshi.accounts.terms import Role
        from luoshi.units import queries

        here = queries.place()
        office = queries.holder_of(here.office if here else "") or queries.open_units()[0]
        login = actions.admit(
            PersonFacts(username=username, name=name),
            by=SYSTEM,
            at=timezone.now(),
            unit_id=office.pk,
            role=Role.ADMINISTRATOR,
        )
        return (
            f"已建立系统管理员：登录名 {login.username}，临时密码 {login.password}\n"
            "临时密码只显示这一次，请登录后立即修改。"
        )

    return Step("系统管理员", is_done, do)
