"""The full-text index: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from django.db import migrations

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE matters_search USING fts5(words, tokenize='unicode61')"],
    "postgresql": [
        "CREATE TABLE matters_search (matter_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX matters_search_words ON matters_search USING gin (words)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE matters_search")


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
