"""Ways past the ledger's triggers that only tests have.

A test with ``transactional_db`` ends with a flush, which empties all tables; the triggers refuse that.
``flush_past_the_triggers`` takes them away for the flush and puts them back.
"""

from contextlib import contextmanager

import pytest
from django.db import connection

TABLES = ("ledger_entry", "ledger_node", "ledger_tree", "ledger_witness")


@contextmanager
def unprotected(connection):
    """Inside, entries and nodes can be changed, as by somebody who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            take_away = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES]
            put_back = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES]
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'"
            )
            triggers = cursor.fetchall()
            take_away = [f"DROP TRIGGER {name}" for name, _ in triggers]
            put_back = [definition for _, definition in triggers]
        for statement in take_away:
            cursor.execute(statement)
        yield
        for statement in put_back:
            cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_triggers():
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_unprotected(self, statements):
        with unprotected(self.connection):
            flush(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", flush_unprotected)
        yield
