import os
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from luoshi.accounts.policy import SYSTEM
from luoshi.cli.files import files
from luoshi.files import actions, queries

pytestmark = pytest.mark.django_db


def luoshi(*arguments):
    result = CliRunner().invoke(files, arguments, catch_exceptions=False)
    return result.exit_code, result.output.splitlines()


def aged(digest):
    yesterday = (timezone.now() - timedelta(hours=25)).timestamp()
    os.utime(queries.path_of(digest), (yesterday, yesterday))


def test_what_refused_acts_have_left_is_listed_and_taken_away(place):
    used = actions.store(b"a report", name="甲.txt", by=SYSTEM, at=timezone.now()).blob_id
    old = actions.keep(b"refused", name="乙.txt").digest
    fresh = actions.keep(b"just now", name="丙.txt").digest
    aged(used)
    aged(old)
    assert luoshi("orphans") == (0, [f"无引用 {old}", "共1个。"])
    assert queries.path_of(old).exists()
    assert luoshi("orphans", "--remove") == (0, [f"已删除 {old}", "共1个，已删除。"])
    assert [queries.path_of(one).exists() for one in (used, old, fresh)] == [True, False, True]


def test_an_empty_store_has_none(place):
    assert luoshi("orphans", "--remove") == (0, ["共0个，已删除。"])
