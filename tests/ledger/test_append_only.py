"""What the database itself refuses, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from luoshi.ledger import actions, queries
from luoshi.ledger.models import Entry, Node

STATEMENTS = {
    "entry update": "UPDATE ledger_entry SET actor_name = '李四' WHERE seq = 1",
    "entry same value": "UPDATE ledger_entry SET seq = seq",
    "entry delete": "DELETE FROM ledger_entry WHERE seq = 1",
    "node update": "UPDATE ledger_node SET level = 9",
    "node delete": "DELETE FROM ledger_node",
}
SQLITE = {
    "entry replace": "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1",
    "node replace": "INSERT OR REPLACE INTO ledger_node SELECT * FROM ledger_node",
    "entry update or replace": "UPDATE OR REPLACE ledger_entry SET seq = 0 WHERE seq = 1",
}
POSTGRESQL = {
    "entry truncate": "TRUNCATE ledger_entry",
    "node truncate": "TRUNCATE ledger_node",
    "entry upsert": "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1 "
    "ON CONFLICT (seq) DO UPDATE SET actor_name = '李四'",
}


def refused(statement):
    with (
        pytest.raises(IntegrityError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.fixture
def three(act, db):
    actions.append_many(act(number) for number in range(3))


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_change_and_removal_are_refused(three, statement):
    refused(statement)
    assert queries.verify().ok


@pytest.mark.parametrize("statement", SQLITE.values(), ids=SQLITE)
def test_what_only_sqlite_can_do_is_refused(three, statement):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own statements")
    refused(statement)
    assert queries.verify().ok


@pytest.mark.parametrize("statement", POSTGRESQL.values(), ids=POSTGRESQL)
def test_what_only_postgresql_can_do_is_refused(three, statement):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's own statements")
    refused(statement)
    assert queries.verify().ok


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_committed_entries_of_one_test_are_gone_in_the_next_and_the_triggers_still_stand(act, time):
    assert Entry.objects.count() == 0
    with transaction.atomic():
        actions.append_many(act(number) for number in range(2))
    refused("DELETE FROM ledger_entry")
    refused("DELETE FROM ledger_node")
    assert (Entry.objects.count(), Node.objects.count()) == (2, 1)
