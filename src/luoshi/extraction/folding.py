"""One spelling for patterns to match: every fold keeps the length, so offsets stay those of the text as read."""

import re

_FULL_WIDTH = {0xFF10 + n: ord("0") + n for n in range(10)}
_FULL_WIDTH |= {0xFF21 + n: ord("A") + n for n in range(26)}
_FULL_WIDTH |= {0xFF41 + n: ord("a") + n for n in range(26)}
_PUNCTUATION: dict[int, str] = str.maketrans(
    {
        "(": "（",
        ")": "）",
        ":": "：",
        ";": "；",
        "!": "！",
        "．": ".",
        "％": "%",
        "﹪": "%",
        "〜": "～",
        "~": "～",
        "－": "-",
        "\u2013": "-",
        "﹝": "〔",
        "﹞": "〕",
        "?": " ",  # a broken full-width blank: real questions use the full-width mark
        "\u3000": " ",
        "\u00a0": " ",
        "\ufeff": " ",
        "\u200b": " ",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"}
_TABLE: dict[int, int | str] = {**_CONTROL, **_FULL_WIDTH, **_PUNCTUATION}
_LIST_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9]{3})")


def fold(text: str) -> str:
    """Full-width digits and letters become ASCII, ASCII brackets become full-width; the length is unchanged."""
    return _LIST_COMMA.sub("，", text.translate(_TABLE))
