import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import connection

from luoshi.cli.ledger import ledger
from luoshi.kernel.errors import BadInput, NotFound
from luoshi.ledger import actions, queries
from luoshi.ledger.rules import Act

pytestmark = pytest.mark.django_db
FORGED = "0" * 64


@pytest.fixture
def entries(db):
    actions.append_many(
        Act(
            tag="matter:report",
            subject="matter/17",
            data={"number": number},
            actor_id=7,
            actor_name="张三",
            at=datetime(2026, 3, 2, tzinfo=UTC),
        )
        for number in range(5)
    )
    return queries.head().root


@pytest.fixture
def added_node(entries):
    """A node that should not be there: the triggers allow to add."""
    with connection.cursor() as cursor:
        cursor.execute('INSERT INTO ledger_node (level, "index", hash) VALUES (9, 0, %s)', [bytes(32)])


def luoshi(*arguments, **options):
    result = CliRunner().invoke(ledger, arguments, **options)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_an_intact_ledger_is_stated_with_size_and_head(entries):
    result = luoshi("verify")
    assert (result.exit_code, result.stdout) == (0, f"存证链完整：共5条，存证头 5:{entries}\n")
    assert result.stderr == "核验\n"


def test_an_empty_ledger_is_intact():
    result = luoshi("verify")
    assert (result.exit_code, result.stdout) == (0, f"存证链完整：共0条，存证头 0:{queries.head().root}\n")


def test_the_same_as_json(entries):
    result = luoshi("verify", "--format", "json")
    expected = {"ok": True, "size": 5, "root": entries, "problems": [], "found": 0}
    assert (result.exit_code, json.loads(result.stdout)) == (0, expected)


def test_problems_are_listed_and_end_with_exit_code_1(added_node):
    result = luoshi("verify")
    assert (result.exit_code, result.stdout) == (
        1,
        "存证链有1处问题（共5条），请立即停止写入并与备份核对：\n多出不应有的汇总校验值（第9层第0个）。\n",
    )


def test_problems_as_json(added_node):
    result = luoshi("verify", "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["ok"], found["found"]) == (1, False, 1)
    assert found["problems"] == [
        {"seq": 0, "code": "node-strange", "text": "多出不应有的汇总校验值（第9层第0个）。"}
    ]


def test_what_is_not_listed_is_counted(entries):
    printed = [argument for _ in range(101) for argument in ("--against", f"3:{FORGED}")]
    lines = luoshi("verify", *printed).stdout.splitlines()
    assert lines[0] == "存证链有101处问题（共5条），请立即停止写入并与备份核对："
    assert lines[1:] == ["前3条与给出的存证头不符，其中有记录已被改写。"] * 100 + ["其余1处未列出。"]


def test_printed_heads_are_compared(entries):
    third = queries.head(3).root
    assert luoshi("verify", "--against", f"3:{third.upper()}", "--against", f"5:{entries}").exit_code == 0
    assert luoshi("verify", "--against", f"3:{third}", "--against", f"5:{third}").exit_code == 1


@pytest.mark.parametrize("value", ["", "5", f"x:{FORGED}", f"-1:{FORGED}", "5:00", f"5:{'g' * 64}"])
def test_what_is_not_a_head_is_a_usage_error(value):
    result = luoshi("verify", "--against", value)
    assert result.exit_code == 2
    assert f"“{value}”不是存证头，应为“条数:64位校验值”。" in result.stderr


def test_the_head_now_and_before(entries):
    assert luoshi("head").stdout == f"存证链前5条的存证头：5:{entries}\n"
    earlier = luoshi("head", "--size", "3", "--format", "json").stdout
    assert json.loads(earlier) == {"size": 3, "root": queries.head(3).root, "hash": "sha256"}


@pytest.mark.parametrize("size", [[], ["--size", "4"]])
def test_a_proof_is_checked_without_the_database(entries, size, django_assert_num_queries):
    proof = luoshi("prove", "2", *size).stdout
    given = json.loads(proof)
    with django_assert_num_queries(0):
        result = luoshi("check", "-", input=proof)
    head = queries.head(given["head"]["size"])
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"证明成立：下列第2条在存证头 {head.size}:{head.root} 之内，请核对通报上印的是同一存证头。",
            given["record"],
        ],
    )
    assert json.loads(given["record"])["data"] == {"number": 2}


def test_a_forged_proof_is_refused(entries):
    proof = luoshi("prove", "2").stdout.replace("张三", "李四")
    result = luoshi("check", "-", input=proof)
    assert (result.exit_code, result.stdout) == (1, f"证明不成立：第2条的内容不在存证头 5:{entries} 之内。\n")


def test_refusals_go_up_to_the_command_line(entries):
    with pytest.raises(NotFound, match="存证链中没有第5条"):
        luoshi("prove", "5")
    with pytest.raises(BadInput, match="这不是存证证明文件"):
        luoshi("check", "-", input="{}")
