"""The JSON of a decomposition."""

from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.extraction.model import Clause, Deadline, Decomposition, Item, Measure


def to_json(decomposition: Decomposition) -> dict[str, Any]:
    """Plain values only: dates as YYYY-MM-DD, codes of terms, offsets into the text as read."""
    face = decomposition.document
    return {
        "document": {
            "title": face.title,
            "number": face.number,
            "issuer": face.issuer,
            "addressee": face.addressee,
            "dated_on": _day(face.dated_on),
            "kind": face.kind,
        },
        "items": [_item(item) for item in decomposition.items],
        "clauses": [_clause(clause) for clause in decomposition.clauses],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "section": list(item.section),
        "lead": list(item.lead),
        "support": list(item.support),
        "relation": item.relation.value,
        "sponsor": list(item.sponsor),
        "deadline": None if item.deadline is None else _deadline(item.deadline),
        "measures": [_measure(measure) for measure in item.measures],
        "confidence": item.confidence,
        "why": list(item.why),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "raw": deadline.raw,
        "kind": deadline.kind.value,
        "on": _day(deadline.on),
        "start": _day(deadline.start),
        "soft": deadline.soft,
        "rule": deadline.rule,
        "base": None if deadline.base is None else deadline.base.value,
        "every": deadline.every,
        "also": [_day(day) for day in deadline.also],
        "note": deadline.note,
        "others": [_deadline(other) for other in deadline.others],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "raw": measure.raw,
        "value": _number(measure.value),
        "unit": measure.unit,
        "comparator": measure.comparator,
        "upper": None if measure.upper is None else _number(measure.upper),
        "change": measure.change,
        "subject": measure.subject,
        "baseline": None if measure.baseline is None else _number(measure.baseline),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "start": clause.start,
        "end": clause.end,
        "level": clause.level,
        "label": clause.label,
        "role": clause.role.value,
        "text": clause.text,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
