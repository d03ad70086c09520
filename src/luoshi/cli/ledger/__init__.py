"""``luoshi ledger``: verify and export the ledger, show and compare heads, prove entries, keep witnesses."""

import click

from luoshi.cli.ledger.exporting import export, verifier
from luoshi.cli.ledger.proving import check, compare, head, prove
from luoshi.cli.ledger.verifying import verify
from luoshi.cli.ledger.witnessing import cosign, witness, witness_key


@click.group(help="存证链：核验、导出、查看和比对存证头、出具证明、收存见证。")
def ledger() -> None:
    """See the help text."""


for command in (verify, head, compare, prove, check, export, verifier, witness_key, cosign, witness):
    ledger.add_command(command)
