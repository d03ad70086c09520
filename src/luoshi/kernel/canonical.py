"""Canonical JSON: one value has exactly one sequence of bytes, so that its hash means the value.

Keys in code point order, no spaces, UTF-8 unescaped. A date is written as ISO 8601, a moment as ISO 8601 in
UTC with microseconds. Text is not normalised (NFC): what was said must hash as it was said.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from luoshi.kernel.errors import BadInput


def canonical(value: object) -> bytes:
    """TypeError for what has no single form, BadInput for text that is not Unicode."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise BadInput(
            "text-not-unicode", "文字中含有无法识别的字符（不完整的编码），请重新录入后再提交。"
        ) from error


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return _iso(value)
    raise TypeError(f"{type(value).__name__} has no canonical form: give a number with decimals as str")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be str, not {type(key).__name__}: 1 and '1' would become the same key")
    return key


def _iso(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise TypeError("a moment without a time zone has no canonical form")
    return value.astimezone(UTC).isoformat(timespec="microseconds")
