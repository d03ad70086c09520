"""Uploaded files into text and tables; facts into official papers and spreadsheets."""

from luoshi.documents.formats import Format
from luoshi.documents.reading import ReadDocument, read
from luoshi.documents.sniffing import sniff
from luoshi.documents.tables import Row, Table, read_table, write_table

__all__ = ["Format", "ReadDocument", "Row", "Table", "read", "read_table", "sniff", "write_table"]
