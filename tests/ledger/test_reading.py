import json
from dataclasses import asdict, replace
from hashlib import sha256

import pytest

from luoshi.kernel.errors import NotFound, RuleBroken
from luoshi.kernel.hashing import SHA256
from luoshi.kernel.merkle import verify_consistency
from luoshi.ledger import actions, queries
from luoshi.ledger.models import Entry
from luoshi.ledger.rules import Head, holds, read_inclusion

pytestmark = pytest.mark.django_db
SIZE = 21


@pytest.fixture
def entries(act):
    actions.append_many(act(number) for number in range(SIZE))


def naive_root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + naive_root(leaves[:left]) + naive_root(leaves[left:])).digest()


def test_the_head_of_nothing():
    assert queries.head() == Head(0, SHA256.empty_root.hex())


def test_the_head_now_and_as_it_was(entries):
    leaves = [bytes(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True)]
    heads = [queries.head(size) for size in range(1, SIZE + 1)]
    assert heads == [Head(size, naive_root(leaves[:size]).hex()) for size in range(1, SIZE + 1)]
    assert queries.head() == heads[-1]


def test_the_story_of_a_subject_is_in_order_and_in_pages(entries):
    story = queries.story("matter/1")
    assert [record.seq for record in story] == [1, 4, 7, 10, 13, 16, 19]
    assert [record.facts()["number"] for record in story] == [1, 4, 7, 10, 13, 16, 19]
    assert queries.story("matter/1", limit=2, offset=3) == story[3:5]
    assert queries.story("matter/99") == []


@pytest.mark.parametrize("held", [1, 5])
def test_a_story_is_one_query(act, held, django_assert_num_queries):
    actions.append_many(act(0) for _ in range(held))
    with django_assert_num_queries(1):
        assert len(queries.story("matter/0")) == held


def test_an_entry_reads_as_it_was_written(entries, act):
    record, given = queries.entry(5), act(5)
    assert (record.seq, record.tag, record.subject, record.actor_id) == (5, given.tag, given.subject, 7)
    assert (record.actor_name, record.at, record.facts()) == (given.actor_name, given.at, given.data)


def test_every_entry_is_proved_under_every_head_that_holds_it(entries):
    proofs = [queries.inclusion(seq, size) for size in range(1, SIZE + 1) for seq in range(size)]
    assert all(holds(proof) for proof in proofs)
    assert {proof.head for proof in proofs} == {queries.head(size) for size in range(1, SIZE + 1)}
    assert queries.inclusion(3) == queries.inclusion(3, SIZE)


def test_every_head_is_shown_to_begin_every_later_one(entries):
    for new in range(SIZE + 1):
        for old in range(new + 1):
            proof = queries.consistency(old, new)
            assert (proof.old, proof.new) == (queries.head(old), queries.head(new))
            assert verify_consistency(
                [bytes.fromhex(step) for step in proof.path],
                old=old,
                new=new,
                old_root=bytes.fromhex(proof.old.root),
                new_root=bytes.fromhex(proof.new.root),
            )
    assert queries.consistency(4) == queries.consistency(4, SIZE)


def test_a_proof_may_lead_on_from_an_older_printed_head(entries):
    printed = queries.head(9)
    proof = queries.inclusion(15, 18, since=printed)
    assert (proof.head, proof.since) == (queries.head(18), queries.consistency(9, 18))
    assert holds(proof)
    assert not holds(replace(proof, since=queries.consistency(9, 19)))
    assert not holds(replace(proof, since=replace(proof.since, path=[])))
    assert read_inclusion(json.dumps(asdict(proof)).encode()) == proof


def test_a_printed_head_is_compared_with_the_ledger_of_today(entries):
    assert queries.compare(queries.head(9)) == queries.consistency(9)
    assert queries.compare(queries.head()) == queries.consistency(SIZE)
    for printed, code in (
        (Head(9, "00" * 32), "head-contradicted"),
        (Head(22, "00" * 32), "head-beyond-end"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            queries.compare(printed)
        assert refusal.value.code == code


def test_consistency_reads_few_rows_however_long_the_ledger(act, django_assert_max_num_queries):
    actions.append_many(act(number) for number in range(1500))
    with django_assert_max_num_queries(4 * 11 + 3):
        queries.consistency(777)


@pytest.mark.parametrize(
    ("ask", "code", "message"),
    [
        (lambda: queries.entry(21), "ledger-entry-unknown", "存证链中没有第21条，请核对序号（从0开始）。"),
        (
            lambda: queries.inclusion(21),
            "ledger-entry-unknown",
            "存证链中没有第21条，请核对序号（从0开始）。",
        ),
        (lambda: queries.inclusion(5, 5), "ledger-size-too-small", "前5条中不含第5条，请给出大于5的条数。"),
        (
            lambda: queries.inclusion(5, 22),
            "ledger-size-unknown",
            "存证链现有21条，没有“前22条”，请核对条数。",
        ),
        (lambda: queries.head(-1), "ledger-size-unknown", "存证链现有21条，没有“前-1条”，请核对条数。"),
        (lambda: queries.consistency(9, 8), "ledger-size-unknown", "前8条之内没有“前9条”，请核对条数。"),
        (lambda: queries.consistency(-1), "ledger-size-unknown", "前21条之内没有“前-1条”，请核对条数。"),
    ],
)
def test_what_is_not_there_is_refused(entries, ask, *, code, message):
    with pytest.raises(NotFound) as refusal:
        ask()
    assert (refusal.value.code, refusal.value.message) == (code, message)


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        ("DELETE FROM ledger_node WHERE level = 2", (2, 0)),
        ("DELETE FROM ledger_entry WHERE seq = 20", (0, 20)),
    ],
)
def test_a_damaged_tree_is_named(entries, owner, damage, *, place):
    with owner.cursor() as cursor:
        cursor.execute(damage)
    with pytest.raises(NotFound) as refusal:
        queries.node(*place)
    assert refusal.value.code == "ledger-damaged"
