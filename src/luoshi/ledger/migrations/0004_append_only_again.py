"""Triggers for the tree and the witnesses; every entry that is written is counted.

There is no way back, as in the second migration.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """CREATE TRIGGER ledger_entry_counted AFTER INSERT ON ledger_entry
       BEGIN UPDATE ledger_tree SET size = size + 1; END""",
    """CREATE TRIGGER ledger_tree_no_update BEFORE UPDATE OF id, hash ON ledger_tree
       BEGIN SELECT RAISE(ABORT, 'ledger_tree is append-only'); END""",
    """CREATE TRIGGER ledger_tree_no_delete BEFORE DELETE ON ledger_tree
       BEGIN SELECT RAISE(ABORT, 'ledger_tree is append-only'); END""",
    """CREATE TRIGGER ledger_tree_no_replace BEFORE INSERT ON ledger_tree
       WHEN EXISTS (SELECT 1 FROM ledger_tree)
       BEGIN SELECT RAISE(ABORT, 'ledger_tree is append-only'); END""",
    """CREATE TRIGGER ledger_witness_no_update BEFORE UPDATE ON ledger_witness
       BEGIN SELECT RAISE(ABORT, 'ledger_witness is append-only'); END""",
    """CREATE TRIGGER ledger_witness_no_delete BEFORE DELETE ON ledger_witness
       BEGIN SELECT RAISE(ABORT, 'ledger_witness is append-only'); END""",
    """CREATE TRIGGER ledger_witness_no_replace BEFORE INSERT ON ledger_witness
       WHEN EXISTS (SELECT 1 FROM ledger_witness WHERE "key" = NEW."key" AND size = NEW.size)
       BEGIN SELECT RAISE(ABORT, 'ledger_witness is append-only'); END""",
]

POSTGRESQL = [
    """CREATE FUNCTION ledger_count_entries() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
           UPDATE ledger_tree SET size = size + (SELECT count(*) FROM added);
           RETURN NULL;
       END $$""",
    """CREATE TRIGGER ledger_entry_counted AFTER INSERT ON ledger_entry
       REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_count_entries()""",
    """CREATE TRIGGER ledger_tree_no_change BEFORE UPDATE OF id, hash OR DELETE ON ledger_tree
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()""",
    """CREATE TRIGGER ledger_tree_no_truncate BEFORE TRUNCATE ON ledger_tree
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()""",
    """CREATE TRIGGER ledger_witness_no_change BEFORE UPDATE OR DELETE ON ledger_witness
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()""",
    """CREATE TRIGGER ledger_witness_no_truncate BEFORE TRUNCATE ON ledger_witness
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()""",
]


def protect(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_tree_numbers_witnesses")]
    operations = [migrations.RunPython(protect)]
