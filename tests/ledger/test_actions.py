import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput
from luoshi.kernel.terms import Term
from luoshi.ledger import actions
from luoshi.ledger.models import Counter, Entry, Node

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


@pytest.mark.parametrize(("held", "statements"), [(0, 2), (1, 3), (2, 2), (3, 4), (7, 5), (8, 2)])
def test_an_append_reads_the_last_entry_and_its_left_neighbours_only(
    act, held, statements, *, django_assert_num_queries
):
    actions.append_many(act(number) for number in range(held))
    lock = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(lock + statements):
        append(act(held))


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


def test_the_given_act_is_not_changed(act):
    given = act(5)
    before = asdict(given)
    append(given)
    assert asdict(given) == before
