import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from hashlib import sha256

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput
from luoshi.kernel.terms import Term
from luoshi.ledger import actions, queries
from luoshi.ledger.models import Counter, Entry, Node, Tree
from luoshi.ledger.rules import leaf_data

pytestmark = pytest.mark.django_db


class Tag(Term):
    CLOSE = "matter:close", "办结"


def append(act):
    return actions.append(**{name: getattr(act, name) for name in act.__slots__})


def naive_tree():
    """All complete subtrees over the stored leaves, computed level by level."""
    level = [bytes(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True)]
    nodes = set()
    for height in range(1, len(level).bit_length()):
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        nodes |= {(height, index, subtree) for index, subtree in enumerate(level)}
    return nodes


def stored_tree():
    return {
        (level, index, bytes(subtree))
        for level, index, subtree in Node.objects.values_list("level", "index", "hash")
    }


def test_an_entry_keeps_what_was_said_and_its_leaf_commits_to_it():
    before = datetime.now(UTC)
    seq = actions.append(
        tag=Tag.CLOSE,
        subject="matter/17",
        data={"to": "closed", "from": "verified", "why": "已“改造”完"},
        actor_id=None,
        actor_name="系统",
        at=datetime(2026, 3, 2, 9, 2, 3, tzinfo=timezone(timedelta(hours=8))),
    )
    entry = Entry.objects.get()
    assert (seq, entry.seq, entry.tag, entry.subject) == (0, 0, "matter:close", "matter/17")
    assert (entry.actor_id, entry.actor_name) == (None, "系统")
    assert entry.at == datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)
    assert before <= entry.recorded_at <= datetime.now(UTC)
    assert entry.data == '{"from":"verified","to":"closed","why":"已“改造”完"}'
    said = {
        name: getattr(entry, name)
        for name in ("seq", "tag", "subject", "actor_id", "actor_name", "at", "recorded_at")
    }
    expected = canonical(said | {"data": json.loads(entry.data)})
    assert bytes(entry.leaf) == sha256(b"\x00" + expected).digest()


def test_entries_one_by_one_and_many_at_once_grow_the_tree_of_the_definition(act):
    places = [append(act(0)), append(act(1)), *actions.append_many([act(2)])]
    for count in (0, 1, 2, 3, 7, 16, 5):
        places += actions.append_many(act(len(places) + extra) for extra in range(count))
    places += [append(act(number)) for number in range(37, 45)]
    assert places == list(range(45))
    assert [json.loads(entry.data)["number"] for entry in Entry.objects.order_by("seq")] == places
    assert stored_tree() == naive_tree()


@pytest.mark.parametrize(("held", "statements"), [(0, 4), (1, 3), (2, 2), (3, 4), (7, 5), (8, 2)])
def test_an_append_reads_the_last_entry_and_its_left_neighbours_only(
    act, held, statements, *, django_assert_num_queries
):
    actions.append_many(act(number) for number in range(held))
    lock = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(lock + statements):
        append(act(held))


def test_the_first_entry_also_reads_the_numbers_given_and_opens_the_tree(act):
    append(act())
    assert Tree.objects.values_list("id", "hash", "size").get() == (1, "sha256", 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["append", "number", "turn"])
def test_outside_a_transaction_nothing_is_written(act, verb):
    write = {
        "append": lambda: append(act()),
        "number": lambda: actions.next_number("督办", 2026),
        "turn": actions.take_turn,
    }
    with pytest.raises(TransactionManagementError):
        write[verb]()
    assert (Entry.objects.count(), Counter.objects.count()) == (0, 0)


def numbered(act):
    return actions.next_number("督办", 2026), append(act)


def test_an_act_that_fails_leaves_no_entry_and_gives_its_number_back(act):
    point = transaction.savepoint()
    assert numbered(act()) == (1, 0)
    transaction.savepoint_rollback(point)
    assert (Entry.objects.count(), Counter.objects.count()) == (0, 0)
    assert numbered(act()) == (1, 0)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"tag": "t" * 65}, BadInput),
        ({"data": {"text": "\ud800"}}, BadInput),
        ({"actor_name": "\udfff"}, BadInput),
        ({"data": {"share": 0.5}}, TypeError),
        ({"at": datetime(2026, 3, 2)}, TypeError),  # noqa: DTZ001
    ],
)
def test_of_many_acts_none_is_written_when_one_is_refused(act, change, error):
    with pytest.raises(error):
        actions.append_many([act(0), act(1, **change)])
    assert (Entry.objects.count(), Node.objects.count()) == (0, 0)


def test_each_series_and_year_counts_for_itself_without_gaps():
    given = [
        actions.next_number(series, year)
        for series, year in [("督办", 2026), ("督办", 2026), ("通报", 2026), ("督办", 2027), ("督办", 2026)]
    ]
    assert given == [1, 2, 1, 1, 3]


def test_the_next_entry_tells_which_numbers_were_given(act):
    append(act(0))
    assert [actions.next_number("通报", 2026) for _ in range(3)] == [1, 2, 3]
    actions.next_number("督办", 2026)
    assert list(Counter.objects.order_by("series").values_list("last", "pending")) == [(1, 1), (3, 3)]
    actions.append_many([])
    actions.append_many([act(1), act(2)])
    actions.next_number("通报", 2026)
    append(act(3))
    told = list(Entry.objects.order_by("seq").values_list("numbers", flat=True))
    assert told == [None, '{"督办/2026":[1,1],"通报/2026":[1,3]}', None, '{"通报/2026":[4,4]}']
    assert set(Counter.objects.values_list("pending", flat=True)) == {0}


def test_numbers_given_before_an_upgrade_are_told_once(act):
    append(act(0))
    actions.tell_numbers(at=act().at)
    actions.next_number("通报", 2026)
    actions.tell_numbers(at=act().at)
    actions.tell_numbers(at=act().at)
    told = [(entry.tag, entry.numbers) for entry in Entry.objects.order_by("seq")]
    assert told == [("matter:report", None), ("ledger:numbers", '{"通报/2026":[1,1]}')]
    assert queries.verify().ok


@pytest.mark.parametrize("size", range(9))
def test_with_sm3_the_tree_is_that_of_the_definition(act, settings, size):
    settings.LEDGER_HASH = "sm3"
    sm3 = partial(hashlib.new, "sm3")
    actions.append_many(act(number) for number in range(size))
    leaves = [sm3(b"\x00" + leaf_data(queries.entry(seq))).digest() for seq in range(size)]
    assert [bytes(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True)] == leaves

    def root(leaves):
        if len(leaves) < 2:
            return leaves[0] if leaves else sm3(b"").digest()
        left = 1 << (len(leaves) - 1).bit_length() - 1
        return sm3(b"\x01" + root(leaves[:left]) + root(leaves[left:])).digest()

    assert queries.head().root == root(leaves).hex()
    assert queries.verify().ok


def test_the_hash_is_fixed_by_the_first_entry(act, settings):
    settings.LEDGER_HASH = "sm3"
    append(act(0))
    settings.LEDGER_HASH = "sha256"
    append(act(1))
    assert (queries.state().by.name, Tree.objects.get().hash) == ("sm3", "sm3")
    assert queries.verify().ok


def test_an_unknown_hash_is_refused_with_the_first_entry(act, settings):
    settings.LEDGER_HASH = "md5"
    with pytest.raises(BadInput, match="LUOSHI_HASH"):
        append(act())
    assert Entry.objects.count() == 0


def test_the_given_act_is_not_changed(act):
    given = act(5)
    before = asdict(given)
    append(given)
    assert asdict(given) == before
