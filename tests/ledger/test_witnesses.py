"""Other organs sign heads; the office keeps the signatures."""

import json
from dataclasses import asdict, replace

import pytest
from django.db import IntegrityError, connection, transaction

from luoshi.kernel.errors import BadInput, Conflict, RuleBroken
from luoshi.ledger import actions, queries
from luoshi.ledger.models import Tree, Witness
from luoshi.ledger.rules import Head, WitnessKey, check_cosignature, read_cosignature

AT = "2026-03-16T01:00:00+00:00"
HEAD = Head(5, "ab" * 32)


@pytest.fixture
def key():
    return WitnessKey.generate(" 云州市审计局 ")


def test_a_signature_holds_for_what_was_signed_only(key):
    said = key.sign(HEAD, by="sha256", at=AT)
    assert (said.head, said.hash, said.witness, said.signed_at) == (HEAD, "sha256", "云州市审计局", AT)
    assert check_cosignature(said)
    changes = {
        "size": 6,
        "root": "cd" * 32,
        "hash": "sm3",
        "witness": "云州市财政局",
        "signed_at": AT.replace("16", "17"),
        "key": WitnessKey.generate("云州市审计局").public,
        "signature": "00" * 64,
    }
    assert [
        name for name, value in changes.items() if check_cosignature(replace(said, **{name: value}))
    ] == []
    assert not check_cosignature(replace(said, key="zz"))


def test_a_signature_survives_writing_and_reading(key):
    said = key.sign(HEAD, by="sm3", at=AT)
    assert read_cosignature(json.dumps(asdict(said)).encode()) == said


@pytest.mark.parametrize(
    "change",
    [
        {"root": "ab"},
        {"key": 7},
        {"signature": "zz"},
        {"hash": 5},
        {"witness": "a\nb"},
        {"signed_at": ""},
        {"size": None},
    ],
)
def test_what_is_no_signature_is_refused(key, change):
    said = asdict(key.sign(HEAD, by="sha256", at=AT)) | change
    with pytest.raises(BadInput) as refusal:
        read_cosignature(json.dumps(said).encode())
    assert refusal.value.code in {"cosignature-unreadable", "hash-unknown"}


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "局" * 101])
def test_a_witness_has_a_name_of_one_line(name):
    with pytest.raises(BadInput) as refusal:
        WitnessKey.generate(name)
    assert refusal.value.code == "witness-name"


def test_the_same_head_may_be_signed_again_another_needs_a_proof(key):
    signed = replace(key, last=HEAD)
    assert signed.sign(HEAD, by="sha256", at=AT).head == HEAD
    with pytest.raises(RuleBroken) as refusal:
        signed.sign(Head(6, "cd" * 32), by="sha256", at=AT)
    assert refusal.value.code == "witness-needs-proof"
    assert f"luoshi ledger compare {HEAD} --format json" in refusal.value.message


@pytest.mark.django_db
def test_a_witness_signs_what_continues_the_last_head_only(act, key):
    actions.append_many(act(number) for number in range(9))
    proof = queries.consistency(4)
    before = replace(key, last=queries.head(4))
    assert before.sign(proof, by="sha256", at=AT).head == queries.head()
    for other, given in (
        (replace(key, last=queries.head(5)), proof),
        (key, proof),
        (before, replace(proof, path=proof.path[1:])),
    ):
        with pytest.raises(RuleBroken) as refusal:
            other.sign(given, by="sha256", at=AT)
        assert refusal.value.code == "witness-inconsistent"


@pytest.fixture
def kept(act, key, db):
    """Nine entries, of which the first seven are witnessed."""
    actions.append_many(act(number) for number in range(9))
    return keep(key.sign(queries.head(7), by="sha256", at=AT), act)


def keep(said, act):
    return actions.witness(said, actor_id=7, actor_name="张三", at=act().at)


def test_a_kept_signature_is_told_by_an_entry(kept, key):
    told = queries.entry(9)
    assert (told.tag, told.subject, told.actor_name) == ("ledger:witness", "head/7", "张三")
    assert told.facts() == {
        name: getattr(kept, name)
        for name in ("size", "root", "hash", "witness", "signed_at", "key", "signature")
    }
    assert (kept.seq, kept.key, queries.witnesses()) == (9, key.public, [kept])
    assert queries.verify().ok


def test_what_does_not_fit_the_ledger_is_not_kept(kept, act, key):
    for said, code in (
        (key.sign(Head(7, "00" * 32), by="sha256", at=AT), "witness-other-head"),
        (key.sign(queries.head(8), by="sm3", at=AT), "witness-other-head"),
        (replace(key.sign(queries.head(8), by="sha256", at=AT), witness="云州市财政局"), "witness-signature"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            keep(said, act)
        assert refusal.value.code == code
    with pytest.raises(Conflict):
        keep(key.sign(queries.head(7), by="sha256", at=AT), act)
    assert (Witness.objects.count(), queries.size()) == (1, 10)


STATEMENTS = [
    "UPDATE ledger_witness SET witness = '李四'",
    "DELETE FROM ledger_witness",
    "UPDATE ledger_tree SET hash = 'sm3'",
    "UPDATE ledger_tree SET id = 2",
    "DELETE FROM ledger_tree",
]
SQLITE = [
    "INSERT OR REPLACE INTO ledger_witness SELECT * FROM ledger_witness",
    "INSERT OR REPLACE INTO ledger_tree SELECT * FROM ledger_tree",
]
POSTGRESQL = ["TRUNCATE ledger_witness", "TRUNCATE ledger_tree"]


@pytest.mark.parametrize("statement", [*STATEMENTS, *SQLITE, *POSTGRESQL])
def test_the_database_itself_keeps_them(kept, statement):
    if statement in {"sqlite": POSTGRESQL, "postgresql": SQLITE}[connection.vendor]:
        pytest.skip("the other database's own statement")
    with (
        pytest.raises(IntegrityError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert queries.verify().ok


def test_every_entry_is_counted(kept):
    assert Tree.objects.get().size == 10
