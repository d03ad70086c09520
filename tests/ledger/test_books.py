"""The small tables beside the tree, tampered with by somebody who owns the database."""

import pytest
from django.db import connection

from luoshi.ledger import actions, queries
from luoshi.ledger.models import Entry
from luoshi.ledger.queries.verification import books
from luoshi.ledger.rules import Head, WitnessKey

pytestmark = pytest.mark.django_db
SIZE = 12


@pytest.fixture
def entries(act):
    """Twelve entries; the third tells of one number, the last but one of a head that was witnessed."""
    actions.append_many([act(0), act(1)])
    actions.next_number("通报", 2026)
    actions.append_many([act(2), act(3)])
    actions.next_number("通报", 2026)
    actions.next_number("督办", 2026)
    actions.append_many(act(number) for number in range(4, 10))
    key = WitnessKey.generate("云州市审计局")
    said = key.sign(queries.head(), by="sha256", at="2026-03-16T01:00:00+00:00")
    actions.witness(said, actor_id=None, actor_name="系统", at=act().at)
    actions.append_many([act(11)])


@pytest.fixture
def tamper(entries, owner):
    def execute(statement, parameters=()):
        with owner.cursor() as cursor:
            if owner.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute(statement, parameters)

    yield execute
    if owner.vendor == "sqlite":
        with owner.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def found():
    return [(problem.seq, problem.code) for problem in queries.verify().problems]


def told():
    return [problem.text for problem in queries.verify().problems]


def only_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps values of other types, and unchecked ones")


def test_honest_books_agree(entries):
    assert queries.verify().ok
    assert queries.size() == SIZE


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("last = 3", "“通报”2026年的编号计数为3，存证记录中最后的编号为2。"),
        ("last = 1", "“通报”2026年的编号计数为1，存证记录中最后的编号为2。"),
        ("pending = 1", "“通报”2026年的编号计数为2，存证记录中最后的编号为2。"),
    ],
)
def test_a_counter_moved_by_hand_is_found(tamper, change, text):
    tamper(f"UPDATE ledger_counter SET {change} WHERE series = '通报'")  # noqa: S608 -- from the list above
    assert told() == [text]


def test_a_counter_moved_by_hand_stays_found_after_the_next_number(tamper, act):
    tamper("UPDATE ledger_counter SET last = 7 WHERE series = '通报'")
    assert actions.next_number("通报", 2026) == 8
    actions.append_many([act(12)])
    tamper("UPDATE ledger_tree SET size = 13")
    assert told() == ["“通报”2026年的编号不连续：第12条记为8至8，此前为2。"]


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("DELETE FROM ledger_counter WHERE series = '通报'", 1),
        ("UPDATE ledger_counter SET series = '简报' WHERE series = '通报'", 2),
        ("UPDATE ledger_counter SET year = 2025 WHERE series = '通报'", 2),
        ("UPDATE ledger_counter SET last = 3 - last", 2),
        ("INSERT INTO ledger_counter (series, year, last, pending) VALUES ('简报', 2026, 1, 1)", 1),
    ],
)
def test_counters_removed_renamed_exchanged_or_added_are_found(tamper, statement, count):
    tamper(statement)
    assert found() == [(0, "counter-altered")] * count


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM ledger_tree", (0, "tree-altered")),
        ("UPDATE ledger_tree SET hash = 'md5'", (0, "tree-altered")),
        ("UPDATE ledger_tree SET size = 11", (SIZE, "tree-size")),
        ("UPDATE ledger_tree SET size = 13", (SIZE, "tree-size")),
    ],
)
def test_the_record_of_the_tree_is_checked(tamper, statement, problem):
    tamper(statement)
    assert found() == [problem]


def test_another_hash_makes_every_entry_wrong(tamper):
    tamper("UPDATE ledger_tree SET hash = 'sm3'")
    assert {(seq, "entry-altered") for seq in range(SIZE)} <= set(found())


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_tree SET id = 2", "INSERT INTO ledger_tree VALUES (2, 'sha256', 12)"]
)
def test_a_record_of_another_tree_is_found(tamper, statement):
    only_sqlite()
    tamper(statement)
    assert found() == [(0, "tree-altered")]


@pytest.mark.parametrize(
    "change",
    [
        "root = '00'",
        "hash = 'sm3'",
        "witness = '云州市财政局'",
        "signed_at = ''",
        "signature = '00'",
        "size = 9",
    ],
)
def test_a_signature_changed_is_found(tamper, change):
    tamper(f"UPDATE ledger_witness SET {change}")  # noqa: S608 -- from the list above
    assert told() == ["第10条所记的见证签名缺失、多出或已被改动。"]


def test_a_signature_removed_or_moved_is_found(tamper):
    tamper("UPDATE ledger_witness SET seq = 4")
    assert found() == [(10, "witness-altered"), (4, "witness-altered")]
    tamper("DELETE FROM ledger_witness")
    assert found() == [(10, "witness-altered")]


def test_a_signature_put_in_is_found(tamper):
    columns = "root, hash, witness, signed_at, signature, seq"
    tamper(
        f'INSERT INTO ledger_witness ("key", size, {columns}) SELECT "key", 3, {columns} FROM ledger_witness'  # noqa: S608
    )
    assert found() == [(10, "witness-altered")]


