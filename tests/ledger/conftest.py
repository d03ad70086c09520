from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from luoshi.ledger.rules import Act
from tests.ledger.past_triggers import flush_past_the_triggers, unprotected

__all__ = ["flush_past_the_triggers"]


@pytest.fixture
def owner(db):
    """The test acts as one who owns the database; the rollback at its end restores the triggers."""
    with unprotected(connection):
        yield connection


@pytest.fixture
def act():
    """Makes acts that differ by their number."""

    def make(number=0, **changes):
        fields = {
            "tag": "matter:report",
            "subject": f"matter/{number % 3}",
            "data": {"number": number, "text": "主体工程已完工"},
            "actor_id": 7,
            "actor_name": "张三",
            "at": datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC) + timedelta(minutes=number),
        }
        return Act(**(fields | changes))

    return make
