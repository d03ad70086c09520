"""Numbers as Chinese documents write them: 二十一, 两千零三, 二〇二六, 3.5亿, 百分之三十, 三成."""

import re
from decimal import Decimal

DIGITS = {
    "零": 0,
    "\u3007": 0,
    "○": 0,
    "Ｏ": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = "零〇○一二两三四五六七八九十百千万亿"
_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_MIXED = re.compile(rf"({_ARABIC.pattern})([百千万亿]*)")
_LONGEST = 40


def read_integer(text: str) -> int | None:
    """An integer in Arabic digits, in Chinese places (二十一) or digit by digit (二〇二六); None if it is neither."""
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    return _by_places(text)


def _by_places(text: str) -> int | None:
    total, section, digit = 0, 0, None
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None
            digit = DIGITS[sign]
        elif sign in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[sign]
            digit = None
        elif sign in _LARGE and not (total or section or digit):
            return None
        elif sign == "万":
            total, section, digit = total + (section + (digit or 0)) * 10**4, 0, None
        elif sign == "亿":
            total, section, digit = (total + section + (digit or 0)) * 10**8, 0, None
        else:
            return None
    return total + section + (digit or 0) * _last_place(text[-2:-1])


def _last_place(before: str) -> int:
    """三百五 is 350 and 两万三 is 23000, but 三百零五 is 305."""
    return {**_SMALL, **_LARGE}.get(before, 10) // 10


def read_number(text: str) -> Decimal | None:
    """A number with its Chinese multiplier (3.5亿 is 350000000), a share (百分之三十 is 30), tenths (三成 is 30)."""
    text = text.strip()
    if text.startswith("百分之"):
        return read_number(text.removeprefix("百分之"))
    if text.endswith("成"):
        tenths = read_number(text.removesuffix("成"))
        return None if tenths is None else tenths * 10
    mixed = _MIXED.fullmatch(text)
    if mixed:
        return _scaled(Decimal(mixed[1].replace(",", "")), mixed[2])
    whole, point, fraction = text.partition("点")
    integer = read_integer(whole)
    if integer is None or not point:
        return None if integer is None else Decimal(integer)
    if not fraction or not all(sign in DIGITS for sign in fraction):
        return None
    return Decimal(f"{integer}." + "".join(str(DIGITS[sign]) for sign in fraction))


def _scaled(value: Decimal, multipliers: str) -> Decimal:
    for sign in multipliers:
        value *= _SMALL.get(sign) or _LARGE[sign]
    return value


def in_chinese(number: int) -> str:
    """1 to 99 as ordinals of headings: 一, 十, 十一, 二十."""
    if not 0 < number < 100:
        raise ValueError(f"headings run from 1 to 99, not {number}")
    signs = "一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else signs[tens - 1] + "十"
    return head + (signs[ones - 1] if ones else "")
