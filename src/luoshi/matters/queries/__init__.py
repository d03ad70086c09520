"""Reading matters. ``visible(actor)`` is the one scope rule: list, page, export and count all start there."""

from luoshi.matters.models import Matter
from luoshi.matters.queries.acceptance import acceptors, may_accept
from luoshi.matters.queries.facts import facts_of, light_of, where_light
from luoshi.matters.queries.importing import MatterRow, plan_import
from luoshi.matters.queries.scope import evidence_visible, joined_unit, one, visible, whole
from luoshi.matters.queries.search import count_hits, hits, search, search_each
from luoshi.matters.queries.story import (
    checks,
    objections,
    open_milestones,
    parties,
    reports,
    saved_views,
)

__all__ = [
    "Matter",
    "MatterRow",
    "acceptors",
    "checks",
    "count_hits",
    "evidence_visible",
    "facts_of",
    "hits",
    "joined_unit",
    "light_of",
    "may_accept",
    "objections",
    "one",
    "open_milestones",
    "parties",
    "plan_import",
    "reports",
    "saved_views",
    "search",
    "search_each",
    "visible",
    "where_light",
    "whole",
]