def test_a_signature_that_was_never_true_is_found(act):
    actions.append_many([act(0, tag="ledger:witness", data={"size": 0}), act(1)])
    assert found() == [(0, "witness-altered")]


@pytest.mark.parametrize(
    "said",
    [
        {"size": 5},
        {"size": "5", "root": 7, "hash": "", "witness": "", "signed_at": "", "key": 1, "signature": ""},
    ],
)
def test_a_signature_that_cannot_be_read_does_not_stand(said):
    assert not books._stands(said, lambda size: None)


def test_witnesses_bear_witness_against_a_ledger_written_anew(tamper, act):
    kept = queries.witnesses()[0]
    for table in ("entry", "node", "tree", "counter", "witness"):
        tamper(f"DELETE FROM ledger_{table}")  # noqa: S608 -- from the list above
    actions.append_many(act(number, actor_name="李四") for number in range(10))
    fields = ("size", "root", "hash", "witness", "signed_at", "key", "signature")
    said = {name: getattr(kept, name) for name in fields}
    actions.append_many([act(10, tag="ledger:witness", data=said)])
    type(kept).objects.create(**said, seq=10)
    tamper("UPDATE ledger_tree SET size = 11")
    assert told() == ["第10条的见证签名与存证链不符，其中有记录已被改写。"]


@pytest.mark.parametrize("place", [-1, 10**6, 2**62, 2**63 - 1])
def test_an_entry_far_away_is_found_without_searching_the_gap(tamper, place):
    if place < 0:
        only_sqlite()
    tamper(
        "INSERT INTO ledger_entry (seq, tag, subject, actor_id, actor_name, at, recorded_at, data, leaf)"
        " SELECT %s, tag, subject, actor_id, actor_name, at, recorded_at, data, leaf FROM ledger_entry WHERE seq = 1",
        [place],
    )
    assert found()[0] == ((0, "entry-strange") if place < 0 else (SIZE, "entry-missing"))


@pytest.mark.parametrize("place", ["1.5", "'text'", "X'00'", "9e999"])
def test_an_entry_at_a_place_that_is_no_number_is_found(tamper, place):
    only_sqlite()
    tamper(f"UPDATE ledger_entry SET seq = {place} WHERE seq = 11")  # noqa: S608 -- from the list above
    assert "entry-strange" in {code for _, code in found()}
    tamper("UPDATE ledger_entry SET data = X'ff', at = 7 WHERE seq < 2")
    assert "entry-strange" in {code for _, code in found()}


def test_an_entry_twice_is_found_where_the_table_lets_it_in(tamper):
    only_sqlite()
    tamper(
        "CREATE TABLE twice AS SELECT * FROM ledger_entry UNION ALL SELECT * FROM ledger_entry WHERE seq = 3"
    )
    tamper("DROP TABLE ledger_entry")
    tamper("ALTER TABLE twice RENAME TO ledger_entry")
    assert found() == [(3, "entry-doubled")]


@pytest.mark.parametrize(
    "at", ["2026-03-02 01:03:03.0", "2026-03-02T01:03:03", "2026-03-02 01:03:03.0000000"]
)
def test_another_spelling_of_the_same_moment_is_found(tamper, at):
    only_sqlite()
    tamper("UPDATE ledger_entry SET at = %s WHERE seq = 1", [at])
    assert found() == [(1, "entry-altered")]


@pytest.mark.parametrize("hash_", ["'text'", "7", "99999999999"])
def test_a_hash_that_is_none_is_found(tamper, hash_):
    only_sqlite()
    tamper(f'UPDATE ledger_node SET hash = {hash_} WHERE level = 1 AND "index" = 1')  # noqa: S608
    assert found() == [(2, "node-altered")]
    result = queries.verify(heads=[Head(4, "00" * 32)])
    assert "head-contradicted" in {problem.code for problem in result.problems}


@pytest.mark.parametrize(
    ("level", "index"), [("1.5", "0"), ("'a'", "0"), ("1", "'b'"), ("2", "0.5"), ("9e99", "1")]
)
def test_a_node_at_a_place_that_is_no_number_is_found(tamper, level, index):
    only_sqlite()
    tamper(f"INSERT INTO ledger_node VALUES ({level}, {index}, X'00')")  # noqa: S608 -- from the list above
    assert (0, "node-strange") in found()


def test_a_counter_of_another_type_is_found(tamper):
    only_sqlite()
    tamper("UPDATE ledger_counter SET pending = '' WHERE series = '通报'")
    assert found() == [(0, "counter-altered")]


def test_numbers_told_in_another_form_make_the_entry_unreadable(tamper):
    changed = queries.entry(2)
    assert changed.numbers == '{"通报/2026":[1,1]}'
    tamper("UPDATE ledger_entry SET numbers = %s WHERE seq = 2", ["[]"])
    assert (2, "entry-altered") in found()


def test_a_table_that_cannot_be_read_is_found(tamper):
    only_sqlite()
    tamper("UPDATE ledger_counter SET series = CAST(X'ff' AS TEXT) WHERE series = '通报'")
    assert found() == [(0, "counter-altered")] * 2


def test_what_is_written_meanwhile_does_not_count(entries, act, monkeypatch):
    """The small tables are read again when an entry came between."""
    sizes = [SIZE - 1, SIZE]
    monkeypatch.setattr(books, "size", lambda: sizes.pop(0) if sizes else queries.size())
    assert books.read().size == SIZE
    assert Entry.objects.count() == SIZE
