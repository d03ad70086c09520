"""The office's side: documents come in, become proposals, are approved, issued; and matters without a document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from luoshi.accounts.policy import Actor
from luoshi.demo.city import Paper, Task, parted, read_city, rows, text_of
from luoshi.demo.clerk import Clerk, confirm_some
from luoshi.demo.clock import Process, in_hours, later, moment, workday, workday_before
from luoshi.demo.ending import end
from luoshi.demo.life import Case, Life, Over, Play
from luoshi.demo.taking import take_on
from luoshi.demo.titles import title_of
from luoshi.demo.working import work
from luoshi.directives import actions as directives
from luoshi.directives.actions import Source
from luoshi.directives.queries import Directive
from luoshi.directives.rules import Face
from luoshi.directives.terms import DirectiveKind
from luoshi.matters import actions, queries
from luoshi.matters.actions import Approval, Terms
from luoshi.matters.rules import RUNNING
from luoshi.matters.terms import Category, Status, Urgency

_URGENT_WORDS = ("24小时内", "3日内")
