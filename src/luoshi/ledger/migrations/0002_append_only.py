"""Entries and nodes can only be added: the database itself refuses to change or to remove them.

There is no way back: a ledger that could be unlocked by a migration would not be one.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# The third trigger of each table stands against INSERT OR REPLACE, which removes the row in its way unnoticed.
SQLITE = [
    """CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END""",
    """CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END""",
    """CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
       WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE seq = NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END""",
    """CREATE TRIGGER ledger_node_no_update BEFORE UPDATE ON ledger_node
       BEGIN SELECT RAISE(ABORT, 'ledger_node is append-only'); END""",
    """CREATE TRIGGER ledger_node_no_delete BEFORE DELETE ON ledger_node
       BEGIN SELECT RAISE(ABORT, 'ledger_node is append-only'); END""",
    """CREATE TRIGGER ledger_node_no_replace BEFORE INSERT ON ledger_node
       WHEN EXISTS (SELECT 1 FROM ledger_node WHERE level = NEW.level AND "index" = NEW."index")
       BEGIN SELECT RAISE(ABORT, 'ledger_node is append-only'); END""",
]

POSTGRESQL = [
    """CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
           RAISE EXCEPTION USING
               MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'integrity_constraint_violation';
       END $$""",
    """CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()""",
    """CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()""",
    """CREATE TRIGGER ledger_node_no_change BEFORE UPDATE OR DELETE ON ledger_node
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()""",
    """CREATE TRIGGER ledger_node_no_truncate BEFORE TRUNCATE ON ledger_node
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()""",
]


def protect(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(protect)]
