"""One cell as text, the way a person would type it."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from luoshi.documents.cleaning import clean

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

_AROUND = "\u3000\xa0 \t\n"
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_REQUIRED_MARK = "*\uff0a"  # templates mark required columns so
_SIGNIFICANT = 15  # digits that Excel keeps


def as_text(value: CellValue) -> str:
    """Dates as ISO, whole numbers without a fraction, 是 and 否 for booleans."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, time):
        return value.isoformat("seconds").removesuffix(":00")
    return "" if value is None else clean(str(value))[0].strip(_AROUND)


def as_header(value: CellValue) -> str:
    """Headers are often spread over lines or padded: “牵 头\n单位*” is 牵头单位."""
    return _BESIDE_HAN.sub("", " ".join(as_text(value).split())).strip(_REQUIRED_MARK).strip()


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value))
    return format(Decimal(format(value, f".{_SIGNIFICANT}g")), "f")


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds").removesuffix(":00")
