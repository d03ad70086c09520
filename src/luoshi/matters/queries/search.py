"""Full-text search: one index table, written by actions, read here; a phrase of single characters.

SQLite keeps it as an FTS5 table, PostgreSQL as a tsvector with a GIN index (see the second migration).
"""

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from luoshi.matters.models import Matter
from luoshi.matters.rules import index_words

_MATCH = {
    "sqlite": "SELECT rowid FROM matters_search WHERE matters_search MATCH %s",
    "postgresql": "SELECT matter_id FROM matters_search WHERE words @@ to_tsquery('simple', %s)",
}
_PROBE = {
    "sqlite": (
        "EXISTS(SELECT 1 FROM matters_search WHERE matters_search MATCH %(expressions)s)",
        " AND rowid = ",
    ),
    "postgresql": (
        "(SELECT words @@ to_tsquery('simple', %(expressions)s)",
        ") FROM matters_search WHERE matter_id = ",
    ),
}
_JOIN = {"sqlite": " ", "postgresql": " <-> "}
_QUOTE = {"sqlite": '"{}"', "postgresql": "({})"}
_AND = {"sqlite": " AND ", "postgresql": " & "}


def search(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """The matters that hold every space-separated phrase of ``words``; all of them for an empty search."""
    query = _query(words)
    if not query:
        return matters if not words.strip() else matters.none()
    found = RawSQL(_MATCH[connection.vendor], [query])  # noqa: S611 -- the query is a parameter
    return matters.filter(pk__in=found)


def search_each(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """The same, asked of one matter after the other: for the first few of very many that hold the words."""
    query = _query(words)
    if not query:
        return search(matters, words)
    template, joiner = _PROBE[connection.vendor]
    holds = Func(Value(query), F("pk"), template=template, arg_joiner=joiner, output_field=BooleanField())
    return matters.filter(holds)


def hits(words: str, *, most: int) -> list[int]:
    """The numbers of up to ``most`` matters, of anybody, that hold the words."""
    query = _query(words)
    if not query:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{_MATCH[connection.vendor]} LIMIT %s", [query, most])
        return [matter_id for (matter_id,) in cursor]


def count_hits(words: str, *, most: int) -> int:
    """How many matters, of anybody, hold the words; counted up to ``most``."""
    query = _query(words)
    if not query:
        return 0
    with connection.cursor() as cursor:
        found = f"{_MATCH[connection.vendor]} LIMIT %s"
        cursor.execute(f"SELECT COUNT(*) FROM ({found}) AS found", [query, most])  # noqa: S608 -- no input in it
        return int(cursor.fetchone()[0])


def _query(words: str) -> str:
    """The phrases in the database's own language; empty when there is nothing to look for."""
    phrases = [indexed for part in words.split() if (indexed := index_words(part))]
    quote, join = _QUOTE[connection.vendor], _JOIN[connection.vendor]
    return _AND[connection.vendor].join(quote.format(phrase.replace(" ", join)) for phrase in phrases)
