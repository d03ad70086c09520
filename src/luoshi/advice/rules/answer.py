"""From the words of an answer to the items it holds; what they say is believed nowhere yet."""

import json
import re
from typing import Any

from luoshi.endpoint.refusals import nonsense

MOST_ITEMS = 100
"""More than so many items are not in a batch of clauses."""

_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)


def items(words: str) -> list[Any]:
    """The items of an answer, also from between code marks or behind an introduction; EndpointFailed otherwise."""
    fenced = _FENCE.search(words)
    text = fenced[1] if fenced else words.strip()
    if not text.startswith("["):
        text = text[text.find("{") : text.rfind("}") + 1]
    try:
        answer: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise nonsense() from None
    found = answer.get("items") if isinstance(answer, dict) else answer
    if not isinstance(found, list) or len(found) > MOST_ITEMS:
        raise nonsense()
    return found
