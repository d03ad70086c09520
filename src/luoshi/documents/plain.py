"""Plain text in the encodings that Chinese offices use."""

import codecs

from luoshi.documents import refusals
from luoshi.documents.formats import Format

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REPLACEMENT = "\ufffd"
_DAMAGE = "文字编码有 {count} 处损坏，以“{mark}”标出"
# In GBK text read as UTF-8 about every second character is broken; in a damaged UTF-8 file very few are.
_MOSTLY_INTACT = 20


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and notes on damaged places; raises BadInput when no encoding fits."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_chinese(content)


def _decode_chinese(content: bytes) -> tuple[str, tuple[str, ...]]:
    text, notes = _lenient(content, "utf-8")
    if _is_mostly_intact(text):
        return text, notes
    text, notes = _lenient(content, "gb18030")
    if not notes or _is_mostly_intact(text):
        return text, notes
    raise refusals.unreadable(Format.TXT)


def _lenient(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        return text, (_DAMAGE.format(count=text.count(_REPLACEMENT), mark=_REPLACEMENT),)


def _is_mostly_intact(text: str) -> bool:
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(_REPLACEMENT) * _MOSTLY_INTACT <= beyond_ascii
