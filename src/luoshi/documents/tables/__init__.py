"""Spreadsheets in (imports) and out (exports)."""

from luoshi.documents.tables.reading import Row, Table, read_table
from luoshi.documents.tables.writing import write_table

__all__ = ["Row", "Table", "read_table", "write_table"]
