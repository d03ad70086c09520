"""Whatever an owner of the database changes behind the triggers is found and placed."""

import pytest
from django.db import connection

from luoshi.kernel.hashing import SHA256
from luoshi.ledger import actions, queries
from luoshi.ledger.models import Entry, Node
from luoshi.ledger.queries import verification
from luoshi.ledger.queries.verification import findings
from luoshi.ledger.rules import Head, leaf_data

pytestmark = pytest.mark.django_db
SIZE = 23
BOOKS = 5
"""Statements that read the small tables, and the size before and after."""


@pytest.fixture(params=[4096, 8, 5, 1])
def part(request, monkeypatch):
    monkeypatch.setattr(verification, "PART", request.param)
    return request.param


@pytest.fixture
def entries(act):
    actions.append_many(act(number) for number in range(SIZE))


@pytest.fixture
def tamper(entries, owner):
    def execute(statement, parameters=()):
        with owner.cursor() as cursor:
            cursor.execute(statement, parameters)

    return execute


def found(**options):
    return [(problem.seq, problem.code) for problem in queries.verify(**options).problems]


@pytest.mark.parametrize("size", range(18))
def test_an_honest_ledger_is_whole(act, part, size):
    actions.append_many(act(number) for number in range(size))
    head = queries.head()
    assert queries.verify() == queries.Verification(size, head.root, (), 0)
    assert queries.verify().ok


def test_progress_is_told_after_each_part(entries, monkeypatch):
    monkeypatch.setattr(verification, "PART", 10)
    told = []
    queries.verify(lambda done, size: told.append((done, size)))
    assert told == [(10, 23), (20, 23), (23, 23)]


@pytest.mark.parametrize(
    "change",
    [
        "tag = 'matter:return'",
        "subject = 'matter/9'",
        "actor_id = NULL",
        "actor_id = 8",
        "actor_name = '李四'",
        "at = recorded_at",
        "recorded_at = at",
        "data = '{}'",
        "data = data || ' '",
    ],
)
def test_any_altered_field_is_found(tamper, part, change):
    tamper(f"UPDATE ledger_entry SET {change} WHERE seq = 13")  # noqa: S608 -- from the list above
    result = queries.verify()
    assert [(problem.seq, problem.code) for problem in result.problems] == [(13, "entry-altered")]
    assert result.problems[0].text == "第13条与其校验值不符，内容或校验值已被改动。"
    assert not result.ok


def test_an_entry_altered_together_with_its_leaf_is_found_at_the_node_above(tamper, part):
    tamper("UPDATE ledger_entry SET actor_name = '李四' WHERE seq = 13")
    tamper("UPDATE ledger_entry SET leaf = %s WHERE seq = 13", [SHA256.leaf(leaf_data(queries.entry(13)))])
    assert found() == [(12, "node-altered")]


def test_two_entries_exchanged_are_found(tamper, part):
    tamper("UPDATE ledger_entry SET seq = seq + 100 WHERE seq IN (3, 4)")
    tamper("UPDATE ledger_entry SET seq = 107 - seq WHERE seq IN (103, 104)")
    assert sorted(found()) == [
        (2, "node-altered"),
        (3, "entry-altered"),
        (4, "entry-altered"),
        (4, "node-altered"),
    ]


@pytest.mark.parametrize(
    ("size", "gaps"),
    [
        (4096, ["缺少第9条至第11条，共3条。"]),
        (10, ["缺少第9条至第9条，共1条。", "缺少第10条至第11条，共2条。"]),
    ],
)
def test_removed_entries_are_found_as_gaps(tamper, monkeypatch, *, size, gaps):
    monkeypatch.setattr(verification, "PART", size)
    tamper("DELETE FROM ledger_entry WHERE seq BETWEEN 9 AND 11")
    assert [problem.text for problem in queries.verify().problems] == gaps


def test_removed_first_entries_are_found(tamper):
    tamper("DELETE FROM ledger_entry WHERE seq < 2")
    result = queries.verify()
    assert [problem.text for problem in result.problems] == ["缺少第0条至第1条，共2条。"]
    assert result.root == queries.head().root


def test_removed_last_entries_leave_a_stranger_above_and_are_missed_in_the_count(tamper, part):
    tamper("DELETE FROM ledger_entry WHERE seq > 20")
    assert found() == [(20, "node-strange"), (21, "tree-size")]


