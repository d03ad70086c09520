"""Numbers as Word writes them in automatic lists."""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_FULL_WIDTH = {ord("0") + figure: ord("\uff10") + figure for figure in range(10)}
# Word falls back to plain digits where a series of signs ends.
_LARGEST_ROMAN = 3999
_LARGEST_COUNTED = 9999


def _counted(value: int, *, digits: str, units: str, zero: str) -> str:
    """Positional counting with units, e.g. 105 → 一百零五; 10 to 19 drop the leading 一."""
    if not 0 < value <= _LARGEST_COUNTED:
        return str(value)
    written = ""
    for figure, unit in zip(f"{value:04d}", units, strict=True):
        if figure != "0":
            written += digits[int(figure)] + unit.strip()
        elif written and not written.endswith(zero):
            written += zero
    written = written.rstrip(zero)
    return written.removeprefix("一") if written.startswith("一十") else written


def _thousands(value: int) -> str:
    return _counted(value, digits=_DIGITS, units="千百十 ", zero="零")


def _chinese(value: int) -> str:
    """Counts to 99 and then writes figure by figure."""
    return _thousands(value) if value < 100 else _figures(value)


def _figures(value: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(value))


def _financial(value: int) -> str:
    return _counted(value, digits=_FINANCIAL, units="仟佰拾 ", zero="零")


def _letters(value: int) -> str:
    """a … z, then aa, bb, … as Word does."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    if value > _LARGEST_ROMAN:
        return str(value)
    written = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        written += sign * count
    return written


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    """Signs that stand in one row of the character table from ``first`` on."""
    return lambda value: chr(ord(first) + value - 1) if value <= last else str(value)


def _cyclic(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _thousands,
    "ideographDigital": _figures,
    "japaneseDigitalTenThousand": _figures,
    "taiwaneseDigital": _figures,
    "chineseLegalSimplified": _financial,
    "ideographLegalTraditional": _financial,
    "japaneseLegal": _financial,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "numberInDash": lambda value: f"- {value} -",
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "none": lambda _: "",
}


def written(value: int, number_format: str) -> str:
    """Formats that are not known here are written in plain digits, as are numbers below one."""
    if value < 1 and number_format != "none":
        return str(value)
    return _FORMATS.get(number_format, str)(value)
