"""Full-text search: one index table, written by actions, read here; a phrase of single characters.

SQLite keeps it as an FTS5 table, PostgreSQL as a tsvector with a GIN index (see the second migration).
"""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from luoshi.matters.models import Matter
from luoshi.matters.rules import index_words

_MATCH = {
    "sqlite": "SELECT rowid FROM matters_search WHERE matters_search MATCH %s",
    "postgresql": "SELECT matter_id FROM matters_search WHERE words @@ to_tsquery('simple', %s)",
}
_JOIN = {"sqlite": " ", "postgresql": " <-> "}
_QUOTE = {"sqlite": '"{}"', "postgresql": "({})"}
_AND = {"sqlite": " AND ", "postgresql": " & "}


def search(matters: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """The matters that hold every space-separated phrase of ``words``; all of them for an empty search."""
    phrases = [indexed for part in words.split() if (indexed := index_words(part))]
    if not phrases:
        return matters if not words.strip() else matters.none()
    vendor = connection.vendor
    query = _AND[vendor].join(_QUOTE[vendor].format(phrase.replace(" ", _JOIN[vendor])) for phrase in phrases)
    return matters.filter(pk__in=RawSQL(_MATCH[vendor], [query]))  # noqa: S611 -- the query is a parameter