def test_a_removed_last_entry_that_stood_alone_is_missed_in_the_count(tamper, part):
    tamper("DELETE FROM ledger_entry WHERE seq = 22")
    result = queries.verify()
    assert [(problem.seq, problem.code) for problem in result.problems] == [(22, "tree-size")]
    assert result.problems[0].text == "存证链共写入过23条，现有22条：末尾的记录已被删去，或条数已被改动。"


def test_a_removed_peak_makes_the_head_unknowable(tamper, part):
    tamper("DELETE FROM ledger_node WHERE level = 4")
    result = queries.verify(heads=[Head(16, "00" * 32)])
    assert result.root is None
    assert [problem.code for problem in result.problems] == ["node-missing", "head-contradicted"]
    assert result.problems[0].text == "第0条至第15条的汇总校验值缺失。"


def test_an_altered_node_is_found_below_and_above(tamper, part):
    tamper('UPDATE ledger_node SET hash = %s WHERE level = 2 AND "index" = 1', [bytes(32)])
    assert sorted(found()) == [(0, "node-altered"), (4, "node-altered")]


@pytest.mark.parametrize(("level", "index"), [(1, 11), (2, 5), (5, 0), (62, 0), (63, 0), (70, 0)])
def test_a_node_that_should_not_be_is_found(tamper, level, index):
    tamper('INSERT INTO ledger_node (level, "index", hash) VALUES (%s, %s, %s)', [level, index, bytes(32)])
    result = queries.verify()
    assert [problem.code for problem in result.problems] == ["node-strange"]
    assert result.problems[0].text == f"多出不应有的汇总校验值（第{level}层第{index}个）。"


def test_a_node_without_any_entry_is_found(owner):
    with owner.cursor() as cursor:
        cursor.execute('INSERT INTO ledger_node (level, "index", hash) VALUES (1, 0, %s)', [bytes(32)])
    assert found() == [(0, "node-strange")]


def test_a_ledger_written_anew_contradicts_the_printed_head(act, tamper):
    printed = [queries.head(size) for size in (0, 5, 12, SIZE)]
    for table in ("node", "entry", "tree"):
        tamper(f"DELETE FROM ledger_{table}")  # noqa: S608 -- from the list above
    actions.append_many([*(act(number) for number in range(7)), act(7, actor_name="李四")])
    actions.append_many(act(number) for number in range(8, SIZE))
    tamper("UPDATE ledger_tree SET size = %s", [SIZE])
    assert found() == []
    printed[1] = queries.head(5)
    result = queries.verify(heads=printed)
    assert [problem.text for problem in result.problems] == [
        "前12条与给出的存证头不符，其中有记录已被改写。",
        "前23条与给出的存证头不符，其中有记录已被改写。",
    ]


def test_an_end_cut_off_cleanly_is_shorter_than_the_printed_head(tamper, part):
    printed = [queries.head(20), queries.head()]
    tamper("DELETE FROM ledger_entry WHERE seq >= 20")
    tamper('DELETE FROM ledger_node WHERE "index" >= 20 >> level')
    tamper("UPDATE ledger_tree SET size = 20")
    assert found() == []
    result = queries.verify(heads=printed)
    assert [problem.text for problem in result.problems] == [
        "存证头（前23条）比现有的20条还多，末尾的记录已被删去。"
    ]


def test_more_problems_than_are_listed_are_counted(tamper, monkeypatch):
    monkeypatch.setattr(findings, "LISTED", 3)
    tamper("UPDATE ledger_entry SET actor_name = '李四'")
    result = queries.verify()
    assert ([problem.seq for problem in result.problems], result.found) == ([0, 1, 2], SIZE)


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-13-45 01:02:03'",
        "at = '9999-12-31 23:59:59+99:99'",
        "leaf = 'text'",
        "data = X'00ff'",
        "tag = X'00ff'",
        "actor_name = CAST(X'ff' AS TEXT)",
    ],
)
def test_rows_that_cannot_even_be_read_are_found(tamper, part, change):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps values of other types")
    tamper(f"UPDATE ledger_entry SET {change} WHERE seq = 13")  # noqa: S608 -- from the list above
    assert found() == [(13, "entry-unreadable")]


def test_reading_is_in_parts_of_few_queries(entries, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(verification, "PART", 16)
    with django_assert_num_queries(BOOKS + 2 + 4 + 4 + 2):
        queries.verify()
    assert (Entry.objects.count(), Node.objects.count()) == (23, 11 + 5 + 2 + 1)
