"""Text as the rest of the system may hold it: one kind of line end and nothing invisible."""

import re
from xml.sax.saxutils import escape

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters, surrogates, non-characters, and marks that only change how neighbours are shown.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def clean(text: str) -> tuple[str, int]:
    """The text with uniform line ends, and how many invisible characters were taken out."""
    return _INVISIBLE.subn("", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    """Text from a person, made fit to stand between XML tags or inside a quoted attribute."""
    return escape(clean(text)[0], {'"': "&quot;"})
