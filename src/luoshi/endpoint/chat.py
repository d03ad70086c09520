"""The chat-completions protocol: messages in, the words of the first choice out."""

import json
from collections.abc import Sequence
from typing import Any

from luoshi.endpoint import refusals
from luoshi.endpoint.address import Endpoint
from luoshi.endpoint.exchange import post

MOST_TOKENS = 4096


def ask(service: Endpoint, messages: Sequence[tuple[str, str]]) -> str:
    """What the model answers to messages, each a role and its words; EndpointFailed when it does not."""
    asked = {
        "model": service.model,
        "messages": [{"role": role, "content": words} for role, words in messages],
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if service.key:
        headers["Authorization"] = f"Bearer {service.key}"
    body = json.dumps(asked, ensure_ascii=False).encode()
    media_type, content = post(service.address, body, headers=headers, seconds=service.seconds)
    if media_type != "application/json":
        raise refusals.nonsense()
    return _words(content)


def _words(content: bytes) -> str:
    """A number of thousands of digits, bytes that are no text and nesting without end are nonsense too."""
    try:
        answer: Any = json.loads(content)
        words = answer["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise refusals.nonsense() from None
    if not isinstance(words, str):
        raise refusals.nonsense()
    return words
