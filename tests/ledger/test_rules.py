import json
from dataclasses import asdict, replace
from datetime import UTC, datetime

import pytest

from luoshi.kernel.canonical import canonical
from luoshi.kernel.errors import BadInput
from luoshi.kernel.hashing import SHA256
from luoshi.ledger.rules import (
    Consistency,
    Head,
    Inclusion,
    Record,
    check,
    holds,
    leaf_data,
    numbers_text,
    read_consistency,
    read_head,
    read_inclusion,
)

RECORD = Record(
    seq=3,
    tag="matter:close",
    subject="matter/17",
    actor_id=None,
    actor_name="系统",
    at=datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC),
    recorded_at=datetime(2026, 3, 2, 1, 2, 4, 5, tzinfo=UTC),
    data='{"a":["改造",1],"z":null}',
)


def test_the_leaf_commits_to_every_field_in_canonical_form():
    whole = {name: value for name, value in asdict(RECORD).items() if name not in {"data", "numbers"}}
    assert leaf_data(RECORD) == canonical(whole | {"data": {"z": None, "a": ["改造", 1]}})
    numbered = replace(RECORD, numbers=numbers_text([("通报", 2026, 3, 4), ("督办", 0, 1, 1)]))
    told = {"data": {"z": None, "a": ["改造", 1]}, "numbers": {"通报/2026": [3, 4], "督办/0": [1, 1]}}
    assert leaf_data(numbered) == canonical(whole | told)


def test_the_leaf_in_full():
    assert leaf_data(RECORD).decode() == (
        '{"actor_id":null,"actor_name":"系统","at":"2026-03-02T01:02:03.000000+00:00",'
        '"data":{"a":["改造",1],"z":null},"recorded_at":"2026-03-02T01:02:04.000005+00:00",'
        '"seq":3,"subject":"matter/17","tag":"matter:close"}'
    )


def test_facts_are_what_was_given():
    assert RECORD.facts() == {"a": ["改造", 1], "z": None}


@pytest.mark.parametrize("change", [{"tag": "t" * 64}, {"subject": "s" * 64}, {"actor_name": "名" * 100}])
def test_what_just_fits_is_accepted(act, change):
    check(act(**change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tag": ""}, "存证记录的类别应为1至64个字，且不含空字符，请改正后重试。"),
        ({"tag": "t" * 65}, "存证记录的类别应为1至64个字，且不含空字符，请改正后重试。"),
        ({"subject": "s" * 65}, "存证记录的对象应为1至64个字，且不含空字符，请改正后重试。"),
        ({"subject": "matter/\x00"}, "存证记录的对象应为1至64个字，且不含空字符，请改正后重试。"),
        ({"actor_name": "名" * 101}, "存证记录的姓名应为1至100个字，且不含空字符，请改正后重试。"),
    ],
)
def test_what_a_database_would_not_keep_is_refused(act, change, message):
    with pytest.raises(BadInput) as refusal:
        check(act(**change))
    assert (refusal.value.code, refusal.value.message) == ("ledger-field", message)


@pytest.fixture
def proof():
    other, record = SHA256.leaf(b"other"), '{"seq":1}'
    root = SHA256.node(other, SHA256.leaf(record.encode()))
    return Inclusion(seq=1, record=record, path=[other.hex()], head=Head(2, root.hex()))


def test_a_proof_holds_for_its_own_words_only(proof):
    assert holds(proof)
    assert not holds(replace(proof, record='{"seq":2}'))


def test_a_proof_survives_writing_and_reading(proof):
    assert read_inclusion(json.dumps(asdict(proof)).encode()) == proof


HEAD = {"size": 1, "root": "ab" * 32}


def test_other_proofs_survive_writing_and_reading():
    proof = Consistency(old=Head(1, "ab" * 32), new=Head(2, "cd" * 32), path=["ef" * 32], hash="sm3")
    assert read_consistency(json.dumps(asdict(proof)).encode()) == proof
    assert read_head(json.dumps({**HEAD, "hash": "sm3"}).encode()) == (Head(1, "ab" * 32), "sm3")
    assert str(proof.old) == "1:" + "ab" * 32


@pytest.mark.parametrize("change", [{"root": "ab" * 33}, {"root": "ab"}, {"size": None}])
def test_a_head_has_a_hash_of_its_length(change):
    with pytest.raises(BadInput) as refusal:
        read_head(json.dumps({**HEAD, "hash": "sm3"} | change).encode())
    assert refusal.value.code == "proof-unreadable"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"seq":1e999,"record":"","path":[],"head":{"size":1,"root":""}}',
        b'{"seq":0,"record":"","path":["zz"],"head":{"size":1,"root":""}}',
        b'{"seq":0,"record":"","path":[],"head":{"size":1,"root":7}}',
        b'{"seq":0,"record":"\\ud800","path":[],"head":{"size":1,"root":""}}',
        b"[" * 200_000,
    ],
)
def test_what_is_not_a_proof_is_refused(text):
    with pytest.raises(BadInput) as refusal:
        read_inclusion(text)
    assert refusal.value.code == "proof-unreadable"
