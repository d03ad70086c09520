"""What stands in the ledger as codes and numbers, as people write it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luoshi.kernel.dates import long_date
from luoshi.matters.terms import Category, MatterKind, Urgency


@dataclass(slots=True)
class Names:
    """What ids in the ledger stand for."""

    units: dict[int, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    matters: dict[int, str] = field(default_factory=dict)

    def unit(self, unit_id: int | None) -> str:
        """The short name, or what can be said without it."""
        return self.units.get(unit_id or 0, "（未定）")

    def person(self, person_id: int | None) -> str:
        """The person's name."""
        return self.people.get(person_id or 0, "（未定）")

    def matter(self, matter_id: int) -> str:
        """The other matter's number and title."""
        return self.matters.get(matter_id, f"第{matter_id}项")


WORDS: Mapping[str, str] = {
    "title": "标题",
    "content": "督办内容",
    "kind": "类型",
    "category": "督查内容类别",
    "urgency": "缓急",
    "lead_unit_id": "牵头单位",
    "sponsor_id": "责任领导",
    "deadline_raw": "时限原文",
    "due_on": "完成时限",
    "next_check_on": "下次检查",
    "keeper_id": "督办人",
    "basis": "立项依据",
    "support": "配合单位",
    "measures": "量化指标",
}
_TERMS = {"kind": MatterKind, "category": Category, "urgency": Urgency}


def word(name: str, value: Any, names: Names) -> str:
    """A field's value as people write it."""
    if name == "lead_unit_id":
        return names.unit(value)
    if name in {"sponsor_id", "keeper_id"}:
        return names.person(value)
    if name == "support":
        return "、".join(names.unit(unit_id) for unit_id in value) or "无"
    if name == "measures":
        return "、".join(value) or "无"
    if name in _TERMS:
        return _TERMS[name](value).label
    return day(value) or "未定" if name.endswith("_on") else str(value)


def day(text: str | None) -> str:
    """A stored day in full; nothing for none."""
    if not text:
        return ""
    return long_date(date.fromisoformat(text))
