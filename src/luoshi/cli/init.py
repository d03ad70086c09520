"""Setting up a place: database, name, calendar, first administrator. May be repeated; what is there stays."""

import click

from luoshi.accounts.rules import PersonFacts
from luoshi.cli.serve import start_django
